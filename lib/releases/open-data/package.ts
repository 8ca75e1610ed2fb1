import { COLUMNS, DICTIONARY_COLUMNS } from './columns'
import { describe } from './description'
import type { BothWords } from './dictionary'
import type { FrozenRelease } from './frozen'
import { LICENCE } from './licence'

const PROFILES = 'https://datapackage.org/profiles/2.0'

/** A file of the package as it lies there. `hash` is its SHA-256 in hex. */
export type PackagedFile = { path: string; bytes: number; hash: string }

/** The schema of the table of figures, by the Table Schema of Data Package 2.0. */
export function figuresSchema(words: BothWords) {
  return {
    $schema: `${PROFILES}/tableschema.json`,
    fieldsMatch: ['exact'],
    fields: COLUMNS.map(({ name, type, required, words: allowed, pattern }) => ({
      name,
      type,
      ...(type === 'date' ? { format: '%Y-%m-%d' } : {}),
      ...(type === 'boolean' ? { trueValues: ['true'], falseValues: ['false'] } : {}),
      title: words.fa(`open-data.columns.${name}.title`),
      description: words.en(`open-data.columns.${name}.meaning`),
      constraints: {
        ...(required ? { required } : {}),
        ...(name === 'id' ? { unique: true } : {}),
        ...(allowed ? { enum: [...allowed] } : {}),
        ...(pattern ? { pattern } : {}),
        ...(type === 'integer' ? { minimum: 0 } : {}),
      },
    })),
    primaryKey: ['id'],
    missingValues: [''],
  }
}

function dictionarySchema(words: BothWords) {
  return {
    $schema: `${PROFILES}/tableschema.json`,
    fieldsMatch: ['exact'],
    fields: DICTIONARY_COLUMNS.map((name) => ({
      name,
      type: 'string',
      title: words.fa(`open-data.dictionary.${name}.title`),
      description: words.en(`open-data.dictionary.${name}.meaning`),
      ...(name === 'kind' || name === 'name' ? { constraints: { required: true } } : {}),
    })),
    primaryKey: ['kind', 'name'],
    missingValues: [''],
  }
}

/** What a package says of itself besides its files. */
export type PackageHead = {
  name: string
  title: string
  description: string
  version: string
  created: string
  keywords: string[]
  contributors: { title: string; roles: string[] }[]
}

/** The description of a release's files by Frictionless Data Package 2.0. It names an office and no person. */
export function dataPackage(release: FrozenRelease, files: readonly PackagedFile[], words: BothWords) {
  const [fa, en] = [describe(release, words.fa, 'fa'), describe(release, words.en, 'en')]
  const head: PackageHead = {
    name: `tabavar-release-${release.number}`,
    title: fa.name,
    description: `${fa.summary}\n\n${en.name}. ${en.summary}`,
    version: `${release.number}.0.0`,
    created: `${release.publishedAtIso}T00:00:00Z`,
    keywords: [...fa.keywords, ...en.keywords],
    contributors: [{ title: fa.publisher, roles: ['publisher', 'rightsHolder'] }],
  }
  return packageOf(head, files, words)
}

/** The same of any table of released figures: one licence, one schema, whoever publishes. */
export function packageOf(head: PackageHead, files: readonly PackagedFile[], words: BothWords) {
  const licences = [{ name: LICENCE.code, path: LICENCE.href, title: LICENCE.title }]
  const dialect = {
    $schema: `${PROFILES}/tabledialect.json`,
    delimiter: ',',
    lineTerminator: '\r\n',
    header: true,
  }
  return {
    $schema: `${PROFILES}/datapackage.json`,
    ...head,
    licenses: licences,
    resources: files.map(({ path, bytes, hash }) => ({
      $schema: `${PROFILES}/dataresource.json`,
      name: path.replace('.', '-'),
      path,
      ...FORMATS[path],
      ...(path.endsWith('.xlsx') ? {} : { encoding: 'utf-8' }),
      bytes,
      hash: `sha256:${hash}`,
      licenses: licences,
      ...(path === 'figures.csv' ? { type: 'table', dialect, schema: figuresSchema(words) } : {}),
      ...(path === 'dictionary.csv' ? { type: 'table', dialect, schema: dictionarySchema(words) } : {}),
    })),
  }
}

const FORMATS: Record<string, { format: string; mediatype: string }> = {
  'figures.csv': { format: 'csv', mediatype: 'text/csv' },
  'figures.json': { format: 'json', mediatype: 'application/json' },
  'figures.xlsx': {
    format: 'xlsx',
    mediatype: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  'dictionary.csv': { format: 'csv', mediatype: 'text/csv' },
  'release.json': { format: 'json', mediatype: 'application/json' },
  licence: { format: 'txt', mediatype: 'text/plain' },
  'dataset.jsonld': { format: 'jsonld', mediatype: 'application/ld+json' },
}
