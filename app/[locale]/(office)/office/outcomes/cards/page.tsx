import type { Metadata } from 'next'
import { declineOne, makeCards } from '@/app/_actions/outcomes'
import { CardsForm } from '@/components/surveys/cards-form'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { FieldsForm } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { runNamed } from '@/db/queries/programmes/run-line'
import { cardGroups } from '@/db/queries/surveys/waves'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, messagesOf, wordsOf } from '@/lib/server/i18n'
import { formatNumber } from '@/lib/shared/number'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ run?: string }> }
type CardWords = Record<'card' | 'rowIs' | 'how' | 'own' | 'keep' | 'help', string> & { made: string }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('outcomes.cards.title') }
}

/** Cards by group: who has one, new ones, and a lost one anew. */
export default async function CardsPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const { run: code } = await searchParams
  const actor = await requireActor()
  requirePower(actor, 'run')
  const scope = scopeOf(actor)
  const [t, own, persian, found] = await Promise.all([
    wordsOf(locale),
    messagesOf(locale),
    messagesOf('fa'),
    reading(scope, async (db) => {
      const run = await runNamed(db, scope, code)
      return run ? { run, groups: await cardGroups(db, scope, run.runId) } : null
    }),
  ])
  const groups = found?.groups ?? []
  const name = (one: { placeFa: string; placeEn: string }) => (locale === 'fa' ? one.placeFa : one.placeEn)
  const here = own.outcomes?.cards as CardWords
  const printed = persian.outcomes?.cards as CardWords
  return (
    <div className="grid gap-5">
      <p className="-mb-3 text-sm print:hidden">
        <a href={`/${locale}/office/outcomes`} className="inline-flex min-h-11 items-center">
          {t('outcomes.waves.back')}
        </a>
      </p>
      <div className="print:hidden">
        <PageHead title={t('outcomes.cards.title')} line={t('outcomes.cards.line')} />
      </div>
      {groups.length === 0 ? (
        <EmptyState title={t('outcomes.cards.none')} />
      ) : (
        <>
          <CardsForm
            action={makeCards}
            locale={locale}
            groups={groups.map((one) => ({ value: one.cohortId, label: name(one) }))}
            which={[
              { value: 'NEW', label: t('outcomes.cards.new') },
              { value: 'ALL', label: t('outcomes.cards.all') },
              { value: 'ROW', label: t('outcomes.cards.row') },
            ]}
            words={{
              group: t('outcomes.cards.group'),
              which: t('outcomes.cards.which'),
              row: t('outcomes.cards.rowNumber'),
              submit: t('outcomes.cards.submit'),
              made: here.made,
              error: t('words.kind.error'),
              success: t('words.kind.success'),
            }}
            card={{
              title: printed.card,
              row: printed.rowIs,
              how: printed.how,
              own: printed.own,
              keep: printed.keep,
              help: printed.help,
            }}
          />
          <div className="print:hidden">
            <Card id="decline" title={t('outcomes.cards.decline')}>
              <p className="mb-3 text-sm text-ink-2">{t('outcomes.cards.declineLine')}</p>
              <FieldsForm
                action={declineOne}
                idPrefix="decline-"
                columns={3}
                fields={[
                  {
                    kind: 'select',
                    name: 'cohortId',
                    label: t('outcomes.cards.group'),
                    options: groups.map((one) => ({ value: one.cohortId, label: name(one) })),
                  },
                  {
                    kind: 'text',
                    name: 'row',
                    label: t('outcomes.cards.rowNumber'),
                    required: true,
                    ltr: true,
                    inputMode: 'numeric',
                  },
                  {
                    kind: 'select',
                    name: 'declined',
                    label: t('outcomes.cards.wish'),
                    options: [
                      { value: 'yes', label: t('outcomes.cards.wantsNone') },
                      { value: 'no', label: t('outcomes.cards.wantsOne') },
                    ],
                  },
                ]}
                submit={t('outcomes.cards.declineSubmit')}
                look="plain"
                words={{
                  error: t('words.kind.error'),
                  success: t('words.kind.success'),
                  done: t('outcomes.cards.declineDone'),
                }}
              />
            </Card>
          </div>
          <div className="print:hidden">
            <Card id="groups" title={t('outcomes.waves.groups')}>
              <Table
                caption={t('outcomes.cards.title')}
                captionHidden
                label={t('outcomes.cards.title')}
                dense
              >
                <thead>
                  <tr>
                    <HeadCell>{t('outcomes.cards.group')}</HeadCell>
                    <HeadCell numeric>{t('outcomes.cards.people')}</HeadCell>
                    <HeadCell numeric>{t('outcomes.cards.has')}</HeadCell>
                    <HeadCell numeric>{t('outcomes.cards.declined')}</HeadCell>
                  </tr>
                </thead>
                <tbody>
                  {groups.map((one) => (
                    <tr key={one.cohortId}>
                      <RowHead>
                        <bdi>{name(one)}</bdi>
                      </RowHead>
                      <Cell numeric>{formatNumber(one.people, locale)}</Cell>
                      <Cell numeric>{formatNumber(one.cards, locale)}</Cell>
                      <Cell numeric>{formatNumber(one.declined, locale)}</Cell>
                    </tr>
                  ))}
                </tbody>
              </Table>
            </Card>
          </div>
        </>
      )}
    </div>
  )
}
