import { afterAll, beforeAll, expect, it } from 'vitest'
import { planSessions } from '@/db/commands/programmes/plan-sessions'
import { cohortsOf } from '@/db/queries/programmes/cohorts'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { contextOf } from '@/tests/support/actors'
import { type World, world } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'
import { auditOf, group } from './field'

let db: Loaded
beforeAll(async () => {
  db = await loadedDatabase('none')
})
afterAll(() => db.end())

const made = async () => {
  const w = await world(db.sql, { people: 2 })
  return { w, one: await group(db.sql, w), two: await group(db.sql, w) }
}
// 2024-06-01 is a Saturday.
const plan = async (w: World, asked: object, who = w.officer) =>
  planSessions(await contextOf(who), { days: [0, 2], time: '15:00', startDay: '2024-06-01', ...asked })
const planned = async (...cohortIds: string[]) =>
  (await db.sql`select count(*)::int n from app.session where cohort_id = any(${cohortIds}::uuid[])`)[0]!.n

it('plans groups at once as it plans one: all sessions, one line of the audit for each', async () => {
  const { w, one, two } = await made()
  const single = await made()
  await plan(single.w, { cohortId: single.one.cohortId })
  expect(await plan(w, { cohortIds: [one.cohortId, two.cohortId] })).toMatchObject({
    owners: 2,
    sessions: 60,
    minutes: 7200,
    firstDay: '2024-06-01',
  })
  const rowsOf = (id: string) =>
    db.sql`select seq, module_code, day::text as day, first_day::text as first, starts_at::text as at, planned_minutes, net_minutes,
      break_minutes, venue, mode, status from app.session where cohort_id = ${id} order by seq`
  const alone = await rowsOf(single.one.cohortId)
  expect(alone).toHaveLength(30)
  for (const { cohortId } of [one, two]) {
    expect(await rowsOf(cohortId)).toEqual(alone)
    expect(await auditOf(db.sql, cohortId)).toEqual([
      {
        action: 'session.create',
        actor: w.officer.userId,
        before: null,
        after: expect.objectContaining({ sessions: 30, minutes: 3600, days: [0, 2], time: '15:00' }),
        reason: null,
      },
    ])
  }
})

it('holds them against each other: one facilitator, one room', async () => {
  const { w, one, two } = await made()
  const both = { cohortIds: [one.cohortId, two.cohortId] }
  await expect(plan(w, { ...both, venue: 'خانهٔ محله' })).rejects.toMatchObject({
    code: 'E-SES-02',
    values: { other: 'محلهٔ نور' },
  })
  await db.sql`update app.cohort_facilitator set facilitator_id = ${one.facilitatorId} where cohort_id = ${two.cohortId}`
  await expect(plan(w, both)).rejects.toMatchObject({ code: 'E-SES-02' })
  expect(await planned(one.cohortId, two.cohortId)).toBe(0)
  await db.sql`update app.cohort_facilitator set to_day = '2024-05-31' where cohort_id = ${two.cohortId}`
  await plan(w, both)
  expect(await planned(one.cohortId, two.cohortId)).toBe(60)
})

it('holds each against what stands, and writes none where one cannot be held', async () => {
  const { w, one, two } = await made()
  const third = await group(db.sql, w, { sessions: 1, firstDay: '2024-06-22', time: '16:00' })
  await db.sql`update app.cohort_facilitator set facilitator_id = ${third.facilitatorId} where cohort_id = ${two.cohortId}`
  const both = { cohortIds: [one.cohortId, two.cohortId] }
  await expect(plan(w, both)).rejects.toMatchObject({ code: 'E-SES-02' })
  await plan(w, { ...both, time: '18:00' })
  await db.sql`update app.session set status = 'HELD' where cohort_id = ${two.cohortId} and seq = 1`
  await expect(plan(w, { ...both, time: '20:00' })).rejects.toMatchObject({ code: 'E-SES-10' })
  const [times] = await db.sql`select count(*)::int n from app.session where cohort_id = ${one.cohortId}
    and to_char(starts_at at time zone 'Asia/Tehran', 'HH24:MI') = '18:00'`
  expect(times).toEqual({ n: 30 })
})

it('plans all groups of a run that have no plan, and no other', async () => {
  const { w, one, two } = await made()
  await plan(w, { cohortId: one.cohortId, time: '09:30' })
  expect(await plan(w, { unplannedOf: w.runId })).toMatchObject({ owners: 1, sessions: 30 })
  expect(await planned(two.cohortId)).toBe(30)
  await expect(plan(w, { unplannedOf: w.runId })).rejects.toMatchObject({ code: 'E-GEN-03' })
})

it('counts a group whose sessions were all cancelled as planned, on the page as in the command', async () => {
  const { w, one, two } = await made()
  await plan(w, { cohortIds: [one.cohortId, two.cohortId] })
  await db.sql`update app.session set status = 'CANCELLED', cancel_reason = 'برف' where cohort_id = ${one.cohortId}`
  const scope = scopeOf((await contextOf(w.officer)).actor)
  const lines = await reading(scope, (reader) => cohortsOf(reader, scope, w.runId))
  expect(lines.find(({ cohortId }) => cohortId === one.cohortId)).toMatchObject({
    sessions: 0,
    hasPlan: true,
  })
  await expect(plan(w, { unplannedOf: w.runId })).rejects.toMatchObject({ code: 'E-GEN-03' })
  await expect(plan(w, { cohortId: one.cohortId })).rejects.toMatchObject({ code: 'E-SES-10' })
})

it('plans for nobody else: not for a facilitator, not across provinces or runs', async () => {
  const { w, one, two } = await made()
  const other = await made()
  for (const asked of [{ unplannedOf: w.runId }, { cohortIds: [one.cohortId, two.cohortId] }])
    for (const who of [w.facilitator, other.w.officer])
      await expect(plan(w, asked, who)).rejects.toMatchObject({ code: 'E-GEN-02' })
  await expect(plan(w, { cohortIds: [one.cohortId, other.one.cohortId] })).rejects.toMatchObject({
    code: 'E-GEN-02',
  })
  expect(await planned(one.cohortId, two.cohortId, other.one.cohortId)).toBe(0)
})
