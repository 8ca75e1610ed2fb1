import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { readyQuarter } from '@/app/_actions/figures'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { changeNames } from '@/db/queries/indicators/change-names'
import { closedQuarter, unapprovedSheets } from '@/db/queries/indicators/quarters'
import { readingAnywhere } from '@/db/transaction'
import { actorCan, scopeOf } from '@/lib/access/actor'
import {
  quarterFromText,
  quarterKey,
  quarterParam,
  quarterSpan,
  quartersBetween,
} from '@/lib/indicators/calendar-quarter'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber } from '@/lib/shared/number'
import { type AskedParams, addressOf, askedRun } from '../../indicators/asked'
import { quarterName } from '../names'
import { AdjustmentsCard } from './adjustments-card'
import { ClosingCard } from './closing-card'
import { FiguresCard } from './figures-card'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; quarter: string }>; searchParams: Promise<AskedParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale: asked, quarter } = await params
  const locale = localeOf(asked)
  const t = await wordsOf(locale)
  const found = quarterFromText(quarter)
  return { title: found ? quarterName(found, t, locale) : t('quarters.title') }
}

/** One quarter: to be closed, waiting for its signature, or closed with what has changed since. */
export default async function QuarterPage({ params, searchParams }: Props) {
  const { locale: askedLocale, quarter: text } = await params
  const locale = localeOf(askedLocale)
  const asked = await searchParams
  const actor = await requireActor()
  requirePower(actor, 'marks')
  const quarter = quarterFromText(text)
  if (!quarter) notFound()
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const found = await readingAnywhere(scope, async (db) => {
    const at = await askedRun(db, scope, asked)
    if (!at || !actorCan(actor, 'marks', at.run)) return null
    const known = quartersBetween(at.run.startDate, at.run.endDate).map(quarterKey)
    if (!known.includes(quarterKey(quarter))) return null
    const sheet = await closedQuarter(db, scope, at.run, quarter)
    const { to } = quarterSpan(quarter)
    return {
      at,
      sheet,
      ended: to < at.run.today,
      names: await changeNames(db, scope, sheet?.adjustments.flatMap(({ changes }) => changes) ?? []),
      unapproved: await unapprovedSheets(db, scope, { runId: at.run.runId, until: to }),
    }
  })
  if (!found) notFound()
  const { at, sheet, ended, names, unapproved } = found
  const { from, to } = quarterSpan(quarter)
  const here = addressOf(`/${locale}/office/quarters/${quarterParam(quarter)}`, at)
  return (
    <>
      <PageHead
        title={quarterName(quarter, t, locale)}
        line={`${locale === 'fa' ? at.run.nameFa : at.run.nameEn} · ${t('quarters.fromTo', {
          from: formatDay(from, locale, 'long'),
          to: formatDay(to, locale, 'long'),
        })}`}
      />
      <p className="mb-4 text-sm print:hidden">
        <a href={addressOf(`/${locale}/office/quarters`, at)} className="inline-flex min-h-11 items-center">
          {t('quarters.back')}
        </a>
      </p>
      <div className="grid gap-4">
        {sheet ? (
          <>
            <ClosingCard t={t} locale={locale} actor={actor} run={at.run} sheet={sheet} here={here} />
            <AdjustmentsCard t={t} locale={locale} sheet={sheet} names={names} />
            <FiguresCard
              t={t}
              locale={locale}
              sheet={sheet}
              hrefOf={(code) => addressOf(`/${locale}/office/indicators/${code}`, at)}
            />
          </>
        ) : ended ? (
          <Card id="prepare" title={t('quarters.prepare')}>
            {unapproved > 0 ? (
              <div className="mb-4">
                <Notice kind="warn" kindLabel={t('words.kind.warn')}>
                  {t('quarters.unapproved', { n: formatNumber(unapproved, locale) })}
                </Notice>
              </div>
            ) : null}
            <p className="mb-4 max-w-measure text-sm text-ink-2">{t('quarters.intro')}</p>
            {actorCan(actor, 'prepare', at.run) ? (
              <FieldsForm
                action={readyQuarter}
                hidden={{ runId: at.run.runId, quarter: quarterParam(quarter) }}
                submit={t('quarters.prepare')}
                words={{
                  error: t('words.kind.error'),
                  success: t('words.kind.success'),
                  done: t('quarters.prepared'),
                }}
                fields={
                  unapproved > 0
                    ? [{ kind: 'text', name: 'reason', label: t('quarters.reason'), required: true }]
                    : []
                }
              />
            ) : null}
          </Card>
        ) : (
          <Notice kind="info" kindLabel={t('words.kind.info')}>
            {t('errors.E-QTR-01')}
          </Notice>
        )}
      </div>
    </>
  )
}
