import { describe, expect, it } from 'vitest'
import { FILE_NAMES, savedName } from '@/lib/releases/open-data/address'
import { dataFiles, sha256 } from '@/lib/server/open-data/files'
import { csvRows, fileOf, textOf } from '@/tests/support/open-data-read'
import { sampleRelease } from '@/tests/support/sample-release'
import { wordsIn } from '@/tests/unit/reports/words'

const words = { fa: wordsIn('fa'), en: wordsIn('en') }
const release = sampleRelease()
const files = await dataFiles(release, words)
const described = JSON.parse(textOf(fileOf(files, 'datapackage.json').bytes))

type Field = {
  name: string
  type: string
  constraints?: { required?: boolean; unique?: boolean; enum?: string[]; pattern?: string; minimum?: number }
}

/** A value of a CSV by its field, as Table Schema 2.0 reads it; the name of the rule it breaks. */
function broken(text: string, { type, constraints = {} }: Field): string | null {
  if (text === '') return constraints.required ? 'required' : null
  if (type === 'integer' && !/^[+-]?\d+$/.test(text)) return 'integer'
  if (type === 'boolean' && !['true', 'false'].includes(text)) return 'boolean'
  if (type === 'date' && !(/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)))) return 'date'
  if (constraints.enum && !constraints.enum.includes(text)) return 'enum'
  if (constraints.pattern && !new RegExp(`^(?:${constraints.pattern})$`).test(text)) return 'pattern'
  if (constraints.minimum !== undefined && Number(text) < constraints.minimum) return 'minimum'
  return null
}

describe('the data package', () => {
  it('has what Data Package 2.0 asks of a package and its resources', () => {
    expect(described.$schema).toBe('https://datapackage.org/profiles/2.0/datapackage.json')
    expect(described.name).toMatch(/^[a-z0-9._-]+$/)
    expect(described.version).toMatch(/^\d+\.\d+\.\d+$/)
    expect(new Date(described.created).toISOString()).toBe('2024-07-20T00:00:00.000Z')
    expect(described.licenses).toEqual([
      expect.objectContaining({ name: 'CC-BY-4.0', path: expect.stringMatching(/^https:/) }),
    ])
    const names = described.resources.map((one: { name: string }) => one.name)
    expect(new Set(names).size).toBe(names.length)
    for (const one of described.resources) {
      expect(one.name).toMatch(/^[a-z0-9._-]+$/)
      // Relative, in the same folder: neither absolute nor upwards.
      expect(one.path).toMatch(/^[a-z][a-z.]*$/)
      expect(one.mediatype).toMatch(/^[a-z]+\/[a-z0-9.+-]+$/)
      expect(one.hash).toMatch(/^sha256:[0-9a-f]{64}$/)
    }
  })

  it('names every file but itself, with the bytes and the hash it has', () => {
    const told = described.resources.map(({ path, bytes, hash }: Record<string, unknown>) => ({
      path,
      bytes,
      hash,
    }))
    expect(told).toEqual(
      FILE_NAMES.filter((path) => path !== 'datapackage.json').map((path) => {
        const { bytes } = fileOf(files, path)
        return { path, bytes: bytes.byteLength, hash: `sha256:${sha256(bytes)}` }
      }),
    )
  })

  it('has a schema that every value of its tables keeps to, with keys that are unique', () => {
    const tables = described.resources.filter((one: { type?: string }) => one.type === 'table')
    expect(tables.map((one: { path: string }) => one.path)).toEqual(['figures.csv', 'dictionary.csv'])
    for (const { path, schema } of tables) {
      const text = textOf(fileOf(files, path).bytes)
      expect(text.startsWith('\uFEFF')).toBe(false)
      const fields: Field[] = schema.fields
      expect(text.split('\r\n')[0]).toBe(fields.map(({ name }) => name).join(','))
      const rows = csvRows(text)
      const wrong = rows.flatMap((row) =>
        fields
          .map((field) => [row.id, field.name, broken(row[field.name] ?? '', field)])
          .filter(([, , rule]) => rule),
      )
      expect(wrong, path).toEqual([])
      const keys = rows.map((row) => schema.primaryKey.map((key: string) => row[key]).join('|'))
      expect(new Set(keys).size, path).toBe(keys.length)
    }
  })

  it('explains every column, code, group and word that its table uses', () => {
    const explained = new Set(
      csvRows(textOf(fileOf(files, 'dictionary.csv').bytes)).map(({ kind, name }) => `${kind}|${name}`),
    )
    const used = csvRows(textOf(fileOf(files, 'figures.csv').bytes)).flatMap((row) => [
      ...Object.keys(row).map((column) => `column|${column}`),
      `figure|${row.code}`,
      ...(row.category ? [`category|${row.category}`] : []),
      ...['level', 'unit', 'precision', 'status'].map((kind) => `${kind}|${row[kind]}`),
      ...(row.band ? [`band|${row.band}`] : []),
    ])
    expect([...new Set(used)].filter((one) => !explained.has(one))).toEqual([])
  })

  it('names an office and nobody, and says that it is invented', () => {
    const text = files.map(({ bytes }) => textOf2(bytes)).join('\n')
    expect(described.contributors).toEqual([{ title: 'ادارهٔ نمونه', roles: ['publisher', 'rightsHolder'] }])
    expect(textOf(fileOf(files, 'licence').bytes)).toContain('ساختگی')
    expect(text).not.toMatch(/prepared_by|approved_by|person_id/)
  })

  it('is the same, byte for byte, whenever it is made', async () => {
    await new Promise((resolve) => setTimeout(resolve, 2100))
    const again = await dataFiles(sampleRelease(), words)
    expect(again.map(({ path, bytes }) => [path, sha256(bytes)])).toEqual(
      files.map(({ path, bytes }) => [path, sha256(bytes)]),
    )
  })

  it('does not change when later something is corrected or another release comes out', async () => {
    const later = { ...sampleRelease(), corrections: [], older: [] }
    expect((await dataFiles(later, words)).map(({ bytes }) => sha256(bytes))).toEqual(
      files.map(({ bytes }) => sha256(bytes)),
    )
  })
})

const textOf2 = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

describe('the description for catalogues', () => {
  const data = JSON.parse(textOf(fileOf(files, 'dataset.jsonld').bytes))
  it('is a schema.org and DCAT data set whose downloads are files of the folder', () => {
    expect(data['@type']).toEqual(['Dataset', 'dcat:Dataset'])
    for (const key of [
      'name',
      'description',
      'license',
      'publisher',
      'datePublished',
      'version',
      'distribution',
    ])
      expect(data[key], key).toBeTruthy()
    for (const one of data.distribution) {
      expect(FILE_NAMES).toContain(one.contentUrl)
      expect(one['dcat:downloadURL']['@id']).toBe(one.contentUrl)
    }
    expect(data.description.map((one: Record<string, string>) => one['@language'])).toEqual(['fa', 'en'])
  })
})

describe('what a browser saves and what it shows', () => {
  it('saves tables under a name that says which release they are of, and shows pages and what programs read', () => {
    expect(savedName('/data/3/figures.csv')).toBe('tabavar-3-figures.csv')
    expect(savedName('/data/hamyar/zanjan/1/figures.xlsx')).toBe('tabavar-hamyar-zanjan-1-figures.xlsx')
    expect(savedName('/fa/releases/2/data.csv')).toBe('tabavar-2-data.csv')
    for (const shown of [
      '/fa/releases/2/outcomes',
      '/en/releases/2/counties',
      '/data/3/licence',
      '/data/3/release.json',
    ])
      expect(savedName(shown), shown).toBeNull()
  })
})
