import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shownTotals } from '@/db/queries/hamyar/book'
import { type GroupRow, groupFacts } from '@/db/queries/hamyar/group-facts'
import { hamyarCounties, type RuleSetRow, ruleSets } from '@/db/queries/hamyar/reference'
import { workFacts } from '@/db/queries/hamyar/work-facts'
import { actorOfAccount } from '@/db/seed/system-actor'
import { reading } from '@/db/transaction'
import { type Scope, scopeOf } from '@/lib/access/actor'
import { employedByYear, hFigures, literateGroups, underSet, type WorkFacts } from '@/lib/hamyar/indicators'
import { type Loaded, loadedDatabase } from '../demo/loaded'

let demo: Loaded
let scope: Scope
let groups: GroupRow[]
let sets: RuleSetRow[]
let work: Map<string, WorkFacts>
const as = async (handle: string) => {
  const [row] =
    await demo.sql`select user_id from app.user_login where handle = ${`${handle}@demo.tabavar.local`}`
  return scopeOf(await actorOfAccount(demo.sql, row!.user_id))
}
const read = (who: Scope) => reading(who, (db) => groupFacts(db, who, { today: '2024-07-22' }))
beforeAll(async () => {
  demo = await loadedDatabase('snapshot')
  scope = await as('hamyar-officer')
  groups = await read(scope)
  sets = await reading(scope, (db) => ruleSets(db, scope))
  work = await reading(scope, (db) => workFacts(db, scope))
})
afterAll(() => demo.end())

const byId = () => new Map(sets.map((set) => [set.ruleSetId, set]))
const figures = (of: GroupRow[]) =>
  Object.fromEntries(hFigures(of, byId(), work).map(({ code, value, of: whole }) => [code, [value, whole]]))
const set = (code: string) => sets.find((one) => one.code === code)!

