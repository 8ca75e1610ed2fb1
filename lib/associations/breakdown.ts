import { type ACode, type AFigure, type AssociationFacts, aFigures } from './indicators'
import { CAPACITY_GROUPS, FIELDS, STANDINGS } from './kinds'
import { lunarMonthOf } from './lunar'

export const SPLITS = [
  'county',
  'group',
  'association',
  'standing',
  'field',
  'lunar',
  'partner',
  'pilot',
] as const
export type Split = (typeof SPLITS)[number]

/** What lies behind each figure; the first is shown when nobody asks for another. */
export const SPLITS_OF: Record<ACode, readonly Split[]> = {
  'A-01': ['county'],
  'A-02': ['county', 'standing', 'group', 'association'],
  'A-03': ['pilot'],
  'A-04': ['association', 'county', 'group'],
  'A-05': ['association', 'county', 'group', 'field'],
  'A-06': ['association', 'county', 'group', 'field'],
  'A-07': ['lunar', 'association', 'county', 'field'],
  'A-08': ['partner', 'association', 'county'],
  'A-09': ['field', 'association', 'county'],
}

/** One part of a figure: `key` is what it is of (a county, a group, a field, a lunar month, a partner as folded, the number of a pilot). */
export type Part = Pick<AFigure, 'value' | 'of' | 'more'> & { key: string }
type Rules = Parameters<typeof aFigures>[2]

/**
 * The parts of a figure. Where they are of counties, groups, associations or fields they are the same figure of fewer associations, so
 * that no second formula can disagree with the first; the others count what it counts.
 */
export function partsOf(
  code: ACode,
  split: Split,
  associations: readonly AssociationFacts[],
  counties: readonly { countyId: string }[],
  rules: Rules,
): Part[] {
  const figure = (key: string, those: readonly AssociationFacts[], within = counties): Part => {
    const { value, of, more } = aFigures(those, within, rules).find((one) => one.code === code)!
    return { key, value, of, more }
  }
  const held = associations.flatMap((one) => one.held)
  const count = (key: string, value: number): Part => ({ key, value, of: null, more: null })
  switch (split) {
    case 'county':
      return counties.map((county) =>
        figure(
          county.countyId,
          associations.filter((one) => one.countyId === county.countyId),
          [county],
        ),
      )
    case 'group':
      return CAPACITY_GROUPS.map((group) =>
        figure(
          group,
          associations.filter((one) => one.group === group),
        ),
      )
    case 'standing':
      return STANDINGS.filter((standing) => standing !== 'DISSOLVED').map((standing) =>
        figure(
          standing,
          associations.filter((one) => one.standing === standing),
        ),
      )
    case 'association':
      return associations
        .filter((one) => one.standing !== 'DISSOLVED' || one.held.length > 0)
        .map((one) => figure(one.associationId, [one]))
    case 'field':
      return FIELDS.map((field) => {
        const within = associations.map((one) => ({
          ...one,
          held: one.held.filter((at) => at.field === field),
        }))
        return code === 'A-09'
          ? count(field, held.filter((one) => one.field === field).length)
          : figure(field, within)
      })
    case 'lunar':
      return Array.from({ length: 12 }, (_, i) =>
        count(String(i + 1), held.filter(({ day }) => lunarMonthOf(day).month === i + 1).length),
      )
    case 'partner': {
      const living = associations.filter(({ standing }) => standing !== 'DISSOLVED')
      const folds = [...new Set(living.flatMap((one) => one.partners))].sort()
      return folds.map((fold) => count(fold, living.filter((one) => one.partners.includes(fold)).length))
    }
    case 'pilot':
      return rules.pilots.map((one, i) => count(String(i + 1), one.started ? 1 : 0))
  }
}
