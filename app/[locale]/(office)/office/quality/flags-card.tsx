import { settle } from '@/app/_actions/quality'
import { FlagList } from '@/components/quality/flag-list'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import type { FlagLine } from '@/db/queries/quality/flags'
import { FINDINGS, FLAG_KINDS, type FlagKind, flagKey } from '@/lib/quality/flags'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'

type Props = {
  t: Words
  locale: Locale
  runId: string
  flags: FlagLine[]
  /** Those looked into are shown instead of those that wait. */
  settled: boolean
  kind: FlagKind | undefined
  maySettle: boolean
  hrefOf: (more: { flags?: string; kind?: string }) => string
}
const MOST = 50

/** The inbox of flags: what waits to be looked into, by kind, or what was found. */
export function FlagsCard({ t, locale, runId, flags, settled, kind, maySettle, hrefOf }: Props) {
  const number = (value: number) => formatNumber(value, locale)
  const here = flags.filter((flag) => (flag.settled !== null) === settled)
  const shown = here.filter((flag) => kind === undefined || flag.kind === kind)
  const others = flags.length - here.length
  const kinds = FLAG_KINDS.filter((one) => here.some((flag) => flag.kind === one))
  return (
    <Card
      id="flags"
      title={t(settled ? 'integrity.settledTitle' : 'integrity.title')}
      aside={
        <a
          href={hrefOf({ flags: settled ? undefined : 'settled' })}
          className="inline-flex min-h-11 items-center"
        >
          {t(settled ? 'integrity.toOpen' : 'integrity.toSettled', { count: number(others) })}
        </a>
      }
    >
      <p className="mb-2 max-w-measure text-sm text-ink-2">{t('integrity.line')}</p>
      {kinds.length > 1 ? (
        <ul aria-label={t('integrity.kinds')} className="mb-1 flex flex-wrap gap-x-4">
          {[undefined, ...kinds].map((one) => (
            <li key={one ?? 'all'}>
              <a
                href={hrefOf({ flags: settled ? 'settled' : undefined, kind: one })}
                aria-current={one === kind ? 'true' : undefined}
                className={`inline-flex min-h-11 items-center text-sm ${one === kind ? 'font-bold' : ''}`}
              >
                {one ? t(`integrity.kind.${one}`) : t('quality.all')} (
                {number(one ? here.filter((flag) => flag.kind === one).length : here.length)})
              </a>
            </li>
          ))}
        </ul>
      ) : null}
      {shown.length === 0 ? (
        <p className="text-ink-2">{t(settled ? 'integrity.noneSettled' : 'integrity.none')}</p>
      ) : (
        <FlagList
          label={t('integrity.title')}
          settle={t('integrity.settle')}
          flags={shown.slice(0, MOST).map((flag) => ({
            key: flagKey(flag),
            kind: t(`integrity.kind.${flag.kind}`),
            sentence: t(`integrity.sentence.${flag.kind}`, inWords(flag.values, locale)),
            line: lineOf(flag, t, locale),
            href: flag.sessionId ? `/${locale}/office/sessions/${flag.sessionId}` : `/${locale}/office/sync`,
            open: t(flag.sessionId ? 'integrity.openSheet' : 'integrity.openPhones'),
            settled: flag.settled && {
              finding: t(`integrity.finding.${flag.settled.finding}`),
              line: [flag.settled.who, formatDay(flag.settled.day, locale, 'long')]
                .filter(Boolean)
                .join(' · '),
              note: flag.settled.note,
            },
            form: maySettle && flag.settled === null ? <SettleForm t={t} runId={runId} flag={flag} /> : null,
          }))}
        />
      )}
      {shown.length > MOST ? (
        <p className="text-sm text-ink-2">{t('integrity.more', { count: number(shown.length - MOST) })}</p>
      ) : null}
    </Card>
  )
}

const inWords = (values: Record<string, number>, locale: Locale) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, formatNumber(value, locale)]))

function lineOf(flag: FlagLine, t: Words, locale: Locale): string {
  const place = locale === 'fa' ? [flag.placeFa, flag.countyFa] : [flag.placeEn, flag.countyEn]
  return [place.filter(Boolean).join(t('words.listComma')), formatDay(flag.day, locale, 'long')]
    .filter(Boolean)
    .join(' · ')
}

function SettleForm({ t, runId, flag }: { t: Words; runId: string; flag: FlagLine }) {
  const { kind, subject, facts } = flag
  return (
    <FieldsForm
      action={settle}
      hidden={{ runId, kind, subject, facts }}
      idPrefix={`${kind}-${subject}-`}
      look="plain"
      submit={t('integrity.submit')}
      words={{ error: t('words.kind.error'), success: t('words.kind.success'), done: t('integrity.done') }}
      fields={[
        {
          kind: 'select',
          name: 'finding',
          label: t('integrity.found'),
          options: FINDINGS.map((value) => ({ value, label: t(`integrity.finding.${value}`) })),
        },
        {
          kind: 'area',
          name: 'note',
          label: t('integrity.note'),
          hint: t('community.hint.nobody'),
          rows: 2,
          maxLength: 500,
        },
      ]}
    />
  )
}
