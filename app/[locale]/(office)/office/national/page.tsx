import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { NationalTable } from '@/components/releases/national-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { releasedProvinces } from '@/db/queries/releases/national'
import { readingAnywhere } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { nationalReach } from '@/lib/access/reach'
import { inMinutes, NATIONAL_COLUMNS, type NationalCode, nationalSum, toldBy } from '@/lib/releases/national'
import { textIn } from '@/lib/releases/public-release'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import { formatHours, formatNumber } from '@/lib/shared/number'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('provinces.national.title') }
}

/** What each province has released, side by side, for whoever watches over several; nothing that is not public. */
export default async function NationalPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  const reach = nationalReach(actor.grants)
  if (reach === null) notFound()
  const scope = scopeOf(actor)
  const [t, released] = await Promise.all([
    wordsOf(locale),
    readingAnywhere(scope, (db) =>
      releasedProvinces(db, scope, { provinceScopes: reach === 'ALL' ? null : reach }),
    ),
  ])
  const text = (value: number, code: NationalCode) =>
    inMinutes(code) ? formatHours(value, locale) : formatNumber(value, locale)
  const sums = NATIONAL_COLUMNS.map((code) => ({ code, ...nationalSum(released, code) }))
  return (
    <div className="grid gap-5">
      <PageHead title={t('provinces.national.title')} line={t('provinces.national.line')} />
      {released.length === 0 ? (
        <EmptyState title={t('provinces.national.empty')}>{t('provinces.national.emptyLine')}</EmptyState>
      ) : (
        <>
          <Notice kindLabel={t('words.kind.info')} title={t('provinces.national.notDeduplicated')}>
            <p>{t('provinces.national.notDeduplicatedLine')}</p>
          </Notice>
          <Card id="released" title={t('provinces.national.table')}>
            <NationalTable
              columns={NATIONAL_COLUMNS.map((code) => t(`provinces.national.code.${code}`))}
              words={{
                caption: t('provinces.national.table'),
                province: t('provinces.province'),
                release: t('provinces.national.release'),
              }}
              rows={released.map((one) => ({
                name: textIn(one.name, locale),
                release: t(one.demo ? 'provinces.national.demoRelease' : 'provinces.national.numbered', {
                  number: formatNumber(one.number, locale),
                  day: formatDay(one.asOfIso, locale, 'numeric'),
                }),
                cells: NATIONAL_COLUMNS.map((code) => {
                  const value = toldBy(one, code)
                  return value === null ? t('provinces.national.notTold') : text(value, code)
                }),
              }))}
              sum={{
                name: t('provinces.national.sum'),
                release: t('provinces.national.sumOf', { count: formatNumber(released.length, locale) }),
                cells: sums.map(({ code, sum, provinces: told }) =>
                  told === released.length
                    ? text(sum, code)
                    : t('provinces.national.partSum', {
                        value: text(sum, code),
                        count: formatNumber(told, locale),
                      }),
                ),
              }}
            />
          </Card>
        </>
      )}
    </div>
  )
}
