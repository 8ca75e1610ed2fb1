import type { Locale } from '@/lib/shared/locale'
import { slugOf } from '../places'
import type { SiblingBundle } from './bundle'
import { PROGRAMME_SLUG, type Sibling } from './kinds'

type Named = Pick<SiblingBundle, 'programme' | 'provinceName'>

/** The files of a programme's release; the same names as the plan's, but for the description that the plan's data set has of its own. */
export const SIBLING_FILES = [
  'figures.csv',
  'figures.json',
  'figures.xlsx',
  'dictionary.csv',
  'release.json',
  'licence',
  'datapackage.json',
] as const
export type SiblingFile = (typeof SIBLING_FILES)[number]

export const programmesPath = (locale: Locale) => `/${locale}/programmes`
/** The page of a programme in a province, after the language; with a number the one that stands for good. */
export const siblingPath = ({ programme, provinceName }: Named, number: number | null = null) =>
  `/programmes/${PROGRAMME_SLUG[programme]}/${slugOf(provinceName)}${number === null ? '' : `/${number}`}`
export const siblingData = ({ programme, provinceName }: Named, number: number, file: SiblingFile | '') =>
  `/data/${PROGRAMME_SLUG[programme]}/${slugOf(provinceName)}/${number}/${file}`

export type SiblingLinks = {
  programmes: string
  page: string
  file: (file: SiblingFile) => string
  releaseOf: (number: number) => string
}

export function siblingLinks(locale: Locale, release: Named & { number: number }): SiblingLinks {
  return {
    programmes: programmesPath(locale),
    page: `/${locale}${siblingPath(release)}`,
    file: (file) => siblingData(release, release.number, file),
    releaseOf: (number) => `/${locale}${siblingPath(release, number)}`,
  }
}

/** The name of a release's package: what it is of, without a language. */
export const siblingName = ({ programme, provinceName, number }: Named & { number: number }) =>
  `tabavar-${PROGRAMME_SLUG[programme as Sibling]}-${slugOf(provinceName)}-${number}`
