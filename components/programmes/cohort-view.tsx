import { HoursBar } from '@/components/people/hours-bar'
import { STATE_TONES } from '@/components/people/people-table'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { LEDGER_TONES, LedgerSummary, ledgerSentence } from '@/components/workshops/hours-ledger'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, formatNumber } from '@/lib/shared/number'
import type { Ledger } from '@/lib/workshops/ledger'

export type MemberRow = {
  personId: string
  name: string | null
  rowNo: number
  status: string
  minutes: number
  carriedMinutes: number
  /** Where she stands on the way to what is enough; null for who has left or is done with the group. */
  ledger: Ledger | null
  /** What may be done about her enrolment, and what that is called. */
  act: { href: string; label: string } | null
}
type PeopleProps = {
  t: Words
  locale: Locale
  base: string
  people: MemberRow[]
  neededMinutes: number
  plannedMinutes: number
}

/** Members of a group: the hours of each on their way to what is enough, what may still be missed, what may be done. */
export function CohortPeople({ t, locale, base, people, neededMinutes, plannedMinutes }: PeopleProps) {
  const acts = people.some(({ act }) => act !== null)
  const ledgers = people.flatMap(({ ledger }) => ledger ?? [])
  return (
    <Card id="people" title={t('runs.cohorts.people')}>
      {ledgers.length > 0 ? (
        <div className="mb-3 grid gap-1">
          <LedgerSummary t={t} locale={locale} ledgers={ledgers} />
          <p className="text-sm text-ink-2">{t('follow-up.ledger.line')}</p>
        </div>
      ) : null}
      {people.length === 0 ? (
        <p className="text-ink-2">{t('runs.cohorts.noPeople')}</p>
      ) : (
        <Table caption={t('runs.cohorts.peopleCaption')} captionHidden label={t('runs.cohorts.people')} dense>
          <thead>
            <tr>
              <HeadCell numeric>{t('runs.cohorts.row')}</HeadCell>
              <HeadCell>{t('runs.cohorts.member')}</HeadCell>
              <HeadCell>{t('people.status')}</HeadCell>
              <HeadCell>{t('people.hours')}</HeadCell>
              {acts ? <HeadCell className="hidden sm:table-cell">{t('cohorts.member.act')}</HeadCell> : null}
            </tr>
          </thead>
          <tbody>
            {people.map((one) => (
              <tr key={one.personId}>
                <Cell numeric>{formatNumber(one.rowNo, locale)}</Cell>
                <RowHead className="sm:whitespace-nowrap">
                  {one.name ? (
                    <a href={`${base}/people/${one.personId}`}>
                      <bdi>{one.name}</bdi>
                    </a>
                  ) : (
                    <span className="text-ink-2">{t('runs.cohorts.hidden')}</span>
                  )}
                  {one.act ? (
                    <span className="block sm:hidden">
                      <ActLink {...one.act} text={t('cohorts.member.act')} />
                    </span>
                  ) : null}
                </RowHead>
                <Cell>
                  {one.ledger ? (
                    <Badge tone={LEDGER_TONES[one.ledger.state]}>
                      {t(`follow-up.ledger.state.${one.ledger.state}`)}
                    </Badge>
                  ) : (
                    <Badge tone={STATE_TONES[one.status]}>{t(`people.state.${one.status}`)}</Badge>
                  )}
                </Cell>
                <Cell>
                  <HoursBar
                    t={t}
                    locale={locale}
                    minutes={one.minutes}
                    neededMinutes={neededMinutes}
                    plannedMinutes={plannedMinutes}
                  />
                  {one.ledger && one.ledger.state !== 'DONE' ? (
                    <span className="block text-sm text-ink-2">{ledgerSentence(one.ledger, t, locale)}</span>
                  ) : null}
                  {one.carriedMinutes > 0 ? (
                    <span className="block text-sm text-ink-2">
                      {t('cohorts.member.carried', { hours: formatHours(one.carriedMinutes, locale) })}
                    </span>
                  ) : null}
                </Cell>
                {acts ? (
                  <Cell className="hidden sm:table-cell">
                    {one.act ? <ActLink {...one.act} text={t('cohorts.member.act')} /> : null}
                  </Cell>
                ) : null}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  )
}

export type PlanRow = {
  sessionId: string
  seq: string
  day: string
  statusLabel: string
  attended: string
  href: string | null
  /** Its register for printing, and what the link says; null where the reader may see no names. */
  print: { href: string; label: string } | null
  /** When it starts, while that is ahead. */
  time: string | null
  /** «Moved from …», where it was planned for another day. */
  moved: string | null
  act: { href: string; label: string; text: string } | null
}

function ActLink({ href, label, text }: { href: string; label: string; text: string }) {
  return (
    <a
      href={href}
      aria-label={label}
      className="inline-flex min-h-10 items-center whitespace-nowrap print:hidden"
    >
      {text}
    </a>
  )
}

/** The sessions of a group by day. */
export function CohortPlan({ t, plan }: { t: Words; plan: PlanRow[] }) {
  const acts = plan.some(({ act, print }) => act !== null || print !== null)
  return (
    <Card id="plan" title={t('runs.cohorts.plan')}>
      {plan.length === 0 ? (
        <p className="text-ink-2">{t('runs.cohorts.noPlan')}</p>
      ) : (
        <Table caption={t('runs.cohorts.planCaption')} captionHidden label={t('runs.cohorts.plan')} dense>
          <thead>
            <tr>
              <HeadCell>{t('runs.cohorts.seq')}</HeadCell>
              <HeadCell>{t('runs.cohorts.day')}</HeadCell>
              <HeadCell>{t('runs.cohorts.state')}</HeadCell>
              <HeadCell numeric>{t('runs.cohorts.attended')}</HeadCell>
              {acts ? (
                <HeadCell className="hidden sm:table-cell print:hidden">{t('cohorts.plan.act')}</HeadCell>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {plan.map((one) => (
              <tr key={one.sessionId}>
                <RowHead className="whitespace-nowrap">
                  {one.href ? <a href={one.href}>{one.seq}</a> : one.seq}
                </RowHead>
                <Cell className="sm:whitespace-nowrap">
                  {one.day}
                  {[one.time, one.moved].map((line) =>
                    line ? (
                      <span key={line} className="block text-sm text-ink-2">
                        {line}
                      </span>
                    ) : null,
                  )}
                </Cell>
                <Cell>
                  {one.statusLabel}
                  <span className="flex flex-wrap gap-x-4 sm:hidden print:hidden">
                    <PlanActs t={t} row={one} />
                  </span>
                </Cell>
                <Cell numeric>{one.attended}</Cell>
                {acts ? (
                  <Cell className="hidden sm:table-cell print:hidden">
                    <span className="flex flex-wrap gap-x-4">
                      <PlanActs t={t} row={one} />
                    </span>
                  </Cell>
                ) : null}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  )
}

function PlanActs({ t, row: { print, act } }: { t: Words; row: PlanRow }) {
  return (
    <>
      {print ? (
        <a
          href={print.href}
          target="_blank"
          rel="noopener"
          aria-label={print.label}
          className="inline-flex min-h-10 items-center whitespace-nowrap"
        >
          {t('paper.print.short')}
        </a>
      ) : null}
      {act ? <ActLink {...act} /> : null}
    </>
  )
}
