import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { communityFigures, communityFiguresByPlace } from '@/db/queries/community/figures'
import { communityRecords } from '@/db/queries/community/records'
import { projections } from '@/db/queries/projection/cohorts'
import { qualityFlags } from '@/db/queries/quality/flags'
import { reading } from '@/db/transaction'
import type { Scope } from '@/lib/access/actor'
import { INTEGRITY_KINDS } from '@/lib/quality/flags'
import { type DemoField, openDemo } from '../indicators/demo-field'

/** Opens a load for the tests of a block, and asks it. */
function load(name: 'full' | 'snapshot', asOf: string, clock: string) {
  let field: DemoField
  beforeAll(async () => {
    field = await openDemo(name)
  }, 300_000)
  afterAll(() => field?.close())
  const asked = () => ({ runId: field.runId, asOf, clock: new Date(clock) })
  const figuresOf = async (who: Scope) =>
    Object.fromEntries(
      (await reading(who, (db) => communityFigures(db, who, asked()))).map(
        ({ code, value, numerator, denominator }) => [code, [value, numerator, denominator]],
      ),
    )
  return {
    field: () => field,
    figuresOf,
    flags: (who: Scope) => reading(who, (db) => qualityFlags(db, who, asked())),
    projected: (who: Scope) => reading(who, (db) => projections(db, who, asked())),
  }
}
const integrity = (flags: { kind: string }[]) =>
  flags.filter(({ kind }) => INTEGRITY_KINDS.some((one) => one === kind))
/** Somebody of the demonstration, by her handle. */
const account = async (field: DemoField, handle: string) => {
  const [row] = await field.owner`select user_id as id from app.user_login where handle = ${handle}`
  return { userId: row!.id } as Scope
}

describe('the FULL load', () => {
  const demo = load('full', '2024-09-21', '2024-09-22T05:30:00Z')

  // Section 10.5: 25 analyses, 25 plans, 34 proposals of which 9 accepted.
  it('has its community results', async () => {
    expect(await demo.figuresOf(demo.field().officer)).toEqual({
      'O-10': [34, 9, 34],
      'O-11': [25, 25, 25],
      'O-12': [25, 25, 25],
      'O-13': [0, 0, null],
    })
    const byType = await demo.field().owner`
      select c.code, count(*)::int as n, count(*) filter (where r.status = 'ACCEPTED')::int as accepted
      from app.community_record r join app.cohort c on c.id = r.cohort_id where r.kind = 'PROPOSAL' group by 1`
    expect(byType.filter(({ n, accepted }) => n === 2 && accepted === 1)).toHaveLength(9)
    expect(byType.filter(({ n, accepted }) => n === 1 && accepted === 0)).toHaveLength(16)
  })

  it('adds up on every day: places to the run, and rows to the number', async () => {
    const { officer, runId } = demo.field()
    for (let month = 5; month <= 9; month++)
      for (const day of ['04', '11', '19', '27']) {
        const asked = { runId, asOf: `2024-0${month}-${day}` }
        const [whole, counties, rows] = await reading(
          officer,
          async (db) =>
            [
              await communityFigures(db, officer, asked),
              await communityFiguresByPlace(db, officer, { ...asked, level: 'county' }),
              await communityRecords(db, officer, { ...asked, kinds: ['PROPOSAL'], page: 1 }),
            ] as const,
        )
        const sum = (i: number, key: 'value' | 'numerator') =>
          counties.reduce((all, { figures }) => all + figures[i]![key], 0)
        for (const [i, figure] of whole.entries())
          expect([sum(i, 'value'), sum(i, 'numerator')], `${figure.code} ${asked.asOf}`).toEqual([
            figure.value,
            figure.numerator,
          ])
        expect(rows.total).toBe(whole[0]!.value)
        expect(rows.lines.filter(({ status }) => status === 'ACCEPTED')).toHaveLength(whole[0]!.numerator)
      }
  })

  it('raises no integrity flag, and lists the one reopened sheet', async () => {
    const flags = await demo.flags(demo.field().officer)
    expect(integrity(flags)).toEqual([])
    expect(flags.map(({ kind }) => kind)).toEqual(['REOPENED_SHEET'])
  })

  it('is closed and has nothing to project', async () => {
    expect(await demo.projected(demo.field().officer)).toEqual([])
  })
})

describe('the SNAPSHOT load', () => {
  const demo = load('snapshot', '2024-07-21', '2024-07-22T15:00:00Z')

  // By the rule of db/seed/demo/community.ts, c the cohort: an analysis in session 10 + 3(c mod 5), so 15 of 25 by now (10, 13, 16); a
  // plan in 14 + 4(c mod 5): five in session 14 and the three of session 18 that has been held; a proposal in 13 + 3(c mod 4): the
  // six with 4 | c in session 13 and seven in session 16, none a second time; of these the two of type A (12, 20) accepted in session 17.
  it('has the community results whose sessions have been held', async () => {
    expect(await demo.figuresOf(demo.field().officer)).toEqual({
      'O-10': [13, 2, 13],
      'O-11': [8, 8, 25],
      'O-12': [15, 15, 25],
      'O-13': [0, 0, null],
    })
  })

  it('raises no integrity flag, and lists the one reopened sheet', async () => {
    const flags = await demo.flags(demo.field().officer)
    expect(integrity(flags)).toEqual([])
    expect(flags.map(({ kind }) => kind)).toEqual(['REOPENED_SHEET'])
  })

  it('projects every group that is under way, within its people, and warns where even the upper end is below 17 of 25', async () => {
    const all = await demo.projected(demo.field().officer)
    expect(all).toHaveLength(25)
    for (const one of all) {
      expect(one).toMatchObject({ enrolled: 25, target: 17, reached: 0 })
      expect(one.low <= one.expected && one.expected <= one.high, JSON.stringify(one)).toBe(true)
      expect(one.held + one.remaining).toBe(30)
      expect(one.short).toBe(one.high < 17)
    }
    expect(all.filter(({ short }) => short).length).toBeGreaterThan(0)
  })

  it('shows a county officer her county, and a facilitator no flags and her own group only', async () => {
    const field = demo.field()
    expect(await demo.projected(field.khoy)).toHaveLength(3)
    expect((await demo.figuresOf(field.khoy))['O-11']?.[2]).toBe(3)
    const facilitator = await account(field, 'facilitator01@demo.tabavar.local')
    expect(await demo.flags(facilitator)).toEqual([])
    expect((await demo.figuresOf(facilitator))['O-11']?.[2]).toBe(1)
    expect(await demo.flags(field.khoy)).toHaveLength(1)
  })
})
