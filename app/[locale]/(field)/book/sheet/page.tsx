import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { LinkButton } from '@/components/ui/link-button'
import { Cell, HeadCell, Table } from '@/components/ui/table'
import { bookLines, keptBooks, monthsOf } from '@/db/queries/hamyar/book'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { ENTRY_KINDS, incomeOf } from '@/lib/hamyar/ledger'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay, jalaliMonthKey } from '@/lib/shared/jalali'
import { monthName } from '@/lib/shared/jalali-names'
import { localDigits } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'
import { HamyarFrame } from '../../../_hamyar/hamyar-frame'
import { rials } from '../../../_hamyar/month-view'

export const dynamic = 'force-dynamic'
type Props = {
  params: Promise<{ locale: string }>
  searchParams: Promise<{ group?: string; month?: string }>
}

/** Ruled lines for a hand below what is written already. */
const RULED = Array.from({ length: 18 }, (_, i) => `ruled-${i}`)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('hamyar-desk.sheet.title') }
}

/** A month of the group's book on paper: its lines and totals, and ruled lines for a hand. Printed by the browser. */
export default async function BookSheetPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requirePower(actor, 'book', 'HAMYAR')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const asked = await searchParams
  const { book, lines } = await reading(scope, async (db) => {
    const book = (await keptBooks(db, scope)).find(({ groupId }) => groupId === asked.group)
    return { book, lines: book ? await bookLines(db, scope, book.groupId) : [] }
  })
  if (!book) notFound()
  const months = monthsOf(lines)
  const now = jalaliMonthKey(tehranDay(new Date()))
  const known = [...new Set([now, ...months.map(({ month }) => month)])]
  const month = known.find((one) => String(one) === asked.month) ?? known[0]!
  const totals = months.find((one) => one.month === month)?.totals
  const nameOf = (key: number) =>
    localDigits(`${monthName(key % 100, locale)} ${Math.floor(key / 100)}`, locale)
  const home = `/${locale}/book`
  const written = lines.filter((one) => one.month === month).reverse()
  const caption = t('hamyar-desk.sheet.caption', { name: book.nameFa, month: nameOf(month) })
  return (
    <HamyarFrame t={t} locale={locale} actor={actor} items={[{ href: home, label: t('hamyar.book.title') }]}>
      <div className="grid gap-4">
        <div className="grid gap-3 print:hidden">
          <p className="text-ink-2">{t('hamyar-desk.sheet.line')}</p>
          <ul aria-label={t('hamyar-desk.sheet.months')} className="flex flex-wrap gap-3">
            {known.map((one) => (
              <li key={one}>
                <a
                  href={`${home}/sheet?group=${book.groupId}&month=${one}`}
                  aria-current={one === month ? 'page' : undefined}
                  className="inline-flex min-h-touch items-center aria-[current=page]:font-bold"
                >
                  {nameOf(one)}
                </a>
              </li>
            ))}
          </ul>
          <div>
            <LinkButton href={home} size="field">
              {t('hamyar.book.title')}
            </LinkButton>
          </div>
        </div>
        <h1 className="text-xl">{t('hamyar-desk.sheet.title')}</h1>
        <Table caption={caption} label={caption} dense>
          <thead>
            <tr>
              <HeadCell>{t('hamyar.field.day')}</HeadCell>
              <HeadCell>{t('hamyar.book.kind')}</HeadCell>
              <HeadCell numeric>{t('hamyar.book.amount')}</HeadCell>
              <HeadCell>{t('hamyar.book.note')}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {written.map((one) => (
              <tr key={one.entryId}>
                <Cell>{formatDay(one.day, locale, 'numeric')}</Cell>
                <Cell>
                  {t(`hamyar.kind.${one.kind}`)}
                  {one.reversal ? ` (${t('hamyar.book.reversal')})` : ''}
                </Cell>
                <Cell numeric>{rials(one.reversal ? -one.amount : one.amount, t, locale)}</Cell>
                <Cell>
                  <bdi>{one.note}</bdi>
                </Cell>
              </tr>
            ))}
            {RULED.map((key) => (
              <tr key={key} className="hidden h-9 print:table-row">
                <Cell />
                <Cell />
                <Cell />
                <Cell />
              </tr>
            ))}
          </tbody>
        </Table>
        {totals ? (
          <dl aria-label={t('hamyar.book.months')} className="grid grid-cols-[auto_1fr] gap-x-4 text-sm">
            {ENTRY_KINDS.map((kind) => (
              <div key={kind} className="contents">
                <dt className="text-ink-2">{t(`hamyar.kind.${kind}`)}</dt>
                <dd className="text-end tabular-nums">{rials(totals[kind], t, locale)}</dd>
              </div>
            ))}
            <div className="contents">
              <dt className="text-ink-2">{t('hamyar.book.income')}</dt>
              <dd className="text-end tabular-nums">{rials(incomeOf(totals), t, locale)}</dd>
            </div>
          </dl>
        ) : null}
        <p className="text-sm text-ink-2">{t('hamyar.book.own')}</p>
      </div>
    </HamyarFrame>
  )
}
