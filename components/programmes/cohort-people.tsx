import { HoursBar } from '@/components/people/hours-bar'
import { STATE_TONES } from '@/components/people/people-table'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { LEDGER_TONES, LedgerSummary, missSentence } from '@/components/workshops/hours-ledger'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, formatNumber } from '@/lib/shared/number'
import type { Ledger } from '@/lib/workshops/ledger'
import { ActLink } from './act-link'

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
type Props = {
  t: Words
  locale: Locale
  base: string
  people: MemberRow[]
  neededMinutes: number
  plannedMinutes: number
}
type OneProps = Omit<Props, 'people'> & { one: MemberRow }

/** Members of a group: the hours of each on their way to what is enough, what may still be missed, what may be done. */
export function CohortPeople({ people, ...props }: Props) {
  const { t, locale } = props
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
        <>
          <ul
            aria-label={t('runs.cohorts.peopleCaption')}
            className="divide-y divide-line sm:hidden print:hidden"
          >
            {people.map((one) => (
              <li key={one.personId} className="grid gap-1 py-2">
                <span className="flex items-center justify-between gap-2">
                  <span className="font-semibold">
                    <span className="me-2 text-sm font-normal text-ink-2">
                      {formatNumber(one.rowNo, locale)}
                    </span>
                    <Name {...props} one={one} />
                  </span>
                  <State t={t} one={one} />
                </span>
                <Hours {...props} one={one} />
                {one.act ? <ActLink {...one.act} text={t('cohorts.member.act')} /> : null}
              </li>
            ))}
          </ul>
          <div className="hidden sm:block print:block">
            <Table
              caption={t('runs.cohorts.peopleCaption')}
              captionHidden
              label={t('runs.cohorts.people')}
              dense
            >
              <thead>
                <tr>
                  <HeadCell numeric>{t('runs.cohorts.row')}</HeadCell>
                  <HeadCell>{t('runs.cohorts.member')}</HeadCell>
                  <HeadCell>{t('people.status')}</HeadCell>
                  <HeadCell>{t('people.hours')}</HeadCell>
                  {acts ? <HeadCell className="print:hidden">{t('cohorts.member.act')}</HeadCell> : null}
                </tr>
              </thead>
              <tbody>
                {people.map((one) => (
                  <tr key={one.personId}>
                    <Cell numeric>{formatNumber(one.rowNo, locale)}</Cell>
                    <RowHead className="sm:whitespace-nowrap">
                      <Name {...props} one={one} />
                    </RowHead>
                    <Cell>
                      <State t={t} one={one} />
                    </Cell>
                    <Cell>
                      <Hours {...props} one={one} />
                    </Cell>
                    {acts ? (
                      <Cell className="print:hidden">
                        {one.act ? <ActLink {...one.act} text={t('cohorts.member.act')} /> : null}
                      </Cell>
                    ) : null}
                  </tr>
                ))}
              </tbody>
            </Table>
          </div>
        </>
      )}
    </Card>
  )
}

function Name({ t, base, one }: OneProps) {
  if (!one.name) return <span className="text-ink-2">{t('runs.cohorts.hidden')}</span>
  return (
    <a href={`${base}/people/${one.personId}`}>
      <bdi>{one.name}</bdi>
    </a>
  )
}

function State({ t, one }: { t: Words; one: MemberRow }) {
  return one.ledger ? (
    <Badge tone={LEDGER_TONES[one.ledger.state]}>{t(`follow-up.ledger.state.${one.ledger.state}`)}</Badge>
  ) : (
    <Badge tone={STATE_TONES[one.status]}>{t(`people.state.${one.status}`)}</Badge>
  )
}

function Hours({ t, locale, neededMinutes, plannedMinutes, one }: OneProps) {
  return (
    <>
      <HoursBar
        t={t}
        locale={locale}
        minutes={one.minutes}
        neededMinutes={neededMinutes}
        plannedMinutes={plannedMinutes}
      />
      {one.ledger && one.ledger.state !== 'DONE' ? (
        <span className="block text-sm text-ink-2">{missSentence(one.ledger, t, locale)}</span>
      ) : null}
      {one.carriedMinutes > 0 ? (
        <span className="block text-sm text-ink-2">
          {t('cohorts.member.carried', { hours: formatHours(one.carriedMinutes, locale) })}
        </span>
      ) : null}
    </>
  )
}
