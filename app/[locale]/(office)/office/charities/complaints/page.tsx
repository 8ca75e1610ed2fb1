import type { Metadata } from 'next'
import { Badge } from '@/components/ui/badge'
import { CardTable } from '@/components/ui/card-table'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'
import { Cell, RowHead } from '@/components/ui/table'
import { type ComplaintLine, complaints } from '@/db/queries/charities/served'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber, localDigits } from '@/lib/shared/number'
import { homeOf, requireCharities } from '../allowed'
import { complaintTone } from '../present'
import { CharityTabs, charitiesBase } from '../tabs'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ province?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('served.complaints.title') }
}

/** Complaints of people served, for the office that works with charities and nobody else; what they said is read one at a time. */
export default async function ComplaintsPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requireCharities(actor, 'devolve')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const { provinceId } = await homeOf(actor, (await searchParams).province, 'devolve')
  const all = await reading(scope, (db) => complaints(db, scope, { provinceId }))
  const base = `${charitiesBase(locale)}/complaints`
  const state = (one: ComplaintLine) => (
    <Badge tone={complaintTone(one.state)}>{t(`served.state.${one.state}`)}</Badge>
  )
  const open = all.filter((one) => one.state !== 'ANSWERED').length
  return (
    <div className="grid gap-5">
      <PageHead
        title={t('served.complaints.title')}
        line={t('served.complaints.line', { open: formatNumber(open, locale) })}
      />
      <CharityTabs t={t} locale={locale} at="/complaints" works />
      {all.length === 0 ? (
        <EmptyState title={t('served.complaints.empty')}>{t('served.complaints.emptyLine')}</EmptyState>
      ) : (
        <CardTable
          caption={t('served.complaints.title')}
          heads={['about', 'agreement', 'how', 'on', 'state'].map((head) => t(`served.complaints.${head}`))}
          numeric={[]}
          cards={all.map((one) => ({
            key: one.complaintId,
            href: `${base}/${one.complaintId}`,
            title: t(`served.about.${one.about}`),
            state: state(one),
            line: (
              <span className="text-sm text-ink-2">
                <bdi>{one.serviceFa}</bdi> · <bdi>{one.providerFa}</bdi> ·{' '}
                {formatDay(one.receivedOn, locale, 'numeric')}
              </span>
            ),
          }))}
        >
          {all.map((one) => (
            <tr key={one.complaintId}>
              <RowHead>
                <a href={`${base}/${one.complaintId}`} className="font-semibold">
                  {t(`served.about.${one.about}`)}
                </a>
              </RowHead>
              <Cell>
                <bdi>{one.serviceFa}</bdi> · <bdi>{one.providerFa}</bdi>{' '}
                <bdi className="text-xs text-ink-3">{localDigits(one.agreementCode, locale)}</bdi>
              </Cell>
              <Cell>{t(`served.how.${one.how}`)}</Cell>
              <Cell className="whitespace-nowrap">{formatDay(one.receivedOn, locale, 'numeric')}</Cell>
              <Cell>{state(one)}</Cell>
            </tr>
          ))}
        </CardTable>
      )}
    </div>
  )
}
