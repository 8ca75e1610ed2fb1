import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { qualityFigures, qualityRows } from '@/db/queries/indicators/quality'
import { reading } from '@/db/transaction'
import { QUALITY_CODES, type QualityCode } from '@/lib/indicators/quality'
import { scopeOfStaff } from '@/tests/support/actors'
import { registerOf, type Staff, staff, type World, world } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'
import { review, send } from '../workshops/register-sent'

let demo: Loaded
let app: Sql
beforeAll(async () => {
  demo = await loadedDatabase('none')
  app = postgres(demo.database.appUrl, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await app?.end()
  await demo.end()
})

// Sessions of two hours at 09:30 on 11, 13 and 15 May; the run's clock stands at half past eleven on 16 May.
const NOW = '2024-05-16T08:00:00Z'
const field = () => world(demo.sql, { people: 3, now: NOW })
type More = { asOf?: string; countyId?: string; reach?: readonly QualityCode[]; who?: Staff }

const asked = (w: World, { asOf = '2024-05-16', countyId, reach = QUALITY_CODES }: More = {}) => ({
  runId: w.runId,
  asOf,
  countyId,
  reach,
  clock: new Date(NOW),
})
const counts = async (w: World, more: More = {}) => {
  const scope = scopeOfStaff(more.who ?? w.officer)
  const list = await reading(scope, (db) => qualityFigures(db, scope, asked(w, more)))
  return Object.fromEntries(list.map(({ code, count, of }) => [code, of === null ? count : [count, of]]))
}
const rowsOf = async (w: World, code: QualityCode, more: More = {}) => {
  const scope = scopeOfStaff(more.who ?? w.officer)
  return reading(scope, (db) => qualityRows(db, scope, { ...asked(w, more), code, page: 1 }))
}
const NOTHING = { 'Q-01': 0, 'Q-02': [0, 0], 'Q-03': 0, 'Q-04': 0 }

describe('the quality of the data', () => {
  it('Q-01 counts sheets that are missing for more than the rule’s hours, as they were missing on the day', async () => {
    const w = await field()
    // The first session ended on the 11th at 11:30: its sheet is due on the 14th at 11:30.
    expect(await counts(w)).toEqual({ ...NOTHING, 'Q-01': 1 })
    expect(await rowsOf(w, 'Q-01')).toMatchObject([
      { sessionId: w.sessionIds[0], seq: 1, day: '2024-05-11', amount: 120, countyFa: 'ارومیه' },
    ])
    expect((await counts(w, { asOf: '2024-05-13' }))['Q-01']).toBe(0)
    expect((await counts(w, { asOf: '2024-05-14' }))['Q-01']).toBe(1)
    await send(app, w.facilitator, registerOf(w, 0, {}, { outcome: 'draft' }))
    expect((await counts(w))['Q-01']).toBe(1)
    await send(app, w.facilitator, registerOf(w, 0, {}, { baseVersion: 2 }))
    expect((await counts(w))['Q-01']).toBe(0)
    // It came on the 16th; on the 14th it was missing all the same.
    expect((await counts(w, { asOf: '2024-05-14' }))['Q-01']).toBe(1)
    await demo.sql`insert into app.rule (key, value, level, run_id, valid_from, source) values ('SHEET_DUE_HOURS', '24', 'RUN', ${w.runId}, '-infinity', 'test')`
    expect((await counts(w))['Q-01']).toBe(1)
    expect(await rowsOf(w, 'Q-01')).toMatchObject([{ sessionId: w.sessionIds[1], amount: 72 }])
  })

  it('Q-02 counts sheets reopened, once each, among those sent', async () => {
    const w = await field()
    for (const at of [0, 1]) {
      await send(app, w.facilitator, registerOf(w, at))
      await review(app, w.officer, w.sessionIds[at]!, 2, 'APPROVE')
    }
    expect((await counts(w))['Q-02']).toEqual([0, 2])
    await review(app, w.officer, w.sessionIds[0]!, 3, 'REOPEN', 'اصلاح')
    expect((await counts(w))['Q-02']).toEqual([1, 2])
    await send(app, w.facilitator, registerOf(w, 0, {}, { baseVersion: 4, ops: [] }))
    await review(app, w.officer, w.sessionIds[0]!, 5, 'APPROVE')
    await review(app, w.officer, w.sessionIds[0]!, 6, 'REOPEN', 'اصلاح')
    expect((await counts(w))['Q-02']).toEqual([1, 2])
    expect(await rowsOf(w, 'Q-02')).toMatchObject([{ sessionId: w.sessionIds[0], amount: 2 }])
  })

  it('Q-03 counts undecided pairs of the run’s people', async () => {
    const [w, other] = [await field(), await field()]
    const [one, two] = [w.people[0]!.personId, w.people[1]!.personId]
    const [made] =
      await demo.sql`insert into app.duplicate_case (scope_id, person_id, other_id) values (${w.provinceScope}, ${one}, ${two}) returning id`
    expect((await counts(w))['Q-03']).toBe(1)
    expect(await rowsOf(w, 'Q-03')).toMatchObject([
      { key: made!.id, name: w.people[0]!.name, otherName: w.people[1]!.name },
    ])
    expect((await counts(other))['Q-03']).toBe(0)
    await demo.sql`update app.duplicate_case set status = 'DECIDED', decision = 'DIFFERENT' where id = ${made!.id}`
    expect((await counts(w))['Q-03']).toBe(0)
  })

  it('Q-04 counts open places without a standing consent, her own or her guardian’s', async () => {
    const w = await field()
    const enrolment = (row: number) => demo.sql`
      select e.id, e.consent_id from app.enrolment e where e.cohort_id = ${w.cohortId} and e.row_no = ${row}`
    const [first] = await enrolment(1)
    await demo.sql`update app.consent set state = 'WITHDRAWN', withdrawn_at = now() where id = ${first!.consent_id}`
    await demo.sql`update app.enrolment set age_at_start = 16 where cohort_id = ${w.cohortId} and row_no = 2`
    expect((await counts(w))['Q-04']).toBe(2)
    expect((await rowsOf(w, 'Q-04')).map(({ rowNo, what }) => [rowNo, what])).toEqual([
      [1, 'CONSENT'],
      [2, 'GUARDIAN'],
    ])
    await demo.sql`insert into app.rule (key, value, level, run_id, valid_from, source) values ('GUARDIAN_CONSENT_UNDER_18', 'false', 'RUN', ${w.runId}, '-infinity', 'test')`
    await demo.sql`update app.enrolment set status = 'WITHDRAWN', closed_on = '2024-05-12' where id = ${first!.id}`
    expect((await counts(w))['Q-04']).toBe(0)
  })

  it('is told within the reader’s reach: by county, without names to an auditor, and not to a stranger', async () => {
    const [w, other] = [await field(), await field()]
    const auditor = await staff(demo.sql, 'AUDITOR', w.provinceScope)
    expect((await counts(w, { countyId: w.countyId }))['Q-01']).toBe(1)
    expect((await counts(w, { countyId: other.countyId }))['Q-01']).toBe(0)
    expect(await counts(w, { who: other.officer })).toEqual(NOTHING)
    expect(await counts(w, { who: auditor, reach: ['Q-01', 'Q-02'] })).toEqual({
      ...NOTHING,
      'Q-01': 1,
      'Q-03': null,
      'Q-04': null,
    })
    expect(await rowsOf(w, 'Q-04', { who: auditor, reach: ['Q-01', 'Q-02'] })).toEqual([])
    expect((await rowsOf(w, 'Q-01', { who: auditor })).map(({ name }) => name)).toEqual([null])
  })
})
