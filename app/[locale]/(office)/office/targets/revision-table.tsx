import { figureText } from '@/components/indicators/figure-text'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { TargetRevision } from '@/db/queries/indicators/targets'
import { momentText } from '@/lib/access/present'
import { entryOf, isEntryCode } from '@/lib/indicators/dictionary'
import type { Locale, Words } from '@/lib/shared/locale'
import { shownIn } from '../indicators/measure-rows'
import { quarterName } from '../quarters/names'

type Props = { t: Words; locale: Locale; history: TargetRevision[] }

/** For whom or where a target holds, in words. */
export function targetWhere(
  target: Pick<TargetRevision, 'place' | 'placeKind' | 'facilitator' | 'facilitatorId' | 'year' | 'quarter'>,
  t: Words,
  locale: Locale,
): string {
  const where =
    target.facilitatorId !== null
      ? (target.facilitator ?? t('targets.hidden'))
      : target.place === null
        ? t('targets.wholeRun')
        : target.placeKind === 'COUNTY'
          ? t('targets.county', { name: target.place[locale] })
          : target.place[locale]
  if (target.year === null || target.quarter === null) return where
  const quarter = quarterName({ year: target.year, quarter: target.quarter }, t, locale)
  return `${where} · ${t('targets.until', { quarter })}`
}

/** A target's value in the reader's words. */
export function targetText(code: string, value: number | null, t: Words, locale: Locale): string {
  if (!isEntryCode(code)) return t('words.none')
  const { unit } = entryOf(code)
  const name = t(`indicators.unit.${unit}`)
  return `${figureText(shownIn(unit, value), unit, t, locale)}${name ? ` ${name}` : ''}`
}

/** Every revision of targets, the latest first: what, from what to what, by whom, when and why. */
export function RevisionTable({ t, locale, history }: Props) {
  const change = ({ code, value, before }: TargetRevision) => {
    const to = targetText(code, value, t, locale)
    const from = targetText(code, before, t, locale)
    if (value === null) return t('targets.taken', { from })
    return before === null ? t('targets.first', { to }) : t('targets.fromTo', { from, to })
  }
  return (
    <Table
      caption={t('targets.historyCaption')}
      captionHidden
      label={t('targets.historyCaption')}
      dense
      roomy
    >
      <thead>
        <tr>
          <HeadCell>{t('targets.indicator')}</HeadCell>
          <HeadCell>{t('targets.where')}</HeadCell>
          <HeadCell>{t('targets.change')}</HeadCell>
          <HeadCell>{t('targets.who')}</HeadCell>
          <HeadCell>{t('targets.when')}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {history.map((one) => (
          <tr key={one.targetId}>
            <RowHead>
              <bdi>{one.code}</bdi>
            </RowHead>
            <Cell>
              <bdi>{targetWhere(one, t, locale)}</bdi>
            </Cell>
            <Cell>
              <bdi className="font-medium">{change(one)}</bdi>
              <span className="block text-xs text-ink-2">
                {t('targets.because', { reason: one.reason, source: one.source })}
              </span>
            </Cell>
            <Cell>
              <bdi>{one.by ?? t('words.none')}</bdi>
            </Cell>
            <Cell className="whitespace-nowrap">{momentText(one.atMs, locale)}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
