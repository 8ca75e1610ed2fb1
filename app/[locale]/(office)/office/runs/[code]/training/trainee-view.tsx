import { moveTrainee, replaceByNominee, replaceBySomebody } from '@/app/_actions/training'
import type { TraineeRow } from '@/components/programmes/trainee-table'
import { FieldsForm, type FieldsFormProps, type FormField } from '@/components/ui/fields-form'
import type { RunLine } from '@/db/queries/programmes/run-line'
import type { Trainee, TrainingDesk } from '@/db/queries/programmes/training'
import { isCertified } from '@/lib/programmes/facilitator'
import { endingsOf, isReplaceable, maySucceed } from '@/lib/programmes/training'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, formatNumber } from '@/lib/shared/number'
import { isolate } from '@/lib/shared/persian-text'
import { nomineeFields } from '../forms'

export type Desk = {
  t: Words
  locale: Locale
  run: RunLine
  desk: TrainingDesk
  /** Whether the reader may take a certificate back. */
  signs: boolean
}
const GONE = ['REJECTED', 'WITHDRAWN', 'NOT_CERTIFIED', 'REPLACED']
export const inClass = ({ status }: Trainee) => status === 'ACCEPTED' || status === 'IN_TRAINING'

/** Somebody of step 1 as the desk shows her, with what may come next. */
export function traineeRow(one: Trainee, page: Desk): TraineeRow {
  const { t, locale, desk, run } = page
  const done = formatHours(one.trainingMinutes, locale)
  const needed = formatHours(desk.neededMinutes, locale)
  const score = (value: number | null) => (value === null ? t('words.none') : formatNumber(value, locale))
  const open = run.status !== 'CLOSED'
  return {
    facilitatorId: one.facilitatorId,
    name: one.name ?? t('runs.cohorts.hidden'),
    organisation: one.organisationFa,
    state: t(`runs.setup.facStates.${one.status}`),
    tone: isCertified(one.status) ? 'done' : GONE.includes(one.status) ? 'broken' : 'hint',
    notes: notesOf(one, page),
    hours: {
      share: one.trainingMinutes / Math.max(1, desk.neededMinutes),
      label: t('training.hoursOf', { done, needed }),
      shown: t('words.of', { value: done, target: needed }),
    },
    test: t('training.fromTo', { pre: score(one.knowledgePre), post: score(one.knowledgePost) }),
    leads: one.leads ?? t('words.none'),
    next: open ? nextAct(one, page) : null,
    more: open ? moreActs(one, page) : null,
  }
}

function notesOf(one: Trainee, { t, locale }: Desk): string[] {
  const day = (iso: string) => formatDay(iso, locale, 'numeric')
  const { certificateNo, certifiedOn, endReason, endedOn, replacedBy } = one
  return [
    isCertified(one.status) && certificateNo && certifiedOn
      ? t('training.certificate', { no: isolate(certificateNo), day: day(certifiedOn) })
      : '',
    GONE.includes(one.status) && endReason && endedOn
      ? t('training.ended', { reason: endReason, day: day(endedOn) })
      : '',
    replacedBy ? t('training.replacedBy', { name: replacedBy }) : '',
  ].filter(Boolean)
}

const words = ({ t }: Desk) => ({ error: t('words.kind.error'), success: t('words.kind.success') })
const reasonField = ({ t }: Desk): FormField => ({
  kind: 'text',
  name: 'reason',
  label: t('run-setup.reason'),
  required: true,
})

function nextAct(one: Trainee, page: Desk) {
  const act = (name: 'ACCEPT' | 'CERTIFY'): FieldsFormProps => ({
    action: moveTrainee,
    hidden: { facilitatorId: one.facilitatorId, version: String(one.version), act: name },
    idPrefix: `${one.facilitatorId}-`,
    look: 'plain',
    submit: page.t(`training.act.${name}`),
    words: words(page),
    fields: [],
  })
  if (one.status === 'NOMINATED') return <FieldsForm {...act('ACCEPT')} />
  return inClass(one) || one.status === 'NOT_CERTIFIED' ? <FieldsForm {...act('CERTIFY')} /> : null
}

/** Endings with a reason, and who may take her place. */
function moreActs(one: Trainee, page: Desk) {
  const { t, run, desk } = page
  const hidden = { facilitatorId: one.facilitatorId, version: String(one.version) }
  const endings = endingsOf(one.status).filter((ending) => ending !== 'REVOKED' || page.signs)
  const successors = desk.people.filter(
    (other) =>
      other.facilitatorId !== one.facilitatorId &&
      maySucceed(other.status) &&
      other.leads === null &&
      (one.leads === null || isCertified(other.status)),
  )
  const ending: FieldsFormProps | null =
    endings.length === 0
      ? null
      : {
          action: moveTrainee,
          hidden,
          idPrefix: `${one.facilitatorId}-end-`,
          look: 'plain',
          submit: t('training.endSubmit'),
          words: words(page),
          fields: [
            {
              kind: 'select',
              name: 'act',
              label: t('training.end'),
              options: endings.map((value) => ({ value, label: t(`training.endings.${value}`) })),
            },
            reasonField(page),
          ],
        }
  const replaceable = isReplaceable(one.status)
  if (!ending && !replaceable) return null
  return (
    <div className="grid min-w-72 gap-6 py-2">
      {ending ? <FieldsForm {...ending} /> : null}
      {replaceable && successors.length > 0 ? (
        <FieldsForm
          action={replaceBySomebody}
          hidden={hidden}
          idPrefix={`${one.facilitatorId}-by-`}
          look="plain"
          submit={t('training.replaceSubmit')}
          words={words(page)}
          fields={[
            {
              kind: 'select',
              name: 'byFacilitatorId',
              label: t('training.replaceBy'),
              hint: one.leads === null ? undefined : t('training.replaceHint', { place: one.leads }),
              options: successors.map((other) => ({
                value: other.facilitatorId,
                label: `${other.name ?? other.organisationFa} (${t(`runs.setup.facStates.${other.status}`)})`,
              })),
            },
            {
              kind: 'text',
              name: 'fromDay',
              label: t('training.fromDay'),
              ltr: true,
              inputMode: 'numeric',
              hint: t('training.fromDayHint'),
              mark: t('words.optional'),
            },
            reasonField(page),
          ]}
        />
      ) : null}
      {replaceable && successors.length === 0 && one.leads !== null ? (
        <p className="max-w-measure text-sm text-ink-2">{t('training.noSuccessor')}</p>
      ) : null}
      {replaceable && one.leads === null ? (
        <details>
          <summary className="min-h-11 py-2 text-lapis">
            {t('training.replaceNew', { organisation: one.organisationFa })}
          </summary>
          <FieldsForm
            action={replaceByNominee}
            hidden={{
              ...hidden,
              runId: run.runId,
              organisation: one.organisationFa,
              countyId: one.countyId ?? '',
            }}
            idPrefix={`${one.facilitatorId}-new-`}
            look="plain"
            columns={2}
            submit={t('training.replaceSubmit')}
            words={words(page)}
            fields={[...nomineeFields(t), reasonField(page)]}
          />
        </details>
      ) : null}
    </div>
  )
}
