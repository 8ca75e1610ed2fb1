import { HoursBar } from '@/components/people/hours-bar'
import { Badge, type Tone } from '@/components/ui/badge'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, formatNumber } from '@/lib/shared/number'
import { LEDGER_STATES, type Ledger, type LedgerState } from '@/lib/workshops/ledger'

/** One person of the ledger; no name for who may see marks only, no ledger for who has left. */
export type LedgerRow = {
  enrolmentId: string
  name: string | null
  rowNo: number
  href: string | null
  minutes: number
  neededMinutes: number
  plannedMinutes: number
  ledger: Ledger | null
}
type Props = { t: Words; locale: Locale; people: LedgerRow[] }

export const LEDGER_TONES: Record<LedgerState, Tone> = {
  DONE: 'done',
  SAFE: 'neutral',
  AT_RISK: 'late',
  OUT_OF_REACH: 'broken',
}

/** Hours earned, ahead, and what may still be missed. The office and the facilitator read the same ones. */
export function HoursLedger({ t, locale, people }: Props) {
  if (people.length === 0) return <p className="text-ink-2">{t('follow-up.ledger.empty')}</p>
  return (
    <ul className="divide-y divide-line">
      {people.map((one) => (
        <li
          key={one.enrolmentId}
          className="grid gap-1 py-2.5 sm:grid-cols-[minmax(12rem,1fr)_minmax(16rem,2fr)] sm:gap-x-6"
        >
          <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 sm:justify-start">
            <Name t={t} locale={locale} one={one} />
            {one.ledger ? (
              <Badge tone={LEDGER_TONES[one.ledger.state]}>
                {t(`follow-up.ledger.state.${one.ledger.state}`)}
              </Badge>
            ) : (
              <span className="text-sm text-ink-2">{t('follow-up.ledger.left')}</span>
            )}
          </div>
          <div className="min-w-0">
            <HoursBar
              t={t}
              locale={locale}
              minutes={one.minutes}
              neededMinutes={one.neededMinutes}
              plannedMinutes={one.plannedMinutes}
            />
            {one.ledger && one.ledger.state !== 'DONE' ? (
              <p className="text-sm text-ink-2">{ledgerSentence(one.ledger, t, locale)}</p>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  )
}

function Name({ t, locale, one }: { t: Words; locale: Locale; one: LedgerRow }) {
  const row = formatNumber(one.rowNo, locale)
  if (!one.name) return <span className="text-ink-2">{t('follow-up.ledger.hidden', { row })}</span>
  return (
    <span className="font-medium">
      <span className="me-2 text-sm text-ink-2">{row}</span>
      {one.href ? (
        <a href={one.href}>
          <bdi>{one.name}</bdi>
        </a>
      ) : (
        <bdi>{one.name}</bdi>
      )}
    </span>
  )
}

/** How many of a group stand where. */
export function LedgerSummary({ t, locale, ledgers }: { t: Words; locale: Locale; ledgers: Ledger[] }) {
  const of = (state: LedgerState) => ledgers.filter((ledger) => ledger.state === state).length
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {LEDGER_STATES.map((state) => (
        <li key={state}>
          {t('follow-up.ledger.summary', {
            state: t(`follow-up.ledger.state.${state}`),
            count: formatNumber(of(state), locale),
          })}
        </li>
      ))}
    </ul>
  )
}

/** What may still be missed, or what only a make-up brings; and what is ahead. */
export function ledgerSentence(ledger: Ledger, t: Words, locale: Locale): string {
  const ahead =
    ledger.unit === 'sessions'
      ? t('follow-up.ledger.sessionsEarned', {
          earned: formatNumber(ledger.earned, locale),
          needed: formatNumber(ledger.needed, locale),
        })
      : t('follow-up.ledger.ahead', { hours: formatHours(ledger.ahead, locale) })
  return `${missSentence(ledger, t, locale)} · ${ahead}`
}

/** What may still be missed, or what only a make-up brings. */
export function missSentence(ledger: Ledger, t: Words, locale: Locale): string {
  const sessions = formatNumber(ledger.mayMissSessions, locale)
  if (ledger.state === 'OUT_OF_REACH') return t('follow-up.ledger.outOfReach')
  if (ledger.unit === 'sessions') {
    if (ledger.toMakeUp > 0)
      return t('follow-up.ledger.toMakeUpSessions', { sessions: formatNumber(ledger.toMakeUp, locale) })
    return ledger.mayMiss === 0
      ? t('follow-up.ledger.mayMissNone')
      : t('follow-up.ledger.mayMissSessions', { sessions })
  }
  if (ledger.toMakeUp > 0)
    return t('follow-up.ledger.toMakeUp', { hours: formatHours(ledger.toMakeUp, locale) })
  return ledger.mayMiss === 0
    ? t('follow-up.ledger.mayMissNone')
    : t('follow-up.ledger.mayMiss', { hours: formatHours(ledger.mayMiss, locale), sessions })
}
