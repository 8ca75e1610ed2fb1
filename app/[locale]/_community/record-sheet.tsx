import type { ReactNode } from 'react'
import { answerProposal, rewriteRecord, strikeOut } from '@/app/_actions/community'
import { type RecordFact, RecordView, STATE_TONES } from '@/components/community/record-view'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import type { RecordPage } from '@/db/queries/community/records'
import { ANALYSIS_PARTS, nextStates } from '@/lib/community/kinds'
import { dayTyped, formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'
import { recordFields } from './record-fields'
import { placeText, stateView } from './record-rows'

type Props = {
  t: Words
  locale: Locale
  record: RecordPage
  at: 'office' | 'field'
  mayWrite: boolean
  pictures: ReactNode
}

/** A record of a neighbourhood as office and facilitator read it, with the forms that answer, correct or strike it. */
export function RecordSheet({ t, locale, record, at, mayWrite, pictures }: Props) {
  const { today } = record
  const base = `/${locale}/${at === 'office' ? 'office' : 'today'}/community`
  const hidden = {
    recordId: record.recordId,
    version: String(record.version),
    back: `${base}/${record.recordId}`,
  }
  const words = { error: t('words.kind.error'), success: t('words.kind.success') }
  const open = mayWrite && !record.closed && record.struck === null
  const next = record.status ? nextStates(record.status) : []
  return (
    <RecordView
      title={t(`community.kind.${record.kind}`)}
      state={stateView(record.status, t)}
      line={[
        formatDay(record.day, locale, 'long'),
        placeText(record, t, locale),
        record.by ? t('community.enteredBy', { who: record.by }) : null,
      ]
        .filter(Boolean)
        .join(' · ')}
      what={record.what}
      facts={factsOf(record, t, locale)}
      struck={
        record.struck &&
        t('community.struck', {
          day: formatDay(record.struck.at, locale, 'long'),
          reason: record.struck.reason,
        })
      }
      fates={record.fates.map((fate) => ({
        key: fate.status,
        state: t(`community.state.${fate.status}`),
        tone: STATE_TONES[fate.status],
        line: [formatDay(fate.day, locale, 'long'), fate.who].filter(Boolean).join(' · '),
        reason: fate.reason,
      }))}
      former={record.former.map((one, i) => ({
        key: String(i),
        line: t('community.formerLine', {
          who: one.who ?? t('words.none'),
          day: formatDay(tehranDay(new Date(one.at)), locale, 'long'),
        }),
        reason: t('community.reasonOf', { reason: one.reason }),
        facts: [
          { label: t('community.field.day'), text: formatDay(one.day, locale, 'long') },
          { label: t(`community.what.${record.kind}`), text: one.what },
          ...factsOf(one, t, locale),
        ],
      }))}
      words={{
        about: t('community.about'),
        fates: t('community.fates'),
        noFates: t('community.noFates'),
        former: t('community.former'),
      }}
    >
      {open && next.length > 0 ? (
        <Card id="answer" title={t('community.answer')}>
          <FieldsForm
            action={answerProposal}
            hidden={hidden}
            idPrefix="answer-"
            size={at}
            submit={t('community.answerSubmit')}
            words={words}
            fields={[
              {
                kind: 'select',
                name: 'status',
                label: t('community.field.status'),
                options: next.map((value) => ({ value, label: t(`community.state.${value}`) })),
              },
              {
                kind: 'text',
                name: 'day',
                label: t('community.field.answerDay'),
                hint: t('community.hint.day'),
                start: dayTyped(today, locale),
                ltr: true,
                inputMode: 'numeric',
              },
              {
                kind: 'area',
                name: 'reason',
                label: t('community.field.answerReason'),
                hint: t('community.hint.nobody'),
                rows: 2,
                maxLength: 300,
              },
            ]}
          />
        </Card>
      ) : null}
      {pictures}
      {open ? (
        <details className="rounded-lg border border-line bg-surface px-4">
          <summary className="min-h-touch py-3 font-semibold text-lapis">{t('community.correct')}</summary>
          <div className="grid gap-6 pb-4">
            <FieldsForm
              action={rewriteRecord}
              hidden={{ ...hidden, kind: record.kind }}
              idPrefix="correct-"
              size={at}
              look="plain"
              submit={t('community.correctSubmit')}
              words={words}
              fields={[
                ...recordFields(record.kind, { t, locale, today, now: record }),
                { kind: 'text', name: 'reason', label: t('community.field.reason'), maxLength: 300 },
              ]}
            />
            <FieldsForm
              action={strikeOut}
              hidden={hidden}
              idPrefix="strike-"
              size={at}
              look="danger"
              submit={t('community.strikeSubmit')}
              words={words}
              fields={[
                { kind: 'text', name: 'reason', label: t('community.field.strikeReason'), maxLength: 300 },
              ]}
            />
          </div>
        </details>
      ) : null}
    </RecordView>
  )
}

type Standing = Pick<
  RecordPage,
  'addressedTo' | 'participants' | 'elements' | 'shocks' | 'resources' | 'priorities'
>

function factsOf(record: Standing, t: Words, locale: Locale): RecordFact[] {
  return [
    ...(record.addressedTo
      ? [{ label: t('community.field.addressedTo'), text: t(`community.addressee.${record.addressedTo}`) }]
      : []),
    ...(record.participants === null
      ? []
      : [
          {
            label: t('community.field.participants'),
            text: t('community.people', { count: formatNumber(record.participants, locale) }),
          },
        ]),
    ...ANALYSIS_PARTS.flatMap((part) => {
      const text = record[part]
      return text === null ? [] : [{ label: t(`community.part.${part}`), text }]
    }),
  ]
}
