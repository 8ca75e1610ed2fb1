import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ALL_QUALITY } from '@/db/queries/indicators/feeds'
import { measures } from '@/db/queries/indicators/measures'
import { countedQuarter, quarterInputs } from '@/db/queries/indicators/quarter-inputs'
import { closedQuarter } from '@/db/queries/indicators/quarters'
import { runsInReach } from '@/db/queries/programmes/run-line'
import { reading } from '@/db/transaction'
import type { Scope } from '@/lib/access/actor'
import { type DemoField, openDemo } from './demo-field'

// The sums of section 10.5 of the specification, written by hand: change over 454 pairs of the FULL demonstration.
const PAIRS = 454
const SUMS: Record<string, number> = {
  'O-01': 23_708 - 20_024,
  'O-03': 25_626 - 21_588,
  'O-04': 26_775 - 24_077,
  'O-05': 25_921 - 22_718,
  'O-06': 25_152 - 22_882,
  'O-07': 19_090 - 15_429,
  'O-08': 19_090 - 15_429,
  'O-09': 27_086 - 25_245,
}
const LATER = '2024-09-22'

let field: DemoField
beforeAll(async () => {
  field = await openDemo('full')
}, 300_000)
afterAll(() => field?.close())

const catalogue = async (scope: Scope, placeId?: string) => {
  const asked = {
    runId: field.runId,
    asOf: LATER,
    counting: 'internal' as const,
    clock: new Date(`${LATER}T12:00:00Z`),
    reach: ALL_QUALITY,
    placeId,
  }
  const table = await reading(scope, (db) => measures(db, scope, asked))
  return new Map(table.measures.map((one) => [one.code as string, one]))
}

describe('the catalogue', () => {
  it('tells each outcome as the surveys do: the sum of changes over the pairs', async () => {
    const all = await catalogue(field.officer)
    for (const [code, sum] of Object.entries(SUMS)) {
      const one = all.get(code)!
      expect([code, one.state, one.denominator]).toEqual([code, 'measured', PAIRS])
      expect(one.numerator).toBeCloseTo(sum, 6)
      expect(one.value).toBeCloseTo(sum / PAIRS, 9)
    }
    expect(all.get('O-02')!.value).toBeCloseTo((205 - 288) / PAIRS, 9)
    expect(all.get('R-18')).toMatchObject({ numerator: 454, denominator: 454, value: 1 })
  })

  it('tells what the neighbourhoods did: proposals, plans, analyses', async () => {
    const all = await catalogue(field.officer)
    expect(all.get('O-10')).toMatchObject({ value: 34, numerator: 34, denominator: null })
    expect(all.get('O-11')).toMatchObject({ value: 25, denominator: null })
    expect(all.get('O-12')).toMatchObject({ value: 25, denominator: null })
    expect(all.get('O-14')!.state).toBe('notYet')
  })

  it('hides outcomes from a county, and says of a neighbourhood with few pairs only how many there are', async () => {
    const khoy = await catalogue(field.khoy)
    for (const code of Object.keys(SUMS)) expect([code, khoy.get(code)!.state]).toEqual([code, 'hidden'])
    const [place] = await field.owner`select place_id from app.cohort where code like '%01' limit 1`
    const one = (await catalogue(field.officer, place!.place_id)).get('O-01')!
    expect(one).toMatchObject({ state: 'empty', value: null, denominator: 20 })
  })
})

it('a closed quarter carries outcomes and the work of the neighbourhoods', async () => {
  const clock = new Date(`${LATER}T12:00:00Z`)
  const inputs = await reading(field.officer, (db) =>
    quarterInputs(
      db,
      field.officer,
      { runId: field.runId, code: 'WA-1403-DEMO', nameFa: 'الف', nameEn: 'A', clock },
      { year: 1403, quarter: 2 },
      { count: 0, reason: null },
    ),
  )
  const { quarter } = countedQuarter(inputs)
  const first = quarter.outcomes.find(({ code }) => code === 'O-01')!
  expect(first).toMatchObject({ n: PAIRS, improved: 326, same: 63, worse: 65 })
  const low = quarter.outcomes.find(({ code }) => code === 'O-02')!
  expect(low.before).toBeCloseTo(288 / PAIRS, 9)
  expect(quarter.community.map(({ code, value }) => [code, value])).toEqual([
    ['O-10', 34],
    ['O-11', 25],
    ['O-12', 25],
    ['O-13', expect.any(Number)],
  ])
})

it('the FULL load has its spring closed by two people; a sheet put right since stands beside it, and its text is the same', async () => {
  const [run] =
    await field.owner`select closed_at is not null as closed from app.run where id = ${field.runId}`
  expect(run!.closed).toBe(true)
  const closing = await reading(field.officer, async (db) => {
    const line = (await runsInReach(db, field.officer)).find(({ runId }) => runId === field.runId)!
    return closedQuarter(db, field.officer, line, { year: 1403, quarter: 1 })
  })
  expect(closing).toMatchObject({ state: 'SIGNED', holds: true })
  expect(closing!.signedBy).not.toBe(closing!.preparedBy)
  const whole = closing!.adjustments.filter(({ level }) => level === 'run')
  // One woman was there after all: two hours, and one mark more of those present.
  expect(whole.map(({ code }) => code).sort()).toEqual(['R-09', 'R-10', 'R-14'])
  const hours = whole.find(({ code }) => code === 'R-09')!
  expect(hours.now.numerator - hours.frozen.numerator).toBe(120)
})
