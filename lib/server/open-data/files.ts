import 'server-only'
import { createHash } from 'node:crypto'
import { type DataFile, FILE_NAMES, FILES, type FileName } from '@/lib/releases/open-data/address'
import { releaseAnswer } from '@/lib/releases/open-data/answer'
import { COLUMNS, cellsOf, DICTIONARY_COLUMNS } from '@/lib/releases/open-data/columns'
import { licenceText } from '@/lib/releases/open-data/description'
import { type BothWords, dictionaryRows } from '@/lib/releases/open-data/dictionary'
import { frozenOf } from '@/lib/releases/open-data/frozen'
import { linkedData } from '@/lib/releases/open-data/linked-data'
import { dataPackage } from '@/lib/releases/open-data/package'
import { figureRows } from '@/lib/releases/open-data/rows'
import type { PublicRelease } from '@/lib/releases/public-release'
import { csvText } from '../csv'
import { keeper } from './kept'
import { releaseWorkbook } from './workbook'

const utf8 = new TextEncoder()
const table = (rows: Parameters<typeof csvText>[0]) => utf8.encode(`${csvText(rows)}\r\n`)
const json = (value: object) => utf8.encode(`${JSON.stringify(value, null, 1)}\n`)
export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/**
 * The open data of a release: every file by its name in the release's folder. The same release and words give the same bytes,
 * so what is served, what is written down as a static folder and what the package says of itself are one. `datapackage.json`
 * is the last and holds the hashes of all others.
 */
export async function dataFiles(release: PublicRelease, words: BothWords): Promise<DataFile[]> {
  const frozen = frozenOf(release)
  const bytes: Record<Exclude<FileName, 'datapackage.json'>, Uint8Array> = {
    'figures.csv': table([COLUMNS.map(({ name }) => name), ...figureRows(frozen).map(cellsOf)]),
    'figures.json': json(releaseAnswer(frozen)),
    'figures.xlsx': await releaseWorkbook(frozen, words),
    'dictionary.csv': table([
      DICTIONARY_COLUMNS,
      ...dictionaryRows(frozen, words).map((row) => DICTIONARY_COLUMNS.map((name) => row[name])),
    ]),
    'release.json': json(frozen),
    licence: utf8.encode(licenceText(frozen, words)),
    'dataset.jsonld': json(linkedData(frozen, words)),
  }
  const packaged = Object.entries(bytes).map(([path, one]) => ({
    path,
    bytes: one.byteLength,
    hash: sha256(one),
  }))
  const all: Record<FileName, Uint8Array> = {
    ...bytes,
    'datapackage.json': json(dataPackage(frozen, packaged, words)),
  }
  return FILE_NAMES.map((path) => ({ path, type: FILES[path], bytes: all[path] }))
}

const kept = keeper<DataFile[]>(12)

/**
 * The files of a release as they were made before in this process, without asking the database again: a release that is out
 * does not change. Null for a number that is none.
 */
export function keptFiles(
  number: number,
  load: (number: number) => Promise<PublicRelease | null>,
  words: () => Promise<BothWords>,
): Promise<DataFile[] | null> {
  return kept(String(number), async () => {
    const release = await load(number)
    return release && dataFiles(release, await words())
  })
}
