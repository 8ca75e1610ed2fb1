import { beforeAll, describe, expect, it } from 'vitest'
import { plainText, type ReportDocument, tablesOf } from '@/lib/reports/document'
import { peopleList } from '@/lib/reports/people-list'
import { writeReport } from '@/lib/reports/write-report'
import { reportDocx } from '@/lib/server/docx/report'
import { peoplePdf } from '@/lib/server/pdf/people'
import { reportPdf } from '@/lib/server/pdf/report'
import { peopleXlsx } from '@/lib/server/workbook/people'
import { reportXlsx } from '@/lib/server/workbook/report'
import type { Locale } from '@/lib/shared/locale'
import { docxText, readDocx, readPdf, readSheets } from '@/tests/support/files-read'
import { facts } from '../pdf/words'
import { reportFacts } from './closed-quarter'
import { wordsIn } from './words'

type Files = { report: ReportDocument; pdf: Buffer; docx: Uint8Array; xlsx: Uint8Array }
async function filesIn(locale: Locale, change: Parameters<typeof reportFacts>[0] = {}): Promise<Files> {
  const t = wordsIn(locale)
  const report = writeReport(reportFacts(change), t, locale)
  const [docx, xlsx] = await Promise.all([reportDocx(report, t), reportXlsx(report, t)])
  return { report, pdf: reportPdf(report, t), docx, xlsx }
}
const FORMULA = "=cmd|'/c calc'!A1"

describe.each(['fa', 'en'] as const)('a report in %s', (locale) => {
  let files: Files
  beforeAll(async () => {
    files = await filesIn(locale)
  })

  it('is a tagged PDF: headings, tables with heads, pictures in words; the hash and the page on every page', async () => {
    const { pages, roles } = await readPdf(files.pdf)
    expect(facts(files.pdf)).toMatchObject({ isPdf: true, tagged: true, language: locale })
    const count = (role: string) => roles.filter((one) => one === role).length
    const tables = tablesOf(files.report)
    expect([count('H1'), count('H2')]).toEqual([1, files.report.sections.length])
    expect(count('Figure')).toBe(3)
    expect(count('TH')).toBeGreaterThanOrEqual(tables.reduce((sum, { columns }) => sum + columns.length, 0))
    pages.forEach((page, at) => {
      expect(page).toContain(files.report.hash)
      const number = locale === 'fa' ? '۰۱۲۳۴۵۶۷۸۹'[at + 1]! : String(at + 1)
      expect(page.slice(-40)).toContain(number)
    })
  })

  it('says every number of its tables in all three files, and in the workbook as a number', async () => {
    const paper = (await readPdf(files.pdf)).pages.join(' ')
    const paragraphs = new Set(docxText(files.docx))
    const sheets = new Map((await readSheets(files.xlsx)).map(({ sheet, data }) => [sheet, data]))
    const t = wordsIn(locale)
    let numbers = 0
    for (const { id, rows } of tablesOf(files.report)) {
      const data = sheets.get(t(`report.file.sheets.${id}`))!
      expect(data.length).toBe(rows.length + 1)
      rows.forEach((row, y) => {
        row.forEach(({ text, value }, x) => {
          if (value === undefined) return
          numbers++
          expect(data[y + 1]![x]).toBeCloseTo(value, 9)
          expect(paragraphs).toContain(plainText(text))
          // A word of a change («percentage points») may be broken over lines; its number is not.
          expect(paper).toContain(
            text
              .replace(/[\u200e\u2066-\u2069]/g, '')
              .split(' ')[0]!
              .replace(/^[+−-]/, ''),
          )
        })
      })
    }
    expect(numbers).toBeGreaterThan(80)
  })

  it('is a text file that can be edited: paragraphs, runs and tables of its direction, heads repeated, pictures with words', () => {
    const parts = readDocx(files.docx)
    const body = parts['word/document.xml']!
    const paragraphs = body.match(/<w:p>|<w:p /g)!.length
    const rtl = locale === 'fa'
    expect(body.match(/<w:bidi\/>/g)?.length ?? 0).toBe(rtl ? paragraphs : 0)
    expect((body.match(/<w:bidiVisual\/>/g)?.length ?? 0) > 10).toBe(rtl)
    expect((body.match(/<w:rtl\/>/g)?.length ?? 0) > 200).toBe(rtl)
    expect(body.match(/<w:tblHeader\/>/g)!.length).toBe(tablesOf(files.report).length)
    expect(body.match(/<w:pStyle w:val="Heading2"\/>/g)!.length).toBe(files.report.sections.length)
    expect(body.match(/<pic:pic /g)!.length).toBe(3)
    for (const [, words] of body.matchAll(/<wp:docPr [^>]*descr="([^"]*)"/g))
      expect(words!.length).toBeGreaterThan(20)
    // A code in a Persian text reads from left to right: Word would turn it over in one run with the rest.
    expect(body).toMatch(/<w:r><w:rPr>(?:(?!<w:rtl\/>).)*<\/w:rPr><w:t[^>]*>R-08<\/w:t>/)
    const footer = Object.entries(parts).find(([name]) => name.startsWith('word/footer'))![1]
    expect(footer).toContain(files.report.hash)
    expect(body).not.toMatch(/[\u2066-\u2069]/)
  })

  it('is a workbook with what each column means and the dictionary of its indicators', async () => {
    const sheets = await readSheets(files.xlsx)
    const t = wordsIn(locale)
    const columns = sheets.find(({ sheet }) => sheet === t('report.file.columns'))!.data
    const all = tablesOf(files.report).flatMap((table) => table.columns)
    expect(columns.length - 1).toBe(all.length)
    for (const row of columns.slice(1)) expect(String(row[2]).length).toBeGreaterThan(5)
    const dictionary = sheets.find(({ sheet }) => sheet === t('report.file.sheets.dictionary'))!.data
    for (const row of dictionary.slice(1))
      expect(row.every((cell) => String(cell ?? '').length > 1)).toBe(true)
  })

  it('says first that it is a draft, and no longer once it is signed', async () => {
    const t = wordsIn(locale)
    expect(docxText(files.docx)).toContain(t('report.draft'))
    const signature = { by: 'مدیرکل نمونه', at: '2024-06-30T08:00:00.000Z', hash: 'b'.repeat(64) }
    const signed = await filesIn(locale, { signature })
    expect(docxText(signed.docx)).not.toContain(t('report.draft'))
    expect((await readPdf(signed.pdf)).pages.join(' ')).toContain('b'.repeat(64))
  })

  it('W-RPT-06: says how many sheets were not approved, with the code and the reason', () => {
    const quality = files.report.sections.find(({ id }) => id === 'quality')!
    const note = quality.blocks.find((block) => block.kind === 'note')
    expect(note).toMatchObject({ code: 'W-RPT-06', text: expect.stringContaining('دو برگه در راه است') })
  })

  it('carries the sentence about the control group with its outcomes, and no number of too few', () => {
    const { blocks } = files.report.sections.find(({ id }) => id === 'outcomes')!
    expect(blocks[0]).toMatchObject({ kind: 'note', text: wordsIn(locale)('report.caveat') })
    const table = blocks.find((block) => block.kind === 'table')!
    const few = table.rows.find(([name]) => name!.text.startsWith('O-05'))!
    expect(few.filter(({ value }) => value !== undefined)).toHaveLength(1)
  })
})

