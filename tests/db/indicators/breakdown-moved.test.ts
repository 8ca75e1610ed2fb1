import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { transferPerson } from '@/db/commands/programmes/transfer-person'
import { breakdown } from '@/db/queries/indicators/breakdown'
import { figures } from '@/db/queries/indicators/figures'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { dimensionsOf } from '@/lib/indicators/breakdown'
import { contextOf } from '@/tests/support/actors'
import { registerOf, world } from '@/tests/support/factories'
import { appLogin, group } from '../cohorts/field'
import { type Loaded, loadedDatabase } from '../demo/loaded'
import { review, send } from '../workshops/register-sent'

let db: Loaded
let app: Sql
beforeAll(async () => {
  db = await loadedDatabase('none')
  app = appLogin(db)
})
afterAll(async () => {
  await app?.end()
  await db?.end()
})

it('parts add up when somebody went on in another group with hours beyond the course', async () => {
  const w = await world(db.sql, { people: 3, sessions: 4 })
  const other = await group(db.sql, w, { people: 2, sessions: 2 })
  // The course is two sessions long, so that a third one adds nothing any more.
  await db.sql`insert into app.rule (key, value, level, run_id, valid_from, source)
    values ('COHORT_MINUTES', '240'::jsonb, 'RUN', ${w.runId}, '-infinity', 'test')`
  for (const at of [0, 1, 2]) {
    await send(app, w.facilitator, registerOf(w, at, at === 1 ? { 2: { code: 'ABSENT' } } : {}))
    await review(app, w.officer, w.sessionIds[at]!, 2, 'APPROVE')
  }
  const officer = await contextOf(w.officer)
  const [gone] =
    await db.sql`select id, version from app.enrolment where cohort_id = ${w.cohortId} and row_no = 1`
  await transferPerson(officer, {
    enrolmentId: gone!.id,
    version: gone!.version,
    cohortId: other.cohortId,
    reason: 'WORK',
  })
  const scope = scopeOf(officer.actor)
  await reading(scope, async (reader) => {
    for (const asOf of ['2024-05-12', '2024-05-14', '2024-05-31', '2024-06-01', '2024-06-05'])
      for (const code of ['R-07', 'R-09', 'R-10', 'R-14'] as const) {
        const asked = { runId: w.runId, asOf, counting: 'internal' as const }
        const table = await figures(reader, scope, { ...asked, level: 'run' })
        const whole = table.places[0]!.figures.find((one) => one.code === code)!
        for (const by of dimensionsOf(code)) {
          const found = await breakdown(reader, scope, { ...asked, code, by: [by] })
          expect([asOf, code, by, found.numerator, found.denominator]).toEqual([
            asOf,
            code,
            by,
            whole.numerator,
            whole.denominator,
          ])
        }
      }
    const hours = await figures(reader, scope, {
      runId: w.runId,
      asOf: '2024-06-05',
      counting: 'internal',
      level: 'run',
    })
    // Three sessions of two hours for two of three women and two for the third, none more than the course's four hours.
    expect(hours.places[0]!.figures.find((one) => one.code === 'R-09')!.numerator).toBe(3 * 240)
  })
})
