import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { changeRule } from '@/db/commands/rules'
import type { RuleKey } from '@/lib/rules/registry'
import { contextOf } from '@/tests/support/actors'
import { registerOf, type World, world } from '@/tests/support/factories'
import { type Loaded, loadedDatabase, rows } from '../demo/loaded'
import { send } from '../workshops/register-sent'

let loaded: Loaded
let app: Sql
let w: World
beforeAll(async () => {
  loaded = await loadedDatabase('none')
  app = postgres(loaded.database.appUrl, { max: 1, onnotice: () => {} })
  // Four sessions, on 11, 13, 15 and 17 May; the run's clock stands on the evening of the third.
  w = await world(loaded.sql, { people: 3, sessions: 4, now: '2024-05-15T15:00:00Z' })
})
afterAll(async () => {
  await app.end()
  await loaded.end()
})

const LATE = { 1: { code: 'LATE', late: 30 } }
const earned = async () =>
  (
    await rows(
      loaded.sql,
      `select a.credited_minutes as m from app.attendance a join app.session s on s.id = a.session_id
       where s.cohort_id = '${w.cohortId}' and a.person_id = '${w.people[1]!.personId}' order by s.day`,
    )
  ).map((row) => row.m)
const plan = () =>
  rows(
    loaded.sql,
    `select day::text as day, starts_at, planned_minutes, net_minutes from app.session where cohort_id = '${w.cohortId}' order by day`,
  )
const tell = (key: RuleKey, value: number, recompute = false) =>
  contextOf(w.director).then((ctx) =>
    changeRule(ctx, {
      key,
      value,
      level: 'RUN',
      runId: w.runId,
      recompute,
      reason: 'مصوبهٔ کارگروه',
      source: 'صورت‌جلسهٔ ۴',
    }),
  )

it('a rule changed in mid-run leaves what was credited and what is planned, and holds from then on', async () => {
  await send(app, w.facilitator, registerOf(w, 0, LATE))
  expect(await earned()).toEqual([90])
  const planned = await plan()

  // The director lengthens the grace and the length of sessions: neither the past nor the plan moves.
  const changed = await tell('LATE_GRACE_MINUTES', 40)
  expect(changed).toMatchObject({ recredited: 0, validFrom: new Date('2024-05-15T15:00:00Z') })
  await tell('SESSION_MAX_MINUTES', 90)
  await tell('COHORT_MINUTES', 4000)
  expect(await earned()).toEqual([90])
  expect(await plan()).toEqual(planned)
  expect(
    await rows(loaded.sql, `select planned_minutes as m from app.cohort where id = '${w.cohortId}'`),
  ).toEqual([{ m: 3600 }])

  // A session that began before the change, recorded after it, is credited by the rule of its own day.
  await send(app, w.facilitator, registerOf(w, 1, LATE))
  expect(await earned()).toEqual([90, 90])

  // One that begins after the change is credited by the new rule.
  await loaded.sql`update app.run set pinned_now = '2024-05-17T15:00:00Z' where id = ${w.runId}`
  await send(app, w.facilitator, registerOf(w, 3, LATE))
  expect(await earned()).toEqual([90, 90, 120])

  // Asked for, the past is credited again, and only then; the audit says so.
  expect((await tell('LATE_GRACE_MINUTES', 40, true)).recredited).toBeGreaterThan(0)
  expect(await earned()).toEqual([120, 120, 120])
  expect(await plan()).toEqual(planned)
  const [event] = await rows(
    loaded.sql,
    `select after ->> 'recompute' as recompute, reason from audit.event where action = 'rule.change' order by seq desc limit 1`,
  )
  expect(event).toEqual({ recompute: 'true', reason: 'مصوبهٔ کارگروه' })
})

it('is the director’s: the officer’s change is refused and nothing is written', async () => {
  const count = () => rows(loaded.sql, `select count(*)::int n from app.rule where run_id = '${w.runId}'`)
  const before = await count()
  await expect(
    changeRule(await contextOf(w.officer), {
      key: 'LATE_GRACE_MINUTES',
      value: 5,
      level: 'RUN',
      runId: w.runId,
      reason: 'x',
      source: 'x',
    }),
  ).rejects.toMatchObject({ code: 'E-GEN-02' })
  expect(await count()).toEqual(before)
})
