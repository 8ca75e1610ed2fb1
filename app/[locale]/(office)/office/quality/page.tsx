import type { Metadata } from 'next'
import { QualityTable } from '@/components/indicators/quality-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { NumberTiles } from '@/components/ui/number-tiles'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import { QUALITY_A_PAGE, qualityFigures, qualityRows } from '@/db/queries/indicators/quality'
import { countiesOf } from '@/db/queries/programmes/run-setup'
import { projections } from '@/db/queries/projection/cohorts'
import { qualityFlags } from '@/db/queries/quality/flags'
import { rulesOf } from '@/db/queries/rules'
import { reading } from '@/db/transaction'
import { type Actor, actorCan, actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import { isQualityCode, QUALITY_CODES, type QualityCode } from '@/lib/indicators/quality'
import { isFlagKind } from '@/lib/quality/flags'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { formatDay } from '@/lib/shared/jalali'
import { RunForecast } from '../../../_projection/forecast'
import { type AskedRun, addressOf, askedRun } from '../indicators/asked'
import { CountyForm } from '../indicators/county-form'
import { FlagsCard } from './flags-card'
import { qualityView, tileOf } from './present'

export const dynamic = 'force-dynamic'
type Asked = {
  run?: string
  asOf?: string
  county?: string
  q?: string
  page?: string
  flags?: string
  kind?: string
}
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Asked> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('quality.title') }
}

/** Names stand behind the last two numbers: pairs of people are the whole office's, consents whoever's may see people. */
function reachOf(actor: Actor, run: AskedRun['run']): QualityCode[] {
  return QUALITY_CODES.filter(
    (code) =>
      (code !== 'Q-03' || actorCan(actor, 'people', run)) &&
      (code !== 'Q-04' || actorCanSomewhere(actor, 'people')),
  )
}

export default async function QualityPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const asked = await searchParams
  const actor = await requireActor()
  requirePower(actor, 'marks')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const code = isQualityCode(asked.q) ? asked.q : 'Q-01'
  const county = isUuid(asked.county) ? asked.county : undefined
  const page = Math.min(10_000, Math.max(1, Math.trunc(Number(asked.page)) || 1))
  const found = await reading(scope, async (db) => {
    const at = await askedRun(db, scope, asked)
    if (!at) return null
    const clock = new Date(at.run.clock)
    const { runId, provinceId } = at.run
    const what = { runId, asOf: at.asOf, countyId: county, reach: reachOf(actor, at.run), clock }
    return {
      at,
      figures: await qualityFigures(db, scope, what),
      lines: await qualityRows(db, scope, { ...what, code, page }),
      flags: await qualityFlags(db, scope, what),
      expected: await projections(db, scope, what),
      counties: await countiesOf(db, scope, provinceId),
      dueHours: (await rulesOf(db, runId, clock)).SHEET_DUE_HOURS,
    }
  })
  if (!found) return <EmptyState title={t('quality.noRun')}>{t('quality.noRunLine')}</EmptyState>
  const { at, figures, lines, flags, expected, counties, dueHours } = found
  const base = `/${locale}/office/quality`
  const hrefOf = (q: string, to?: string) => `${addressOf(base, at, { county, q, page: to })}#rows`
  const name = t(`quality.names.${code}`)
  const total = figures.find((one) => one.code === code)?.count ?? 0
  const view = qualityView(code, lines, { t, locale, base: `/${locale}/office`, run: at.run.code })
  return (
    <div className="grid gap-5">
      <PageHead
        title={t('quality.title')}
        line={t('quality.line', {
          run: locale === 'fa' ? at.run.nameFa : at.run.nameEn,
          day: formatDay(at.asOf, locale, 'long'),
        })}
        actions={
          <>
            <CountyForm
              t={t}
              locale={locale}
              at={at}
              counties={counties}
              chosen={{ name: 'county', id: county }}
              kept={{ q: code }}
            />
            {overCounties(actor) ? (
              <LinkButton href={addressOf(`${base}/calls`, at)}>{t('integrity.calls.link')}</LinkButton>
            ) : null}
          </>
        }
      />
      <NumberTiles
        label={t('quality.numbers')}
        tiles={figures.map((figure) => tileOf(figure, { t, locale, dueHours, current: code, hrefOf }))}
      />
      <Card id="rows" title={t('quality.rowsOf', { name })}>
        {lines.length === 0 ? (
          <p className="text-ink-2">
            {figures.find((one) => one.code === code)?.count === null
              ? t('quality.hidden')
              : t(`quality.emptyLine.${code}`)}
          </p>
        ) : (
          <QualityTable caption={t('quality.rowsOf', { name })} {...view} />
        )}
        {code === 'Q-03' && actorCanSomewhere(actor, 'review') ? (
          <p className="mt-2">
            <a href={`/${locale}/office/duplicates`} className="inline-flex min-h-11 items-center">
              {t('integrity.merge')}
            </a>
          </p>
        ) : null}
        <Pagination
          t={t}
          locale={locale}
          page={page}
          pages={Math.ceil(total / QUALITY_A_PAGE)}
          hrefOf={(to) => hrefOf(code, String(to))}
        />
      </Card>
      {overCounties(actor) ? (
        <FlagsCard
          t={t}
          locale={locale}
          runId={at.run.runId}
          flags={flags}
          settled={asked.flags === 'settled'}
          kind={isFlagKind(asked.kind) ? asked.kind : undefined}
          maySettle={actorCan(actor, 'review', at.run)}
          hrefOf={(more) => `${addressOf(base, at, { county, ...more })}#flags`}
        />
      ) : null}
      <RunForecast
        t={t}
        locale={locale}
        list={expected}
        closed={at.run.status === 'CLOSED'}
        hrefOf={(one) => `/${locale}/office/cohorts/${one}?run=${at.run.code}`}
      />
    </div>
  )
}

/** Flags and call-backs are about the sheets of facilitators: for whoever reaches a county, not for a group of one's own. */
const overCounties = (actor: Actor) => actor.grants.some(({ kind }) => kind !== 'UNIT')
