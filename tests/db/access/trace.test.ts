import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { setLocale } from '@/db/commands/access/set-locale'
import { inTransaction } from '@/db/transaction'
import { answered } from '@/lib/server/action'
import { AppError } from '@/lib/shared/result'
import { type Open, openAccounts, signedIn } from './accounts-world'

let world: Open
beforeAll(async () => {
  world = await openAccounts()
})
afterAll(() => world.close())

it('one id leads from a request to the connection of the database, its log and the audit, and holds nobody', async () => {
  const who = await world.member('FACILITATOR', world.nodes.unitA, world.nodes.countyA)
  const { ctx } = await signedIn(world.app, who)
  const requestId = randomUUID()
  const nameNow = async (id: string) => {
    const [row] = await inTransaction({ ...ctx, requestId: id }, (db) =>
      db.execute<{ name: string; seen: string }>(sql`select current_setting('application_name') as name,
        (select application_name from pg_stat_activity where pid = pg_backend_pid()) as seen`),
    )
    return row
  }
  // The name stands in each line of the log of the database: log_line_prefix, %a.
  expect(await nameNow(requestId)).toEqual({ name: `tabavar ${requestId}`, seen: `tabavar ${requestId}` })
  expect((await nameNow('another'))?.name).toBe('tabavar another')
  await setLocale({ ...ctx, requestId }, { locale: 'en' })
  const rows = await world.owner`select action, actor_id from audit.event where request_id = ${requestId}`
  expect([...rows]).toEqual([{ action: 'access.set-locale', actor_id: who.userId }])
})

it('what somebody asked for without the right to it is a line with that id, and nothing else', async () => {
  const lines: string[] = []
  const warn = vi.spyOn(console, 'warn').mockImplementation((...words) => void lines.push(words.join(' ')))
  try {
    await answered('an-id-of-ours', async () => {
      throw new AppError('E-GEN-02', { name: 'somebody' })
    })
    await answered('another-id', async () => {
      throw new AppError('E-GEN-03')
    })
  } finally {
    warn.mockRestore()
  }
  expect(lines).toEqual(['request an-id-of-ours refused E-GEN-02'])
})
