import { CATEGORIES } from '@/lib/disclosure/cell'
import { OUTCOME_LEAST } from '@/lib/disclosure/family'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, formatNumber } from '@/lib/shared/number'
import { OUTCOME_CODES } from '@/lib/surveys/instruments'
import { completionMinutes } from '../present'
import { BANDS, COLUMNS, type DICTIONARY_COLUMNS, LEVELS, PRECISIONS, STATES, UNITS } from './columns'
import type { FrozenRelease } from './frozen'
import type { FigureRow } from './rows'

export type BothWords = Record<Locale, Words>
export type DictionaryRow = Record<(typeof DICTIONARY_COLUMNS)[number], string>

type Counted = {
  unit: FigureRow['unit']
  method: string
  source: string
  meaning: 'public.method' | 'open-data.meaning' | 'released-outcomes.meaning'
}

const counted = (
  unit: Counted['unit'],
  method: string,
  source: string,
  meaning: Counted['meaning'] = 'open-data.meaning',
): Counted => ({ unit, method, source, meaning })

/** How each figure is counted, and from what. */
export const INDICATORS: Record<string, Counted> = {
  'R-09': counted('minutes', 'minutes', 'sheets', 'public.method'),
  'R-01': counted('count', 'exact', 'sheets', 'public.method'),
  'R-02': counted('count', 'exact', 'sheets', 'public.method'),
  'R-03': counted('count', 'exact', 'training', 'public.method'),
  'R-07': counted('count', 'people', 'rosters', 'public.method'),
  SESSIONS: counted('count', 'exact', 'sheets', 'public.method'),
  CANCELLED: counted('count', 'exact', 'sheets'),
  'R-08': counted('minutes', 'minutes', 'sheets', 'public.method'),
  COMPLETED: counted('count', 'people', 'sheets'),
  STRICT: counted('count', 'rounded', 'sheets'),
  LEFT: counted('count', 'people', 'rosters'),
  COST: counted('rials', 'entered', 'office'),
  AGE: counted('count', 'rounded', 'rosters'),
  EDUCATION: counted('count', 'rounded', 'rosters'),
  HEAD: counted('count', 'rounded', 'rosters'),
  COUNTY_AGE: counted('count', 'rounded', 'rosters'),
  NEIGHBOURHOOD: counted('count', 'rounded', 'rosters'),
  ATTENDANCE: counted('band', 'band', 'sheets'),
  ...Object.fromEntries(
    OUTCOME_CODES.map((code) => [code, counted('band', 'outcome', 'surveys', 'released-outcomes.meaning')]),
  ),
}

/** The name of a figure; outcomes have the one the office reads. */
export const figureName = (code: string, t: Words) =>
  t(code.startsWith('O-') ? `outcomes.code.${code}` : `open-data.figures.${code}`)

/** What one figure says, in one language. */
export function indicatorWords(code: string, release: FrozenRelease, t: Words, locale: Locale) {
  const { unit, method, source, meaning } = INDICATORS[code]!
  const values = ruleValues(release, locale)
  return {
    title: figureName(code, t),
    meaning: t(`${meaning}.${code}`, values),
    unit: t(`open-data.words.unit.${unit}`),
    method: t(`open-data.method.${method}`, values),
    source: t(`open-data.sources.${source}`),
  }
}

/** What every column, figure, group and word of the files means, in both languages. */
export function dictionaryRows(release: FrozenRelease, words: BothWords): DictionaryRow[] {
  const both = (of: (t: Words, locale: Locale) => string) => ({
    fa: of(words.fa, 'fa'),
    en: of(words.en, 'en'),
  })
  const row = (kind: string, name: string, title: Both, meaning: Both = NOTHING): DictionaryRow => ({
    ...{ kind, name, unit: '' },
    ...{ title_fa: title.fa, title_en: title.en, meaning_fa: meaning.fa, meaning_en: meaning.en },
    ...{ method_fa: '', method_en: '', source_fa: '', source_en: '' },
  })
  const word = (group: string, name: string) =>
    row(
      group,
      name,
      both((t, locale) => t(`open-data.words.${group}.${name}`, ruleValues(release, locale))),
    )
  const categories = [...new Set([...CATEGORIES.age, ...CATEGORIES.education, ...CATEGORIES.head])]
  return [
    ...COLUMNS.map(({ name }) =>
      row(
        'column',
        name,
        both((t) => t(`open-data.columns.${name}.title`)),
        both((t) => t(`open-data.columns.${name}.meaning`)),
      ),
    ),
    ...Object.entries(INDICATORS).map(([code, { unit }]) => {
      const [fa, en] = [
        indicatorWords(code, release, words.fa, 'fa'),
        indicatorWords(code, release, words.en, 'en'),
      ]
      return {
        ...row('figure', code, { fa: fa.title, en: en.title }, { fa: fa.meaning, en: en.meaning }),
        unit,
        ...{ method_fa: fa.method, method_en: en.method, source_fa: fa.source, source_en: en.source },
      }
    }),
    ...categories.map((name) =>
      row(
        'category',
        name,
        both((t) => t(`disclosure.category.${name}`)),
      ),
    ),
    ...LEVELS.map((name) => word('level', name)),
    ...UNITS.map((name) => word('unit', name)),
    ...PRECISIONS.map((name) => word('precision', name)),
    ...STATES.map((name) => word('status', name)),
    ...BANDS.map((name) =>
      row(
        'band',
        name,
        both((t) => t(`disclosure.shown.${name}`)),
      ),
    ),
  ]
}

type Both = Record<Locale, string>
const NOTHING: Both = { fa: '', en: '' }

/** The rules of the release as they stand in sentences. */
export function ruleValues(release: FrozenRelease, locale: Locale) {
  return {
    hours: formatHours(release.rules.cohortMinutes, locale),
    threshold: formatHours(completionMinutes(release), locale),
    min: formatNumber(release.rules.minPeople, locale),
    pairs: formatNumber(release.rules.outcomeLeast ?? OUTCOME_LEAST, locale),
  }
}
