import { closeQuarter, takeQuarterBack } from '@/app/_actions/figures'
import { FactList } from '@/components/indicators/fact-list'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import { Notice } from '@/components/ui/notice'
import type { QuarterSheet } from '@/db/queries/indicators/quarters'
import type { RunLine } from '@/db/queries/programmes/run-line'
import { type Actor, actorCan } from '@/lib/access/actor'
import { momentText } from '@/lib/access/present'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'

type Props = { t: Words; locale: Locale; actor: Actor; run: RunLine; sheet: QuarterSheet; here: string }

/** How the quarter was closed, by whom, with the proof of its text; and the signature while it waits for one. */
export function ClosingCard({ t, locale, actor, run, sheet, here }: Props) {
  const { state, quarter, hash, holds, closingId, preparedById } = sheet
  const words = { error: t('words.kind.error'), success: t('words.kind.success') }
  const moment = (iso: string) => momentText(Date.parse(iso), locale)
  const { count, reason } = quarter.unapproved
  const facts = [
    { key: 'asOf', value: t('quarters.asOf', { day: formatDay(quarter.asOf, locale, 'long') }) },
    {
      key: 'by',
      value: (
        <>
          {t('quarters.preparedBy', { name: sheet.preparedBy, at: moment(sheet.preparedAt) })}
          {sheet.signedAt === null ? null : (
            <span className="block">
              {t('quarters.signedBy', {
                name: sheet.signedBy ?? t('words.none'),
                at: moment(sheet.signedAt),
              })}
            </span>
          )}
        </>
      ),
    },
    {
      key: 'hash',
      value: (
        <bdi className="text-xs break-all" dir="ltr" lang="en">
          {hash}
        </bdi>
      ),
    },
  ]
  const names: Record<string, string> = {
    asOf: t('quarters.figures'),
    by: t('quarters.by'),
    hash: t('quarters.hash'),
  }
  const mine = preparedById === actor.userId
  return (
    <Card
      id="closing"
      title={t('quarters.state')}
      aside={<Badge tone={state === 'SIGNED' ? 'done' : 'hint'}>{t(`quarters.states.${state}`)}</Badge>}
    >
      <div className="grid gap-4">
        <FactList facts={facts.map((fact) => ({ ...fact, name: names[fact.key] ?? '' }))} />
        {count > 0 ? (
          <Notice kind="warn" kindLabel={t('words.kind.warn')}>
            {t('quarters.closedWith', { n: formatNumber(count, locale), reason: reason ?? '' })}
          </Notice>
        ) : null}
        <Notice kind={holds ? 'success' : 'error'} kindLabel={t(`words.kind.${holds ? 'success' : 'error'}`)}>
          {t(`quarters.${holds ? 'holds' : 'broken'}`)}
        </Notice>
        {state === 'PREPARED' && mine ? (
          <Notice kind="info" kindLabel={t('words.kind.info')}>
            {t('quarters.mine')}
          </Notice>
        ) : null}
        {state === 'PREPARED' && !mine && actorCan(actor, 'sign', run) ? (
          <FieldsForm
            action={closeQuarter}
            hidden={{ closingId, back: here }}
            submit={t('quarters.sign')}
            look="done"
            words={words}
            fields={[]}
          >
            <p className="text-sm text-ink-2">{t('quarters.signHint')}</p>
          </FieldsForm>
        ) : null}
        {state === 'PREPARED' && actorCan(actor, 'prepare', run) ? (
          <details>
            <summary className="min-h-11 py-2 text-lapis">{t('quarters.withdraw')}</summary>
            <FieldsForm
              action={takeQuarterBack}
              hidden={{ closingId }}
              idPrefix="withdraw-"
              submit={t('quarters.withdraw')}
              look="plain"
              words={words}
              fields={[{ kind: 'text', name: 'reason', label: t('quarters.withdrawReason'), required: true }]}
            />
          </details>
        ) : null}
      </div>
    </Card>
  )
}
