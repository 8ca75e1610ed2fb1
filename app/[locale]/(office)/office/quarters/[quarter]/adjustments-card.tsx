import { Card } from '@/components/ui/card'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { ChangeName } from '@/db/queries/indicators/change-names'
import type { QuarterSheet } from '@/db/queries/indicators/quarters'
import { momentText } from '@/lib/access/present'
import type { QuarterAdjustment, QuarterChange } from '@/lib/indicators/quarter'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { amountInFull, differenceText, partText } from './amounts'

type Names = Map<string, ChangeName>
type Props = { t: Words; locale: Locale; sheet: QuarterSheet; names: Names }
/** Changes shown of one figure; of the rest their number is told. */
const SHOWN = 40

/** What reads differently since the closing: both values, and the changes the difference consists of. */
export function AdjustmentsCard({ t, locale, sheet, names }: Props) {
  const whole = sheet.adjustments.filter(({ level }) => level === 'run')
  return (
    <Card id="adjustments" title={t('quarters.adjustments')}>
      {whole.length === 0 ? (
        <p className="text-ink-2">{t('quarters.noAdjustments')}</p>
      ) : (
        <ul className="grid gap-2">
          {whole.map((one) => (
            <li
              key={one.code}
              id={`change-${one.code}`}
              className="border-b border-line pb-2 last:border-b-0"
            >
              <Adjustment t={t} locale={locale} one={one} names={names} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

type OneProps = { t: Words; locale: Locale; one: QuarterAdjustment; names: Names }

function Adjustment({ t, locale, one, names }: OneProps) {
  const name = t(`indicators.names.${one.code}`)
  const rest = one.changes.length - SHOWN
  const caption = t('quarters.changesCaption', { name })
  return (
    <details>
      <summary className="min-h-11 py-2">
        {t('quarters.changed', {
          name,
          frozen: amountInFull(one.code, one.frozen, t, locale),
          now: amountInFull(one.code, one.now, t, locale),
        })}{' '}
        <bdi className="font-semibold">({differenceText(one.code, one.frozen, one.now, t, locale)})</bdi>
        <span className="ms-2 text-sm text-ink-2">
          {t('quarters.changes', { n: formatNumber(one.changes.length, locale) })}
          {one.at === null ? null : ` · ${momentText(Date.parse(one.at), locale)}`}
        </span>
      </summary>
      <Table caption={caption} captionHidden label={caption} dense>
        <thead>
          <tr>
            <HeadCell>{t('quarters.what')}</HeadCell>
            <HeadCell>{t('quarters.how')}</HeadCell>
            <HeadCell numeric>{t('quarters.effect')}</HeadCell>
            <HeadCell className="hidden sm:table-cell">{t('quarters.when')}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {one.changes.slice(0, SHOWN).map((change) => (
            <ChangeLine
              key={`${change.kind} ${change.key}`}
              t={t}
              locale={locale}
              code={one.code}
              change={change}
              names={names}
            />
          ))}
        </tbody>
      </Table>
      {rest > 0 ? (
        <p className="mt-2 text-sm text-ink-2">{t('quarters.more', { n: formatNumber(rest, locale) })}</p>
      ) : null}
    </details>
  )
}

type LineProps = { t: Words; locale: Locale; code: string; change: QuarterChange; names: Names }

function ChangeLine({ t, locale, code, change, names }: LineProps) {
  const found = names.get(`${change.kind} ${change.key}`)
  const label = t(`quarters.kinds.${change.kind}`, {
    seq: formatNumber(found?.seq ?? 0, locale),
    row: formatNumber(found?.row ?? 0, locale),
    place: (locale === 'fa' ? found?.placeFa : found?.placeEn) ?? t('words.none'),
    key: change.key,
  })
  const href = hrefOf(change, found, locale)
  const part = (side: QuarterChange['from']) =>
    side === null ? t('quarters.gone') : partText(code, side.numerator, t, locale)
  const act =
    change.act !== null && t.has(`audit.action.${change.act}`) ? t(`audit.action.${change.act}`) : null
  return (
    <tr>
      <RowHead>{href ? <a href={href}>{label}</a> : label}</RowHead>
      <Cell>
        {t(`quarters.whats.${change.what}`)}
        {act ? <span className="block text-xs text-ink-2">{act}</span> : null}
      </Cell>
      <Cell numeric>{t('quarters.from', { from: part(change.from), to: part(change.to) })}</Cell>
      <Cell className="hidden whitespace-nowrap sm:table-cell">
        {change.at === null ? t('quarters.noDay') : momentText(Date.parse(change.at), locale)}
      </Cell>
    </tr>
  )
}

function hrefOf(change: QuarterChange, found: ChangeName | undefined, locale: Locale): string | null {
  if (change.kind === 'session' && found) return `/${locale}/office/sessions/${change.key}`
  if (change.kind === 'enrolment' && found?.cohort)
    return `/${locale}/office/cohorts/${found.cohort}/members/${change.key}`
  return change.kind === 'cohort' && found?.cohort ? `/${locale}/office/cohorts/${found.cohort}` : null
}
