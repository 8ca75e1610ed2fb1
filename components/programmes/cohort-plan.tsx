import { Card } from '@/components/ui/card'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { Words } from '@/lib/shared/locale'
import { ActLink } from './act-link'

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
                    <span className="flex gap-x-3">
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
          className="inline-flex min-h-10 items-center whitespace-nowrap lg:min-h-6"
        >
          {t('paper.print.short')}
        </a>
      ) : null}
      {act ? <ActLink {...act} /> : null}
    </>
  )
}
