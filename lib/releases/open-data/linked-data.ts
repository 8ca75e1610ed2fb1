import type { Locale } from '@/lib/shared/locale'
import { describe } from './description'
import { type BothWords, INDICATORS, indicatorWords } from './dictionary'
import type { FrozenRelease } from './frozen'
import { LICENCE } from './licence'

const OFFERED = [
  ['figures.csv', 'text/csv'],
  ['figures.json', 'application/json'],
  ['figures.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
] as const

/**
 * The data set as schema.org and DCAT name it. Addresses are relative to the folder of the release, so that a mirror needs no
 * change; a page gives its `base`, the folder with its origin.
 */
export function linkedData(release: FrozenRelease, words: BothWords, base = '') {
  const both = (of: (told: ReturnType<typeof describe>) => string) =>
    (['fa', 'en'] as Locale[]).map((locale) => ({
      '@language': locale,
      '@value': of(describe(release, words[locale], locale)),
    }))
  const { fa, en } = { fa: describe(release, words.fa, 'fa'), en: describe(release, words.en, 'en') }
  const distributions = OFFERED.map(([path, type]) => ({
    '@type': ['DataDownload', 'dcat:Distribution'],
    name: path,
    encodingFormat: type,
    contentUrl: `${base}${path}`,
    'dcat:downloadURL': { '@id': `${base}${path}` },
    'dcat:mediaType': type,
    'dct:license': { '@id': LICENCE.href },
  }))
  return {
    '@context': {
      '@vocab': 'https://schema.org/',
      dcat: 'http://www.w3.org/ns/dcat#',
      dct: 'http://purl.org/dc/terms/',
    },
    '@id': `${base}datapackage.json`,
    '@type': ['Dataset', 'dcat:Dataset'],
    name: both((told) => told.name),
    description: both((told) => told.summary),
    'dct:title': both((told) => told.name),
    'dct:description': both((told) => told.summary),
    identifier: `tabavar-release-${release.number}`,
    version: String(release.number),
    datePublished: release.publishedAtIso,
    'dct:issued': release.publishedAtIso,
    temporalCoverage: `../${release.asOfIso}`,
    inLanguage: ['fa', 'en'],
    isAccessibleForFree: true,
    license: LICENCE.href,
    'dct:license': { '@id': LICENCE.href },
    creativeWorkStatus: release.demo ? 'Demonstration' : 'Published',
    keywords: [...fa.keywords, ...en.keywords],
    publisher: { '@type': 'Organization', name: fa.publisher },
    spatialCoverage: { '@type': 'AdministrativeArea', name: release.provinceName.fa },
    variableMeasured: Object.entries(INDICATORS).map(([code, { unit }]) => ({
      '@type': 'PropertyValue',
      propertyID: code,
      name: indicatorWords(code, release, words.en, 'en').title,
      unitText: unit,
    })),
    distribution: distributions,
    'dcat:distribution': distributions.map(({ contentUrl }) => ({ '@id': contentUrl })),
  }
}

/** As it may stand inside a script element of a page. */
export const embedded = (data: object) => JSON.stringify(data).replaceAll('<', '\\u003c')
