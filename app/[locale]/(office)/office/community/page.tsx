import type { Metadata } from 'next'
import { KindTable } from '@/components/community/kind-table'
import { RecordList } from '@/components/community/record-list'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { NumberTiles } from '@/components/ui/number-tiles'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import { communityFigures } from '@/db/queries/community/figures'
import {
  communityByKind,
  communityRecords,
  RECORDS_A_PAGE,
  writableCohorts,
} from '@/db/queries/community/records'
import { countiesOf } from '@/db/queries/programmes/run-setup'
import { reading } from '@/db/transaction'
import { actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import { COMMUNITY_CODES, isRecordKind, KINDS_OF, PROPOSAL_STATES, RECORD_KINDS } from '@/lib/community/kinds'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber } from '@/lib/shared/number'
import { recordCard } from '../../../_community/record-rows'
import { addressOf, askedRun } from '../indicators/asked'
import { CountyForm } from '../indicators/county-form'
import { kindRows, tileOf } from './present'

export const dynamic = 'force-dynamic'
type Asked = {
  run?: string
  asOf?: string
  place?: string
  kind?: string
  state?: string
  q?: string
  page?: string
}
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Asked> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('community.title') }
}

/** What the neighbourhoods worked out and did: four numbers, where they come from, and the records behind each. */
export default async function CommunityPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const asked = await searchParams
  const actor = await requireActor()
  requirePower(actor, 'marks')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const code = COMMUNITY_CODES.find((one) => one === asked.q)
  const kinds = isRecordKind(asked.kind) ? [asked.kind] : code ? KINDS_OF[code] : RECORD_KINDS
  const state = PROPOSAL_STATES.find((one) => one === asked.state)
  const placeId = isUuid(asked.place) ? asked.place : undefined
  const page = Math.min(10_000, Math.max(1, Math.trunc(Number(asked.page)) || 1))
  const found = await reading(scope, async (db) => {
    const at = await askedRun(db, scope, asked)
    if (!at) return null
    const what = { runId: at.run.runId, asOf: at.asOf, placeId }
    return {
      at,
      figures: await communityFigures(db, scope, what),
      table: await communityByKind(db, scope, what),
      records: await communityRecords(db, scope, { ...what, kinds, state, page }),
      counties: await countiesOf(db, scope, at.run.provinceId),
      writes:
        actorCanSomewhere(actor, 'record') &&
        (await writableCohorts(db, scope, { runId: at.run.runId })).length > 0,
    }
  })
  if (!found) return <EmptyState title={t('quality.noRun')}>{t('quality.noRunLine')}</EmptyState>
  const { at, figures, table, records, counties, writes } = found
  const base = `/${locale}/office/community`
  const address = (more: Partial<Record<keyof Asked, string | undefined>>) =>
    addressOf(base, at, { place: placeId, kind: asked.kind, state: asked.state, q: code, ...more })
  const rowsHref = (more: Partial<Record<keyof Asked, string | undefined>>) => `${address(more)}#rows`
  const of = table.find((one) => one.placeId === placeId)
  return (
    <div className="grid gap-5">
      <PageHead
        title={t('community.title')}
        line={t('quality.line', {
          run: locale === 'fa' ? at.run.nameFa : at.run.nameEn,
          day: formatDay(at.asOf, locale, 'long'),
        })}
        actions={
          <>
            <CountyForm
              t={t}
              locale={locale}
              at={at}
              counties={counties}
              chosen={{ name: 'place', id: placeId }}
            />
            {writes ? (
              <LinkButton href={`${base}/new?run=${at.run.code}`} look="primary">
                {t('community.new')}
              </LinkButton>
            ) : null}
          </>
        }
      />
      <NumberTiles
        label={t('community.numbers')}
        tiles={figures.map((figure) =>
          tileOf(figure, {
            t,
            locale,
            current: code,
            hrefOf: (q) => rowsHref({ q, kind: undefined, state: undefined }),
          }),
        )}
      />
      <Card id="places" title={t('community.byPlace')}>
        <KindTable
          caption={t('community.byPlace')}
          heads={{
            county: t('community.column.county'),
            place: t('community.column.place'),
            kinds: RECORD_KINDS.map((kind) => t(`community.kinds.${kind}`)),
          }}
          rows={kindRows(table, {
            t,
            locale,
            hrefOf: (place, kind) => rowsHref({ place, kind, state: undefined, q: undefined }),
          })}
        />
      </Card>
      <Card
        id="rows"
        title={
          isRecordKind(asked.kind)
            ? t(`community.kinds.${asked.kind}`)
            : code
              ? t(`community.names.${code}`)
              : t('community.recorded')
        }
        aside={
          <>
            {of ? <bdi>{locale === 'fa' ? of.placeFa : of.placeEn}</bdi> : null}{' '}
            {placeId || code || asked.kind ? <a href={addressOf(base, at)}>{t('community.all')}</a> : null}
          </>
        }
      >
        <p className="mb-2 text-sm text-ink-2">
          {t('community.count', { count: formatNumber(records.total, locale) })}
        </p>
        {records.lines.length === 0 ? (
          <p className="text-ink-2">{t('community.none')}</p>
        ) : (
          <RecordList
            label={t('community.recorded')}
            records={records.lines.map((one) => recordCard(one, base, t, locale))}
          />
        )}
        <Pagination
          t={t}
          locale={locale}
          page={page}
          pages={Math.ceil(records.total / RECORDS_A_PAGE)}
          hrefOf={(to) => rowsHref({ page: String(to) })}
        />
      </Card>
    </div>
  )
}
