import type { Metadata } from 'next'
import { StepWeave } from '@/components/associations/step-weave'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { AssociationRow } from '@/db/queries/associations/association-facts'
import { type CountyRow, provinceStanding } from '@/db/queries/associations/province'
import { reading } from '@/db/transaction'
import { actorCanSomewhere } from '@/lib/access/actor'
import { waiting } from '@/lib/associations/formation'
import { CAPACITY_GROUPS } from '@/lib/associations/kinds'
import { seasonWarning } from '@/lib/associations/lunar'
import { gapWarnings, thereIn } from '@/lib/associations/province'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { sentenceOf } from '@/lib/server/said'
import { addDays } from '@/lib/shared/jalali'
import { formatNumber, localDigits } from '@/lib/shared/number'
import { openingOf, type ProvincePage } from './opening'
import { days, knotsOf, named, on, stepNames, type Told, toneOf } from './present'
import { ProvinceForm } from './province-form'
import { AssociationTabs, associationsBase } from './tabs'

export const dynamic = 'force-dynamic'

export async function generateMetadata({ params }: ProvincePage): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('associations.title') }
}

/** The counties with their associations, the gaps in words, and what waits the longest. */
export default async function AssociationsPage(props: ProvincePage) {
  const { locale, actor, scope, t, told, province, provinces } = await openingOf(props)
  if (!province)
    return <EmptyState title={t('associations.nowhere')}>{t('associations.nowhereLine')}</EmptyState>
  const at = await reading(scope, (db) => provinceStanding(db, scope, province, new Date()))
  const number = (n: number) => formatNumber(n, locale)
  const living = at.associations.filter(({ standing }) => standing !== 'DISSOLVED')
  const least = at.rules.ASSOC_MIN_PER_COUNTY
  const gaps = gapWarnings(
    at.counties.map((row) => ({ ...row, name: named(row, locale) })),
    least,
  )
  const season = seasonWarning(
    at.associations.flatMap((one) => one.days).filter((day) => day > addDays(at.today, -365)),
  )
  const stuck = living
    .flatMap((one) => {
      const found = waiting(one, { today: at.today, stuckDays: at.rules.ASSOC_STUCK_DAYS })
      return found ? [{ one, ...found }] : []
    })
    .sort((a, b) => b.days - a.days)
  const base = associationsBase(locale)
  const whole = at.counties.length > 1
  return (
    <div className="grid gap-5">
      <PageHead
        title={t('associations.title')}
        line={<bdi>{[named(province, locale), on(at.today, told)].filter(Boolean).join(' · ')}</bdi>}
        actions={
          <>
            <ProvinceForm told={told} action={base} provinces={provinces} chosen={province.code} />
            {actorCanSomewhere(actor, 'run', 'ASSOCIATION') ? (
              <LinkButton href={`${base}/new`} look="primary">
                {t('associations.new')}
              </LinkButton>
            ) : null}
          </>
        }
      />
      <AssociationTabs t={t} locale={locale} at="" province={provinces.length > 1 ? province.code : null} />
      {gaps.length > 0 ? (
        <Notice
          kind="warn"
          kindLabel={t('words.kind.warn')}
          title={whole ? t('associations.notStarted', { count: number(gaps.length) }) : undefined}
        >
          <ul className="grid gap-1">
            {gaps.map(({ code, values }) => (
              <li key={String(values?.county)}>{sentenceOf(t, code, values, locale)}</li>
            ))}
          </ul>
        </Notice>
      ) : whole ? (
        <Notice kind="success" kindLabel={t('words.kind.success')} title={t('associations.started')} />
      ) : null}
      {season ? (
        <Notice kind="warn" kindLabel={t('words.kind.warn')}>
          {sentenceOf(t, season.code, {}, locale)}
        </Notice>
      ) : null}
      {stuck.length > 0 ? (
        <Card id="stuck" title={t('associations.stuck')} aside={t('associations.stuckAside')}>
          <ol className="grid gap-2">
            {stuck.map(({ one, steps, since, days: count, late }) => (
              <li key={one.associationId} className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <a
                  href={`${base}/${one.associationId}`}
                  className="inline-flex min-h-11 items-center font-semibold"
                >
                  <bdi>{one.nameFa}</bdi>
                </a>
                <Badge tone={late ? 'late' : 'hint'}>{days(count, told)}</Badge>
                <span className="text-sm text-ink-2">
                  {steps.length === 0
                    ? t('associations.waitsEstablish', { day: on(since, told) })
                    : t('associations.waits', { steps: stepNames(steps, told), day: on(since, told) })}
                </span>
              </li>
            ))}
          </ol>
        </Card>
      ) : null}
      {at.counties.length > 0 ? (
        <Card
          id="counties"
          title={t('associations.byCounty')}
          aside={t('associations.count', {
            count: number(living.length),
            active: number(living.filter(({ standing }) => standing === 'ACTIVE').length),
          })}
        >
          <CountyTable told={told} counties={at.counties} least={least} base={base} />
        </Card>
      ) : (
        <Card id="own" title={t('associations.own')}>
          <List told={told} associations={at.associations} base={base} />
        </Card>
      )}
      {at.counties.length > 0 ? (
        <Card id="groups" title={t('associations.groups')}>
          <GroupTable told={told} counties={at.counties} />
        </Card>
      ) : null}
    </div>
  )
}

