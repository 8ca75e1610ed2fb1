import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { saveReason, signTheReport } from '@/app/_actions/reports'
import { FileLinks } from '@/components/reports/file-links'
import { ReasonForm } from '@/components/reports/reason-form'
import { ReportChartView } from '@/components/reports/report-charts'
import { ReportView } from '@/components/reports/report-view'
import { SignReportForm } from '@/components/reports/sign-report-form'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { type RunLine, runNamed } from '@/db/queries/programmes/run-line'
import { type ReportSheet, reportNamed, reportSheet } from '@/db/queries/reports/quarter-report'
import { readingAnywhere } from '@/db/transaction'
import { type Actor, actorCan, scopeOf } from '@/lib/access/actor'
import { momentText } from '@/lib/access/present'
import { REPORT_FORMATS } from '@/lib/reports/schema'
import { screenCharts } from '@/lib/reports/screen-charts'
import { checkSigning, missingReasons, reasonBelow } from '@/lib/reports/threshold'
import { writeReport } from '@/lib/reports/write-report'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { sentenceOf } from '@/lib/server/said'
import { LOCALES, type Locale, type Words } from '@/lib/shared/locale'
import { formatPercent } from '@/lib/shared/number'
import { isolate } from '@/lib/shared/persian-text'
import { reasonLines, reportState, STATE_TONES } from '../present'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; report: string }>; searchParams: Promise<{ run?: string }> }

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('report.desk.report') }
}

export default async function ReportPage({ params, searchParams }: Props) {
  const { locale: asked, report: name } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  requirePower(actor, 'marks')
  const scope = scopeOf(actor)
  const { run: code } = await searchParams
  const named = reportNamed(name)
  if (!named) notFound()
  const [t, found] = await Promise.all([
    wordsOf(locale),
    readingAnywhere(scope, async (db) => {
      const run = await runNamed(db, scope, code)
      const sheet = run && (await reportSheet(db, scope, run, named))
      return run && sheet ? { run, sheet } : null
    }),
  ])
  if (!found) notFound()
  const { run, sheet } = found
  const report = writeReport(sheet, t, locale)
  const query = `?run=${encodeURIComponent(run.code)}`
  const state = reportState({
    signedAt: sheet.signature?.at ?? null,
    missing: missingReasons(sheet.closed.quarter, sheet.reasons).length,
    state: sheet.closed.signedAt ? 'SIGNED' : 'PREPARED',
  })
  const charts = Object.fromEntries(
    screenCharts(sheet.closed.quarter, { t, locale }).map((chart) => [
      chart.kind,
      <ReportChartView key={chart.kind} chart={chart} locale={locale} />,
    ]),
  )
  return (
    <div className="grid gap-5">
      <PageHead
        title={report.title}
        line={<Badge tone={STATE_TONES[state]}>{t(`report.desk.state.${state}`)}</Badge>}
        actions={<a href={`/${locale}/office/reports${query}`}>{t('report.desk.back')}</a>}
      />
      {sheet.holds ? null : (
        <Notice kind="error" kindLabel={t('words.kind.error')}>
          {t('errors.E-RPT-08')}
        </Notice>
      )}
      <Reasons sheet={sheet} actor={actor} run={run} t={t} locale={locale} />
      <Signature
        sheet={sheet}
        actor={actor}
        run={run}
        back={`/${locale}/office/reports/${name}${query}`}
        t={t}
        locale={locale}
      />
      <Card title={t('report.desk.takeTitle')} id="files">
        <FileLinks
          line={t('report.desk.takeLine')}
          groups={LOCALES.map((language) => ({
            title: t(language === 'fa' ? 'report.desk.inFa' : 'report.desk.inEn'),
            files: REPORT_FORMATS.map((format) => ({
              href: `/${language}/office/reports/${name}/report.${format}${query}`,
              label: t(`report.desk.format.${format}`),
            })),
          }))}
        />
      </Card>
      <Card title={t('report.desk.preview')} id="preview">
        <ReportView t={t} report={report} charts={charts} />
      </Card>
    </div>
  )
}

type PartProps = { sheet: ReportSheet; actor: Actor; run: RunLine; t: Words; locale: Locale }

/** What wants a reason, for who may write one, while the report is not signed. */
function Reasons({ sheet, actor, run, t, locale }: PartProps) {
  const lines = reasonLines(sheet, t, locale)
  if (lines.length === 0 || sheet.signature || !actorCan(actor, 'prepare', run)) return null
  const below = formatPercent(reasonBelow(sheet.closed.quarter), locale)
  return (
    <Card title={t('report.desk.reasonsTitle')} id="reasons">
      <div className="grid max-w-measure gap-4">
        <p className="text-sm text-ink-2">{t('report.desk.reasonsLine', { below })}</p>
        {lines.map((line) => (
          <ReasonForm
            key={line.code}
            closingId={sheet.closingId}
            line={line}
            words={{
              hint: t('report.desk.reasonHint'),
              save: t('report.desk.save'),
              saved: t('report.desk.saved'),
              error: t('words.kind.error'),
              success: t('words.kind.success'),
            }}
            save={saveReason}
          />
        ))}
      </div>
    </Card>
  )
}

/** Who signed, what still stands in the way, or the signature itself. */
function Signature({ sheet, actor, run, back, t, locale }: PartProps & { back: string }) {
  const check = checkSigning({
    kind: sheet.kind,
    closed: sheet.closed,
    runClosed: sheet.runClosed,
    reasons: sheet.reasons,
    signed: sheet.signature !== null,
    preparedByMe: sheet.preparedById === actor.userId,
  })
  return (
    <Card title={t('report.desk.signTitle')} id="sign">
      {sheet.signature ? (
        <Notice kind="success" kindLabel={t('words.kind.success')}>
          {t('report.desk.signedLine', {
            by: isolate(sheet.signature.by),
            at: momentText(Date.parse(sheet.signature.at), locale),
          })}
        </Notice>
      ) : check.ok ? (
        actorCan(actor, 'sign', run) ? (
          <SignReportForm
            hidden={{ closingId: sheet.closingId, kind: sheet.kind, back }}
            words={{
              line: t('report.desk.signLine'),
              sign: t('report.desk.sign'),
              error: t('words.kind.error'),
            }}
            sign={signTheReport}
          />
        ) : (
          <p className="text-sm text-ink-2">{t('report.desk.waits')}</p>
        )
      ) : (
        <Notice kind="warn" kindLabel={t('words.kind.warn')}>
          {sentenceOf(t, check.code, check.values, locale)}
        </Notice>
      )}
    </Card>
  )
}
