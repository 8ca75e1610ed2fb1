import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeCohort } from '@/db/commands/programmes/close-cohort'
import { leaveCohort } from '@/db/commands/programmes/leave-cohort'
import { readyCohort } from '@/db/commands/programmes/ready-cohort'
import { replaceSession } from '@/db/commands/programmes/replace-session'
import { actorOfAccount } from '@/db/seed/system-actor'
import type { Context } from '@/db/transaction'
import { contextOf } from '@/tests/support/actors'
import { registerOf, type World, world } from '@/tests/support/factories'
import { type Loaded, loadedDatabase, rows } from '../demo/loaded'
import { review, send } from '../workshops/register-sent'

let demo: Loaded
let officer: Context
const one = async (statement: string) => (await rows(demo.sql, statement))[0] as Record<string, string>
beforeAll(async () => {
  demo = await loadedDatabase('snapshot')
  const { id } = await one(
    `select user_id id from app.user_login where handle = 'officer1@demo.tabavar.local'`,
  )
  officer = {
    actor: await actorOfAccount(demo.sql, id!),
    now: new Date('2026-11-01T08:00:00Z'),
    requestId: 'test',
  }
})
afterAll(() => demo.end())

describe('somebody leaves', () => {
  const somebody = (more = '') =>
    one(`select e.id, e.cohort_id cohort, max(s.day)::text as last, (max(s.day) - 1)::text as before from app.enrolment e
      join app.attendance a on a.person_id = e.person_id join app.session s on s.id = a.session_id and s.cohort_id = e.cohort_id
      where e.status = 'ACTIVE' and a.code in (1, 2) ${more} group by 1, 2 order by 1 limit 1`)
  const leave = (enrolmentId: string, day: string, status: 'WITHDRAWN' | 'NO_SHOW' = 'WITHDRAWN') =>
    leaveCohort(officer, { enrolmentId, status, reason: status === 'NO_SHOW' ? 'NO_SHOW' : 'WORK', day })
  const state = (id: string) =>
    one(`select status, closed_on::text as day from app.enrolment where id = '${id}'`)

  it('with a reason, on a day, and not as a no-show when she has hours', async () => {
    const { id, last } = await somebody()
    await expect(leave(id!, last!, 'NO_SHOW')).rejects.toMatchObject({ code: 'E-ENR-03' })
    await expect(leave(id!, '2020-01-01')).rejects.toMatchObject({ code: 'E-ENR-03' })
    expect(await state(id!)).toEqual({ status: 'ACTIVE', day: null })
    await leave(id!, last!)
    expect(await state(id!)).toEqual({ status: 'WITHDRAWN', day: last })
    expect(
      await one(`select action, reason from audit.event where entity_id = '${id}' order by seq desc limit 1`),
    ).toEqual({ action: 'enrolment.withdraw', reason: null })
    await expect(leave(id!, last!)).rejects.toMatchObject({ code: 'E-ENR-03' })
  })

  it('neither on a day to come by the run’s clock nor before a session she came to', async () => {
    const { id, before } = await somebody()
    await expect(leave(id!, '2024-07-23')).rejects.toMatchObject({ code: 'E-ENR-03' })
    await expect(leave(id!, before!)).rejects.toMatchObject({ code: 'E-ENR-03' })
    expect(await state(id!)).toEqual({ status: 'ACTIVE', day: null })
    await leave(id!, '2024-07-22')
  })

  it('no more once the run is closed, and no group is closed then either', async () => {
    const { id, last, cohort } = await somebody()
    await demo.sql`update app.run set status = 'CLOSED'`
    try {
      await expect(leave(id!, last!)).rejects.toMatchObject({ code: 'E-RUN-07' })
      await expect(closeCohort(officer, { cohortId: cohort! })).rejects.toMatchObject({ code: 'E-RUN-07' })
      expect(await state(id!)).toEqual({ status: 'ACTIVE', day: null })
    } finally {
      await demo.sql`update app.run set status = 'STEP2_RUNNING'`
    }
  })
})

