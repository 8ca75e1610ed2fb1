import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { outcomeFigures, outcomeSplit, pairCoverage, referralCounts } from '@/db/queries/surveys/outcomes'
import { ownCounties, surveyProgress, wavesOf } from '@/db/queries/surveys/waves'
import { actorOfAccount } from '@/db/seed/system-actor'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { OUTCOME_CODES } from '@/lib/surveys/instruments'
import { type Loaded, loadedDatabase } from './loaded'

// Every expected number is written by hand from section 10.5 of the specification.
const AS_OF = '2024-09-22'
let demo: Loaded
let runId: string
beforeAll(async () => {
  demo = await loadedDatabase('full')
  runId = (await demo.sql`select id from app.run`)[0]!.id
})
afterAll(() => demo.end())

const reader = async (handle: string) => {
  const [row] =
    await demo.sql`select user_id as id from app.user_login where handle = ${`${handle}@demo.tabavar.local`}`
  return scopeOf(await actorOfAccount(demo.sql, row!.id))
}
type Ask<T> = (db: Db, scope: Awaited<ReturnType<typeof reader>>) => Promise<T>
async function asked<T>(handle: string, work: Ask<T>): Promise<T> {
  const scope = await reader(handle)
  return reading(scope, (db) => work(db as Db, scope))
}
const figures = (handle = 'officer1', asOf = AS_OF) =>
  asked(handle, (db, scope) => outcomeFigures(db, scope, { runId, asOf }))

