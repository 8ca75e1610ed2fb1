import { Meter } from '@/components/ui/meter'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { TargetDifference, TargetStanding } from '@/db/queries/indicators/target-standings'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatPercent } from '@/lib/shared/number'
import { targetText, targetWhere } from './revision-table'

type Props = { t: Words; locale: Locale; standings: TargetStanding[]; hrefOf: (code: string) => string }

/** Every target that was set, beside what is reached: of a past quarter, what was reached by its end. */
export function StandingTable({ t, locale, standings, hrefOf }: Props) {
  return (
    <Table caption={t('targets.caption')} captionHidden label={t('targets.caption')} dense roomy>
      <thead>
        <tr>
          <HeadCell>{t('targets.indicator')}</HeadCell>
          <HeadCell>{t('targets.where')}</HeadCell>
          <HeadCell numeric>{t('targets.target')}</HeadCell>
          <HeadCell numeric>{t('targets.actual')}</HeadCell>
          <HeadCell className="w-[22%]">{t('targets.reached')}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {standings.map((one) => {
          const share = one.actual !== null && one.value ? one.actual / one.value : null
          const name = t(`indicators.names.${one.code}`)
          const [target, actual] = [
            targetText(one.code, one.value, t, locale),
            targetText(one.code, one.actual, t, locale),
          ]
          return (
            <tr key={one.targetId} className="hover:bg-sunk">
              <RowHead>
                <a href={hrefOf(one.code)} className="text-ink underline decoration-line-2">
                  {name}
                </a>{' '}
                <bdi className="text-xs text-ink-3">{one.code}</bdi>
              </RowHead>
              <Cell>
                <bdi>{targetWhere(one, t, locale)}</bdi>
              </Cell>
              <Cell numeric>{target}</Cell>
              <Cell numeric className="font-semibold">
                {actual}
              </Cell>
              <Cell>
                {share === null ? (
                  t('words.none')
                ) : (
                  <>
                    <Meter share={share} label={t('indicators.meter', { name, actual, target })} />
                    <span className="text-xs text-ink-2">
                      {formatPercent(share, locale, { decimals: 1 })}
                    </span>
                  </>
                )}
              </Cell>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}

/** Places' targets need not add up to the province's: where they do not, that is said. */
export function differenceSentence({ code, sum, whole }: TargetDifference, t: Words, locale: Locale): string {
  const text = (value: number) => targetText(code, value, t, locale)
  return t('targets.difference', {
    name: t(`indicators.names.${code}`),
    sum: text(sum),
    whole: text(whole),
    difference: text(sum - whole),
  })
}
