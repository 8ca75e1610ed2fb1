import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { Explore } from '@/components/releases/explore'
import { OutcomesPage } from '@/components/releases/outcomes'
import { ReleasePage } from '@/components/releases/release-page'
import type { ReleasedCell } from '@/lib/disclosure/cell'
import { knowledgeOf } from '@/lib/disclosure/knowledge'
import { knowledgeOfTable, toldOtherwise } from '@/lib/disclosure/knowledge-table'
import { bundleOf } from '@/lib/releases/bundle'
import { siteLinks } from '@/lib/releases/links'
import { figureRows, rowsToCome, rowTexts } from '@/lib/releases/open-data/rows'
import type { PublicRelease } from '@/lib/releases/public-release'
import { without } from '@/lib/releases/withdrawal'
import { dataFiles } from '@/lib/server/open-data/files'
import { LOCALES, type Locale } from '@/lib/shared/locale'
import { csvRows, fileOf, jsonRows, textOf, workbookRows } from '@/tests/support/open-data-read'
import { againstOutcomes, againstPage } from '@/tests/support/page-figures'
import { sampleRelease } from '@/tests/support/sample-release'
import { SyntheticProvince } from '@/tests/support/synthetic-province'
import { wordsIn } from '@/tests/unit/reports/words'

const words = { fa: wordsIn('fa'), en: wordsIn('en') }
const release = sampleRelease()
const files = await dataFiles(release, words)
const csv = csvRows(textOf(fileOf(files, 'figures.csv').bytes))

function pageOf(locale: Locale, shown = release): string {
  const links = siteLinks(locale, shown)
  return renderToStaticMarkup(createElement(ReleasePage, { t: words[locale], locale, release: shown, links }))
}

describe('page, CSV, JSON, workbook and package of one release', () => {
  it('are the same figures: the table, the JSON and the workbook row by row', async () => {
    expect(csv.length).toBe(figureRows(release).length)
    expect(jsonRows(textOf(fileOf(files, 'figures.json').bytes))).toEqual(csv)
    expect(await workbookRows(fileOf(files, 'figures.xlsx').bytes, words.fa)).toEqual(csv)
  })

  it.each(LOCALES)('are the figures of the page, in %s, and none of them is missing there', (locale) => {
    const { wrong, seen } = againstPage(pageOf(locale), csv, release, words[locale], locale)
    expect(wrong).toEqual([])
    expect(csv.map((row) => row.id).filter((id) => !seen.has(id!))).toEqual([])
  })

  it.each(LOCALES)('agree where nothing is told of who completed or left, in %s', async (locale) => {
    const silent = without(without(release, 'LEFT|||ALL'), 'COMPLETED|||ALL') as PublicRelease
    const rows = csvRows(textOf(fileOf(await dataFiles(silent, words), 'figures.csv').bytes))
    const { wrong, seen } = againstPage(pageOf(locale, silent), rows, silent, words[locale], locale)
    expect([wrong, seen.size]).toEqual([[], rows.length])
  })

  it.each(LOCALES)('are the outcomes of their page and of the explore page, in %s', async (locale) => {
    const given = { t: words[locale], locale, release }
    const pages = [
      createElement(OutcomesPage, { ...given, links: siteLinks(locale, release) }),
      createElement(Explore, given),
    ].map((page) => renderToStaticMarkup(page))
    const book = await workbookRows(fileOf(files, 'figures.xlsx').bytes, words.fa)
    for (const page of pages)
      for (const rows of [csv, jsonRows(textOf(fileOf(files, 'figures.json').bytes)), book]) {
        expect(againstOutcomes(page, rows, release, words[locale], locale)).toEqual([])
        expect(rows.filter(({ unit, level }) => unit === 'band' && level === 'province')).toHaveLength(9)
      }
    for (const row of csv.filter(({ code }) => code?.startsWith('O-'))) {
      const changed = csv.map((one) => (one === row ? { ...one, status: 'told', band: 'FROM_50' } : one))
      expect(againstOutcomes(pages[0]!, changed, release, words[locale], locale), row.id).not.toEqual([])
    }
  })

  it.each(LOCALES)('a figure changed in the table is seen, in %s', (locale) => {
    const page = pageOf(locale)
    for (const row of csv.filter(({ status, unit }) => status === 'told' && unit !== 'band')) {
      const changed = csv.map((one) =>
        one === row ? { ...one, value: String(Number(one.value) + 600) } : one,
      )
      expect(againstPage(page, changed, release, words[locale], locale).wrong, row.id).not.toEqual([])
    }
  })

  it.each([1, 2, 3, 4, 5])(
    'come to the very knowledge that was attacked, in invented province %i',
    (seed) => {
      const province = new SyntheticProvince(seed)
      let previous: ReleasedCell[] = []
      for (let month = 0; month < 6; month++) {
        province.turn()
        const bundle = bundleOf(province.facts(previous))
        previous = bundle.cells
        const attacked = knowledgeOf(JSON.stringify(bundle))
        const read = knowledgeOfTable(rowTexts(rowsToCome(bundle)), bundle.rules)
        expect(toldOtherwise(read, attacked)).toEqual([])
      }
    },
  )

  it('come to the very knowledge that was attacked', async () => {
    const attacked = knowledgeOf(textOf(fileOf(files, 'release.json').bytes))
    for (const rows of [csv, await workbookRows(fileOf(files, 'figures.xlsx').bytes, words.fa)]) {
      const read = knowledgeOfTable(rows, release.rules)
      expect(toldOtherwise(read, attacked)).toEqual([])
      expect(read.facts.length).toBe(attacked.facts.length)
      expect(read.outcomes.length).toBe(attacked.outcomes.length)
    }
  })
})
