import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { lookAtDeliveries, recordDeliveries } from '@/app/_actions/charity-deliveries'
import { DeliverySheet } from '@/components/charities/delivery-sheet'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { Select } from '@/components/ui/select'
import { agreementLines } from '@/db/queries/charities/agreements'
import { charityClock } from '@/db/queries/charities/rules'
import { reading } from '@/db/transaction'
import { actorCan, scopeOf } from '@/lib/access/actor'
import { monthsOf } from '@/lib/charities/agreement'
import { monthText, monthTyped } from '@/lib/charities/month'
import { DELIVERING } from '@/lib/charities/served'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { jalaliMonthKey } from '@/lib/shared/jalali'
import { formatNumber } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'
import { requireCharities, worksAsOffice } from '../allowed'
import { noticeWords } from '../present'
import { charitiesBase } from '../tabs'

export const dynamic = 'force-dynamic'
type Asked = { province?: string; written?: string; same?: string }
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Asked> }
/** How many months back a sheet is offered for. */
const BACK = 12

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('served.deliveries.title') }
}

/** A month's deliveries as a spreadsheet, out and in again: the office's for all charities, a charity's for its own. */
export default async function DeliveriesPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const asked = await searchParams
  const actor = await requireActor()
  requireCharities(actor, 'deliver')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const found = await reading(scope, async (db) => {
    const all = await agreementLines(db, scope, {})
    const own = all.filter((one) => actorCan(actor, 'deliver', one) && DELIVERING.includes(one.state))
    const provinceId = own.find((one) => one.provinceId === asked.province)?.provinceId ?? own[0]?.provinceId
    if (!provinceId) return null
    return {
      provinceId,
      agreements: own.filter((one) => one.provinceId === provinceId),
      now: await charityClock(db, provinceId, new Date()),
    }
  })
  if (!found) notFound()
  const { provinceId, agreements, now } = found
  const base = charitiesBase(locale)
  const back = `${base}/deliveries`
  const thisMonth = jalaliMonthKey(tehranDay(now))
  const months = [...new Set(agreements.flatMap(monthsOf))]
    .filter((one) => one <= thisMonth)
    .sort((a, b) => b - a)
    .slice(0, BACK)
  const taken = [asked.written, asked.same].map(Number)
  const word = (key: string) => t(`served.deliveries.${key}`)
  return (
    <div className="grid gap-5">
      <p className="-mb-3 text-sm print:hidden">
        <a
          href={`${base}/${worksAsOffice(actor) ? 'agreements' : 'own'}`}
          className="inline-flex min-h-11 items-center"
        >
          {t(worksAsOffice(actor) ? 'charities.backToAgreements' : 'charities.backToOwn')}
        </a>
      </p>
      <PageHead title={word('title')} line={word('line')} />
      {asked.written !== undefined && taken.every((n) => Number.isInteger(n) && n >= 0) ? (
        <Notice kind="success" kindLabel={t('words.kind.success')} live>
          {t('served.deliveries.done', {
            written: formatNumber(taken[0]!, locale),
            same: formatNumber(taken[1]!, locale),
          })}
        </Notice>
      ) : null}
      <Card id="out" title={word('out')}>
        <form action={`${back}/month.xlsx`} className="flex flex-wrap items-end gap-3">
          <input type="hidden" name="province" value={provinceId} />
          <Select
            id="month"
            label={word('month')}
            options={months.map((one) => ({ value: monthTyped(one), label: monthText(one, locale) }))}
          />
          <Button type="submit" look="plain">
            {word('get')}
          </Button>
        </form>
      </Card>
      <Card id="in" title={word('in')}>
        <DeliverySheet
          look={lookAtDeliveries}
          record={recordDeliveries}
          hidden={{ provinceId, back }}
          words={{
            file: word('file'),
            fileHint: word('fileHint'),
            look: word('look'),
            confirm: word('confirm'),
            sure: word('sure'),
            preview: word('preview'),
            table: {
              caption: word('preview'),
              row: word('row'),
              verdict: word('verdictHead'),
              understood: word('agreementHead'),
              place: word('month'),
              why: word('why'),
              empty: word('nothing'),
            },
            ...noticeWords(t),
          }}
        />
      </Card>
    </div>
  )
}
