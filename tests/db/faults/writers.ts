import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { closePools, openPools, pools } from '@/db/client'
import { nullSocketWrites } from '@/db/driver-guard'
import { inTransaction } from '@/db/transaction'
import { asActor, NOBODY } from '@/lib/access/actor'

// Eight writers in a process of their own, as the servers are: six by the hot way, two through the door. Each operation
// has an id and is sent again until it is acknowledged. Says what was acknowledged on its output, one line each, and
// goes on until it is told to stop.
const url = process.argv[2]!
openPools({ app: url, pub: url }, 4)

const actor = asActor({ ...NOBODY, userId: randomUUID() })
const ctx = { actor, now: new Date(), requestId: 'test' }
let stopping = false
let failures = 0

const statement = (id: string) => pools().hot<{ id: string }[]>`
  with fresh as (insert into operation (id) values (${id}) on conflict do nothing returning id)
  insert into effect (id) select id from fresh returning id`

const sentence = async (id: string) => {
  await inTransaction(ctx, async (db) => {
    const { sql } = await import('drizzle-orm')
    const [who] = await db.execute<{ who: string }>(sql`select current_setting('app.user_id', true) who`)
    if (who?.who !== actor.userId) throw new Error('a stranger’s transaction')
    const fresh = await db.execute(
      sql`insert into operation (id) values (${id}) on conflict do nothing returning id`,
    )
    if (fresh.length) await db.execute(sql`insert into effect (id) values (${id})`)
  })
}

async function write(send: (id: string) => Promise<unknown>): Promise<void> {
  while (!stopping) {
    const id = randomUUID()
    for (;;) {
      try {
        await send(id)
        break
      } catch (error) {
        if (/stranger/.test(String(error))) console.log(`fault ${error}`)
        failures += 1
        await sleep(10)
      }
    }
    console.log(`done ${id}`)
  }
}

process.stdin.once('data', () => {
  stopping = true
})
await Promise.all(Array.from({ length: 8 }, (_, i) => write(i < 6 ? statement : sentence)))
console.log(`end ${JSON.stringify({ failures, nullSocketWrites: nullSocketWrites() })}`)
await closePools()
process.exit(0)
