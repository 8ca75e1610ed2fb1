import type { Metadata } from 'next'
import { FigureTable } from '@/components/hamyar/figure-table'
import { Card } from '@/components/ui/card'
import { FigureList } from '@/components/ui/figure-list'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { groupFacts } from '@/db/queries/hamyar/group-facts'
import { hamyarCounties, ruleSets, trades } from '@/db/queries/hamyar/reference'
import { workFacts } from '@/db/queries/hamyar/work-facts'
import { readingAnywhere } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { employedByYear, hFigures, literateGroups, underSet, WORK_CODES } from '@/lib/hamyar/indicators'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber, localDigits } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'
import { ReleasesLink } from '../../programme-releases/allowed'
import { requireHamyar } from '../allowed'
import { named, setName } from '../present'
import { HamyarTabs, hamyarBase } from '../tabs'
import { figureCells, figureViews } from './present'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('hamyar.tabs.figures') }
}

/** The figures of the groups: as a whole, by county (also where there is none), by trade and by rule set. */
export default async function HamyarFiguresPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requireHamyar(actor)
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const told = { t, locale }
  const today = tehranDay(new Date())
  const [groups, counties, sets, known, work] = await readingAnywhere(scope, async (db) => [
    await groupFacts(db, scope, { today }),
    await hamyarCounties(db, scope),
    await ruleSets(db, scope),
    await trades(db, scope),
    await workFacts(db, scope),
  ])
  const byId = new Map(sets.map((set) => [set.ruleSetId, set]))
  const number = (n: number) => formatNumber(n, locale)
  const targets = counties.filter(({ target }) => target !== null)
  const target = targets.length > 0 ? targets.reduce((all, one) => all + one.target!, 0) : null
  const whole = hFigures(groups, byId, work)
  const part = (of: typeof groups) => figureCells(hFigures(of, byId, work), told)
  const heads = whole.map(({ code }) => ({ code, name: t(`hamyar.figure.${code}`) }))
  return (
    <div className="grid gap-5">
      <PageHead
        title={t('hamyar.tabs.figures')}
        line={t('hamyar.asOf', { day: formatDay(today, locale, 'long') })}
        actions={<ReleasesLink t={t} locale={locale} actor={actor} programme="HAMYAR" />}
      />
      <HamyarTabs t={t} locale={locale} actor={actor} at="/figures" />
      <Card id="whole" title={t('hamyar.whole')}>
        <FigureList
          caption={t('hamyar.whole')}
          heads={[t('hamyar.column.figure'), t('hamyar.column.value'), t('hamyar.column.target')]}
          figures={figureViews(whole, { ...told, target, literate: literateGroups(groups, byId) }).map(
            (one) => ({
              ...one,
              href: WORK_CODES.includes(one.code) ? `${hamyarBase(locale)}/figures/${one.code}` : null,
            }),
          )}
        />
      </Card>
      <Card
        id="counties"
        title={t('hamyar.byCounty')}
        aside={
          target === null
            ? null
            : t('hamyar.targetLine', {
                sum: number(target),
                parts: targets.map((one) => number(one.target!)).join(' + '),
              })
        }
      >
        <FigureTable
          caption={t('hamyar.byCounty')}
          first={t('hamyar.column.county')}
          target={t('hamyar.column.target')}
          heads={heads}
          rows={counties.map((one) => ({
            key: one.countyId,
            name: named(one, locale),
            target: one.target === null ? t('words.none') : number(one.target),
            cells: part(groups.filter(({ countyId }) => countyId === one.countyId)),
          }))}
        />
      </Card>
      <Card id="trades" title={t('hamyar.byTrade')}>
        <FigureTable
          caption={t('hamyar.byTrade')}
          first={t('hamyar.column.trade')}
          heads={heads}
          rows={known.map((one) => ({
            key: one.tradeId,
            name: named(one, locale),
            cells: part(groups.filter(({ tradeId }) => tradeId === one.tradeId)),
          }))}
        />
      </Card>
      <Card id="own-sets" title={t('hamyar.byOwnSet')}>
        <FigureTable
          caption={t('hamyar.byOwnSet')}
          first={t('hamyar.column.ruleSet')}
          heads={heads}
          rows={sets.map((set) => ({
            key: set.ruleSetId,
            name: set.code,
            cells: part(groups.filter(({ ruleSetId }) => ruleSetId === set.ruleSetId)),
          }))}
        />
      </Card>
      <Card id="sets" title={t('hamyar.bySet')}>
        <Table caption={t('hamyar.bySet')} captionHidden label={t('hamyar.bySet')} dense>
          <thead>
            <tr>
              <HeadCell>{t('hamyar.column.ruleSet')}</HeadCell>
              <HeadCell numeric>{t('hamyar.column.sizeHolds')}</HeadCell>
              <HeadCell numeric>{t('hamyar.column.allHolds')}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {sets.map((set) => {
              const { whole: all, size, of } = underSet(groups, set)
              return (
                <tr key={set.ruleSetId}>
                  <RowHead>
                    <bdi>{setName(set, locale)}</bdi>
                  </RowHead>
                  <Cell numeric>{t('words.of', { value: number(size), target: number(of) })}</Cell>
                  <Cell numeric>{t('words.of', { value: number(all), target: number(of) })}</Cell>
                </tr>
              )
            })}
          </tbody>
        </Table>
      </Card>
      <Card id="employment" title={t('hamyar.byYear')}>
        <Table caption={t('hamyar.byYear')} captionHidden label={t('hamyar.byYear')} dense>
          <thead>
            <tr>
              <HeadCell>{t('hamyar.column.year')}</HeadCell>
              <HeadCell numeric>{t('hamyar.column.groups')}</HeadCell>
              <HeadCell numeric>{t('hamyar.field.employedCount')}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {employedByYear(groups).map((one) => (
              <tr key={one.year ?? 'unknown'}>
                <RowHead>
                  {one.year === null ? t('hamyar.noYear') : localDigits(String(one.year), locale)}
                </RowHead>
                <Cell numeric>{number(one.groups)}</Cell>
                <Cell numeric>{number(one.employed)}</Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
    </div>
  )
}
