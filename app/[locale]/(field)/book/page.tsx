import type { Metadata } from 'next'
import { putEntry, share, takeBack } from '@/app/_actions/hamyar'
import { BookList, MonthTotals } from '@/components/hamyar/book-list'
import { Checks } from '@/components/hamyar/checks'
import type { PhoneLabels } from '@/components/phone/phone-labels'
import { TakeAlong } from '@/components/phone/take-along'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { FieldsForm } from '@/components/ui/fields-form'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { bookLines, keptBooks, monthsOf } from '@/db/queries/hamyar/book'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { ENTRY_KINDS } from '@/lib/hamyar/ledger'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, messagesOf, wordsOf } from '@/lib/server/i18n'
import { dayTyped, formatDay } from '@/lib/shared/jalali'
import { formatNumber } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'
import { HamyarFrame } from '../../_hamyar/hamyar-frame'
import { monthView, rials } from '../../_hamyar/month-view'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ group?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('hamyar.book.title') }
}

/** The group's own book in a member's hand: a line, the months, and what the group shows its social worker. */
export default async function BookPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requirePower(actor, 'book', 'HAMYAR')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const asked = await searchParams
  const { books, book, lines } = await reading(scope, async (db) => {
    const books = await keptBooks(db, scope)
    const book = books.find(({ groupId }) => groupId === asked.group) ?? books[0]
    return { books, book, lines: book ? await bookLines(db, scope, book.groupId) : [] }
  })
  const home = `/${locale}/book`
  const back = book && books.length > 1 ? `${home}?group=${book.groupId}` : home
  const words = { error: t('words.kind.error'), success: t('words.kind.success') }
  const phone = (await messagesOf(locale)).phone as unknown as PhoneLabels
  return (
    <HamyarFrame t={t} locale={locale} actor={actor} items={[{ href: home, label: t('hamyar.book.title') }]}>
      {!book ? (
        <EmptyState title={t('hamyar.book.noBook')} />
      ) : (
        <div className="grid gap-5">
          <PageHead
            title={t('hamyar.book.title')}
            line={<bdi>{book.nameFa}</bdi>}
            actions={
              <LinkButton href={`${home}/sheet?group=${book.groupId}`} size="field">
                {t('hamyar-desk.sheet.open')}
              </LinkButton>
            }
          />
          {books.length > 1 ? (
            <ul className="flex flex-wrap gap-3">
              {books.map((one) => (
                <li key={one.groupId}>
                  <a href={`${home}?group=${one.groupId}`} className="inline-flex min-h-touch items-center">
                    <bdi>{one.nameFa}</bdi>
                  </a>
                </li>
              ))}
            </ul>
          ) : null}
          <Notice kindLabel={t('words.kind.info')}>{t('hamyar.book.own')}</Notice>
          <Card id="line" title={t('hamyar.book.newLine')}>
            <FieldsForm
              action={putEntry}
              hidden={{ groupId: book.groupId, back }}
              size="field"
              submit={t('hamyar.book.write')}
              words={words}
              fields={[
                {
                  kind: 'select',
                  name: 'kind',
                  label: t('hamyar.book.kind'),
                  options: ENTRY_KINDS.map((value) => ({ value, label: t(`hamyar.kind.${value}`) })),
                },
                {
                  kind: 'text',
                  name: 'amount',
                  label: t('hamyar.book.amount'),
                  hint: t('hamyar.book.amountHint'),
                  ltr: true,
                  inputMode: 'numeric',
                  maxLength: 25,
                },
                {
                  kind: 'text',
                  name: 'day',
                  label: t('hamyar.field.day'),
                  start: dayTyped(tehranDay(new Date()), locale),
                  ltr: true,
                  inputMode: 'numeric',
                  maxLength: 10,
                },
                {
                  kind: 'text',
                  name: 'note',
                  label: t('hamyar.book.note'),
                  mark: t('words.optional'),
                  hint: t('hamyar.book.noteHint'),
                  maxLength: 120,
                },
              ]}
            />
          </Card>
          <TakeAlong owner={actor.userId} locale={locale} labels={phone} />
          <Card
            id="months"
            title={t('hamyar.book.months')}
            aside={t('hamyar.people', { count: formatNumber(book.members, locale) })}
          >
            {lines.length === 0 ? (
              <p className="text-ink-2">{t('hamyar.book.empty')}</p>
            ) : (
              <MonthTotals
                label={t('hamyar.book.months')}
                months={monthsOf(lines).map((one) =>
                  monthView(one, ENTRY_KINDS, book.members, { t, locale }),
                )}
              />
            )}
          </Card>
          <Card id="sharing" title={t('hamyar.book.sharing')}>
            <FieldsForm
              action={share}
              hidden={{ groupId: book.groupId, back }}
              size="field"
              look="plain"
              submit={t('hamyar.book.shareSubmit')}
              words={words}
              fields={[]}
            >
              <Checks
                legend={t('hamyar.book.shareLegend')}
                hint={t('hamyar.book.shareHint')}
                name="kinds"
                options={ENTRY_KINDS.map((value) => ({
                  value,
                  label: t(`hamyar.kind.${value}`),
                  on: book.shown.includes(value),
                }))}
              />
            </FieldsForm>
          </Card>
          <Card id="lines" title={t('hamyar.book.lines')}>
            <BookList
              label={t('hamyar.book.lines')}
              entries={lines.map((one) => ({
                key: one.entryId,
                kind: t(`hamyar.kind.${one.kind}`),
                amount: rials(one.reversal ? -one.amount : one.amount, t, locale),
                line: formatDay(one.day, locale, 'long'),
                note: one.note,
                state: one.reversal
                  ? t('hamyar.book.reversal')
                  : one.reversed
                    ? t('hamyar.book.reversed')
                    : null,
                struck: one.reversed,
                undo:
                  one.reversal || one.reversed ? null : (
                    <details>
                      <summary className="min-h-touch py-2 text-sm font-semibold text-lapis">
                        {t('hamyar.book.takeBack')}
                      </summary>
                      <FieldsForm
                        action={takeBack}
                        hidden={{ entryId: one.entryId, back }}
                        idPrefix={`back-${one.entryId}-`}
                        size="field"
                        look="danger"
                        submit={t('hamyar.book.takeBackSubmit')}
                        words={words}
                        fields={[
                          {
                            kind: 'text',
                            name: 'note',
                            label: t('hamyar.book.why'),
                            mark: t('words.optional'),
                            maxLength: 120,
                          },
                        ]}
                      />
                    </details>
                  ),
              }))}
            />
          </Card>
        </div>
      )}
    </HamyarFrame>
  )
}