function List({ told, associations, base }: { told: Told; associations: AssociationRow[]; base: string }) {
  const { t, locale } = told
  return (
    <ul className="grid gap-2">
      {associations.map((one) => (
        <li key={one.associationId} className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <a
            href={`${base}/${one.associationId}`}
            className="inline-flex min-h-11 items-center font-semibold"
          >
            <bdi>{one.nameFa}</bdi>
          </a>
          <bdi className="text-xs text-ink-3">{localDigits(one.code, locale)}</bdi>
          <span className="text-sm text-ink-2">{t(`associations.group.${one.group}`)}</span>
          <Badge tone={toneOf(one.standing)}>{t(`associations.standing.${one.standing}`)}</Badge>
          <StepWeave label={t('associations.stepsOf', { name: one.nameFa })} knots={knotsOf(one, told)} />
        </li>
      ))}
    </ul>
  )
}

function CountyTable(props: { told: Told; counties: CountyRow[]; least: number; base: string }) {
  const { told, counties, least, base } = props
  const { t, locale } = told
  return (
    <ul className="grid">
      {counties.map((county) => (
        <li
          key={county.countyId}
          id={`county-${county.countyId}`}
          className="grid items-center gap-x-4 gap-y-1 border-b border-line py-2 last:border-0 sm:grid-cols-[10rem_1fr]"
        >
          <h3 className="text-[0.9375rem]">
            <bdi>{named(county, locale)}</bdi>
          </h3>
          <div className="grid gap-1">
            {thereIn(county) < least ? (
              <p>
                <Badge tone="broken">{t('associations.gap')}</Badge>
              </p>
            ) : null}
            {county.associations.length > 0 ? (
              <List told={told} associations={county.associations} base={base} />
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  )
}

function GroupTable({ told, counties }: { told: Told; counties: CountyRow[] }) {
  const { t, locale } = told
  const caption = t('associations.groups')
  const living = (rows: AssociationRow[]) => rows.filter(({ standing }) => standing !== 'DISSOLVED')
  const count = (rows: AssociationRow[], group: string) =>
    formatNumber(living(rows).filter((one) => one.group === group).length, locale)
  const all = counties.flatMap(({ associations }) => associations)
  return (
    <Table caption={caption} captionHidden label={caption} dense roomy>
      <thead>
        <tr>
          <HeadCell>{t('associations.column.county')}</HeadCell>
          {CAPACITY_GROUPS.map((group) => (
            <HeadCell key={group} numeric>
              {t(`associations.group.${group}`)}
            </HeadCell>
          ))}
          <HeadCell numeric>{t('associations.column.all')}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {counties.map((county) => (
          <tr key={county.countyId}>
            <RowHead>
              <bdi>{named(county, locale)}</bdi>
            </RowHead>
            {CAPACITY_GROUPS.map((group) => (
              <Cell key={group} numeric>
                {count(county.associations, group)}
              </Cell>
            ))}
            <Cell numeric>{formatNumber(living(county.associations).length, locale)}</Cell>
          </tr>
        ))}
        <tr className="font-semibold">
          <RowHead className="font-semibold">{t('associations.column.sum')}</RowHead>
          {CAPACITY_GROUPS.map((group) => (
            <Cell key={group} numeric>
              {count(all, group)}
            </Cell>
          ))}
          <Cell numeric>{formatNumber(living(all).length, locale)}</Cell>
        </tr>
      </tbody>
    </Table>
  )
}
