import type { Sql } from 'postgres'
import { openFlags, qualityFlags } from '@/db/queries/quality/flags'
import { reading } from '@/db/transaction'
import { scopeOfStaff } from '@/tests/support/actors'
import { registerOf, type Staff, type World } from '@/tests/support/factories'
import type { Loaded } from '../demo/loaded'
import { send } from '../workshops/register-sent'

export const HERE = { code: 'PRESENT' }
export const AWAY = { code: 'ABSENT' }

/** Moves the run's clock. */
export const turnTo = (sql: Sql, w: World, at: string) =>
  sql`update app.run set pinned_now = ${at}::timestamptz where id = ${w.runId}`

/** The register of the n-th session (every other day, 09:30 to 11:30 in Tehran), sent an hour after its end or `minutes` after its start. */
export async function hold(
  db: Loaded,
  app: Sql,
  w: World,
  n: number,
  away: readonly number[],
  {
    minutes = 180,
    more = {},
    head,
    who = w.facilitator,
  }: { minutes?: number; more?: object; head?: { count: number; mismatch?: string }; who?: Staff } = {},
): Promise<void> {
  const sessionId = w.sessionIds[n]!
  await db.sql`update app.run set pinned_now = (select starts_at + make_interval(mins => ${minutes}::int) from app.session where id = ${sessionId}) where id = ${w.runId}`
  const register = registerOf(w, n, Object.fromEntries(away.map((at) => [at, AWAY])))
  const ops = [
    ...register.ops,
    ...(head ? [{ id: crypto.randomUUID(), kind: 'head', count: head.count }] : []),
    ...(head?.mismatch ? [{ id: crypto.randomUUID(), kind: 'details', mismatch: head.mismatch }] : []),
  ]
  const answer = await send(app, who, { ...register, ops, ...more })
  if (answer.status !== 'applied') throw new Error(JSON.stringify(answer))
}

/** The flags somebody sees, as «kind seq». */
export async function flagsOf(w: World, who: Staff, more: { open?: boolean; countyId?: string } = {}) {
  const scope = scopeOfStaff(who)
  const asked = {
    runId: w.runId,
    asOf: '2024-12-01',
    clock: new Date('2024-12-01T12:00:00Z'),
    countyId: more.countyId,
  }
  const all = await reading(scope, (reader) => qualityFlags(reader, scope, asked))
  return more.open ? openFlags(all) : all
}
export const said = (flags: Awaited<ReturnType<typeof flagsOf>>) =>
  flags.map(({ kind, values }) => `${kind} ${values.seq ?? values.sheets}`).sort()
