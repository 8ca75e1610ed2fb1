import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { figures } from '@/db/queries/indicators/figures'
import { countedQuarter, quarterInputs } from '@/db/queries/indicators/quarter-inputs'
import { runNamed } from '@/db/queries/programmes/run-line'
import { reading } from '@/db/transaction'
import { quarterText } from '@/lib/indicators/quarter'
import { type DemoField, openDemo } from './demo-field'

let field: DemoField
beforeAll(async () => {
  field = await openDemo('full')
}, 300_000)
afterAll(() => field?.close())

describe('the inputs of a quarter', () => {
  it.each([
    [1, '2024-06-20'],
    [2, '2024-09-21'],
  ] as const)('give the figures of the screen, quarter %i', async (quarter, asOf) => {
    await reading(field.officer, async (db) => {
      const run = (await runNamed(db, field.officer, 'WA-1403-DEMO'))!
      const none = { count: 0, reason: null }
      const inputs = await quarterInputs(
        db,
        field.officer,
        { ...run, clock: new Date(run.clock) },
        { year: 1403, quarter },
        none,
      )
      const { quarter: counted, hash } = countedQuarter(inputs)
      expect(counted.asOf).toBe(asOf)
      for (const level of ['run', 'county', 'neighbourhood'] as const) {
        const table = await figures(db, field.officer, {
          runId: field.runId,
          asOf,
          counting: 'internal',
          level,
        })
        for (const { place, figures: list } of table.places)
          for (const { code, numerator, denominator, value, target } of list) {
            const found = counted.figures.find(
              (one) => one.code === code && one.level === level && one.place === (place?.code ?? run.code),
            )
            expect([code, place?.code, found]).toMatchObject([
              code,
              place?.code,
              { numerator, denominator, value, target },
            ])
          }
      }
      // Read again as the database keeps it, it is the same text.
      const read = JSON.parse(JSON.stringify(inputs))
      expect(quarterText(countedQuarter(read).quarter)).toBe(quarterText(counted))
      expect(countedQuarter(read).hash).toBe(hash)
    })
  })

  it('tell what the quarter itself added', async () => {
    await reading(field.officer, async (db) => {
      const run = (await runNamed(db, field.officer, 'WA-1403-DEMO'))!
      const inputs = await quarterInputs(
        db,
        field.officer,
        { ...run, clock: new Date(run.clock) },
        { year: 1403, quarter: 2 },
        { count: 0, reason: null },
      )
      const { figures: list, splits } = countedQuarter(inputs).quarter
      const hours = list.find(({ code, level }) => code === 'R-08' && level === 'run')!
      // Sessions of Tir, Mordad and Shahrivar: 179, 233 and 80 of two hours each.
      expect(hours).toMatchObject({ value: 1500, target: 1500 })
      expect(hours.inQuarter!.value).toBe((179 + 233 + 80) * 2)
      const part = (by: string, key: string) =>
        splits.find((one) => one.code === 'R-11' && one.by === by && one.key === key)
      expect(part('sex', 'F')).toMatchObject({ numerator: 435, denominator: 600 })
      expect(part('zone', 'RURAL_VULNERABLE')).toMatchObject({ numerator: 96, denominator: 150 })
    })
  })
})
