import { putDelivery, putOutcome, putReview, stepAgreement } from '@/app/_actions/charity-agreements'
import { Card } from '@/components/ui/card'
import { FieldsForm, type FormField } from '@/components/ui/fields-form'
import type { AgreementLine } from '@/db/queries/charities/agreements'
import { OUTCOME_KINDS } from '@/lib/charities/kinds'
import { monthText } from '@/lib/charities/month'
import { type AgreementAct, agreementActs } from '@/lib/charities/way'
import { dayTyped } from '@/lib/shared/jalali'
import { countField, dayField, noticeWords, reasonField, type Told } from '../../present'

type Shared = { told: Told; agreement: AgreementLine; back: string }
type FormProps = Shared & { months: number[]; today: string }

export function AgreementSteps({ told, agreement, back }: Shared) {
  const { t } = told
  const acts = agreementActs(agreement.state)
  const form = (act: AgreementAct) => (
    <FieldsForm
      action={stepAgreement}
      hidden={{ agreementId: agreement.agreementId, version: String(agreement.version), act, back }}
      idPrefix={`${act}-`}
      look={act === 'terminate' ? 'danger' : act === 'end' ? 'plain' : 'primary'}
      submit={t(`charities.agreementAct.${act}`)}
      words={noticeWords(t)}
      fields={act === 'terminate' ? [reasonField(t)] : []}
    />
  )
  const next = acts.find((act) => act === 'assess' || act === 'approve' || act === 'begin')
  return (
    <Card id="next" title={t('charities.next')}>
      {next ? form(next) : <p className="text-ink-2">{t(`charities.agreementNext.${agreement.state}`)}</p>}
      {acts
        .filter((act) => act !== next)
        .map((act) => (
          <details key={act} className="mt-3">
            <summary className="min-h-touch py-2 font-semibold text-lapis">
              {t(`charities.agreementAct.${act}`)}
            </summary>
            {form(act)}
          </details>
        ))}
    </Card>
  )
}

const monthField = ({ told: { t, locale }, months }: FormProps): FormField => ({
  kind: 'select',
  name: 'month',
  label: t('charities.field.month'),
  options: months.map((one) => ({ value: String(one), label: monthText(one, locale) })),
})

export function DeliveryForm(props: FormProps) {
  const { told, agreement, back } = props
  const { t } = told
  return (
    <div className="mt-4 border-t border-line pt-4">
      <FieldsForm
        action={putDelivery}
        hidden={{ agreementId: agreement.agreementId, back }}
        idPrefix="delivery-"
        columns={3}
        submit={t('charities.saveDelivery')}
        words={noticeWords(t)}
        fields={[
          monthField(props),
          countField('served', t('charities.field.served')),
          countField('units', t('charities.field.units'), { hint: t('charities.hint.units') }),
          { kind: 'check', name: 'W-CD-08', label: t('charities.sureOver') },
        ]}
      />
    </div>
  )
}

export function ReviewForm({ told: { t, locale }, agreement, today, back }: FormProps) {
  return (
    <details className="mt-3">
      <summary className="min-h-touch py-2 font-semibold text-lapis">{t('charities.review')}</summary>
      <FieldsForm
        action={putReview}
        hidden={{ agreementId: agreement.agreementId, back }}
        idPrefix="review-"
        look="plain"
        submit={t('charities.saveReview')}
        words={noticeWords(t)}
        fields={[
          dayField('day', t('charities.field.day'), dayTyped(today, locale)),
          countField('before', t('charities.field.before'), {
            mark: t('words.optional'),
            hint: t('charities.hint.score'),
          }),
          countField('score', t('charities.field.score')),
          {
            kind: 'area',
            name: 'finding',
            label: t('charities.field.finding'),
            hint: t('charities.hint.nobody'),
            rows: 2,
            maxLength: 600,
          },
        ]}
      />
    </details>
  )
}

export function OutcomeForm(props: FormProps) {
  const { told, agreement, back } = props
  const { t } = told
  return (
    <details className="mt-3">
      <summary className="min-h-touch py-2 font-semibold text-lapis">{t('charities.outcome')}</summary>
      <FieldsForm
        action={putOutcome}
        hidden={{ agreementId: agreement.agreementId, back }}
        idPrefix="outcome-"
        look="plain"
        submit={t('charities.saveOutcome')}
        words={noticeWords(t)}
        fields={[
          {
            kind: 'select',
            name: 'kind',
            label: t('charities.field.outcome'),
            options: OUTCOME_KINDS.map((value) => ({ value, label: t(`charities.outcomeKind.${value}`) })),
          },
          monthField(props),
          countField('count', t('charities.field.count')),
        ]}
      />
    </details>
  )
}
