import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, formatNumber } from '@/lib/shared/number'
import { textIn } from '../public-release'
import { type SiblingBundle, type SiblingFigure, siblingFigure } from './bundle'
import { FAMILY, type SiblingCode, tableOf } from './family'
import type { Sibling } from './kinds'

type Shown = Pick<SiblingBundle, 'programme' | 'rules'>

/** A figure as it is read: hours, a number, or that it is too small to be told. */
export function shownFigure(
  figure: SiblingFigure,
  { programme, rules }: Shown,
  t: Words,
  locale: Locale,
): string {
  if (figure.shown === 'UNDER')
    return t('disclosure.shown.UNDER', { min: formatNumber(rules.minPeople, locale) })
  return tableOf(programme, figure)?.counts === 'PERSON_HOURS'
    ? formatHours(figure.shown, locale)
    : formatNumber(figure.shown, locale)
}

/** The figure by which a county is drawn and by which it is seen that it has nothing yet. */
export const MAPPED: Record<Sibling, SiblingCode> = {
  HAMYAR: 'H-01',
  CHARITY: 'AGREEMENTS',
  ASSOCIATION: 'AT_WORK',
}

const codesAt = (programme: Sibling, level: 'province' | 'county', by: 'KIND' | null) => [
  ...new Set(
    FAMILY[programme]
      .filter((table) => table.level === level && (table.by === null) === (by === null))
      .map(({ code }) => code),
  ),
]

/** The figures of the province as a whole, each with its target and what must be said beside it. */
export function wholeLines(release: SiblingBundle, t: Words, locale: Locale) {
  return codesAt(release.programme, 'province', null).flatMap((code) => {
    const figure = siblingFigure(release, code)
    if (!figure) return []
    const value = shownFigure(figure, release, t, locale)
    const target = figure.target === null ? null : formatNumber(figure.target, locale)
    const rounded = tableOf(release.programme, figure)?.counts === 'JOBS'
    return [
      {
        name: t(`sibling.figure.${code}`),
        value,
        ...(target === null || figure.shown === 'UNDER'
          ? {}
          : {
              of: t('sibling.of', { target }),
              share: figure.target === 0 ? null : Math.min(1, figure.shown / figure.target!),
              spoken: t('sibling.spoken', { value, target }),
            }),
        ...(rounded
          ? { note: t('sibling.rounded', { day: formatDay(figure.refreshedOn, locale, 'long') }) }
          : {}),
      },
    ]
  })
}

export type SiblingTableView = {
  heads: { key: string; name: string }[]
  rows: { key: string; name: string; cells: string[] }[]
  total: string[] | null
}

/** The counties by the alphabet of the reader, every one of them; a target has a column of its own. */
export function countyView(release: SiblingBundle, t: Words, locale: Locale): SiblingTableView {
  const codes = codesAt(release.programme, 'county', null)
  const targeted = (code: SiblingCode) =>
    release.figures.some((one) => one.code === code && one.county !== null && one.target !== null)
  const cells = (county: string | null) =>
    codes.flatMap((code) => {
      const figure = siblingFigure(release, code, county)
      const target = figure?.target ?? null
      return [
        figure ? shownFigure(figure, release, t, locale) : t('words.none'),
        ...(targeted(code) ? [target === null ? t('words.none') : formatNumber(target, locale)] : []),
      ]
    })
  return {
    heads: codes.flatMap((code) => [
      { key: code, name: t(`sibling.figure.${code}`) },
      ...(targeted(code) ? [{ key: `${code} target`, name: t('sibling.target') }] : []),
    ]),
    rows: countiesInOrder(release, locale).map(({ fa, name }) => ({ key: fa, name, cells: cells(fa) })),
    total: cells(null),
  }
}

export function countiesInOrder({ counties }: Pick<SiblingBundle, 'counties'>, locale: Locale) {
  const { compare } = new Intl.Collator(locale)
  return counties
    .map(({ name, position }) => ({ fa: name.fa, name: textIn(name, locale), position }))
    .sort((a, b) => compare(a.name, b.name))
}

/** The names of the counties that have nothing yet of what the programme is about. */
export const emptyCounties = (release: SiblingBundle, locale: Locale): string[] =>
  countiesInOrder(release, locale)
    .filter(({ fa }) => siblingFigure(release, MAPPED[release.programme], fa)?.shown === 0)
    .map(({ name }) => name)

/** Figures by kind for the province, in the order of the release; null where there are none. */
export function kindView(
  release: SiblingBundle,
  nameOf: (category: string) => string,
  t: Words,
  locale: Locale,
): SiblingTableView | null {
  const codes = codesAt(release.programme, 'province', 'KIND')
  const kinds = [...new Set(release.figures.map(({ category }) => category).filter((one) => one !== null))]
  if (kinds.length === 0) return null
  return {
    heads: codes.map((code) => ({ key: code, name: t(`sibling.figure.${code}`) })),
    rows: kinds.map((category) => ({
      key: category,
      name: nameOf(category),
      cells: codes.map((code) => {
        const figure = release.figures.find((one) => one.code === code && one.category === category)
        return figure ? shownFigure(figure, release, t, locale) : t('words.none')
      }),
    })),
    total: null,
  }
}