describe('a name or reason that looks like a formula', () => {
  const reasons = [
    { code: 'R-08', reason: `${FORMULA} و دلیل`, by: '@SUM(A1)', at: '2024-06-24T07:00:00.000Z' },
  ]

  it('is a text in every file of a report, and none of its markup is read', async () => {
    const closed = { ...reportFacts().closed, preparedBy: '#let x = 1 <b>&amp;</b> $a$' }
    const { xlsx, docx, pdf } = await filesIn('fa', { reasons, closed })
    const cells = (await readSheets(xlsx)).flatMap(({ data }) => data.flat())
    expect(cells).toContain(`'${FORMULA} و دلیل`)
    expect(cells.filter((cell) => typeof cell === 'string' && /^[=@]/.test(cell))).toEqual([])
    expect(docxText(docx).join('\n')).toContain('#let x = 1 <b>&amp;</b> $a$')
    expect((await readPdf(pdf)).pages.join(' ')).toContain('cmd')
  })

  it('is a text in the list of names', async () => {
    const list = peopleList(
      {
        rows: [
          {
            name: FORMULA,
            countyFa: 'ارومیه',
            countyEn: 'Urmia',
            placeFa: '+محله',
            placeEn: 'Place',
            cohortCode: 'WA-01',
            minutes: 2880,
            status: 'COMPLETED',
            certificate: null,
          },
        ],
        total: 1,
        asOf: '2024-06-20',
        number: 7,
        reader: 'خواننده & همکار',
        madeMs: Date.parse('2024-06-24T07:00:00Z'),
        runFa: 'دوره',
        runEn: 'Run',
        isDemo: false,
      },
      wordsIn('fa'),
      'fa',
    )
    const [people] = await readSheets(await peopleXlsx(list, wordsIn('fa')))
    expect(people!.data[3]!.slice(0, 6)).toEqual([`'${FORMULA}`, 'ارومیه', "'+محله", 'WA-01', 48, 2880])
    const { pages, roles } = await readPdf(peoplePdf(list, wordsIn('fa')))
    expect([pages.length, roles.filter((role) => role === 'TH').length]).toEqual([1, 7])
  })
})

describe('a list of names that was cut', () => {
  it('says how many of how many it holds; a whole one says nothing of it', () => {
    const one = {
      ...{ name: 'زهرا', countyFa: 'ارومیه', countyEn: 'Urmia', placeFa: 'محله', placeEn: 'Place' },
      ...{ cohortCode: 'WA-01', minutes: 3600, status: 'COMPLETED', certificate: null },
    }
    const facts = (total: number) =>
      peopleList(
        {
          ...{ rows: [one], total, asOf: '2024-06-20', number: 7, reader: 'خواننده', madeMs: 0 },
          ...{ runFa: 'دوره', runEn: 'Run', isDemo: false },
        },
        wordsIn('fa'),
        'fa',
      ).facts.map(([, said]) => said)
    expect(facts(1)).not.toContain('۱ نام نخست از ۱ نام؛ همهٔ نام‌ها در فایل اکسل است.')
    expect(facts(1200)).toContain('۱ نام نخست از ۱٬۲۰۰ نام؛ همهٔ نام‌ها در فایل اکسل است.')
  })
})
