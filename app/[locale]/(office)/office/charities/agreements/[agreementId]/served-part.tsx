import { randomUUID } from 'node:crypto'
import { makeServedCards, putComplaint, sayByVoice } from '@/app/_actions/charity-served'
import { ServedCardsForm } from '@/components/charities/served-cards-form'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { AgreementLine, DeliveryLine } from '@/db/queries/charities/agreements'
import type { ServedRecord } from '@/db/queries/charities/served'
import { monthText } from '@/lib/charities/month'
import { COMPLAINTS, monthsToConfirm, SERVED_ANSWERS } from '@/lib/charities/served'
import type { Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { noticeWords, type Told } from '../../present'

type Props = {
  told: Told
  /** The words printed on a card, Persian whoever prints it. */
  printed: Words
  agreement: AgreementLine
  record: ServedRecord
  deliveries: DeliveryLine[]
  today: string
  back: string
}

/** What people served say of each month beside what the charity delivered; and the office's ways of hearing them. */
export function ServedPart({ told, printed, agreement, record, deliveries, today, back }: Props) {
  const { t, locale } = told
  const number = (n: number) => formatNumber(n, locale)
  const served = new Map(deliveries.map((one) => [one.month, one.served]))
  const months = monthsToConfirm(agreement, today)
  const print = (key: string) => printed(`served.print.${key}`)
  return (
    <Card
      id="served"
      title={t('served.served.title')}
      aside={record.cards > 0 ? t('served.served.cards', { count: number(record.cards) }) : undefined}
    >
      {record.cards === 0 ? <p className="mb-3 text-ink-2">{t('served.served.noCards')}</p> : null}
      {record.months.length === 0 ? (
        <p className="text-ink-2">{t('served.served.none')}</p>
      ) : (
        <Table caption={t('served.served.title')} captionHidden label={t('served.served.title')} dense>
          <thead>
            <tr>
              <HeadCell>{t('charities.field.month')}</HeadCell>
              {['confirmed', 'unconfirmed', 'received', 'partly', 'missed'].map((head) => (
                <HeadCell key={head} numeric>
                  {t(`served.served.${head}`)}
                </HeadCell>
              ))}
            </tr>
          </thead>
          <tbody>
            {record.months.map((one) => {
              const confirmed = one.received + one.partly
              const delivered = served.get(one.month)
              return (
                <tr key={one.month}>
                  <RowHead>{monthText(one.month, locale)}</RowHead>
                  <Cell numeric>{number(confirmed)}</Cell>
                  <Cell numeric>
                    {delivered === undefined ? t('words.none') : number(Math.max(0, delivered - confirmed))}
                  </Cell>
                  <Cell numeric>{number(one.received)}</Cell>
                  <Cell numeric>{number(one.partly)}</Cell>
                  <Cell numeric>{number(one.missed)}</Cell>
                </tr>
              )
            })}
          </tbody>
        </Table>
      )}
      <details className="mt-3">
        <summary className="min-h-touch py-2 font-semibold text-lapis print:hidden">
          {t('served.served.make')}
        </summary>
        <p className="mb-3 text-sm text-ink-2 print:hidden">{t('served.served.makeLine')}</p>
        <ServedCardsForm
          action={makeServedCards}
          hidden={{ agreementId: agreement.agreementId }}
          locale={locale}
          words={{
            count: t('served.served.count'),
            anew: t('served.served.anew'),
            anewHint: t('served.served.anewHint'),
            optional: t('words.optional'),
            submit: t('served.served.submit'),
            made: t('served.served.made', { n: '{n}' }),
            ...noticeWords(t),
          }}
          card={{
            title: print('card'),
            number: printed('served.print.numberIs', { row: '{row}' }),
            how: print('how'),
            own: print('own'),
            keep: print('keep'),
            help: print('help'),
          }}
        />
      </details>
      {record.cards > 0 && months.length > 0 ? (
        <details className="print:hidden">
          <summary className="min-h-touch py-2 font-semibold text-lapis">{t('served.served.voice')}</summary>
          <p className="mb-3 text-sm text-ink-2">{t('served.served.voiceLine')}</p>
          <FieldsForm
            action={sayByVoice}
            hidden={{ agreementId: agreement.agreementId, back }}
            idPrefix="voice-"
            look="plain"
            columns={3}
            submit={t('served.served.saveVoice')}
            words={{ ...noticeWords(t), done: t('served.served.voiceDone') }}
            fields={[
              { kind: 'text', name: 'code', label: t('served.served.code'), ltr: true, inputMode: 'numeric' },
              {
                kind: 'select',
                name: 'month',
                label: t('charities.field.month'),
                options: months.map((one) => ({ value: String(one), label: monthText(one, locale) })),
              },
              {
                kind: 'select',
                name: 'answer',
                label: t('served.served.said'),
                options: SERVED_ANSWERS.map((value) => ({ value, label: t(`served.answer.${value}`) })),
              },
            ]}
          />
        </details>
      ) : null}
      <details className="print:hidden">
        <summary className="min-h-touch py-2 font-semibold text-lapis">{t('served.served.complain')}</summary>
        <FieldsForm
          action={putComplaint}
          hidden={{ key: randomUUID(), agreementId: agreement.agreementId, back }}
          idPrefix="complaint-"
          look="plain"
          columns={3}
          submit={t('served.served.saveComplaint')}
          words={{ ...noticeWords(t), done: t('served.served.complaintDone') }}
          fields={[
            {
              kind: 'select',
              name: 'about',
              label: t('served.served.about'),
              options: COMPLAINTS.map((value) => ({ value, label: t(`served.about.${value}`) })),
            },
            {
              kind: 'text',
              name: 'code',
              label: t('served.served.code'),
              mark: t('words.optional'),
              ltr: true,
              inputMode: 'numeric',
            },
            {
              kind: 'text',
              name: 'who',
              label: t('served.served.who'),
              hint: t('served.served.whoHint'),
              mark: t('words.optional'),
              maxLength: 160,
            },
            { kind: 'area', name: 'said', label: t('served.served.words'), rows: 2, maxLength: 500 },
          ]}
        />
      </details>
    </Card>
  )
}

/** What a charity may know of it: how many confirmed a month that is over, and nothing of who did or did not. */
export function ConfirmedPart({
  told: { t, locale },
  confirmed,
  deliveries,
}: {
  told: Told
  confirmed: { month: number; confirmed: number }[]
  deliveries: DeliveryLine[]
}) {
  const of = new Map(confirmed.map((one) => [one.month, one.confirmed]))
  return (
    <Card id="confirmed" title={t('served.served.title')}>
      <p className="mb-2 text-sm text-ink-2">{t('served.served.ownLine')}</p>
      <ul className="grid gap-1">
        {[...deliveries]
          .reverse()
          .slice(0, SHOWN)
          .map(({ month, served }) => {
            const n = of.get(month)
            return (
              <li key={month}>
                {monthText(month, locale)}:{' '}
                {n === undefined
                  ? t('served.served.few')
                  : t('words.of', { value: formatNumber(n, locale), target: formatNumber(served, locale) })}
              </li>
            )
          })}
      </ul>
    </Card>
  )
}
const SHOWN = 6
