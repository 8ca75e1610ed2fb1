import type { Metadata } from 'next'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { FigureList } from '@/components/ui/figure-list'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { provinceFigures, provinceStanding } from '@/db/queries/associations/province'
import { readingAnywhere } from '@/db/transaction'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatNumber } from '@/lib/shared/number'
import { ReleasesLink } from '../../programme-releases/allowed'
import { openingOf, type ProvincePage } from '../opening'
import { named, on, shownValue } from '../present'
import { ProvinceForm } from '../province-form'
import { AssociationTabs, associationsBase } from '../tabs'

export const dynamic = 'force-dynamic'

export async function generateMetadata({ params }: ProvincePage): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('associations.figures') }
}

/** The nine figures, the capacity groups, and the pilot provinces as far as the source names them. */
export default async function FiguresPage(props: ProvincePage) {
  const { locale, actor, scope, t, told, province, provinces } = await openingOf(props)
  if (!province)
    return <EmptyState title={t('associations.nowhere')}>{t('associations.nowhereLine')}</EmptyState>
  const { at, figures, groups, pilots } = await readingAnywhere(scope, async (db) => {
    const at = await provinceStanding(db, scope, province, new Date())
    return { at, ...(await provinceFigures(db, scope, at)) }
  })
  const number = (n: number) => formatNumber(n, locale)
  const table = t('associations.figures')
  const kept = provinces.length > 1 ? `?province=${province.code}` : ''
  return (
    <div className="grid gap-5">
      <PageHead
        title={table}
        line={<bdi>{[named(province, locale), on(at.today, told)].filter(Boolean).join(' · ')}</bdi>}
        actions={
          <>
            <ReleasesLink t={t} locale={locale} actor={actor} programme="ASSOCIATION" />
            <ProvinceForm
              told={told}
              action={`${associationsBase(locale)}/figures`}
              provinces={provinces}
              chosen={province.code}
            />
          </>
        }
      />
      <AssociationTabs
        t={t}
        locale={locale}
        at="/figures"
        province={provinces.length > 1 ? province.code : null}
      />
      <Card id="figures" title={table} aside={t('associations.figuresAside')}>
        <FigureList
          caption={table}
          heads={[
            t('associations.column.figure'),
            t('associations.column.value'),
            t('associations.column.target'),
          ]}
          figures={figures.map((one) => ({
            code: one.code,
            href: `${associationsBase(locale)}/figures/${one.code}${kept}`,
            name: t(`associations.figure.${one.code}.name`),
            meaning: t(`associations.figure.${one.code}.about`),
            value: shownValue(one, told),
            more:
              one.more === null
                ? null
                : t(`associations.figure.${one.code}.more`, { count: number(one.more) }),
            target: t(`associations.figure.${one.code}.target`),
          }))}
        />
      </Card>
      <Card id="groups" title={t('associations.byGroup')}>
        <Table caption={t('associations.byGroup')} captionHidden label={t('associations.byGroup')} dense>
          <thead>
            <tr>
              <HeadCell>{t('associations.field.group')}</HeadCell>
              <HeadCell numeric>{t('associations.column.all')}</HeadCell>
              <HeadCell numeric>{t('associations.standing.ACTIVE')}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {groups.map((one) => (
              <tr key={one.group}>
                <RowHead>{t(`associations.group.${one.group}`)}</RowHead>
                <Cell numeric>{number(one.all)}</Cell>
                <Cell numeric>{number(one.active)}</Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
      <Card id="pilots" title={t('associations.pilots')} aside={t('associations.pilotsAside')}>
        <ol className="grid gap-1">
          {pilots.map((one) => (
            <li key={one.seq} className="flex flex-wrap items-center gap-2">
              <span className="w-6 text-ink-2 tabular-nums">{number(one.seq)}</span>
              {one.provinceId === null ? (
                <span className="text-ink-2">{t('associations.pilotUnnamed')}</span>
              ) : (
                <>
                  <bdi className="font-semibold">{locale === 'fa' ? one.nameFa : one.nameEn}</bdi>
                  {one.provinceId === province.provinceId ? (
                    <Badge tone={at.started ? 'done' : 'late'}>
                      {t(at.started ? 'associations.pilotStarted' : 'associations.pilotNotStarted')}
                    </Badge>
                  ) : (
                    <span className="text-sm text-ink-2">{t('associations.pilotFar')}</span>
                  )}
                </>
              )}
            </li>
          ))}
        </ol>
      </Card>
    </div>
  )
}
