import type { Metadata } from 'next'
import { MonthsPanel } from '@/components/charts/months-panel'
import { FileLinks } from '@/components/reports/file-links'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { monthPanelAsOf } from '@/db/queries/indicators/month-panel'
import { runNamed } from '@/db/queries/programmes/run-line'
import { type ReportLine, reportsOf } from '@/db/queries/reports/quarter-report'
import { readingAnywhere } from '@/db/transaction'
import { actorCan, scopeOf } from '@/lib/access/actor'
import { lastEndedDay } from '@/lib/indicators/as-of'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { monthRows } from '../indicators/present'
import { lineTitle, reportState, STATE_TONES } from './present'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ run?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('report.desk.title') }
}

export default async function ReportsPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requirePower(actor, 'marks')
  const scope = scopeOf(actor)
  const { run: code } = await searchParams
  const t = await wordsOf(locale)
  const found = await readingAnywhere(scope, async (db) => {
    const run = await runNamed(db, scope, code)
    if (!run) return null
    const asked = { runId: run.runId, asOf: lastEndedDay(new Date(run.clock)), counting: 'internal' as const }
    return {
      run,
      lines: await reportsOf(db, scope, run),
      months: monthRows(await monthPanelAsOf(db, scope, asked)),
    }
  })
  if (!found) return <EmptyState title={t('report.desk.noRun')} />
  const { run, lines, months } = found
  const base = `/${locale}/office/reports`
  const query = `?run=${encodeURIComponent(run.code)}`
  return (
    <div className="grid gap-5">
      <PageHead
        title={t('report.desk.title')}
        line={<bdi>{locale === 'fa' ? run.nameFa : run.nameEn}</bdi>}
      />
      <Card title={t('report.desk.list')} id="list">
        {lines.length === 0 ? (
          <EmptyState
            title={t('report.desk.empty')}
            action={
              <LinkButton href={`/${locale}/office/quarters${query}`}>{t('quarters.title')}</LinkButton>
            }
          >
            {t('report.desk.emptyLine')}
          </EmptyState>
        ) : (
          <ReportTable lines={lines} href={(line) => `${base}/${line.name}${query}`} t={t} locale={locale} />
        )}
      </Card>
      {months.length > 0 ? (
        <Card>
          <MonthsPanel t={t} locale={locale} months={months} />
        </Card>
      ) : null}
      {actorCan(actor, 'people', run) ? (
        <Card title={t('report.desk.peopleTitle')} id="people">
          <FileLinks
            line={t('report.desk.peopleLine')}
            groups={[
              {
                title: '',
                files: [
                  { href: `${base}/completed.pdf${query}`, label: t('report.desk.peoplePdf') },
                  { href: `${base}/completed.xlsx${query}`, label: t('report.desk.peopleXlsx') },
                ],
              },
            ]}
          />
        </Card>
      ) : null}
    </div>
  )
}

type TableProps = { lines: ReportLine[]; href: (line: ReportLine) => string; t: Words; locale: Locale }

function ReportTable({ lines, href, t, locale }: TableProps) {
  const reasonsText = ({ needed, missing }: ReportLine) => {
    if (needed === 0) return t('report.desk.reasonsNone')
    if (missing === 0) return t('report.desk.reasonsDone')
    return t('report.desk.reasonsLeft', { n: formatNumber(missing, locale) })
  }
  return (
    <Table caption={t('report.desk.caption')} captionHidden label={t('report.desk.caption')} roomy>
      <thead>
        <tr>
          <HeadCell>{t('report.desk.report')}</HeadCell>
          <HeadCell>{t('report.desk.quarterState')}</HeadCell>
          <HeadCell>{t('report.desk.reasons')}</HeadCell>
          <HeadCell>{t('report.desk.reportState')}</HeadCell>
          <HeadCell>{t('report.desk.signedBy')}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const state = reportState(line)
          return (
            <tr key={line.name}>
              <RowHead>
                <a href={href(line)}>{lineTitle(line, t, locale)}</a>
              </RowHead>
              <Cell>{t(`report.desk.closed.${line.state}`)}</Cell>
              <Cell>{reasonsText(line)}</Cell>
              <Cell>
                <Badge tone={STATE_TONES[state]}>{t(`report.desk.state.${state}`)}</Badge>
              </Cell>
              <Cell>
                <bdi>{line.signedBy ?? t('words.none')}</bdi>
              </Cell>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}