describe('the outcomes of the FULL demonstration', () => {
  it('have 600 before and 454 pairs, each instrument', async () => {
    const counts = await demo.sql`
      select w.kind, count(*)::int as n, count(distinct respondent_key)::int as people from app.assessment_response a
      join app.assessment_wave w on w.id = a.wave_id group by 1 order by 1`
    expect(counts.map((row) => ({ ...row }))).toEqual([
      { kind: 'BASELINE', n: 4200, people: 600 },
      { kind: 'ENDLINE', n: 3178, people: 454 },
    ])
    const [strange] = await demo.sql`
      select count(*)::int as n from app.assessment_response a join app.assessment_wave w on w.id = a.wave_id and w.kind = 'ENDLINE'
      join app.respondent_link l on l.respondent_key = a.respondent_key join app.enrolment e on e.person_id = l.person_id
      where e.status <> 'COMPLETED'`
    expect(strange!.n).toBe(0)
  })

  it.each([
    ['O-01', 20_024, 23_708, '44.11', '52.22', '8.11', 326, 63, 65],
    ['O-06', 22_882, 25_152, '50.40', '55.40', '5.00', 366, 30, 58],
    ['O-03', 21_588, 25_626, '47.55', '56.44', '8.89', 395, 19, 40],
    ['O-04', 24_077, 26_775, '53.03', '58.98', '5.94', 375, 28, 51],
    ['O-05', 22_718, 25_921, '50.04', '57.09', '7.06', 384, 22, 48],
    ['O-07', 15_429, 19_090, '33.98', '42.05', '8.06', 390, 22, 42],
    ['O-08', 15_429, 19_090, '33.98', '42.05', '8.06', 390, 22, 42],
    ['O-09', 25_245, 27_086, '55.61', '59.66', '4.06', 351, 34, 69],
  ])('%s', async (code, before, after, meanBefore, meanAfter, change, improved, same, worse) => {
    const one = (await figures()).find((figure) => figure.code === code)!
    expect(one.n).toBe(454)
    expect([Math.round(one.before! * 454), Math.round(one.after! * 454)]).toEqual([before, after])
    expect([one.before!.toFixed(2), one.after!.toFixed(2), one.change!.toFixed(2)]).toEqual([
      meanBefore,
      meanAfter,
      change,
    ])
    expect([one.improved, one.same, one.worse]).toEqual([improved, same, worse])
    expect(one.low! < one.change! && one.change! < one.high!).toBe(true)
    expect(one.effect).toBeGreaterThan(0)
  })

  it('have 288 low scores before and 205 after; 198 rose by ten points', async () => {
    const [who, low] = await figures()
    expect(who!.clearly).toBe(198)
    expect([low!.code, low!.before!.toFixed(2), low!.after!.toFixed(2)]).toEqual(['O-02', '63.44', '45.15'])
    expect([Math.round(low!.before! * 4.54), Math.round(low!.after! * 4.54)]).toEqual([288, 205])
    expect(low!.improved! - low!.worse!).toBe(288 - 205)
  })

  it('cover all who completed (R-18), and nobody was referred', async () => {
    expect(await asked('officer1', (db, scope) => pairCoverage(db, scope, { runId, asOf: AS_OF }))).toEqual([
      { key: '', pairs: 454, completed: 454 },
    ])
    expect(
      (await asked('officer1', (db, scope) => referralCounts(db, scope, { runId, asOf: AS_OF }))).all,
    ).toBe(0)
  })

  it('add up over zones and counties, and hide the men and the small counties', async () => {
    const split = (by: 'zone' | 'county' | 'sex' | 'age') =>
      asked('officer1', (db, scope) => outcomeSplit(db, scope, { runId, asOf: AS_OF, by }))
    const zones = await split('zone')
    expect(Object.fromEntries(zones.lines.map(({ key, figures: own }) => [key, own[0]!.n]))).toEqual({
      MARGINAL: 186,
      URBAN_VULNERABLE: 172,
      RURAL_VULNERABLE: 96,
    })
    const total = zones.lines.reduce((sum, { figures: own }) => sum + own[0]!.after! * own[0]!.n, 0)
    expect(Math.round(total)).toBe(23_708)
    const sexes = await split('sex')
    expect(sexes.lines.map(({ key, figures: own }) => [key, own[0]!.n, own[0]!.change === null])).toEqual([
      // Of the women too: what the men leave of the whole would be the men.
      ['F', 435, true],
      ['M', 19, true],
    ])
    const counties = await split('county')
    expect(counties.lines.map(({ figures: own }) => own[0]!.n).sort((a, b) => b - a)).toEqual([
      92, 54, 54, 54, 38, 38, 36, 20, 18, 18, 16, 16,
    ])
    expect(counties.lines.filter(({ figures: own }) => own[0]!.change !== null)).toHaveLength(7)
    expect((await split('age')).lines.map(({ key, figures: own }) => [key, own[0]!.n])).toEqual([
      ['15-29', 127],
      ['30-44', 157],
      ['45-60', 170],
    ])
  })

  it('know the day: before the endline there are no pairs', async () => {
    const early = await figures('officer1', '2024-09-15')
    expect(early.every(({ n, change }) => n === 0 && change === null)).toBe(true)
  })

  it('are nothing to facilitators and counties; the auditor reads them', async () => {
    for (const handle of ['facilitator01', 'county-urmia', 'admin', 'counsellor'])
      expect((await figures(handle)).every(({ n }) => n === 0)).toBe(true)
    expect((await figures('auditor'))[0]!.n).toBe(454)
    const own = await asked('facilitator01', (db, scope) => surveyProgress(db, scope, runId))
    expect(own.map(({ people, answered }) => [people, answered])).toEqual([
      [22, 22],
      [22, 20],
    ])
  })

  it("of her own county are the county officer's, in parts that are large enough; of another nobody's", async () => {
    const counties = await demo.sql`select code, id from app.place where kind = 'COUNTY'`
    const { placeId } = (
      await asked('county-urmia', async (db, scope) =>
        ownCounties(db, scope, (await demo.sql`select province_id as id from app.run`)[0]!.id),
      )
    )[0]!
    const of = (handle: string, at: string) =>
      asked(handle, (db, scope) => outcomeFigures(db, scope, { runId, asOf: AS_OF, placeId: at }))
    const own = (await of('county-urmia', placeId))[0]!
    expect(own).toMatchObject({ n: 92 })
    expect(own).toEqual((await of('officer1', placeId))[0])
    for (const { id } of counties)
      if (id !== placeId) expect((await of('county-urmia', id)).every(({ n }) => n === 0)).toBe(true)
    const [quarter] =
      await demo.sql`select place_id as id from app.cohort where county_id = ${placeId} limit 1`
    for (const at of [placeId, quarter!.id])
      expect((await of('facilitator01', at)).every(({ n }) => n === 0)).toBe(true)
    expect((await of('county-urmia', quarter!.id)).every(({ n }) => n === 0)).toBe(true)
    const zones = await asked('county-urmia', (db, scope) =>
      outcomeSplit(db, scope, { runId, asOf: AS_OF, placeId, by: 'zone' }),
    )
    const hidden = zones.lines.filter(({ figures: part }) => part[0]!.change === null)
    expect(hidden.length === 0 || hidden.length > 1 || zones.lines.length === 1).toBe(true)
  })

  it('stand in the last release in three bands, attacked with all before it, and in no release before', async () => {
    const releases =
      await demo.sql`select number, bundle, audit from pub.release where programme = 'RESILIENCE' order by number`
    type Cell = { table: string; category: string; shown: string; class: string; refreshedOn: string }
    const told = releases.map(({ bundle }) =>
      (bundle.cells as Cell[]).filter(({ table }) => table === 'OUTCOME'),
    )
    const last = told.at(-1)!
    expect(told.slice(0, -1).flat()).toEqual([])
    expect(last.map(({ category, shown }) => [category, shown])).toEqual(
      OUTCOME_CODES.map((code) => [code, 'BETTER']),
    )
    expect(new Set(last.map((cell) => `${cell.class} ${cell.refreshedOn}`))).toEqual(
      new Set(['BAND 2024-09-21']),
    )
    expect(releases.at(-1)!.audit).toMatchObject({ releases: releases.length })
    expect(releases.at(-1)!.audit.narrowest).toBeGreaterThanOrEqual(5)
    // No number of the survey: not of those who answered, and not of those whose score rose.
    for (const hidden of ['454', '326', '52.22']) expect(JSON.stringify(last)).not.toContain(hidden)
  })

  it('have waves that the officer opened and closed', async () => {
    const waves = await asked('officer1', (db, scope) => wavesOf(db, scope, runId))
    expect(waves.map(({ kind, opensOn, closesOn, closed }) => [kind, opensOn, closesOn, closed])).toEqual([
      ['BASELINE', '2024-05-11', '2024-05-20', true],
      ['ENDLINE', '2024-08-22', '2024-09-17', true],
    ])
  })
})
