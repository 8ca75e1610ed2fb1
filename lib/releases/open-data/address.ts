/** The files of a release; the same names in the package, at the addresses and in a static copy. */
export const FILES = {
  'figures.csv': 'text/csv; charset=utf-8',
  'figures.json': 'application/json; charset=utf-8',
  'figures.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'dictionary.csv': 'text/csv; charset=utf-8',
  'release.json': 'application/json; charset=utf-8',
  licence: 'text/plain; charset=utf-8',
  'dataset.jsonld': 'application/ld+json; charset=utf-8',
  'datapackage.json': 'application/json; charset=utf-8',
} as const
export type FileName = keyof typeof FILES
export const FILE_NAMES = Object.keys(FILES) as FileName[]

/** A file as it is served and written: the same bytes everywhere. */
export type DataFile = { path: string; type: string; bytes: Uint8Array }

export const dataAddress = (release: number | 'latest', file: string) => `/data/${release}/${file}`
export const embedAddress = (chart: string, release: number | 'latest', locale: string) =>
  `/embed/${chart}/${release}?lang=${locale}`
export const API = '/api/public/v1'

/** A number as it may stand in an address; null for anything else. */
export function releaseNumber(text: string): number | null {
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null
}

/** What a browser shows; everything else is saved under a name that says which release it is of. Null for what is shown, pages among it. */
export function savedName(address: string): string | null {
  const at = /^(?:\/data\/(\d+|[a-z]+\/[^/]+\/\d+)\/|\/(?:fa|en)\/releases\/(\d+)\/)([^/]+\.[a-z]+)$/.exec(
    address,
  )
  if (!at || /\.(json|jsonld|png)$/.test(at[3]!)) return null
  return `tabavar-${(at[1] ?? at[2]!).replaceAll('/', '-')}-${at[3]}`
}
