import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EmptyState } from '@/components/ui/empty-state'
import { evidence } from '@/db/queries/indicators/evidence'
import { type FigureTable, figures } from '@/db/queries/indicators/figures'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { indicatorOf, isIndicatorCode } from '@/lib/indicators/catalogue'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { latinDigits } from '@/lib/shared/number'
import { type AskedParams, askedRun } from '../asked'
import { IndicatorSheet } from './indicator-sheet'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; code: string }>; searchParams: Promise<AskedParams> }

/** Rows of a page of evidence. */
const SIZE = 50

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, code } = await params
  const t = await wordsOf(localeOf(locale))
  return { title: isIndicatorCode(code) ? t(`indicators.names.${code}`) : t('nav.indicators') }
}

export default async function IndicatorPage({ params, searchParams }: Props) {
  const { locale: askedLocale, code } = await params
  const locale = localeOf(askedLocale)
  const asked = await searchParams
  const actor = await requireActor()
  requirePower(actor, 'see')
  if (!isIndicatorCode(code)) notFound()
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const page = Math.max(1, Math.trunc(Number(latinDigits(asked.page ?? '1'))) || 1)
  const found = await reading(scope, async (db) => {
    const at = await askedRun(db, scope, asked)
    if (!at) return null
    const one = { runId: at.run.runId, asOf: at.asOf, counting: 'internal' as const }
    const { levels } = indicatorOf(code)
    const counties = levels.includes('county') ? await figures(db, scope, { ...one, level: 'county' }) : null
    const places = levels.includes('neighbourhood')
      ? await figures(db, scope, { ...one, level: 'neighbourhood' })
      : null
    const placeId = knownPlace(asked.place, counties, places)
    const whole = await figures(db, scope, { ...one, level: 'run' })
    return {
      at,
      whole,
      counties,
      places,
      placeId,
      here: placeId ? await figures(db, scope, { ...one, level: 'run', placeId }) : whole,
      rows: await evidence(db, scope, { ...one, code, placeId, page, size: SIZE }),
    }
  })
  if (!found)
    return (
      <EmptyState title={t('indicator-catalogue.noRun')}>{t('indicator-catalogue.noRunLine')}</EmptyState>
    )
  const total = found.whole.places[0]?.figures.find((figure) => figure.code === code)
  const figure = found.here.places[0]?.figures.find((one) => one.code === code)
  if (!total || !figure) notFound()
  return (
    <IndicatorSheet
      t={t}
      locale={locale}
      code={code}
      {...found}
      total={total}
      figure={figure}
      page={page}
      size={SIZE}
    />
  )
}

function knownPlace(asked: string | undefined, ...tables: (FigureTable | null)[]): string | undefined {
  if (asked === undefined || !isUuid(asked)) return undefined
  return tables.some((table) => table?.places.some(({ place }) => place?.placeId === asked))
    ? asked
    : undefined
}
