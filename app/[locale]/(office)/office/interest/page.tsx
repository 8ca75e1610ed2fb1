import type { Metadata } from 'next'
import { Badge } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import { TabsAsLinks } from '@/components/ui/tabs-as-links'
import { LETTERS_A_PAGE, letters } from '@/db/queries/interest/letters'
import { rulesOf } from '@/db/queries/rules'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { INTEREST_STATES } from '@/lib/interest/schema'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber } from '@/lib/shared/number'

export const dynamic = 'force-dynamic'
type Props = {
  params: Promise<{ locale: string }>
  searchParams: Promise<{ state?: string; page?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('interest.office.title') }
}

/** Letters to the office: who waits for an answer, and what was answered and is not forgotten yet. */
export default async function LettersPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const asked = await searchParams
  const actor = await requireActor()
  requirePower(actor, 'review')
  const scope = scopeOf(actor)
  const state = INTEREST_STATES.find((one) => one === asked.state) ?? 'OPEN'
  const page = Math.min(10_000, Math.max(1, Math.trunc(Number(asked.page)) || 1))
  const [t, found] = await Promise.all([
    wordsOf(locale),
    reading(scope, async (db) => ({
      ...(await letters(db, scope, { state, page })),
      days: (await rulesOf(db, null, new Date())).INTEREST_KEEP_DAYS,
    })),
  ])
  const base = `/${locale}/office/interest`
  const number = (value: number) => formatNumber(value, locale)
  return (
    <div className="grid max-w-3xl gap-4">
      <PageHead
        title={t('interest.office.title')}
        line={t('interest.office.line', { count: number(found.open), days: number(found.days) })}
      />
      <TabsAsLinks
        label={t('interest.office.states')}
        current={`${base}?state=${state}`}
        tabs={INTEREST_STATES.map((one) => ({
          href: `${base}?state=${one}`,
          label: t(`interest.state.${one}`),
        }))}
      />
      {found.lines.length === 0 ? (
        <EmptyState title={t(`interest.office.empty.${state}`)} />
      ) : (
        <ul>
          {found.lines.map((line) => (
            <li key={line.interestId} className="border-b border-line last:border-b-0">
              <a
                href={`${base}/${line.interestId}`}
                className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 py-2"
              >
                <span className="flex flex-wrap items-center gap-2">
                  <Badge tone={line.state === 'OPEN' ? 'hint' : 'done'}>
                    {t(`interest.state.${line.state}`)}
                  </Badge>
                  {t(`interest.office.about.${line.kind}.${line.wish}`)}
                </span>
                <span className="text-sm text-ink-2">{formatDay(line.receivedOn, locale, 'long')}</span>
              </a>
              {line.answeredOn ? (
                <p className="pb-2 text-sm text-ink-2">
                  {t('interest.office.answered', {
                    who: line.answeredBy ?? '',
                    when: formatDay(line.answeredOn, locale, 'long'),
                  })}
                </p>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      <Pagination
        t={t}
        locale={locale}
        page={page}
        pages={Math.ceil(found.total / LETTERS_A_PAGE)}
        hrefOf={(to) => `${base}?state=${state}&page=${to}`}
      />
    </div>
  )
}
