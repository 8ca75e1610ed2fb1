import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { evidence } from '@/db/queries/indicators/evidence'
import { type FigureTable, figures } from '@/db/queries/indicators/figures'
import { monthPanel, monthPanelAsOf } from '@/db/queries/indicators/month-panel'
import { enrolmentEnds, markCounts, peopleSplit } from '@/db/queries/indicators/splits'
import { reading } from '@/db/transaction'
import type { IndicatorCode, PlaceLevel } from '@/lib/indicators/catalogue'
import { type DemoField, openDemo } from './demo-field'
import { evidenceAgrees } from './evidence-agrees'

// Every expected number below is written by hand from section 14 of the domain specification.
const AS_OF = '2024-09-21'
let field: DemoField
beforeAll(async () => {
  field = await openDemo('full')
}, 300_000)
afterAll(() => field?.close())

const asked = () => ({ runId: field.runId, asOf: AS_OF, counting: 'public' as const })
const table = (level: PlaceLevel) =>
  reading(field.officer, (db) => figures(db, field.officer, { ...asked(), level }))
const of = (of: FigureTable, code: IndicatorCode, row = 0) =>
  of.places[row]?.figures.find((one) => one.code === code)

describe('the FULL load', () => {
  it.each([
    ['R-01', 12, null, 12, 12],
    ['R-02', 25, null, 25, 25],
    ['R-03', 25, null, 25, 25],
    ['R-04', 89_280, null, 1488, 1500],
    ['R-05', 10, null, 10, null],
    ['R-06', 486, 25, 19.44, null],
    ['R-07', 625, null, 625, 625],
    ['R-08', 90_000, null, 1500, 1500],
    ['R-09', 1_720_380, null, 28_673, 37_500],
    ['R-10', 14_364, 16_666, 0.8619, null],
    ['R-11', 454, 625, 0.7264, null],
    ['R-12', 127, 625, 0.2032, null],
    ['R-13', 527, 625, 0.8432, null],
    ['R-14', 1_720_380, 625, 45.88, 60],
    ['R-15', 750, 755, 0.9934, null],
    ['R-16', 625, 625, 1, 1],
    ['R-17', 750, 750, 1, null],
  ] as const)('has %s', async (code, numerator, denominator, value, target) => {
    const figure = of(await table('run'), code)!
    expect(figure).toMatchObject({ numerator, denominator, target, provisional: false })
    expect(figure.value).toBeCloseTo(value, ['R-10', 'R-15'].includes(code) ? 4 : 2)
  })

  it('has the plan fulfilled', async () => {
    const run = await table('run')
    expect(of(run, 'R-08')!.planned).toBe(1500)
    expect(of(run, 'R-09')!.planned).toBe(37_500)
    expect(run.completion).toEqual({ mode: 'SHARE_OF_HOURS', share: 0.8, plannedMinutes: 3600 })
  })

  it('has the county table', async () => {
    const counties = await table('county')
    const rows = Object.fromEntries(
      counties.places.map(({ place, facts }) => [
        place!.nameFa,
        [facts.enrolled, facts.completed, facts.creditedMinutes / 60, facts.enrolled - facts.stayed],
      ]),
    )
    expect(rows).toEqual({
      ارومیه: [125, 92, 5745.5, 19],
      خوی: [75, 54, 3461, 12],
      میاندوآب: [75, 54, 3433.5, 12],
      مهاباد: [75, 54, 3417, 12],
      بوکان: [50, 38, 2348.5, 7],
      سلماس: [50, 36, 2331, 8],
      پیرانشهر: [50, 38, 2323.5, 7],
      نقده: [25, 18, 1118, 4],
      سردشت: [25, 16, 1101.5, 5],
      شاهین‌دژ: [25, 20, 1198, 3],
      ماکو: [25, 18, 1141.5, 4],
      اشنویه: [25, 16, 1054, 5],
    })
  })

  it('has completed and hours of each neighbourhood', async () => {
    const places = await table('neighbourhood')
    const rows = places.places
      .toSorted((one, other) => one.place!.code.localeCompare(other.place!.code))
      .map(({ facts }) => [facts.completed, facts.creditedMinutes / 60])
    expect(rows).toEqual([
      [20, 1202],
      [18, 1185.5],
      [20, 1178],
      [18, 1125.5],
      [16, 1054.5],
      [20, 1217.5],
      [18, 1146],
      [16, 1097.5],
      [20, 1190],
      [18, 1157.5],
      [16, 1086],
      [20, 1217.5],
      [18, 1126],
      [16, 1073.5],
      [20, 1190.5],
      [18, 1158],
      [20, 1217.5],
      [16, 1113.5],
      [18, 1118.5],
      [20, 1205],
      [18, 1118],
      [16, 1101.5],
      [20, 1198],
      [18, 1141.5],
      [16, 1054],
    ])
  })

  it('has the splits by zone, sex, age and household head', async () => {
    const split = async (by: 'zone' | 'sex' | 'age' | 'head') => {
      const lines = await reading(field.officer, (db) => peopleSplit(db, field.officer, { ...asked(), by }))
      return Object.fromEntries(
        lines.map(({ key, completed, enrolled }) => [key?.charAt(0), `${completed}/${enrolled}`]),
      )
    }
    expect(await split('zone')).toEqual({ M: '186/250', U: '172/225', R: '96/150' })
    expect(await split('sex')).toEqual({ F: '435/600', M: '19/25' })
    expect(await split('age')).toEqual({ 1: '127/175', 3: '157/218', 4: '170/232' })
    expect(await split('head')).toMatchObject({ t: '84/125' })
  })

  it('has sessions, marks and months', async () => {
    const { cohorts, workshop, months, again } = await reading(field.officer, async (db) => ({
      cohorts: await markCounts(db, field.officer, { ...asked(), of: 'cohorts' }),
      workshop: await markCounts(db, field.officer, { ...asked(), of: 'class' }),
      months: await monthPanel(db, field.officer, asked()),
      again: await monthPanelAsOf(db, field.officer, asked()),
    }))
    expect(cohorts).toEqual({
      held: 750,
      cancelled: 5,
      rows: 16_666,
      present: 14_254,
      late: 110,
      early: 0,
      absent: 2085,
      excused: 217,
    })
    expect(workshop).toMatchObject({ held: 10, rows: 250, present: 248, absent: 2 })
    expect(months.map(({ month, held }) => [month, held])).toEqual([
      [140302, 84],
      [140303, 174],
      [140304, 179],
      [140305, 233],
      [140306, 80],
    ])
    expect(again).toEqual(months)
  })

  it('has hours of each woman in their bands, the edge of 48 hours, and the completion of each county', async () => {
    const { hours, trained, counties } = await reading(field.officer, async (db) => ({
      hours: await evidence(db, field.officer, { ...asked(), code: 'R-09', size: 1000 }),
      trained: await evidence(db, field.officer, { ...asked(), code: 'R-04', size: 1000 }),
      counties: await figures(db, field.officer, { ...asked(), level: 'county' }),
    }))
    const between = (from: number, to: number) =>
      hours.lines.filter(({ numerator }) => numerator >= from * 60 && numerator < to * 60).length
    expect([
      hours.lines.filter(({ numerator }) => numerator === 0).length,
      hours.lines.filter(({ numerator }) => numerator > 0 && numerator < 15 * 60).length,
      between(15, 30),
      between(30, 45),
      between(45, 48),
      between(48, 60),
      between(60, 61),
    ]).toEqual([25, 38, 35, 73, 0, 327, 127])
    expect(hours.lines.filter(({ numerator }) => numerator === 2880)).toHaveLength(56)
    expect(trained.lines.filter(({ numerator }) => numerator === 3600)).toHaveLength(23)
    expect(trained.lines.filter(({ numerator }) => numerator === 3240)).toHaveLength(2)
    const share = counties.places.map(({ place, figures: all }) => [
      place!.nameEn,
      (all.find(({ code }) => code === 'R-11')!.value! * 100).toFixed(2),
    ])
    expect(Object.fromEntries(share)).toEqual({
      Urmia: '73.60',
      Khoy: '72.00',
      Miandoab: '72.00',
      Mahabad: '72.00',
      Bukan: '76.00',
      Salmas: '72.00',
      Piranshahr: '76.00',
      Naqadeh: '72.00',
      Sardasht: '64.00',
      'Shahin Dezh': '80.00',
      Maku: '72.00',
      Oshnavieh: '64.00',
    })
  })

  it('has the ends and their reasons', async () => {
    const ends = await reading(field.officer, (db) => enrolmentEnds(db, field.officer, asked()))
    expect(ends.byStatus).toEqual({ COMPLETED: 454, NOT_COMPLETED: 73, WITHDRAWN: 73, NO_SHOW: 25 })
    expect(ends.byReason).toEqual({
      NO_SHOW: 25,
      WORK: 16,
      NO_INTEREST: 15,
      RELOCATION: 14,
      CARE_DUTY: 14,
      HEALTH: 14,
    })
    expect(ends).toMatchObject({ open: 0, left: 98 })
  })

  it(
    'opens every number to rows whose sum it is, at any place and date',
    () => evidenceAgrees(field),
    300_000,
  )

  // Section 8.2. The run is opened again for it (with the owner's rights), as it stood before its groups were closed.
  it('completes as many under each rule of section 8.2', async () => {
    await field.owner`update app.enrolment set status = 'ACTIVE', closed_on = null where status in ('COMPLETED', 'NOT_COMPLETED')`
    const under = async (mode: string, share: number) => {
      for (const [key, value] of Object.entries({
        COMPLETION_MODE: mode,
        COMPLETION_SHARE_PARTICIPANT: share,
      }))
        await field.owner`insert into app.rule (key, value, level, run_id, valid_from, source)
          values (${key}, ${JSON.stringify(value)}::text::jsonb, 'RUN', ${field.runId}, '2000-01-01', 'test')`
      const done = of(await table('run'), 'R-11')!.numerator
      await field.owner`delete from app.rule where run_id = ${field.runId} and source = 'test'`
      return done
    }
    expect(await under('STRICT', 0.8)).toBe(127)
    expect(await under('SHARE_OF_HOURS', 0.9)).toBe(268)
    expect(await under('SHARE_OF_HOURS', 0.8)).toBe(454)
    expect(await under('SHARE_OF_HOURS', 0.75)).toBe(454)
    expect(await under('SHARE_OF_SESSIONS', 0.8)).toBe(454)
    expect(await under('SHARE_OF_HOURS', 0.5)).toBe(527)
  })
})