describe('the hamyar groups of the demonstration, by the queries of its pages', () => {
  it('are 23 with 132 members, 86 of whom read and write', () => {
    expect(figures(groups)).toEqual({
      'H-01': [23, null],
      'H-02': [132, null],
      'H-03': [132, null],
      'H-04': [23, 23],
      'H-05': [86, 132],
      'H-06': [132, 132],
      'H-07': [132, 132],
      'H-08': [23, 23],
      'H-09': [0, 23],
      // A third of each group, upwards; 132 points of confidence and 89 of deciding; 132 of knowing what there is.
      'H-10': [50, 132],
      'H-11': [221, 264],
      'H-12': [132, 132],
      'H-13': [92, null],
      'H-14': [29, 23],
      'H-15': [8, null],
    })
    expect(literateGroups(groups, byId())).toBe(23)
    expect(new Set(groups.map(({ state }) => state))).toEqual(new Set(['ACTIVE']))
  })

  it('stand on three pillars, and each group’s rows add up to the whole', () => {
    const whole = hFigures(groups, byId(), work).find(({ code }) => code === 'H-13')!
    expect(whole.pillars).toEqual({ STATE: 23, INDIVIDUAL: 46, GROUP: 23 })
    for (const code of ['H-10', 'H-11', 'H-12', 'H-13'] as const) {
      const rows = groups.map((one) => hFigures([one], byId(), work).find((of) => of.code === code)!)
      expect(rows.reduce((all, { value }) => all + value, 0)).toBe(figures(groups)[code]![0])
    }
  })

  it('comply all under HG-S0 and four of them under HG-S1', () => {
    expect(underSet(groups, set('HG-S0'))).toEqual({ whole: 23, size: 23, of: 23 })
    expect(underSet(groups, set('HG-S1'))).toEqual({ whole: 4, size: 4, of: 23 })
  })

  it('stand in six counties as the source says, and Tarom and Soltaniyeh show nought', async () => {
    const counties = await reading(scope, (db) => hamyarCounties(db, scope))
    const table = Object.fromEntries(
      counties.map(({ countyId, nameEn, target }) => {
        const here = groups.filter((one) => one.countyId === countyId)
        const { 'H-01': count, 'H-02': members } = figures(here)
        return [nameEn, [count![0], members![0], target]]
      }),
    )
    expect(table).toEqual({
      Abhar: [3, 18, 3],
      Khodabandeh: [6, 35, 6],
      Khorramdarreh: [4, 23, 4],
      Zanjan: [6, 34, 6],
      Mahneshan: [2, 11, 2],
      Ijrud: [2, 11, 2],
      Tarom: [0, 0, null],
      Soltaniyeh: [0, 0, null],
    })
    expect(counties.reduce((all, { target }) => all + (target ?? 0), 0)).toBe(23)
  })

  it('work in eight trades', () => {
    const count = (trade: string) => groups.filter(({ tradeEn }) => tradeEn === trade).length
    const names = [...new Set(groups.map(({ tradeEn }) => tradeEn))]
    expect(Object.fromEntries(names.map((name) => [name, count(name)]))).toEqual({
      Tailoring: 5,
      'Gelim weaving': 5,
      'Sock knitting': 3,
      'Noodle cutting': 3,
      'Quilt making': 3,
      'Doll making': 2,
      'Enamel work': 1,
      Filigree: 1,
    })
  })

  it('employ eleven in the two groups opened in a Bahman whose year nobody wrote down', () => {
    expect(employedByYear(groups)).toEqual([
      { year: 1402, groups: 21, employed: 121 },
      { year: null, groups: 2, employed: 11 },
    ])
  })

  it('have a self-headed woman each, ages of the rule, and one social worker a county', async () => {
    expect(groups.reduce((all, { category }) => all + category.SELF_HEADED_WOMAN, 0)).toBe(23)
    expect(groups.reduce((all, { category }) => all + category.WOMAN_HEAD, 0)).toBe(109)
    const ages = groups.map((one) => {
      const g = Number(one.code.slice(3))
      return (
        one.ages.join() ===
        Array.from({ length: one.members }, (_, i) => 15 + ((7 * (i + 1) + 5 * g) % 46))
          .sort((a, b) => a - b)
          .join()
      )
    })
    expect(ages.every(Boolean)).toBe(true)
    expect(new Set(groups.map(({ workerId }) => workerId)).size).toBe(6)
  })

  it('are one county’s to its own people, and nothing to the women’s office', async () => {
    expect((await read(await as('hamyar-worker-zanjan'))).length).toBe(6)
    expect((await read(await as('hamyar-county-abhar'))).length).toBe(3)
    expect((await read(await as('officer1'))).length).toBe(0)
    // The bookkeeper sees the group whose book she keeps, and none of its people.
    expect((await read(await as('hamyar-book-14'))).map(({ code, members }) => [code, members])).toEqual([
      ['ZH-14', 0],
    ])
  })

  it('show their social worker the months of the kinds they agreed to, and nobody else', async () => {
    const group = groups.find(({ code }) => code === 'ZH-14')!
    const shown = async (handle: string) => {
      const who = await as(handle)
      return reading(who, (db) => shownTotals(db, who, group.groupId))
    }
    const months = await shown('hamyar-worker-zanjan')
    expect(
      months.map(({ month, totals }) => [month, totals.SALE, totals.COST, totals.SAVING, totals.ORDER]),
    ).toEqual([
      [140304, 71_300_000n, 24_600_000n, 0n, 0n],
      [140303, 63_900_000n, 19_850_000n, 6_500_000n, 0n],
      [140302, 57_250_000n, 21_400_000n, 5_000_000n, 0n],
      [140212, 31_500_000n, 12_750_000n, 0n, 0n],
    ])
    for (const other of ['hamyar-officer', 'hamyar-county-zanjan', 'hamyar-worker-abhar'])
      expect(await shown(other), other).toEqual([])
  })
})
