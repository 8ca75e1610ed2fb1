import fc from 'fast-check'
import { expect } from 'vitest'
import { evidence } from '@/db/queries/indicators/evidence'
import { type Figure, type FigureTable, figures, type PlaceFigures } from '@/db/queries/indicators/figures'
import { reading } from '@/db/transaction'
import { INDICATOR_CODES, INDICATORS, indicatorOf, type PlaceLevel } from '@/lib/indicators/catalogue'
import { addDays } from '@/lib/shared/jalali'
import type { DemoField } from './demo-field'

const FIRST_DAY = '2024-04-15'
const DAYS = 165

const draw = fc.record({
  code: fc.constantFrom(...INDICATOR_CODES),
  day: fc.integer({ min: 0, max: DAYS }),
  level: fc.constantFrom<PlaceLevel>('run', 'county', 'neighbourhood'),
  place: fc.nat({ max: 1000 }),
  counting: fc.constantFrom('internal' as const, 'public' as const),
  page: fc.integer({ min: 1, max: 4 }),
})

/** Over random indicators, breakdowns, places, days and ways of counting: the rows add up to the figure, places to the run. */
export async function evidenceAgrees(field: DemoField, runs = 220): Promise<void> {
  await fc.assert(
    fc.asyncProperty(draw, async ({ code, day, level, place, counting, page }) => {
      const asked = { runId: field.runId, asOf: addDays(FIRST_DAY, day), counting }
      const known = indicatorOf(code).levels.includes(level) ? level : 'run'
      await reading(field.officer, async (db) => {
        const table = await figures(db, field.officer, { ...asked, level: known })
        const picked = table.places[place % table.places.length]!
        const figure = picked.figures.find((one) => one.code === code)!
        const placeId = picked.place?.placeId
        const rows = await evidence(db, field.officer, { ...asked, code, placeId, page: 1, size: 1000 })
        expect([rows.numerator, rows.denominator]).toEqual([figure.numerator, figure.denominator])
        expect(rows.lines).toHaveLength(rows.rowCount)
        expect(rows.lines.reduce((sum, line) => sum + line.numerator, 0)).toBe(figure.numerator)
        const part = await evidence(db, field.officer, { ...asked, code, placeId, page, size: 7 })
        expect(part.numerator).toBe(rows.numerator)
        expect(part.lines).toEqual(rows.lines.slice((page - 1) * 7, page * 7))
        if (known !== 'run') placesAddUp(table, await figures(db, field.officer, { ...asked, level: 'run' }))
      })
    }),
    { numRuns: runs, seed: 1403 },
  )
  for (const code of INDICATOR_CODES) await everyPlace(field, code)
}

function placesAddUp(table: FigureTable, run: FigureTable): void {
  for (const { code, additive, levels } of INDICATORS) {
    if (!levels.includes(table.level)) continue
    const whole = figureOf(run.places[0]!, code)
    const sum = (part: (figure: Figure) => number) =>
      table.places.reduce((total, place) => total + part(figureOf(place, code)), 0)
    if (additive) expect([code, sum(({ numerator }) => numerator)]).toEqual([code, whole.numerator])
    if (whole.denominator !== null)
      expect([code, sum(({ denominator }) => denominator ?? 0)]).toEqual([code, whole.denominator])
  }
}

const figureOf = (place: PlaceFigures, code: string) => place.figures.find((one) => one.code === code)!

/** Each indicator once in every county, half-way through, so that none is left to chance. */
async function everyPlace(field: DemoField, code: (typeof INDICATOR_CODES)[number]): Promise<void> {
  const asked = { runId: field.runId, asOf: '2024-06-20', counting: 'internal' as const }
  await reading(field.officer, async (db) => {
    const table = await figures(db, field.officer, { ...asked, level: 'county' })
    for (const row of table.places) {
      const rows = await evidence(db, field.officer, { ...asked, code, placeId: row.place!.placeId })
      const { numerator, denominator } = figureOf(row, code)
      expect([code, rows.numerator, rows.denominator]).toEqual([code, numerator, denominator])
    }
  })
}
