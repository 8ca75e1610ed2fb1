import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { evidence } from '@/db/queries/indicators/evidence'
import { type FigureTable, figures } from '@/db/queries/indicators/figures'
import { monthPanel, monthPanelAsOf } from '@/db/queries/indicators/month-panel'
import { overview } from '@/db/queries/indicators/overview'
import { enrolmentEnds, markCounts } from '@/db/queries/indicators/splits'
import { runNamed } from '@/db/queries/programmes/run-line'
import { weave } from '@/db/queries/workshops/weave'
import { reading } from '@/db/transaction'
import { asOfDay } from '@/lib/indicators/as-of'
import type { IndicatorCode } from '@/lib/indicators/catalogue'
import { type CompletionMode, isCompleted } from '@/lib/rules/completion'
import { type DemoField, openDemo } from './demo-field'
import { evidenceAgrees } from './evidence-agrees'

// Every expected number below is written by hand from section 14 of the domain specification.
const AS_OF = '2024-07-21'
let field: DemoField
beforeAll(async () => {
  field = await openDemo('snapshot')
}, 300_000)
afterAll(() => field?.close())

const asked = () => ({ runId: field.runId, asOf: AS_OF, counting: 'internal' as const })
const of = (table: FigureTable, code: IndicatorCode) =>
  table.places[0]?.figures.find((one) => one.code === code)

