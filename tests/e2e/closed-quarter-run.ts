import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { closePools, openPools, pools } from '@/db/client'
import { prepareQuarter, signQuarter } from '@/db/commands/indicators/close-quarter'
import { writeReason } from '@/db/commands/reports/write-reason'
import { loginUrls } from '@/db/logins'
import { type ActorFacts, asActor } from '@/lib/access/actor'
import { env, keyring } from '@/lib/env'
import type { FrozenQuarter } from '@/lib/indicators/quarter'
import { shortfalls } from '@/lib/reports/threshold'
import { send } from '@/tests/db/workshops/register-sent'
import { registerOf, world } from '@/tests/support/factories'

// A run of the test's own in the demonstration's province, its spring closed by officer2 and signed by the director, with a
// reason for every figure under its threshold but one. Prints what was made as JSON.
const { DATABASE_URL } = env()
const urls = loginUrls(DATABASE_URL, keyring().loginSecret)
const owner = postgres(DATABASE_URL, { max: 1, onnotice: () => {} })
openPools(urls, 2)

async function contextOf(handle: string) {
  const [user] = await owner`select user_id as id from app.user_login where handle = ${handle}`
  const hash = createHash('sha256').update(randomBytes(32)).digest()
  await owner`insert into app.auth_session (token_hash, user_id, expires_at, factor_at) values (${hash}, ${user!.id}, now() + interval '1 hour', now())`
  const [row] = await pools().db.execute<{ facts: ActorFacts }>(
    sql`select app.actor_of_session(${hash}) as facts`,
  )
  return { actor: asActor(row!.facts), now: new Date(), requestId: randomUUID() }
}

const w = await world(owner, { people: 4, sessions: 2, firstDay: '2024-06-10', now: '2024-07-03T15:00:00Z' })
const tag = randomUUID().slice(0, 6).toUpperCase()
const [province] =
  await owner`select id, scope_id from app.place where kind = 'PROVINCE' and name_en = 'West Azerbaijan'`
const code = `RP-${tag}`
await owner`update app.scope set parent_id = ${province!.scope_id}, path = array[1, ${province!.scope_id}, ${w.countyScope}]::int[] where id = ${w.countyScope}`
await owner`update app.scope set path = array[1, ${province!.scope_id}, ${w.countyScope}, ${w.cohortScope}]::int[] where id = ${w.cohortScope}`
// Older than the demonstration's run, so that the office's pages go on opening with that one.
await owner`update app.run set scope_id = ${province!.scope_id}, province_id = ${province!.id}, code = ${code}, start_date = '2024-01-01' where id = ${w.runId}`
const phone = postgres(urls.app, { max: 1, onnotice: () => {} })
const officer = await contextOf('officer2@demo.tabavar.local')
await send(phone, w.facilitator, registerOf(w, 0))
await phone.end()

const { closingId } = await prepareQuarter(officer, {
  runId: w.runId,
  quarter: '1403-1',
  reason: 'برگهٔ نخست هنوز در راه است',
})
await signQuarter(await contextOf('director@demo.tabavar.local'), { closingId })
const [row] = await owner`select frozen, hash from app.quarter_closing where id = ${closingId}`
const short = shortfalls(row!.frozen as FrozenQuarter).map((figure) => figure.code)
for (const one of short.slice(1))
  await writeReason(officer, { closingId, code: one, reason: 'گروه‌ها دیر آغاز شدند و از تیر جبران می‌شود.' })
console.log(JSON.stringify({ code, hash: row!.hash, missing: short[0] }))
await closePools()
await owner.end()