describe('a group is closed', () => {
  it('by sessions: present or late ones, and none that counts as absence', async () => {
    const app = postgres(demo.database.appUrl, { max: 1, onnotice: () => {} })
    try {
      const w = await world(demo.sql, { people: 4, sessions: 2 })
      await demo.sql`update app.cohort set planned_minutes = 240 where id = ${w.cohortId}`
      for (const [key, value] of Object.entries({
        COMPLETION_MODE: 'SHARE_OF_SESSIONS',
        COMPLETION_SHARE_PARTICIPANT: 1,
      }))
        await demo.sql`insert into app.rule (key, value, level, run_id, valid_from, source)
          values (${key}, ${demo.sql.json(value)}, 'RUN', ${w.runId}, '2000-01-01', 'test')`
      const marks = {
        1: { code: 'LATE', late: 30 },
        2: { code: 'LEFT_EARLY', early: 20 },
        3: { code: 'LATE', late: 61 },
      }
      for (const at of [0, 1]) {
        await send(app, w.facilitator, registerOf(w, at, at === 0 ? {} : marks))
        await review(app, w.officer, w.sessionIds[at]!, 2, 'APPROVE')
      }
      expect(await closeCohort(await contextOf(w.officer), { cohortId: w.cohortId })).toMatchObject({
        completed: 2,
        notCompleted: 2,
      })
      expect(
        (
          await demo.sql`select status from app.enrolment where cohort_id = ${w.cohortId} order by row_no`
        ).map((row) => row.status),
      ).toEqual(['COMPLETED', 'COMPLETED', 'NOT_COMPLETED', 'NOT_COMPLETED'])
    } finally {
      await app.end()
    }
  })
})

describe('a day chosen for a replacement', () => {
  it('is no Friday and no holiday without a reason, and no Thursday unasked', async () => {
    const { id } = await one(
      `select s.id from app.session s where s.status = 'CANCELLED' and s.cohort_id is not null limit 1`,
    )
    await demo.sql`update app.session set replaces_id = null where replaces_id = ${id!}`
    const on = (day: string, more = {}) => replaceSession(officer, { sessionId: id!, day, ...more })
    await expect(on('2024-07-26')).rejects.toMatchObject({ code: 'E-SES-03', values: { name: 'جمعه' } })
    await expect(on('2024-07-16')).rejects.toMatchObject({ code: 'E-SES-03', values: { name: 'عاشورا' } })
    await expect(on('2024-07-25')).rejects.toMatchObject({ code: 'W-SES-04' })
    expect(await one(`select count(*)::int n from app.session where replaces_id = '${id}'`)).toEqual({ n: 0 })
    expect(await on('2024-07-26', { reason: 'به خواست گروه' })).toMatchObject({ day: '2024-07-26', moved: 0 })
  })
})

describe('a group is ready', () => {
  const forming = async (people: number, planned = 30) => {
    const w = await world(demo.sql, { people, sessions: planned })
    await demo.sql`update app.cohort set status = 'FORMING' where id = ${w.cohortId}`
    const rule = (
      key: string,
      value: number,
    ) => demo.sql`insert into app.rule (key, value, level, run_id, valid_from, source)
      values (${key}, ${demo.sql.json(value)}, 'RUN', ${w.runId}, '2000-01-01', 'test')`
    await rule('COHORT_MIN_SIZE', 3)
    await rule('COHORT_MAX_SIZE', 5)
    return w
  }
  const ready = async (w: World) => readyCohort(await contextOf(w.officer), { cohortId: w.cohortId })
  const status = async (w: World) =>
    (await one(`select status from app.cohort where id = '${w.cohortId}'`)).status

  it('when enough people, a certified leader and all its hours are there, and it is written down', async () => {
    const w = await forming(3)
    expect(await ready(w)).toMatchObject({ cohortId: w.cohortId, version: 2 })
    expect(await status(w)).toBe('READY')
    expect(
      await one(`select action, actor_id actor from audit.event where entity_id = '${w.cohortId}'`),
    ).toEqual({ action: 'cohort.ready', actor: w.officer.userId })
    await expect(ready(w)).rejects.toMatchObject({ code: 'E-RUN-07' })
  })

  it.each<[string, string, object, () => Promise<World>]>([
    ['too few people', 'E-COH-03', { min: 3, n: 2 }, () => forming(2)],
    ['too many people', 'E-COH-02', { max: 5 }, () => forming(6)],
    ['a plan of other hours', 'E-COH-04', { h: 58, target: 60 }, () => forming(3, 29)],
  ])('not with %s', async (_, code, values, make) => {
    const w = await make()
    await expect(ready(w)).rejects.toMatchObject({ code, values })
    expect(await status(w)).toBe('FORMING')
  })

  it('not under a leader without a certificate, nor by another than its office', async () => {
    const w = await forming(3)
    await expect(readyCohort(officer, { cohortId: w.cohortId })).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(readyCohort(await contextOf(w.facilitator), { cohortId: w.cohortId })).rejects.toMatchObject(
      { code: 'E-GEN-02' },
    )
    await demo.sql`update app.facilitator set status = 'IN_TRAINING' where run_id = ${w.runId}`
    await expect(ready(w)).rejects.toMatchObject({ code: 'E-FAC-01' })
    expect(await status(w)).toBe('FORMING')
  })
})
