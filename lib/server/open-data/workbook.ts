import 'server-only'
import { COLUMNS, DICTIONARY_COLUMNS } from '@/lib/releases/open-data/columns'
import { describe } from '@/lib/releases/open-data/description'
import { type BothWords, dictionaryRows, figureName, ruleValues } from '@/lib/releases/open-data/dictionary'
import type { FrozenRelease } from '@/lib/releases/open-data/frozen'
import { LICENCE } from '@/lib/releases/open-data/licence'
import { type FigureRow, figureRows } from '@/lib/releases/open-data/rows'
import type { CellValue } from '@/lib/shared/cell'
import { formatDay } from '@/lib/shared/jalali'
import type { Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { inertSheet, sheetsToXlsx } from '../workbook/write'

/** The table of figures as people open it: right to left, heads and words in Persian, numbers as numbers, days as days. */
export async function releaseWorkbook(release: FrozenRelease, words: BothWords): Promise<Uint8Array> {
  const t = words.fa
  const head = (name: string) => t(`open-data.columns.${name}.title`)
  const sheets = [
    {
      sheetName: t('open-data.sheets.figures'),
      rtl: true,
      header: [
        ...COLUMNS.map(({ name }) => head(name)),
        t('open-data.sheets.name'),
        t('open-data.sheets.day'),
      ],
      rows: figureRows(release).map((row) => [
        ...COLUMNS.map(({ name }) => cellOf(row, name, release, t)),
        figureName(row.code, t),
        formatDay(row.counted_on, 'fa', 'numeric'),
      ]),
    },
    {
      sheetName: t('open-data.sheets.dictionary'),
      rtl: true,
      header: DICTIONARY_COLUMNS.map((name) => t(`open-data.dictionary.${name}.title`)),
      rows: dictionaryRows(release, words).map((row) => DICTIONARY_COLUMNS.map((name) => row[name])),
    },
    {
      sheetName: t('open-data.sheets.about'),
      rtl: true,
      header: [t('open-data.sheets.what'), t('open-data.sheets.value')],
      rows: aboutRows(release, t),
    },
  ]
  const { name, publisher } = describe(release, t, 'fa')
  const written = new Date(`${release.publishedAtIso}T00:00:00Z`)
  return sheetsToXlsx(sheets.map(inertSheet), {
    title: name,
    creator: publisher,
    created: written,
    modified: written,
  })
}

function cellOf(row: FigureRow, name: keyof FigureRow, release: FrozenRelease, t: Words): CellValue {
  const value = row[name]
  if (value === null) return null
  if (name === 'as_of' || name === 'counted_on') return { excelDate: String(value) }
  if (name === 'category') return t(`disclosure.category.${value}`)
  if (name === 'band') return t(`disclosure.shown.${value}`)
  if (name === 'level' || name === 'unit' || name === 'precision' || name === 'status')
    return t(`open-data.words.${name}.${value}`, ruleValues(release, 'fa'))
  return typeof value === 'boolean' ? String(value) : value
}

function aboutRows(release: FrozenRelease, t: Words): string[][] {
  const { name, publisher, summary, cite } = describe(release, t, 'fa')
  const line = (key: string, value: string) => [t(`open-data.sheets.${key}`), value]
  return [
    line('what', name),
    ...(release.demo ? [line('demo', t('open-data.demo'))] : []),
    line('value', summary),
    line('release', formatNumber(release.number, 'fa')),
    line('asOf', formatDay(release.asOfIso, 'fa', 'long')),
    line('published', formatDay(release.publishedAtIso, 'fa', 'long')),
    line('publisher', publisher),
    line('licence', `${t('open-data.licence.name')} ${LICENCE.href}`),
    line('cite', cite),
    ...[1, 2, 3, 4].map((n) => line('demo', t(`open-data.about.${n}`, ruleValues(release, 'fa')))),
  ]
}
