import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { LateOutcomes } from '@/components/charts/late'
import { OutcomeTable } from '@/components/surveys/outcome-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { TabsAsLinks } from '@/components/ui/tabs-as-links'
import { countiesOf } from '@/db/queries/programmes/run-setup'
import {
  type Coverage,
  OUTCOME_SPLITS,
  outcomeFigures,
  outcomeSplit,
  pairCoverage,
  type ReferralCounts,
  referralCounts,
} from '@/db/queries/surveys/outcomes'
import { linksPartedOn, ownCounties, wavesOf } from '@/db/queries/surveys/waves'
import { readingAnywhere } from '@/db/transaction'
import { actorCanInCounty, actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { sentenceOf } from '@/lib/server/said'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber, formatPercent } from '@/lib/shared/number'
import { OUTCOME_CODES } from '@/lib/surveys/instruments'
import type { OutcomeFigure } from '@/lib/surveys/outcome'
import { FEWEST_PAIRS } from '@/lib/surveys/statistics'
import { AsOfForm } from '../indicators/as-of-form'
import { addressOf, askedRun } from '../indicators/asked'
import { outcomeChart, outcomeRow, tableWords } from './present'
import { SplitCard } from './split-card'

export const dynamic = 'force-dynamic'
type Props = {
  params: Promise<{ locale: string }>
  searchParams: Promise<{
    run?: string
    asOf?: string
    by?: string
    code?: string
    to?: string
    county?: string
  }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('nav.outcomes') }
}

/**
 * Whether people are better off: pairs of the whole run, part by part, and who asked for a counsellor, as numbers. Who has a
 * county reads the same of her county, and never who asked for a counsellor: there that is one woman.
 */
export default async function OutcomesPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const query = await searchParams
  const actor = await requireActor()
  const whole = (['review', 'audit'] as const).some((power) => actorCanSomewhere(actor, power, 'RESILIENCE'))
  if (!whole && !actorCanInCounty(actor, 'enrol', 'RESILIENCE')) notFound()
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const splits = whole ? OUTCOME_SPLITS : OUTCOME_SPLITS.filter((one) => one !== 'county')
  const by = splits.find((one) => one === query.by) ?? splits[0]!
  const code = OUTCOME_CODES.find((one) => one === query.code) ?? 'O-01'
  const later = query.to === 'FOLLOW_UP'
  const found = await readingAnywhere(scope, async (db) => {
    const asked = await askedRun(db, scope, query)
    if (!asked) return null
    const own = whole ? [] : await ownCounties(db, scope, asked.run.provinceId)
    const county = own.find(({ placeId }) => placeId === query.county) ?? own[0] ?? null
    if (!whole && !county) return null
    const of = {
      runId: asked.run.runId,
      asOf: asked.asOf,
      placeId: county?.placeId,
      to: later ? ('FOLLOW_UP' as const) : ('ENDLINE' as const),
    }
    return {
      asked,
      own,
      county,
      parted: await linksPartedOn(db, scope, of.runId),
      figures: await outcomeFigures(db, scope, of),
      coverage: (await pairCoverage(db, scope, of))[0] ?? null,
      referrals: whole ? await referralCounts(db, scope, of) : null,
      followed: (await wavesOf(db, scope, of.runId)).some(({ kind }) => kind === 'FOLLOW_UP'),
      split: await outcomeSplit(db, scope, { ...of, by }),
      counties: by === 'county' ? await countiesOf(db, scope, asked.run.provinceId) : [],
    }
  })
  if (!found) return <EmptyState title={t('outcomes.none')}>{t('outcomes.noneLine')}</EmptyState>
  const { asked, own, county, parted, figures, coverage, referrals, split, counties, followed } = found
  const { run, runs, asOf } = asked
  const base = `/${locale}/office/outcomes`
  const kept = { ...(later && { to: 'FOLLOW_UP' }), ...(own.length > 1 && { county: county?.placeId }) }
  const named = (one: { fa: string; en: string }) => (locale === 'fa' ? one.fa : one.en)
  const to = (path: string) => `${base}${path}?run=${run.code}`
  return (
    <div className="grid gap-5">
      <PageHead
        title={t('outcomes.title')}
        line={t(county ? 'outcomes-office.line' : 'outcomes.line', {
          county: county ? named(county) : '',
          run: locale === 'fa' ? run.nameFa : run.nameEn,
          day: formatDay(asOf, locale, 'long'),
        })}
        actions={<AsOfForm t={t} locale={locale} runs={runs} run={run} asOf={asOf} />}
      />
      {actorCanSomewhere(actor, 'run') ? (
        <p className="-mt-3 flex flex-wrap gap-2 print:hidden">
          <LinkButton href={to('/waves')}>{t('outcomes.waves.link')}</LinkButton>
          <LinkButton href={to('/cards')}>{t('outcomes.cards.link')}</LinkButton>
          <LinkButton href={`${base}/wordings`}>{t('nav.wordings')}</LinkButton>
        </p>
      ) : null}
      {own.length > 1 ? (
        <TabsAsLinks
          label={t('outcomes-office.counties')}
          tabs={own.map((one) => ({
            href: addressOf(base, asked, { by, ...kept, county: one.placeId }),
            label: named(one),
          }))}
          current={addressOf(base, asked, { by, ...kept })}
        />
      ) : null}
      {parted ? (
        <Notice kind="info" kindLabel={t('words.kind.info')}>
          {t('outcomes-office.parted', { day: formatDay(parted, locale, 'long') })}
        </Notice>
      ) : null}
      {followed ? (
        <TabsAsLinks
          label={t('outcomes.compare.label')}
          tabs={[
            {
              href: addressOf(base, asked, { by, ...kept, to: undefined }),
              label: t('outcomes.compare.ENDLINE'),
            },
            {
              href: addressOf(base, asked, { by, ...kept, to: 'FOLLOW_UP' }),
              label: t('outcomes.compare.FOLLOW_UP'),
            },
          ]}
          current={addressOf(base, asked, { by, ...kept })}
        />
      ) : null}
      <Whole t={t} locale={locale} figures={figures} min={county ? split.fewest : FEWEST_PAIRS} />
      <div className="grid gap-5 lg:grid-cols-2">
        <CoverageCard t={t} locale={locale} coverage={coverage} />
        {referrals ? <ReferralCard t={t} locale={locale} counts={referrals} /> : null}
      </div>
      <SplitCard
        t={t}
        locale={locale}
        split={split}
        splits={splits}
        by={by}
        code={code}
        href={(key) => addressOf(base, asked, { by: key, ...kept, ...(code === 'O-01' ? {} : { code }) })}
        kept={Object.fromEntries(
          new URL(addressOf(base, asked, { by, ...kept }), 'http://x.invalid').searchParams,
        )}
        action={base}
        names={Object.fromEntries(counties.map((one) => [one.id, named(one)]))}
      />
      <Card id="method" title={t('outcomes.method.title')}>
        <p className="max-w-measure text-sm">
          {t('outcomes.method.text', {
            min: formatNumber(FEWEST_PAIRS, locale),
            fewest: formatNumber(split.fewest, locale),
          })}
        </p>
        <p className="max-w-measure text-sm">{t('outcomes.own')}</p>
      </Card>
    </div>
  )
}

