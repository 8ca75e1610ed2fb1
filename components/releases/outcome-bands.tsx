import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { ReleasedCell } from '@/lib/disclosure/cell'
import { answerWords, outcomeCells, outcomeState, pairsIn } from '@/lib/releases/outcomes'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber } from '@/lib/shared/number'
import type { ReleaseProps } from './props'

/** The outcomes as a table: words, a sign beside them, and the day each was counted. Without enough answers one sentence. */
export function OutcomeBands({ t, locale, release }: ReleaseProps) {
  const state = outcomeState(release)
  if (state !== 'told')
    return (
      <p className="max-w-measure">
        {t(`released-outcomes.results.${state}`, { pairs: pairsIn(release, locale) })}
      </p>
    )
  const cells = outcomeCells(release)
  const caption = t('released-outcomes.results.caption')
  return (
    <>
      <Table caption={caption} label={caption}>
        <thead>
          <tr>
            <HeadCell>{t('released-outcomes.results.outcome')}</HeadCell>
            <HeadCell>{t('released-outcomes.results.band')}</HeadCell>
            <HeadCell>{t('disclosure.people.refreshed')}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {cells.map((cell) => (
            <tr key={cell.category}>
              <RowHead>{t(`outcomes.code.${cell.category}`)}</RowHead>
              <Cell>
                <OutcomeSign shown={cell.shown} />
                {answerWords(cell, release, t, locale)}
              </Cell>
              <Cell>{formatDay(cell.refreshedOn, locale, 'long')}</Cell>
            </tr>
          ))}
        </tbody>
      </Table>
      {cells.some(({ refreshedOn }) => refreshedOn !== release.asOfIso) ? (
        <p className="mt-3 max-w-measure text-sm text-ink-2">
          {t('released-outcomes.results.kept', {
            n: formatNumber(release.rules.refreshChanges ?? 0, locale),
          })}
        </p>
      ) : null}
    </>
  )
}

/** An arrow up, a wave, an arrow down: a shape and not a colour alone; the words beside it say the same. */
const SIGNS: Record<string, [path: string, look: string]> = {
  BETTER: ['M3 10 8 4l5 6M8 4v9', 'stroke-turquoise-deep'],
  NO_CLEAR_CHANGE: ['M2 8q3-5 6 0t6 0', 'stroke-ink-2'],
  WORSE: ['M3 7l5 6 5-6M8 13V4', 'stroke-pomegranate'],
}

export function OutcomeSign({ shown }: Pick<ReleasedCell, 'shown'>) {
  const [path, look] = SIGNS[shown] ?? []
  if (!path) return null
  return (
    <svg
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
      fill="none"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`me-2 inline-block align-[-2px] ${look}`}
    >
      <path d={path} />
    </svg>
  )
}
