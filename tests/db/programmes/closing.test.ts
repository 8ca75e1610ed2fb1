import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeCohort } from '@/db/commands/programmes/close-cohort'
import { moveRun } from '@/db/commands/programmes/move-run'
import { waiveHours } from '@/db/commands/programmes/waive-hours'
import { cohortEnd } from '@/db/queries/programmes/cohort-closing'
import { frozenFigures, runEnd, runFrozen } from '@/db/queries/programmes/run-closing'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { frozenText } from '@/lib/indicators/frozen'
import { canonicalText } from '@/lib/shared/canonical'
import { contextOf } from '@/tests/support/actors'
import { registerOf, type World } from '@/tests/support/factories'
import { type Loaded, loadedDatabase, rows } from '../demo/loaded'
import { review, send } from '../workshops/register-sent'
import { closedRun, group, ofRun, recorded } from './closing-world'

let demo: Loaded
let app: Sql
const one = async (statement: string) => (await rows(demo.sql, statement))[0] as Record<string, string>
beforeAll(async () => {
  demo = await loadedDatabase('none')
  app = postgres(demo.database.appUrl, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await app?.end()
  await demo.end()
})

const close = async (w: World) => closeCohort(await contextOf(w.officer), { cohortId: w.cohortId })
const cohortOf = (w: World) =>
  one(
    `select status, closing, closed_on::text as day, waived_by, waived_reason from app.cohort where id = '${w.cohortId}'`,
  )
const acts = async (id: string) =>
  (await rows(demo.sql, `select action from audit.event where entity_id = '${id}' order by seq`)).map(
    (row) => row.action,
  )

describe('a group is closed', () => {
  it('shows beforehand who completes by the rule and who has all the hours, and keeps exactly that', async () => {
    const w = await group(demo.sql)
    await recorded(app, w)
    const ctx = await contextOf(w.officer)
    const look = { cohortId: w.cohortId, runId: w.runId, at: ctx.now }
    const seen = await reading(scopeOf(ctx.actor), (db) => cohortEnd(db, scopeOf(ctx.actor), look))
    expect(seen!.members.map(({ completes, strict }) => [completes, strict])).toEqual([
      [true, true],
      [true, true],
      [false, false],
      [false, false],
    ])
    expect(await close(w)).toMatchObject({ completed: 2, notCompleted: 2 })
    const after = await cohortOf(w)
    expect(after).toMatchObject({ status: 'CLOSED', day: '2024-06-01' })
    expect(after.closing).toEqual(seen!.figures)
    expect(after.closing).toEqual({
      enrolled: 4,
      completed: 2,
      strict: 2,
      notCompleted: 2,
      withdrawn: 0,
      noShow: 0,
      transferred: 0,
      creditedMinutes: 600,
      heldMinutes: 240,
      plannedMinutes: 240,
      sessions: 2,
      rule: 'SHARE_OF_HOURS 0.8 240',
    })
    expect(await acts(w.cohortId)).toEqual(['cohort.close'])
    await expect(close(w)).rejects.toMatchObject({ code: 'E-RUN-07' })
  })

  it('not over a sheet that is not approved, and then nothing is written', async () => {
    const w = await group(demo.sql)
    await recorded(app, w, [0])
    await send(app, w.facilitator, registerOf(w, 1, { 0: { code: 'ABSENT' } }))
    const before = await ofRun(demo.sql, w.runId)
    await expect(close(w)).rejects.toMatchObject({ code: 'E-COH-06', values: { n: 1 } })
    expect(await ofRun(demo.sql, w.runId)).toBe(before)
    await review(app, w.officer, w.sessionIds[1]!, 2, 'APPROVE')
    expect(await close(w)).toMatchObject({ completed: 2 })
  })

  it('not below its hours, and then nothing is written', async () => {
    const w = await group(demo.sql, 360)
    await recorded(app, w)
    const before = await ofRun(demo.sql, w.runId)
    await expect(close(w)).rejects.toMatchObject({ code: 'E-COH-07' })
    expect(await ofRun(demo.sql, w.runId)).toBe(before)
  })

  it('not by its facilitator, nor by another province’s office', async () => {
    const [w, other] = [await group(demo.sql), await group(demo.sql)]
    await recorded(app, w)
    for (const who of [w.facilitator, other.officer])
      await expect(closeCohort(await contextOf(who), { cohortId: w.cohortId })).rejects.toMatchObject({
        code: 'E-GEN-02',
      })
    expect((await cohortOf(w)).status).not.toBe('CLOSED')
  })

  it('lets go whoever still waits', async () => {
    const w = await group(demo.sql)
    await recorded(app, w)
    await demo.sql`update app.enrolment set status = 'WAITING', waiting_since = now() where cohort_id = ${w.cohortId} and row_no = 4`
    expect(await close(w)).toMatchObject({ completed: 2, notCompleted: 1 })
    expect(
      await one(
        `select status, waiting_since, completion_rule from app.enrolment where cohort_id = '${w.cohortId}' and row_no = 4`,
      ),
    ).toEqual({ status: 'CANCELLED', waiting_since: null, completion_rule: null })
    expect((await cohortOf(w)).closing).toMatchObject({ enrolled: 3 })
  })
})

describe('hours that were not reached are waived', () => {
  const reason = 'تعطیلی محله تا پایان دوره'
  const short = async () => {
    const w = await group(demo.sql, 360)
    await recorded(app, w, [0])
    return w
  }
  it('by the director, with a reason; closing then gives up what was left of the plan', async () => {
    const w = await short()
    await waiveHours(await contextOf(w.director), { cohortId: w.cohortId, reason })
    expect(await cohortOf(w)).toMatchObject({ waived_by: w.director.userId, waived_reason: reason })
    expect(await close(w)).toMatchObject({ completed: 0, notCompleted: 4 })
    expect(
      await one(`select status, cancel_reason from app.session where id = '${w.sessionIds[1]}'`),
    ).toEqual({ status: 'CANCELLED', cancel_reason: reason })
    expect(await acts(w.sessionIds[1]!)).toEqual(['session.cancel'])
    expect(await acts(w.cohortId)).toEqual(['cohort.waive', 'cohort.close'])
    expect(
      await one(
        `select reason, after from audit.event where action = 'cohort.waive' and entity_id = '${w.cohortId}'`,
      ),
    ).toEqual({ reason, after: { heldMinutes: 120, plannedMinutes: 360 } })
  })

  it('by nobody else, and not without a reason', async () => {
    const [w, other] = [await short(), await short()]
    for (const who of [w.officer, w.facilitator, other.director])
      await expect(waiveHours(await contextOf(who), { cohortId: w.cohortId, reason })).rejects.toMatchObject({
        code: 'E-GEN-02',
      })
    await expect(
      waiveHours(await contextOf(w.director), { cohortId: w.cohortId, reason: ' ' }),
    ).rejects.toThrow('E-GEN-01')
    expect((await cohortOf(w)).waived_by).toBeNull()
  })

  it('not where they are full', async () => {
    const w = await group(demo.sql)
    await recorded(app, w)
    await expect(
      waiveHours(await contextOf(w.director), { cohortId: w.cohortId, reason }),
    ).rejects.toMatchObject({ code: 'E-CLO-01' })
    expect((await cohortOf(w)).waived_by).toBeNull()
  })

  it('in no other name, whatever the application would send', async () => {
    const w = await short()
    for (const [who, name] of [
      [w.officer, w.officer],
      [w.officer, w.director],
      [w.director, w.officer],
    ] as const)
      await expect(
        app.begin(async (sql) => {
          await sql`select set_config('app.user_id', ${who.userId}, true)`
          await sql`update app.cohort set waived_by = ${name.userId}, waived_reason = 'x' where id = ${w.cohortId}`
        }),
      ).rejects.toMatchObject({ code: '42501' })
  })
})

describe('a run is closed', () => {
  const ready = async () => {
    const w = await group(demo.sql)
    await recorded(app, w)
    await close(w)
    await moveRun(await contextOf(w.director), { runId: w.runId, to: 'CLOSING' })
    return w
  }
  const closeRun = async (w: World) => moveRun(await contextOf(w.director), { runId: w.runId, to: 'CLOSED' })

  it('with its figures and the rules, whose hash is that of their text, and which count the same again', async () => {
    const w = await ready()
    await closeRun(w)
    const ctx = await contextOf(w.officer)
    const scope = scopeOf(ctx.actor)
    const kept = await reading(scope, (db) => runFrozen(db, scope, w.runId))
    expect(kept).toMatchObject({ holds: true, closedAt: new Date('2024-06-01T15:00:00Z') })
    expect(kept!.frozen.figures.find(({ code }) => code === 'R-11')).toEqual({
      code: 'R-11',
      numerator: 2,
      denominator: 4,
      value: 0.5,
      target: null,
    })
    expect(kept!.frozen.rules).toMatchObject({ COMPLETION_SHARE_PARTICIPANT: 0.8 })
    expect(kept!.frozen.cohorts).toMatchObject([{ status: 'CLOSED', closing: { completed: 2, strict: 2 } }])
    // A year later, under other rules of the nation.
    await demo.sql`insert into app.rule (key, value, level, valid_from, source) values
      ('COMPLETION_SHARE_PARTICIPANT', '0.5', 'NATION', '2025-01-01', 'test'), ('PARTICIPANT_TARGET', '700', 'NATION', '2025-01-01', 'test')`
    const again = await reading(scope, (db) =>
      frozenFigures(db, scope, { runId: w.runId, code: kept!.frozen.run, at: kept!.closedAt }),
    )
    expect(frozenText(again)).toBe(canonicalText(kept!.frozen))
    const [audit] =
      await demo.sql`select action, after from audit.event where entity_id = ${w.runId} order by seq desc limit 1`
    expect(audit).toEqual({ action: 'run.close', after: { status: 'CLOSED', hash: kept!.hash } })
  })

  it.each<[string, string, (w: World) => Promise<unknown>]>([
    [
      'a group is open',
      'E-CLO-02',
      (w) => demo.sql`update app.cohort set status = 'FINISHED' where id = ${w.cohortId}`,
    ],
    [
      'a sheet is open',
      'E-CLO-03',
      (w) => demo.sql`update app.session set status = 'RETURNED' where id = ${w.sessionIds[0]!}`,
    ],
    [
      'somebody’s place is open',
      'E-CLO-04',
      (w) =>
        demo.sql`update app.enrolment set status = 'ACTIVE' where cohort_id = ${w.cohortId} and row_no = 1`,
    ],
    [
      'two people may be one',
      'E-CLO-05',
      (w) => demo.sql`insert into app.duplicate_case (scope_id, person_id, other_id)
        values (${w.provinceScope}, ${w.people[0]!.personId}, ${w.people[1]!.personId})`,
    ],
  ])('not while %s', async (_, code, spoil) => {
    const w = await ready()
    await spoil(w)
    const before = await ofRun(demo.sql, w.runId)
    await expect(closeRun(w)).rejects.toMatchObject({ code, values: { n: 1 } })
    expect(await ofRun(demo.sql, w.runId)).toBe(before)
    const ctx = await contextOf(w.officer)
    const counts = await reading(scopeOf(ctx.actor), (db) => runEnd(db, scopeOf(ctx.actor), w.runId))
    expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(1)
  })

  it('not straight from its second step, nor by somebody who does not run it', async () => {
    const [w, other] = [await group(demo.sql), await ready()]
    await expect(closeRun(w)).rejects.toMatchObject({ code: 'E-RUN-07' })
    for (const who of [other.facilitator, w.director])
      await expect(moveRun(await contextOf(who), { runId: other.runId, to: 'CLOSED' })).rejects.toMatchObject(
        { code: 'E-GEN-02' },
      )
    expect((await one(`select status from app.run where id = '${other.runId}'`)).status).toBe('CLOSING')
  })

  it('and neither its state nor its figures change any more, whatever the application would send', async () => {
    const w = await closedRun(demo.sql, app)
    const as = (statement: string) =>
      app.begin(async (sql) => {
        await sql`select set_config('app.user_id', ${w.director.userId}, true)`
        await sql.unsafe(statement)
      })
    const before = await ofRun(demo.sql, w.runId)
    for (const set of [
      `status = 'STEP2_RUNNING'`,
      `frozen = '{}'`,
      `frozen_hash = 'x'`,
      `closed_at = now()`,
      `name_fa = 'x'`,
    ])
      await expect(as(`update app.run set ${set} where id = '${w.runId}'`)).rejects.toThrow()
    for (const statement of [
      `update app.session set status = 'CANCELLED' where id = '${w.sessionIds[0]}'`,
      `update app.enrolment set status = 'NOT_COMPLETED' where cohort_id = '${w.cohortId}'`,
      `update app.enrolment set credited_minutes = 0 where cohort_id = '${w.cohortId}'`,
      `update app.cohort set status = 'RUNNING', closing = null where id = '${w.cohortId}'`,
      `update app.facilitator set training_minutes = 1 where run_id = '${w.runId}'`,
      `insert into app.run_target (scope_id, run_id, code, value, source) values (${w.provinceScope}, '${w.runId}', 'R-07', 1, 'x')`,
    ])
      await expect(as(statement), statement).rejects.toMatchObject({ code: 'TB001' })
    expect(await ofRun(demo.sql, w.runId)).toBe(before)
    // A clock without figures closes nothing.
    const open = await group(demo.sql)
    await expect(
      app.begin(async (sql) => {
        await sql`select set_config('app.user_id', ${open.director.userId}, true)`
        await sql`update app.run set status = 'CLOSED' where id = ${open.runId}`
      }),
    ).rejects.toMatchObject({ code: '42501' })
  })
})
