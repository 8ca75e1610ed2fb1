import 'server-only'
import { type DataFile, FILES } from '@/lib/releases/open-data/address'
import { COLUMNS, cellsOf, DICTIONARY_COLUMNS } from '@/lib/releases/open-data/columns'
import type { BothWords } from '@/lib/releases/open-data/dictionary'
import { LICENCE } from '@/lib/releases/open-data/licence'
import type { FigureRow } from '@/lib/releases/open-data/rows'
import type { PublicSibling } from '@/lib/releases/siblings/bundle'
import type { SiblingCode } from '@/lib/releases/siblings/family'
import { SIBLING_FILES, type SiblingFile, siblingData } from '@/lib/releases/siblings/links'
import {
  describeSibling,
  type FrozenSibling,
  figureWords,
  frozenSibling,
  kindName,
  siblingAnswer,
  siblingDictionary,
  siblingLicence,
  siblingPackage,
} from '@/lib/releases/siblings/open-data'
import { siblingRows } from '@/lib/releases/siblings/rows'
import type { CellValue } from '@/lib/shared/cell'
import { formatDay } from '@/lib/shared/jalali'
import type { Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { csvText } from '../csv'
import { inertSheet, sheetsToXlsx } from '../workbook/write'
import { sha256 } from './files'

const utf8 = new TextEncoder()
const table = (rows: Parameters<typeof csvText>[0]) => utf8.encode(`${csvText(rows)}\r\n`)
const json = (value: object) => utf8.encode(`${JSON.stringify(value, null, 1)}\n`)

/** The open data of a programme's release, each file at its address for good; the same release and words give the same bytes. */
export async function siblingDataFiles(release: PublicSibling, words: BothWords): Promise<DataFile[]> {
  const frozen = frozenSibling(release)
  const dictionary = siblingDictionary(frozen, words).map((row) =>
    DICTIONARY_COLUMNS.map((name) => row[name]),
  )
  const bytes: Record<Exclude<SiblingFile, 'datapackage.json'>, Uint8Array> = {
    'figures.csv': table([COLUMNS.map(({ name }) => name), ...siblingRows(frozen).map(cellsOf)]),
    'figures.json': json(siblingAnswer(frozen)),
    'figures.xlsx': await workbook(frozen, words.fa, dictionary),
    'dictionary.csv': table([DICTIONARY_COLUMNS, ...dictionary]),
    'release.json': json(frozen),
    licence: utf8.encode(siblingLicence(frozen, words)),
  }
  const packaged = Object.entries(bytes).map(([path, one]) => ({
    ...{ path, bytes: one.byteLength, hash: sha256(one) },
  }))
  const all: Record<SiblingFile, Uint8Array> = {
    ...bytes,
    'datapackage.json': json(siblingPackage(frozen, packaged, words)),
  }
  return SIBLING_FILES.map((file) => ({
    path: siblingData(release, release.number, file),
    type: FILES[file],
    bytes: all[file],
  }))
}

/** The table as people open it: right to left, in Persian, numbers as numbers, days as days. */
function workbook(release: FrozenSibling, t: Words, dictionary: string[][]): Promise<Uint8Array> {
  const { name, publisher, summary, number, day, source } = describeSibling(release, t, 'fa')
  const line = (key: string, value: string) => [t(`open-data.sheets.${key}`), value]
  const sheets = [
    {
      sheetName: t('open-data.sheets.figures'),
      rtl: true,
      header: [
        ...COLUMNS.map((column) => t(`open-data.columns.${column.name}.title`)),
        t('open-data.sheets.name'),
      ],
      rows: siblingRows(release).map((row) => [
        ...COLUMNS.map((column) => cellOf(row, column.name, release, t)),
        figureWords(row.code as SiblingCode, release, t, 'fa').title,
      ]),
    },
    {
      sheetName: t('open-data.sheets.dictionary'),
      rtl: true,
      header: DICTIONARY_COLUMNS.map((column) => t(`open-data.dictionary.${column}.title`)),
      rows: dictionary,
    },
    {
      sheetName: t('open-data.sheets.about'),
      rtl: true,
      header: [t('open-data.sheets.what'), t('open-data.sheets.value')],
      rows: [
        line('what', name),
        ...(release.demo ? [line('demo', t('open-data.demo'))] : []),
        line('value', summary),
        line('release', number),
        line('asOf', day),
        line('published', formatDay(release.publishedAtIso, 'fa', 'long')),
        line('publisher', publisher),
        line('licence', `${t('open-data.licence.name')} ${LICENCE.href}`),
        line('what', source),
      ],
    },
  ]
  const written = new Date(`${release.publishedAtIso}T00:00:00Z`)
  return sheetsToXlsx(sheets.map(inertSheet), {
    title: name,
    creator: publisher,
    created: written,
    modified: written,
  })
}

function cellOf(row: FigureRow, name: keyof FigureRow, release: FrozenSibling, t: Words): CellValue {
  const value = row[name]
  if (value === null) return null
  if (name === 'as_of' || name === 'counted_on') return { excelDate: String(value) }
  if (name === 'category') return kindName(String(value), release, t, 'fa')
  if (name === 'level' || name === 'unit' || name === 'precision' || name === 'status')
    return t(`open-data.words.${name}.${value}`, { min: formatNumber(release.rules.minPeople, 'fa') })
  return typeof value === 'boolean' ? String(value) : value
}
