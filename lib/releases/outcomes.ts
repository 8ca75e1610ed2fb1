import { OUTCOME_BANDS } from '@/lib/disclosure/bands'
import type { ReleasedCell } from '@/lib/disclosure/cell'
import { OUTCOME_LEAST } from '@/lib/disclosure/family'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import type { PublicRelease } from './public-release'

type Told = Pick<PublicRelease, 'cells' | 'rules'>

/** What can stand for an outcome, in the order in which it is explained. */
export const OUTCOME_ANSWERS = [...OUTCOME_BANDS, 'UNDER', 'WITHDRAWN'] as const

export const outcomeCells = ({ cells }: Pick<PublicRelease, 'cells'>): ReleasedCell[] =>
  cells.filter(({ table }) => table === 'OUTCOME')

/** Below how many pairs of answers nothing is told, as it stands in sentences. */
export const pairsIn = ({ rules }: Told, locale: Locale) =>
  formatNumber(rules.outcomeLeast ?? OUTCOME_LEAST, locale)

/** The answer of an outcome in words. */
export function answerWords({ shown }: ReleasedCell, release: Told, t: Words, locale: Locale): string {
  return shown === 'UNDER'
    ? t('released-outcomes.results.UNDER', { pairs: pairsIn(release, locale) })
    : t(`disclosure.shown.${shown}`)
}

/** Whether outcomes can be told at all: nobody was asked twice yet, too few were, or there is something to say. */
export function outcomeState(release: Told): 'none' | 'few' | 'told' {
  const cells = outcomeCells(release)
  return cells.length === 0 ? 'none' : cells.every(({ shown }) => shown === 'UNDER') ? 'few' : 'told'
}
