import { type CellValue, cellLine, type Grid } from '@/lib/shared/cell'
import { foldText } from '@/lib/shared/persian-text'
import { fail, ok, type Result } from '@/lib/shared/result'
import { countyKey } from './roster-place'
import { foldWord, saysNothing } from './written-word'

export type Setting = 'URBAN' | 'RURAL'
export type Zone = 'MARGINAL' | 'URBAN_VULNERABLE' | 'RURAL_VULNERABLE'
export type PlaceCode =
  | 'E-GEN-01'
  | 'bad-name'
  | 'unknown-county'
  | 'zone-mismatch'
  | 'unread-value'
  | 'duplicate-in-file'

/** A neighbourhood as an office lists it. Null: the file does not say. */
export type ListedPlace = {
  countyId: string
  countyNameFa: string
  nameFa: string
  fold: string
  setting: Setting | null
  zone: Zone | null
}
export type PlaceVerdict = {
  row: number
  status: 'accepted' | 'warning' | 'rejected' | 'unchanged'
  code: PlaceCode | null
  codes: PlaceCode[]
  value: ListedPlace | null
}
export type PlaceListContext = {
  counties: readonly { id: string; nameFa: string }[]
  /** Whether this county already has a place of this fold (lib/shared/persian-text) in the run. */
  exists: (countyId: string, fold: string) => boolean
}

type Field = 'county' | 'name' | 'setting' | 'zone'
const TITLES: readonly (readonly [Field, RegExp])[] = [
  ['county', /^(نام)?شهرستان(محله|محل(اجرا|سکونت)?)?$|^county(name)?$/],
  ['zone', /پهنه|منطقه|^zone|نوعمحله|اسیب/],
  ['setting', /بافت|شهرییاروستایی|شهریروستایی|^نوع$|^setting/],
  ['name', /محله|روستا|^نام$|^(نام)?محل(اجرا)?$|^(neighbou?rhood|place|name|village)(name)?$/],
]

const SETTINGS = new Map<string, Setting>(
  (
    [
      ['شهری', 'URBAN'],
      ['شهر', 'URBAN'],
      ['urban', 'URBAN'],
      ['روستایی', 'RURAL'],
      ['روستائی', 'RURAL'],
      ['روستا', 'RURAL'],
      ['rural', 'RURAL'],
    ] as const
  ).map(([word, setting]) => [foldWord(word), setting]),
)
const ZONES: readonly (readonly [Zone, RegExp])[] = [
  ['MARGINAL', /حاشیه|سکونتگاههایغیررسمی|غیررسمی|^marginal$/],
  ['RURAL_VULNERABLE', /روستای?ی?.*اسیبپذیر|اسیبپذیر.*روستا|^ruralvulnerable$/],
  ['URBAN_VULNERABLE', /شهری?.*اسیبپذیر|اسیبپذیر.*شهر|^urbanvulnerable$/],
]

/** Reads a list of neighbourhoods (county, name, setting, zone; any order and spelling). no-header as readRoster. `seen` goes from sheet to sheet. */
export function readPlaceList(
  grid: Grid,
  context: PlaceListContext,
  seen = new Set<string>(),
): Result<PlaceVerdict[], 'no-header'> {
  const headerRow = grid.slice(0, 200).findIndex((row) => columnsIn(row) !== null)
  const columns = columnsIn(grid[headerRow] ?? [])
  if (!columns) return fail('no-header')
  const verdicts: PlaceVerdict[] = []
  let countyAbove = ''
  grid.slice(headerRow + 1).forEach((row, offset) => {
    const said = (field: Field) => cellLine(row[columns[field] ?? -1])
    const filled = row.filter((cell) => cellLine(cell) !== '')
    if (filled.length === 0 || columnsIn(row) || /^(جمع|مجموع|تعداد|امضا)/u.test(cellLine(filled[0]))) return
    // Lists write the county once over its neighbourhoods.
    countyAbove = said('county') || countyAbove
    verdicts.push(verdictOf(headerRow + offset + 2, { said, county: countyAbove }, context, seen))
  })
  return ok(verdicts)
}

function columnsIn(row: readonly CellValue[]): Partial<Record<Field, number>> | null {
  const columns: Partial<Record<Field, number>> = {}
  row.forEach((cell, index) => {
    if (typeof cell !== 'string' || cell.length > 40) return
    const title = foldText(cell.replace(/\(.*?\)/g, '')).replace(/[^\p{L}]/gu, '')
    const field = TITLES.find(([, pattern]) => pattern.test(title))?.[0]
    if (field && columns[field] === undefined) columns[field] = index
  })
  return columns.county !== undefined && columns.name !== undefined ? columns : null
}

type Said = { said: (field: Field) => string; county: string }

function verdictOf(
  row: number,
  { said, county }: Said,
  context: PlaceListContext,
  seen: Set<string>,
): PlaceVerdict {
  const codes: PlaceCode[] = []
  const nameFa = said('name')
  if (saysNothing(nameFa) || county === '') codes.push('E-GEN-01')
  else if (!isPlaceName(nameFa)) codes.push('bad-name')
  const countyName = countyKey(county)
  const found = context.counties.find((one) => countyKey(one.nameFa) === countyName)
  if (!found && county !== '') codes.push('unknown-county')
  const fold = foldText(nameFa)
  const key = `${found?.id}|${fold}`
  if (codes.length === 0 && seen.has(key)) codes.push('duplicate-in-file')
  const { setting, zone, unread, apart } = readKind(said('setting'), said('zone'))
  if (apart) codes.push('zone-mismatch')
  if (codes.length > 0 || !found)
    return { row, status: 'rejected', code: codes[0] ?? null, codes, value: null }
  seen.add(key)
  if (unread) codes.push('unread-value')
  const value = {
    countyId: found.id,
    countyNameFa: found.nameFa,
    nameFa,
    fold,
    setting,
    zone,
  }
  if (context.exists(found.id, fold)) return { row, status: 'unchanged', code: null, codes, value }
  return { row, status: codes.length > 0 ? 'warning' : 'accepted', code: codes[0] ?? null, codes, value }
}

type Kind = { setting: Setting | null; zone: Zone | null; unread: boolean; apart: boolean }

// A village is RURAL_VULNERABLE or nothing; the other two zones are urban. «آسیب‌پذیر» alone is what the setting makes of it.
function readKind(settingWord: string, zoneWord: string): Kind {
  const written = SETTINGS.get(foldWord(settingWord)) ?? null
  const bare = /^(پهنه|منطقه)?اسیبپذیر$|^vulnerable$/.test(foldWord(zoneWord))
  const zone = bare
    ? written && (`${written}_VULNERABLE` as const)
    : (ZONES.find(([, pattern]) => pattern.test(foldWord(zoneWord)))?.[0] ?? null)
  const implied = zone === null ? null : zone === 'RURAL_VULNERABLE' ? 'RURAL' : 'URBAN'
  const unread = (!written && !saysNothing(settingWord)) || (!zone && !saysNothing(zoneWord))
  const apart = written !== null && implied !== null && written !== implied
  return { setting: written ?? implied, zone, unread, apart }
}

// A neighbourhood may carry a number («محلهٔ ۱۲»); a formula or Latin letters are no name.
function isPlaceName(name: string): boolean {
  return (
    name.length <= 80 &&
    /\p{Script=Arabic}{2}/u.test(name) &&
    /^[\p{Script=Arabic}\p{M}\p{N}\s\u200c()\-–/.،]+$/u.test(name)
  )
}