describe('the SNAPSHOT load', () => {
  it('stands at the day that has ended on its clock', async () => {
    const run = await reading(field.officer, (db) => runNamed(db, field.officer, 'WA-1403-DEMO'))
    expect(asOfDay(undefined, new Date(run!.clock))).toBe(AS_OF)
  })

  it('has its figures on the overview', async () => {
    const data = await reading(field.officer, (db) => overview(db, field.officer, asked()))
    const numbers = (code: IndicatorCode) => [
      of(data.figures, code)!.numerator,
      of(data.figures, code)!.denominator,
    ]
    expect(of(data.figures, 'R-08')).toMatchObject({ value: 874, target: 1500, planned: 884 })
    expect(of(data.figures, 'R-09')).toMatchObject({ value: 17_075.5, target: 37_500, planned: 22_100 })
    const share = (code: IndicatorCode) =>
      ((of(data.figures, code)!.value! / of(data.figures, code)!.target!) * 100).toFixed(2)
    expect([share('R-08'), share('R-09')]).toEqual(['58.27', '45.53'])
    expect(numbers('R-10')).toEqual([8553, 10_065])
    expect(of(data.figures, 'R-11')).toMatchObject({ numerator: 0, denominator: 625, provisional: true })
    expect(numbers('R-12')).toEqual([0, 625])
    expect(numbers('R-13')).toEqual([527, 625])
    expect(numbers('R-07')).toEqual([625, null])
    expect(numbers('R-15')).toEqual([437, 442])
    expect(numbers('R-16')).toEqual([625, 625])
    expect(numbers('R-17')).toEqual([437, 437])
    expect(numbers('R-01')).toEqual([12, null])
    expect(numbers('R-02')).toEqual([25, null])
    expect(numbers('R-03')).toEqual([25, null])
    expect(of(data.figures, 'R-04')!.value).toBe(1488)
    expect(data.months.map(({ held }) => held)).toEqual([84, 174, 179])
    expect(data.tasks.submitted.count).toBeGreaterThan(0)
    expect(data.weave.reduce((sum, { held }) => sum + held, 0)).toBe(437)
  })

  it('has the sessions, marks and ends of the day', async () => {
    const { marks, ends, ahead } = await reading(field.officer, async (db) => ({
      marks: await markCounts(db, field.officer, { ...asked(), of: 'cohorts' }),
      ends: await enrolmentEnds(db, field.officer, asked()),
      ahead: (await weave(db, field.officer, asked())).flatMap(({ knots }) =>
        knots.filter(({ state }) => state === 'next' || state === 'ahead'),
      ),
    }))
    expect(marks).toEqual({
      held: 437,
      cancelled: 5,
      rows: 10_065,
      present: 8492,
      late: 61,
      early: 0,
      absent: 1383,
      excused: 129,
    })
    expect(ends).toMatchObject({ open: 527, left: 98 })
    expect(ahead).toHaveLength(313)
  })

  it('weaves counties and places by the Persian alphabet, one next knot a row', async () => {
    const rows = await reading(field.officer, (db) => weave(db, field.officer, asked()))
    const { compare } = new Intl.Collator('fa')
    const names = rows.map(({ countyFa, placeFa }) => [countyFa, placeFa] as const)
    expect(names).toEqual(
      names.toSorted((one, other) => compare(one[0], other[0]) || compare(one[1], other[1])),
    )
    for (const { knots, planned } of rows) {
      expect(planned).toBe(30)
      expect(knots.filter(({ state }) => state === 'next')).toHaveLength(1)
    }
  })

  it('counts only approved sheets in public', async () => {
    const inside = await reading(field.officer, (db) =>
      figures(db, field.officer, { ...asked(), level: 'run' }),
    )
    const outside = await reading(field.officer, (db) =>
      figures(db, field.officer, { ...asked(), counting: 'public', level: 'run' }),
    )
    const [row] = await field.owner`select sum(net_minutes)::int minutes, sum(credited_minutes)::int credited
      from app.session where cohort_id is not null and status = 'APPROVED'`
    expect(of(outside, 'R-08')!.numerator).toBe(row!.minutes)
    expect(of(outside, 'R-09')!.numerator).toBe(row!.credited)
    expect(of(outside, 'R-08')!.numerator).toBeLessThan(of(inside, 'R-08')!.numerator)
  })

  it('shows a county officer her county, with the targets of its plan, and no name to an auditor', async () => {
    const hers = await reading(field.khoy, (db) => figures(db, field.khoy, { ...asked(), level: 'run' }))
    expect(hers.wholeRun).toBe(false)
    expect(of(hers, 'R-07')).toMatchObject({ numerator: 75, target: 75 })
    expect(of(hers, 'R-01')).toMatchObject({ numerator: 1, target: null })
    const read = (scope: DemoField['khoy']) =>
      reading(scope, (db) => evidence(db, scope, { ...asked(), code: 'R-09', size: 1000 }))
    const [officer, auditor, khoy] = [
      await read(field.officer),
      await read(field.auditor),
      await read(field.khoy),
    ]
    expect(officer.lines.every(({ name }) => name !== null)).toBe(true)
    expect(auditor.lines.every(({ name, rowNo }) => name === null && rowNo !== null)).toBe(true)
    expect(auditor.numerator).toBe(officer.numerator)
    expect(khoy.rowCount).toBe(75)
    expect(khoy.lines.every(({ county }) => county?.fa === 'خوی')).toBe(true)
    expect(khoy.numerator).toBe(of(hers, 'R-09')!.numerator)
  })

  it('reads the same months from the cohorts and from the sessions', async () => {
    await reading(field.officer, async (db) => {
      expect(await monthPanelAsOf(db, field.officer, asked())).toEqual(
        await monthPanel(db, field.officer, asked()),
      )
    })
  })

  it.each<[CompletionMode, number]>([
    ['STRICT', 1],
    ['SHARE_OF_HOURS', 0.5],
    ['SHARE_OF_HOURS', 0.55],
    ['SHARE_OF_SESSIONS', 0.5],
    ['SHARE_OF_SESSIONS', 0.53],
  ])('completes by %s %d as lib/rules does', async (mode, share) => {
    await field.owner`delete from app.rule where run_id = ${field.runId} and key in ('COMPLETION_MODE', 'COMPLETION_SHARE_PARTICIPANT')`
    for (const [key, value] of Object.entries({
      COMPLETION_MODE: mode,
      COMPLETION_SHARE_PARTICIPANT: share,
    })) {
      await field.owner`insert into app.rule (key, value, level, run_id, valid_from, source)
        values (${key}, ${JSON.stringify(value)}::text::jsonb, 'RUN', ${field.runId}, '2000-01-01', 'test')`
    }
    const table = await reading(field.officer, (db) =>
      figures(db, field.officer, { ...asked(), level: 'run' }),
    )
    const people = await field.owner<{ minutes: number; times: number; planned: number }[]>`
      select e.credited_minutes minutes, (select count(*)::int from app.attendance a join app.session s on s.id = a.session_id
          where a.person_id = e.person_id and s.cohort_id = e.cohort_id and a.code in (1, 2)) times,
        (select count(*)::int from app.session s where s.cohort_id = e.cohort_id and s.status <> 'CANCELLED') planned
      from app.enrolment e where e.run_id = ${field.runId} and e.status not in ('WITHDRAWN', 'NO_SHOW')`
    const expected = people.filter(({ minutes, times, planned }) =>
      isCompleted(
        { mode, share, plannedMinutes: 3600 },
        { creditedMinutes: minutes, attendedSessions: times, plannedSessions: planned },
      ),
    )
    expect(of(table, 'R-11')!.numerator).toBe(expected.length)
    await field.owner`delete from app.rule where run_id = ${field.runId} and key in ('COMPLETION_MODE', 'COMPLETION_SHARE_PARTICIPANT')`
  })

  it('keeps the hours with people as the marks add them up, after a sheet is reopened too', async () => {
    const [one] =
      await field.owner`select s.id from app.session s where s.cohort_id is not null and s.status = 'APPROVED' order by s.day desc, s.id limit 1`
    const before = await reading(field.officer, (db) =>
      figures(db, field.officer, { ...asked(), level: 'run' }),
    )
    const minutes = await reading(field.officer, async (db) => {
      const [row] = await db.execute<{ version: number; minutes: number }>(
        sql`select version, credited_minutes as minutes from app.session where id = ${one!.id}`,
      )
      await db.execute(
        sql`select app.review_sheet(${one!.id}::uuid, ${row!.version}::int, 'REOPEN', 'آزمون', 'test')`,
      )
      return row!.minutes
    })
    const after = await reading(field.officer, (db) =>
      figures(db, field.officer, { ...asked(), level: 'run' }),
    )
    expect(of(after, 'R-09')!.numerator).toBe(of(before, 'R-09')!.numerator - minutes)
    expect(of(after, 'R-08')!.numerator).toBe(of(before, 'R-08')!.numerator - 120)
    await evidenceAgrees(field, 40)
  }, 300_000)
})