type Told = { t: Words; locale: Locale }

function Whole({ t, locale, figures, min }: Told & { figures: OutcomeFigure[]; min: number }) {
  const [who] = figures
  const few = figures.every(({ change }) => change === null)
  const n = Math.max(...figures.map((one) => one.n))
  return (
    <Card id="whole" title={t('outcomes.table.title')}>
      <p className="mb-3 max-w-measure text-sm font-semibold">{t('outcomes.caveat')}</p>
      {few ? (
        <Notice kind="info" kindLabel={t('words.kind.info')}>
          {sentenceOf(t, 'E-ASM-13', { n, min }, locale)}
        </Notice>
      ) : (
        <>
          <div className="mb-4">
            <LateOutcomes
              locale={locale}
              label={t('outcomes.table.caption')}
              {...outcomeChart(figures, t, locale)}
            />
          </div>
          <OutcomeTable
            rows={figures.map((one) => outcomeRow(one, t(`outcomes.code.${one.code}`), t, locale))}
            words={tableWords(t, t('outcomes.table.outcome'))}
          />
        </>
      )}
      {who && who.clearly !== null ? (
        <p className="mt-3 text-sm">
          {t('outcomes.table.clearly', {
            n: formatNumber(who.clearly, locale),
            all: formatNumber(who.n, locale),
          })}
        </p>
      ) : null}
    </Card>
  )
}

function CoverageCard({ t, locale, coverage }: Told & { coverage: Coverage | null }) {
  return (
    <Card id="coverage" title={t('outcomes.coverage.title')}>
      <p>
        {coverage && coverage.completed > 0
          ? t('outcomes.coverage.says', {
              pairs: formatNumber(coverage.pairs, locale),
              completed: formatNumber(coverage.completed, locale),
              share: formatPercent(coverage.pairs / coverage.completed, locale, { maxDecimals: 1 }),
            })
          : t('outcomes.coverage.none')}
      </p>
    </Card>
  )
}

function ReferralCard({ t, locale, counts }: Told & { counts: ReferralCounts }) {
  const told = Object.fromEntries(
    Object.entries(counts).map(([key, value]) => [key, formatNumber(value, locale)]),
  )
  return (
    <Card id="referrals" title={t('outcomes.referrals.title')}>
      {counts.all === 0 ? (
        <p>{t('outcomes.referrals.none')}</p>
      ) : (
        <p>
          {t('outcomes.referrals.says', told)}{' '}
          {t('outcomes.referrals.share', {
            share: formatPercent(counts.DONE / counts.all, locale, { maxDecimals: 1 }),
          })}
        </p>
      )}
      <p className="text-sm text-ink-2">{t('outcomes.referrals.line')}</p>
    </Card>
  )
}
