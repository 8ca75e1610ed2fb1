import type { Metadata } from 'next'
import { saveTarget } from '@/app/_actions/figures'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { FieldsForm } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { measures } from '@/db/queries/indicators/measures'
import { targetDifferences, targetStandings } from '@/db/queries/indicators/target-standings'
import { targetChoices, targetHistory } from '@/db/queries/indicators/targets'
import { readingAnywhere } from '@/db/transaction'
import { actorCan, scopeOf } from '@/lib/access/actor'
import { isEntryCode } from '@/lib/indicators/dictionary'
import { qualityReach } from '@/lib/indicators/reach'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import { AsOfForm } from '../indicators/as-of-form'
import { type AskedParams, addressOf, askedRun } from '../indicators/asked'
import { differenceSentence, StandingTable } from './present'
import { RevisionTable } from './revision-table'
import { targetForm } from './target-form'

export const dynamic = 'force-dynamic'
type Props = {
  params: Promise<{ locale: string }>
  searchParams: Promise<AskedParams & { code?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('targets.title') }
}

/** Targets by indicator, place, facilitator and quarter beside what is reached, and every revision of them. */
export default async function TargetsPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const asked = await searchParams
  const actor = await requireActor()
  requirePower(actor, 'see')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const found = await readingAnywhere(scope, async (db) => {
    const at = await askedRun(db, scope, asked)
    if (!at) return null
    const one = { runId: at.run.runId, asOf: at.asOf, counting: 'internal' as const }
    const table = await measures(db, scope, {
      ...one,
      clock: new Date(at.run.clock),
      reach: qualityReach(actor, at.run),
    })
    return {
      at,
      standings: await targetStandings(db, scope, one, table.measures),
      differences: await targetDifferences(db, scope, one),
      history: await targetHistory(db, scope, { runId: at.run.runId }),
      choices: await targetChoices(db, scope, at.run.runId),
    }
  })
  if (!found)
    return (
      <EmptyState title={t('indicator-catalogue.noRun')}>{t('indicator-catalogue.noRunLine')}</EmptyState>
    )
  const { at, standings, differences, history, choices } = found
  const may = actorCan(actor, 'run', at.run)
  const hrefOf = (code: string) => addressOf(`/${locale}/office/indicators/${code}`, at)
  return (
    <>
      <PageHead
        title={t('targets.title')}
        line={t('targets.line', {
          run: locale === 'fa' ? at.run.nameFa : at.run.nameEn,
          day: formatDay(at.asOf, locale, 'long'),
        })}
        actions={<AsOfForm t={t} locale={locale} {...at} />}
      />
      <p className="mb-4 text-sm print:hidden">
        <a href={addressOf(`/${locale}/office/indicators`, at)} className="inline-flex min-h-11 items-center">
          {t('targets.back')}
        </a>
      </p>
      <div className="grid gap-4">
        <Card id="standings" title={t('targets.inForce')}>
          {standings.length === 0 ? (
            <p className="text-ink-2">{t('targets.none')}</p>
          ) : (
            <StandingTable t={t} locale={locale} standings={standings} hrefOf={hrefOf} />
          )}
        </Card>
        <Card id="differences" title={t('targets.differences')}>
          {differences.length === 0 ? (
            <p className="text-sm text-ink-2">{t('targets.noDifference')}</p>
          ) : (
            <ul className="grid gap-1">
              {differences.map((one) => (
                <li key={one.code}>{differenceSentence(one, t, locale)}</li>
              ))}
            </ul>
          )}
        </Card>
        {may && at.run.status !== 'CLOSED' ? (
          <Card id="set" title={t('targets.set')}>
            <p className="mb-4 max-w-measure text-sm text-ink-2">{t('targets.intro')}</p>
            <FieldsForm
              action={saveTarget}
              {...targetForm(at.run, choices, isEntryCode(asked.code) ? asked.code : 'R-07', t, locale)}
            />
          </Card>
        ) : may ? (
          <p className="text-sm text-ink-2">{t('targets.closed')}</p>
        ) : null}
        {history.length > 0 ? (
          <Card id="history" title={t('targets.history')}>
            <RevisionTable t={t} locale={locale} history={history} />
          </Card>
        ) : null}
      </div>
    </>
  )
}
