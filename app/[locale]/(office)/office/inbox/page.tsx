import type { Metadata } from 'next'
import { forgetView } from '@/app/_actions/picture'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { FieldsForm } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { savedViews } from '@/db/queries/picture/saved-views'
import { waitingFor } from '@/db/queries/picture/waiting'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { LISTS } from '@/lib/picture/view'
import { WAITING } from '@/lib/picture/waiting'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatNumber } from '@/lib/shared/number'
import { listAddress } from '@/lib/shared/pagination'
import { formWords } from '../../../_picture/refer-card'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('desk.inbox.title') }
}

/** What waits for the reader in all her programmes; each line leads to the page that works it off. */
export default async function InboxPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const { lines, views } = await reading(scope, async (db) => ({
    lines: await waitingFor(db, scope, { now: new Date() }),
    views: await savedViews(db, scope),
  }))
  return (
    <div className="grid max-w-3xl gap-5">
      <PageHead title={t('desk.inbox.title')} line={t('desk.inbox.line')} />
      {lines.length === 0 ? (
        <EmptyState title={t('desk.inbox.empty')}>{t('desk.inbox.emptyLine')}</EmptyState>
      ) : (
        <Card id="waiting" title={t('desk.inbox.waiting')}>
          <ul>
            {lines.map(({ kind, count, days }) => {
              const { programme, path } = WAITING[kind]
              return (
                <li
                  key={kind}
                  className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-1 last:border-b-0"
                >
                  <a
                    href={`/${locale}/office${path}`}
                    className="inline-flex min-h-11 items-center font-semibold"
                  >
                    {t(`desk.inbox.kind.${kind}`, { count: formatNumber(count, locale) })}
                  </a>
                  {programme ? <Badge>{t(`picture.programme.${programme}`)}</Badge> : null}
                  {days === null ? null : (
                    <span className="text-sm text-ink-2">
                      {t('desk.inbox.oldest', { days: formatNumber(days, locale) })}
                    </span>
                  )}
                </li>
              )
            })}
          </ul>
        </Card>
      )}
      {views.length > 0 ? (
        <Card id="views" title={t('desk.views.title')}>
          <ul>
            {views.map(({ viewId, name, list, filters }) => (
              <li
                key={viewId}
                className="flex flex-wrap items-center justify-between gap-x-3 border-b border-line py-1 last:border-b-0"
              >
                <span className="flex flex-wrap items-center gap-x-3">
                  <a
                    href={listAddress(`/${locale}/office${LISTS[list].path}`, filters)}
                    className="inline-flex min-h-11 items-center font-semibold"
                  >
                    <bdi>{name}</bdi>
                  </a>
                  <span className="text-sm text-ink-2">{t(`desk.views.list.${list}`)}</span>
                </span>
                <FieldsForm
                  action={forgetView}
                  hidden={{ viewId, back: `/${locale}/office/inbox` }}
                  idPrefix={`${viewId}-`}
                  look="quiet"
                  fields={[]}
                  submit={t('desk.views.drop')}
                  words={formWords(t)}
                />
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </div>
  )
}
