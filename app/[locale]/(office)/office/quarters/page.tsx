import type { Metadata } from 'next'
import { Badge, type Tone } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { type QuarterLine, quartersOf } from '@/db/queries/indicators/quarters'
import { readingAnywhere } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { momentText } from '@/lib/access/present'
import { quarterParam } from '@/lib/indicators/calendar-quarter'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { type AskedParams, addressOf, askedRun } from '../indicators/asked'
import { quarterName } from './names'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<AskedParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('quarters.title') }
}

/** The Jalali quarters of a run: which are closed and signed, which wait, which can be closed. */
export default async function QuartersPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const asked = await searchParams
  const actor = await requireActor()
  requirePower(actor, 'marks')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const found = await readingAnywhere(scope, async (db) => {
    const at = await askedRun(db, scope, asked)
    return at && { at, quarters: await quartersOf(db, scope, at.run) }
  })
  if (!found)
    return (
      <EmptyState title={t('indicator-catalogue.noRun')}>{t('indicator-catalogue.noRunLine')}</EmptyState>
    )
  const { at, quarters } = found
  requirePower(actor, 'marks', at.run)
  return (
    <>
      <PageHead
        title={t('quarters.title')}
        line={t('quarters.line', { run: locale === 'fa' ? at.run.nameFa : at.run.nameEn })}
      />
      <p className="mb-4 max-w-measure text-ink-2">{t('quarters.intro')}</p>
      <Card id="quarters">
        <Table caption={t('quarters.caption')} captionHidden label={t('quarters.caption')}>
          <thead>
            <tr>
              <HeadCell>{t('quarters.quarter')}</HeadCell>
              <HeadCell className="hidden sm:table-cell">{t('quarters.span')}</HeadCell>
              <HeadCell>{t('quarters.state')}</HeadCell>
              <HeadCell className="hidden sm:table-cell">{t('quarters.by')}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {quarters.map((one) => (
              <Line
                key={quarterParam(one)}
                t={t}
                locale={locale}
                one={one}
                href={addressOf(`/${locale}/office/quarters/${quarterParam(one)}`, at)}
              />
            ))}
          </tbody>
        </Table>
      </Card>
    </>
  )
}

const TONES: Record<string, Tone> = { SIGNED: 'done', PREPARED: 'hint', open: 'late', running: 'neutral' }

function Line({ t, locale, one, href }: { t: Words; locale: Locale; one: QuarterLine; href: string }) {
  const state = one.state ?? (one.ended ? 'open' : 'running')
  const span = t('quarters.fromTo', {
    from: formatDay(one.from, locale, 'long'),
    to: formatDay(one.to, locale, 'long'),
  })
  return (
    <tr>
      <RowHead>
        {one.ended ? (
          <a href={href} className="inline-flex min-h-11 items-center font-semibold">
            {quarterName(one, t, locale)}
          </a>
        ) : (
          quarterName(one, t, locale)
        )}
        <span className="block text-xs text-ink-2 sm:hidden">{span}</span>
      </RowHead>
      <Cell className="hidden sm:table-cell">{span}</Cell>
      <Cell>
        <Badge tone={TONES[state]}>{t(`quarters.states.${state}`)}</Badge>
      </Cell>
      <Cell className="hidden text-sm sm:table-cell">
        {one.preparedMs === null
          ? t('words.none')
          : t('quarters.preparedBy', {
              name: one.preparedBy ?? t('words.none'),
              at: momentText(one.preparedMs, locale),
            })}
        {one.signedMs === null ? null : (
          <span className="block">
            {t('quarters.signedBy', {
              name: one.signedBy ?? t('words.none'),
              at: momentText(one.signedMs, locale),
            })}
          </span>
        )}
      </Cell>
    </tr>
  )
}
