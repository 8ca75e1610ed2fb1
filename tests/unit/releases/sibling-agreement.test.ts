import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { SiblingPage } from '@/components/releases/sibling-page'
import type { DataFile } from '@/lib/releases/open-data/address'
import type { PublicSibling } from '@/lib/releases/siblings/bundle'
import { SIBLINGS } from '@/lib/releases/siblings/kinds'
import { siblingData, siblingLinks } from '@/lib/releases/siblings/links'
import { siblingRows } from '@/lib/releases/siblings/rows'
import { siblingDataFiles } from '@/lib/server/open-data/sibling-files'
import { LOCALES, type Locale } from '@/lib/shared/locale'
import { latinDigits } from '@/lib/shared/number'
import { csvRows, jsonRows, textOf, workbookRows } from '@/tests/support/open-data-read'
import { sectionsOf, type TableRow } from '@/tests/support/page-figures'
import { sampleSibling } from '@/tests/support/sample-sibling'
import { wordsIn } from '@/tests/unit/reports/words'

const words = { fa: wordsIn('fa'), en: wordsIn('en') }
const pageOf = (locale: Locale, release: PublicSibling) =>
  renderToStaticMarkup(
    createElement(SiblingPage, { t: words[locale], locale, release, links: siblingLinks(locale, release) }),
  )
const bytesOf = (files: readonly DataFile[], name: string) =>
  files.find(({ path }) => path.endsWith(`/${name}`))!.bytes
const numbers = (text: string) =>
  (
    latinDigits(text)
      .replace(/[٬,]/g, '')
      .match(/\d+(?:[.٫]\d+)?/g) ?? []
  ).map((one) => Number(one.replace('٫', '.')))
const toldValue = (row: TableRow) =>
  row.status === 'withheld' ? 15 : row.unit === 'minutes' ? Number(row.value) / 60 : Number(row.value)

/** The figures of a page as the numbers that stand there: of the province, of each county, of each kind. */
function onPage(html: string) {
  const page = sectionsOf(html)
  const rowsIn = (section: string) => (page.get(section)?.tables[0] ?? []).slice(1)
  return {
    whole: page.get('whole')!.pairs.map(([, said]) => numbers(said)),
    counties: rowsIn('counties').map(([name, ...cells]) => [name, ...cells.map((cell) => numbers(cell)[0])]),
    kinds: rowsIn('kinds').map(([name, ...cells]) => [name, ...cells.map((cell) => numbers(cell)[0])]),
  }
}

describe.each(SIBLINGS)('page, CSV, JSON, workbook and package of a release of %s', (programme) => {
  const release = sampleSibling(programme)

  it('are the same figures, row by row', async () => {
    const files = await siblingDataFiles(release, words)
    const csv = csvRows(textOf(bytesOf(files, 'figures.csv')))
    expect(csv.length).toBe(siblingRows(release).length)
    expect(jsonRows(textOf(bytesOf(files, 'figures.json')))).toEqual(csv)
    expect(await workbookRows(bytesOf(files, 'figures.xlsx'), words.fa)).toEqual(csv)
    const described = JSON.parse(textOf(bytesOf(files, 'datapackage.json')))
    expect(
      described.resources.map(({ path, bytes }: { path: string; bytes: number }) => [path, bytes]),
    ).toEqual(
      files
        .filter(({ path }) => !path.endsWith('datapackage.json'))
        .map(({ path, bytes }) => [path.replace(siblingData(release, 1, ''), ''), bytes.byteLength]),
    )
    expect(described.licenses[0].name).toBe('CC-BY-4.0')
    for (const row of csvRows(textOf(bytesOf(files, 'dictionary.csv'))))
      expect([row.title_fa, row.title_en].every(Boolean), row.name).toBe(true)
  })

  it.each(LOCALES)('are the figures of the page, in %s, with counties that have none as nought', (locale) => {
    const rows = csvRowsOf(release)
    const { whole, counties, kinds } = onPage(pageOf(locale, release))
    const province = rows.filter(({ level, category }) => level === 'province' && category === '')
    expect(whole).toEqual(
      province.map((row) => [toldValue(row), ...(row.target ? [Number(row.target)] : [])]),
    )
    const codes = [...new Set(rows.filter(({ level }) => level === 'county').map(({ code }) => code!))]
    for (const { name } of release.counties) {
      const shown = counties.find(([first]) => first === (locale === 'fa' ? name.fa : name.en))!
      for (const code of codes) {
        const row = rows.find((one) => one.county === name.fa && one.code === code)!
        expect(shown, `${code} ${name.en}`).toContain(Number(row.value))
      }
    }
    expect(counties.some(([, first]) => first === 0 || programme === 'ASSOCIATION')).toBe(true)
    const told = rows.filter(({ category }) => category !== '')
    expect(kinds.flatMap((cells) => cells.slice(1)).sort()).toEqual(
      told.map((row) => Number(row.value)).sort(),
    )
  })

  it.each(LOCALES)('says in %s of every figure whether it counts people', (locale) => {
    const how = sectionsOf(pageOf(locale, release)).get('how')!.tables[0]!.slice(1)
    const not = locale === 'fa' ? /نه نفر|شهرستان$|مشارکت/ : /not people|counties|participations/
    for (const [name, , counts] of how) expect(counts, name).toMatch(not)
  })
})

const csvRowsOf = (release: PublicSibling): TableRow[] =>
  siblingRows(release).map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, value === null ? '' : String(value)]),
    ),
  )
