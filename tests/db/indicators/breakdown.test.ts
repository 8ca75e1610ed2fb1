import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { breakdown } from '@/db/queries/indicators/breakdown'
import { figures } from '@/db/queries/indicators/figures'
import { reading } from '@/db/transaction'
import { type Dimension, dimensionsOf, partsAddUp } from '@/lib/indicators/breakdown'
import { INDICATOR_CODES, type IndicatorCode, indicatorOf } from '@/lib/indicators/catalogue'
import { addDays } from '@/lib/shared/jalali'
import { type DemoField, openDemo } from './demo-field'

let field: DemoField
beforeAll(async () => {
  field = await openDemo('full')
}, 300_000)
afterAll(() => field?.close())

const AS_OF = '2024-09-21'
const whole = () => ({ runId: field.runId, asOf: AS_OF, counting: 'internal' as const })
const parts = async (code: IndicatorCode, ...by: Dimension[]) =>
  reading(field.officer, (db) => breakdown(db, field.officer, { ...whole(), code, by }))
const counts = async (code: IndicatorCode, by: Dimension) =>
  Object.fromEntries(
    (await parts(code, by)).lines.map(({ parts: [part], numerator, denominator }) => [
      part!.fa ?? part!.key,
      denominator === null ? numerator : `${numerator}/${denominator}`,
    ]),
  )

describe('a breakdown', () => {
  it('says what the specification says', async () => {
    expect(await counts('R-11', 'sex')).toEqual({ F: '435/600', M: '19/25' })
    expect(await counts('R-11', 'zone')).toEqual({
      MARGINAL: '186/250',
      URBAN_VULNERABLE: '172/225',
      RURAL_VULNERABLE: '96/150',
    })
    expect(await counts('R-11', 'age')).toEqual({
      '15-29': '127/175',
      '30-44': '157/218',
      '45-60': '170/232',
    })
    expect(Object.values(await counts('R-08', 'month')).map((minutes) => Number(minutes) / 120)).toEqual([
      84, 174, 179, 233, 80,
    ])
    expect(Object.values(await counts('R-08', 'module'))).toEqual(Array(10).fill(9000))
    expect(Object.keys(await counts('R-10', 'county'))).toHaveLength(12)
  })

  it('adds up to its figure, over random indicators, breakdowns, places, days and ways of counting', async () => {
    const draw = fc.record({
      code: fc.constantFrom(...INDICATOR_CODES),
      first: fc.nat({ max: 999 }),
      second: fc.nat({ max: 999 }),
      two: fc.boolean(),
      day: fc.integer({ min: 0, max: 165 }),
      place: fc.option(fc.nat({ max: 999 }), { nil: undefined }),
      counting: fc.constantFrom('internal' as const, 'public' as const),
    })
    await fc.assert(
      fc.asyncProperty(draw, async ({ code, first, second, two, day, place, counting }) => {
        const all = dimensionsOf(code)
        const one = all[first % all.length]!
        const by = two ? [...new Set([one, all[second % all.length]!])] : [one]
        const level =
          place === undefined
            ? 'run'
            : place % 2 && indicatorOf(code).levels.includes('neighbourhood')
              ? 'neighbourhood'
              : 'county'
        const asked = { runId: field.runId, asOf: addDays('2024-04-15', day), counting }
        await reading(field.officer, async (db) => {
          const table = await figures(db, field.officer, { ...asked, level })
          const row = table.places[(place ?? 0) % table.places.length]!
          const figure = row.figures.find((found) => found.code === code)!
          const placeId = row.place?.placeId
          const found = await breakdown(db, field.officer, { ...asked, placeId, code, by })
          if (partsAddUp(code) || level !== 'run') {
            const told = [code, by, level, found.numerator, found.denominator, found.value]
            expect(told).toEqual([code, by, level, figure.numerator, figure.denominator, figure.value])
          } else expect(found.numerator).toBeGreaterThanOrEqual(figure.numerator)
          const keys = found.lines.map(({ parts: keys }) => keys.map(({ key }) => key).join())
          expect(new Set(keys).size).toBe(keys.length)
        })
      }),
      { numRuns: 260, seed: 1403 },
    )
  }, 300_000)

  it('of every indicator by every dimension once, half-way through', async () => {
    const asked = { runId: field.runId, asOf: '2024-06-20', counting: 'internal' as const }
    await reading(field.officer, async (db) => {
      const table = await figures(db, field.officer, { ...asked, level: 'run' })
      for (const code of INDICATOR_CODES)
        for (const by of dimensionsOf(code)) {
          const found = await breakdown(db, field.officer, { ...asked, code, by: [by] })
          const { numerator, denominator } = table.places[0]!.figures.find((one) => one.code === code)!
          if (partsAddUp(code))
            expect([code, by, found.numerator, found.denominator]).toEqual([code, by, numerator, denominator])
        }
    })
  }, 120_000)

  it('shows a county officer her county and nothing else, and an auditor nobody', async () => {
    const khoy = await reading(field.khoy, (db) =>
      breakdown(db, field.khoy, { ...whole(), code: 'R-07', by: ['county'] }),
    )
    expect(khoy.lines.map(({ parts: [part], numerator }) => [part!.fa, numerator])).toEqual([['خوی', 75]])
    const names = await reading(field.auditor, (db) =>
      breakdown(db, field.auditor, { ...whole(), code: 'R-08', by: ['facilitator'] }),
    )
    expect(names.lines.map(({ parts: [part] }) => part!.fa)).toEqual(Array(25).fill(null))
    const unknown = await reading(field.auditor, (db) =>
      breakdown(db, field.auditor, { ...whole(), code: 'R-07', by: ['sex'] }),
    )
    expect(unknown.lines.map(({ parts: [part], numerator }) => [part!.key, numerator])).toEqual([[null, 625]])
  })

  it('refuses what an indicator cannot be broken down by', async () => {
    await expect(parts('R-01', 'sex')).rejects.toThrow('E-GEN-04')
    await expect(parts('R-08')).rejects.toThrow('E-GEN-04')
  })
})
