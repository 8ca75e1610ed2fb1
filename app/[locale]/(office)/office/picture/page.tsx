import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CoverageTable } from '@/components/picture/coverage-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { coverageMatrix, peopleCounts } from '@/db/queries/picture/coverage'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'
import { ProvinceForm } from '../associations/province-form'
import { foundPicture } from './found'
import { countRows, coverageRows, lastMonthsEnd } from './present'
import { PictureTabs, pictureBase, seesPicture } from './tabs'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ province?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('picture.title') }
}

/** The programmes of a province as one picture: who is one person, and what each place has and lacks. */
export default async function PicturePage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const asked = await searchParams
  const actor = await requireActor()
  if (!seesPicture(actor)) notFound()
  const t = await wordsOf(locale)
  const told = { t, locale }
  const { province, provinces } = await foundPicture(actor, asked.province)
  if (!province) return <EmptyState title={t('picture.nowhere')}>{t('picture.nowhereLine')}</EmptyState>
  const scope = scopeOf(actor)
  const now = new Date()
  const until = lastMonthsEnd(tehranDay(now))
  const { provinceId } = province
  const { matrix, counts } = await reading(scope, async (db) => ({
    matrix: await coverageMatrix(db, scope, { provinceId, now }),
    counts: await peopleCounts(db, scope, { provinceId, until }),
  }))
  const base = pictureBase(locale)
  const people = countRows(counts, told)
  const unknown = counts.find(({ programme }) => programme === 'ALL')?.unknown ?? 0
  const number = (n: number) => formatNumber(n, locale)
  return (
    <div className="grid gap-5">
      <PageHead
        title={t('picture.title')}
        line={<bdi>{locale === 'fa' ? province.nameFa : province.nameEn}</bdi>}
        actions={
          <>
            <ProvinceForm told={told} action={base} provinces={provinces} chosen={province.code} />
            {people.length > 0 ? (
              <LinkButton href={`${base}/picture.xlsx?province=${province.code}`}>
                {t('picture.file')}
              </LinkButton>
            ) : null}
          </>
        }
      />
      <PictureTabs t={t} locale={locale} actor={actor} at="" />
      {people.length > 0 ? (
        <Card
          id="people"
          title={t('picture.people.title')}
          aside={t('picture.people.asOf', { day: formatDay(until, locale, 'long') })}
        >
          <p className="mb-3 max-w-measure text-sm text-ink-2">{t('picture.people.line')}</p>
          <Table caption={t('picture.people.title')} captionHidden label={t('picture.people.title')} dense>
            <thead>
              <tr>
                <HeadCell>{t('picture.people.programme')}</HeadCell>
                <HeadCell numeric>{t('picture.people.people')}</HeadCell>
                <HeadCell numeric>{t('picture.people.participations')}</HeadCell>
              </tr>
            </thead>
            <tbody>
              {people.map((row) => (
                <tr key={row.key} className={row.key === 'ALL' ? 'font-semibold' : ''}>
                  <RowHead>{row.name}</RowHead>
                  <Cell numeric>{t('picture.people.persons', { count: number(row.people) })}</Cell>
                  <Cell numeric>{t('picture.people.parts', { count: number(row.participations) })}</Cell>
                </tr>
              ))}
            </tbody>
          </Table>
          {unknown > 0 ? (
            <p className="mt-3 max-w-measure text-sm text-ink-2">
              {t('picture.people.unknown', { count: number(unknown) })}
            </p>
          ) : null}
        </Card>
      ) : null}
      <Card id="coverage" title={t('picture.coverage.title')}>
        <p className="mb-3 max-w-measure text-sm text-ink-2">{t('picture.coverage.line')}</p>
        <CoverageTable
          caption={t('picture.coverage.title')}
          heads={matrix.programmes.map((one) => t(`picture.programme.${one}`))}
          rows={coverageRows(matrix, told)}
          words={{
            place: t('picture.coverage.place'),
            none: t('words.none'),
            byCounty: t('picture.coverage.byCounty'),
          }}
        />
      </Card>
    </div>
  )
}
