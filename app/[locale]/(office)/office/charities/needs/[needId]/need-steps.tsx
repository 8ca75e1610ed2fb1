import { stepNeed } from '@/app/_actions/charities'
import { Card } from '@/components/ui/card'
import { FieldsForm, type FormField } from '@/components/ui/fields-form'
import type { MeetingLine, NeedLine } from '@/db/queries/charities/needs'
import type { ProviderLine } from '@/db/queries/charities/providers'
import { type NeedAct, needActs } from '@/lib/charities/way'
import { formatDay } from '@/lib/shared/jalali'
import { localDigits } from '@/lib/shared/number'
import { countField, noticeWords, reasonField, type Told } from '../../present'

type Props = { told: Told; need: NeedLine; meetings: MeetingLine[]; providers: ProviderLine[]; back: string }
const FORWARD: readonly NeedAct[] = ['verify', 'plan', 'meet', 'resume']

/** What can be done with a need where it stands: the next step in the open, putting it off behind a fold. */
export function NeedSteps({ told, need, meetings, providers, back }: Props) {
  const { t } = told
  const acts = needActs(need.state)
  const form = (act: NeedAct) => (
    <FieldsForm
      action={stepNeed}
      hidden={{ needId: need.needId, version: String(need.version), act, back }}
      idPrefix={`${act}-`}
      look={FORWARD.includes(act) ? 'primary' : act === 'reject' ? 'danger' : 'plain'}
      submit={t(`charities.needAct.${act}`)}
      words={noticeWords(t)}
      fields={fieldsOf(act, { told, need, meetings, providers })}
    />
  )
  const [first, ...rest] = [...acts].sort((a, b) => Number(FORWARD.includes(b)) - Number(FORWARD.includes(a)))
  return (
    <Card id="next" title={t('charities.next')}>
      {first && FORWARD.includes(first) ? (
        form(first)
      ) : (
        <p className="text-ink-2">{t(`charities.noNext.${need.state}`)}</p>
      )}
      {[...(first && !FORWARD.includes(first) ? [first] : []), ...rest].map((act) => (
        <details key={act} className="mt-3">
          <summary className="min-h-touch py-2 font-semibold text-lapis">
            {t(`charities.needAct.${act}`)}
          </summary>
          {form(act)}
        </details>
      ))}
    </Card>
  )
}

function fieldsOf(act: NeedAct, { told, need, meetings, providers }: Omit<Props, 'back'>): FormField[] {
  const { t, locale } = told
  if (act === 'verify')
    return [
      countField('verifiedCount', t('charities.field.verifiedCount'), {
        hint: t('charities.hint.verified'),
        start: localDigits(String(need.people), locale),
      }),
    ]
  if (act === 'plan')
    return [
      {
        kind: 'select',
        name: 'meetingId',
        label: t('charities.field.meeting'),
        hint: t('charities.hint.meeting'),
        options: [
          { value: '', label: t('charities.choose') },
          ...meetings.map((one) => ({
            value: one.meetingId,
            label: `${one.titleFa} · ${formatDay(one.day, locale, 'numeric')}`,
          })),
        ],
      },
      {
        kind: 'select',
        name: 'promisedBy',
        label: t('charities.field.promisedBy'),
        mark: t('words.optional'),
        options: [
          { value: '', label: t('charities.nobody') },
          ...providers.map((one) => ({ value: one.providerId, label: one.nameFa })),
        ],
      },
      {
        kind: 'text',
        name: 'promised',
        label: t('charities.promised'),
        mark: t('words.optional'),
        maxLength: 300,
      },
    ]
  return act === 'defer' || act === 'reject' ? [reasonField(t)] : []
}
