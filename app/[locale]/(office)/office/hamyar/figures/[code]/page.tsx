import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Card } from '@/components/ui/card'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { groupFacts } from '@/db/queries/hamyar/group-facts'
import { ruleSets } from '@/db/queries/hamyar/reference'
import { workFacts } from '@/db/queries/hamyar/work-facts'
import { readingAnywhere } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { hFigures, isHCode, WORK_CODES } from '@/lib/hamyar/indicators'
import { AT_WORK } from '@/lib/hamyar/kinds'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { localDigits } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'
import { requireHamyar } from '../../allowed'
import { countyOf } from '../../present'
import { HamyarTabs, hamyarBase } from '../../tabs'
import { figureText } from '../present'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; code: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, code } = await params
  const t = await wordsOf(localeOf(locale))
  return { title: isHCode(code) ? t(`hamyar.figure.${code}`) : t('hamyar.tabs.figures') }
}

/** The groups behind a figure of the social workers' records, each with its own part of it. */
export default async function FigureRowsPage({ params }: Props) {
  const { locale: asked, code } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  requireHamyar(actor)
  if (!isHCode(code) || !WORK_CODES.includes(code)) notFound()
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const told = { t, locale }
  const [groups, sets, work] = await readingAnywhere(scope, async (db) => [
    await groupFacts(db, scope, { today: tehranDay(new Date()) }),
    await ruleSets(db, scope),
    await workFacts(db, scope),
  ])
  const byId = new Map(sets.map((set) => [set.ruleSetId, set]))
  const of = (some: typeof groups) =>
    figureText(hFigures(some, byId, work).find((one) => one.code === code)!, told)
  const name = t(`hamyar.figure.${code}`)
  return (
    <div className="grid gap-5">
      <PageHead
        title={
          <>
            {name} <bdi className="text-sm text-ink-3">{code}</bdi>
          </>
        }
        line={t(`hamyar.meaning.${code}`)}
      />
      <HamyarTabs t={t} locale={locale} actor={actor} at="/figures" />
      <Card id="rows" title={t('hamyar-desk.rows')} aside={t('hamyar-desk.rowsWhole', { value: of(groups) })}>
        <Table caption={name} captionHidden label={name} dense>
          <thead>
            <tr>
              <HeadCell>{t('hamyar.column.name')}</HeadCell>
              <HeadCell>{t('hamyar.column.county')}</HeadCell>
              <HeadCell numeric>{name}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {groups
              .filter(({ state }) => AT_WORK.includes(state))
              .map((one) => (
                <tr key={one.groupId}>
                  <RowHead>
                    <a href={`${hamyarBase(locale)}/${one.groupId}`}>
                      <bdi>{one.nameFa}</bdi>
                    </a>{' '}
                    <bdi className="text-xs text-ink-3">{localDigits(one.code, locale)}</bdi>
                  </RowHead>
                  <Cell>{countyOf(one, locale)}</Cell>
                  <Cell numeric>{of([one])}</Cell>
                </tr>
              ))}
          </tbody>
        </Table>
      </Card>
    </div>
  )
}
