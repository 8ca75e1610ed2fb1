import { readFileSync } from 'node:fs'
import { readXlsx } from 'hucre/xlsx'
import { createTranslator } from 'next-intl'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  dictionaryHead,
  dictionaryRows,
  figureCells,
  figureHead,
} from '@/app/[locale]/(office)/office/indicators/file-rows'
import { exportFigures } from '@/db/commands/reports/export-figures'
import { breakdown } from '@/db/queries/indicators/breakdown'
import { figures } from '@/db/queries/indicators/figures'
import { type Context, reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { COMMUNITY_CODES } from '@/lib/community/kinds'
import { dimensionsFor } from '@/lib/indicators/breakdown'
import { INDICATOR_CODES, isIndicatorCode } from '@/lib/indicators/catalogue'
import { ENTRY_CODES } from '@/lib/indicators/dictionary'
import { csvText } from '@/lib/server/csv'
import { figuresBody } from '@/lib/server/figures-body'
import { sheetsToXlsx } from '@/lib/server/workbook/write'
import type { Words } from '@/lib/shared/locale'
import { contextOf } from '../../support/actors'
import { staff } from '../../support/factories'
import { type DemoField, openDemo } from '../indicators/demo-field'

const AS_OF = '2024-07-21'
const wordsOf = (locale: 'fa' | 'en') => {
  const names = ['people', 'exports', 'indicators', 'indicator-catalogue', 'rules', 'words']
  const messages = Object.fromEntries(
    names.map((name) => [
      name,
      JSON.parse(readFileSync(new URL(`../../../messages/${locale}/${name}.json`, import.meta.url), 'utf8')),
    ]),
  )
  return createTranslator({ locale, messages }) as unknown as Words
}
const t = wordsOf('fa')

let field: DemoField
let officer: Context
let auditor: Context
beforeAll(async () => {
  field = await openDemo('snapshot')
  const [run] = await field.owner`select scope_id from app.run where id = ${field.runId}`
  officer = await contextOf(await staff(field.owner, 'PROVINCE_OFFICER', run!.scope_id, 'figures'))
  auditor = await contextOf(await staff(field.owner, 'AUDITOR', run!.scope_id, 'figures auditor'))
}, 300_000)
afterAll(() => field?.close())

const taken = (ctx: Context) => exportFigures(ctx, { runId: field.runId, asOf: AS_OF })
const table = async (rows: Awaited<ReturnType<typeof taken>>['rows']) => {
  const bytes = await sheetsToXlsx([
    {
      sheetName: 'figures',
      rtl: true,
      header: figureHead(t),
      rows: rows.map((row) => figureCells(row, t, 'fa')),
    },
  ])
  const [sheet] = (await readXlsx(bytes)).sheets
  return sheet!.rows.slice(1)
}

describe('a figure', () => {
  it('is the same on the screen, in the workbook, in the CSV and in the API', async () => {
    const { rows } = await taken(officer)
    const body = JSON.parse(JSON.stringify(figuresBody('WA-1403-DEMO', AS_OF, rows))) as ReturnType<
      typeof figuresBody
    >
    const book = await table(rows)
    const text = csvText([figureHead(t), ...rows.map((row) => figureCells(row, t, 'fa'))])
    const csv = (Papa.parse(text).data as string[][]).slice(1)
    expect([body.figures.length, book.length, csv.length]).toEqual([rows.length, rows.length, rows.length])
    expect(rows.length).toBeGreaterThan(400)
    const number = (cell: unknown) =>
      cell === null || cell === undefined || cell === '' ? null : Number(cell)
    body.figures.forEach((one, i) => {
      const told = [one.code, one.part, one.numerator, one.denominator, one.value]
      const inBook = [book[i]![0], book[i]![5] ?? null, ...[7, 8, 9].map((at) => number(book[i]![at]))]
      const inCsv = [csv[i]![0], csv[i]![5] || null, ...[7, 8, 9].map((at) => number(csv[i]![at]))]
      expect(inBook).toEqual(told)
      expect(inCsv).toEqual(told)
    })
    const scope = scopeOf(officer.actor)
    await reading(scope, async (db) => {
      const asked = { runId: field.runId, asOf: AS_OF, counting: 'internal' as const }
      const screen = (await figures(db, scope, { ...asked, level: 'run' })).places[0]!.figures
      for (const { code, numerator, denominator, value, target } of screen) {
        const whole = body.figures.find((one) => one.code === code && one.by === null)
        expect(whole).toMatchObject({ numerator, denominator, value, target })
        for (const by of dimensionsFor(code, true).filter((one) => one !== 'facilitator')) {
          const shown = (await breakdown(db, scope, { ...asked, code, by: [by] })).lines
          const out = body.figures.filter((one) => one.code === code && one.by === by)
          expect(out.map((one) => [one.part, one.numerator, one.denominator, one.value])).toEqual(
            shown.map(({ parts: [part], ...one }) => [
              part!.code ?? part!.key,
              one.numerator,
              one.denominator,
              one.value,
            ]),
          )
        }
      }
    })
  })

  it('that nobody has measured is told so, never as nought', async () => {
    const { rows } = await taken(officer)
    const whole = rows.filter(({ by }) => by === null)
    expect(whole.map(({ code }) => code)).toEqual(ENTRY_CODES)
    for (const { code, state, value } of whole) {
      const counted =
        isIndicatorCode(code) || code.startsWith('Q') || COMMUNITY_CODES.some((one) => one === code)
      if (counted) expect([code, state]).toEqual([code, 'measured'])
      else expect([code, state, value]).toEqual([code, 'notYet', null])
    }
  })

  it('of who people are is not in the file of somebody who sees no people; and the export is audited', async () => {
    const { rows } = await taken(auditor)
    const by = new Set(rows.map((row) => row.by))
    for (const hidden of ['sex', 'education', 'head', 'facilitator'])
      expect(by.has(hidden as never)).toBe(false)
    expect(by.has('age')).toBe(true)
    const [told] =
      await field.owner`select action, after from audit.event where actor_id = ${auditor.actor.userId} order by seq desc limit 1`
    expect(told).toMatchObject({
      action: 'export',
      after: { what: 'figures', asOf: AS_OF, rows: rows.length },
    })
  })

  it('has each of its codes in the dictionary', () => {
    const rows = dictionaryRows(t, t, wordsOf('en'))
    expect(rows.map(([code]) => code)).toEqual(ENTRY_CODES)
    expect(dictionaryHead(t)).toHaveLength(rows[0]!.length)
    expect(rows.find(([code]) => code === 'R-10')!.slice(1, 4)).toEqual([
      'نرخ حضور',
      'Attendance rate',
      'A1 A2 A3 A4 A5 A6 A7 A8',
    ])
    for (const code of INDICATOR_CODES) expect(rows.some(([one]) => one === code)).toBe(true)
  })
})
