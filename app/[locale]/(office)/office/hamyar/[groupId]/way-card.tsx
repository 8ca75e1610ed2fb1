import { approve, assess, changeGroup, changeWorker, takeStep } from '@/app/_actions/hamyar'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import { wayFacts } from '@/db/commands/hamyar/load-group'
import { powerFor } from '@/db/commands/hamyar/move-group'
import type { GroupRow } from '@/db/queries/hamyar/group-facts'
import type { RuleSetRow, TradeRow, WorkerRow } from '@/db/queries/hamyar/reference'
import type { wayMarks } from '@/db/queries/hamyar/way-marks'
import { type Actor, actorCan } from '@/lib/access/actor'
import { ACTIVITY_KINDS } from '@/lib/hamyar/kinds'
import { type Act, actsFrom, FORWARD, missing, nextStep } from '@/lib/hamyar/way'
import { sentenceOf } from '@/lib/server/said'
import { monthName } from '@/lib/shared/jalali-names'
import { localDigits } from '@/lib/shared/number'
import { dayTyped } from '../../../../_community/record-fields'
import { chosen, named, type Told, yesNo } from '../present'

type Shared = { told: Told; actor: Actor; group: GroupRow; back: string }
const noticeWords = ({ t }: Told) => ({ error: t('words.kind.error'), success: t('words.kind.success') })

/** The step that comes next: what it still asks, and its form for who may take it. */
export function WayCard({
  told,
  actor,
  group,
  rules,
  marks,
  today,
  back,
}: Shared & { rules: RuleSetRow; marks: Awaited<ReturnType<typeof wayMarks>>; today: string }) {
  const { t, locale } = told
  const facts = { ...wayFacts(group, marks), rules }
  const act = nextStep(facts)
  if (!act)
    return (
      <Card id="next" title={t('hamyar.next')}>
        <p className="text-ink-2">{t(`hamyar.noNext.${group.state}`)}</p>
      </Card>
    )
  // What the form itself will bring does not stand in the way of showing it.
  const doing = { by: actor.userId, today, reason: '', opening: { year: null, month: 1, day: null } }
  const stands = missing(act, facts, doing)
  const may = actorCan(actor, powerFor(act), group)
  return (
    <Card id="next" title={t('hamyar.next')} aside={t(`hamyar.act.${act}`)}>
      {stands.length > 0 ? (
        <>
          <p className="mb-2 text-sm text-ink-2">{t('hamyar.missing')}</p>
          <ul className="mb-3 grid list-disc gap-1 ps-5">
            {stands.map(({ code, values }) => (
              <li key={code}>{sentenceOf(t, code, values, locale)}</li>
            ))}
          </ul>
        </>
      ) : (
        <p className="mb-3">{t('hamyar.ready')}</p>
      )}
      {may ? (
        <StepForm told={told} group={group} act={act} back={back} />
      ) : (
        <p className="text-sm text-ink-2">{t(`hamyar.whose.${act}`)}</p>
      )}
      {act === 'selfSuffice' && group.workerId === actor.userId ? (
        <details className="mt-4">
          <summary className="min-h-touch py-2 font-semibold text-lapis">{t('hamyar.assess')}</summary>
          <FieldsForm
            action={assess}
            hidden={{ groupId: group.groupId, back }}
            idPrefix="assess-"
            size="office"
            look="plain"
            submit={t('hamyar.assessSubmit')}
            words={noticeWords(told)}
            fields={[
              {
                kind: 'text',
                name: 'day',
                label: t('hamyar.field.day'),
                start: dayTyped(today, locale),
                ltr: true,
                inputMode: 'numeric',
              },
              {
                kind: 'area',
                name: 'finding',
                label: t('hamyar.field.finding'),
                hint: t('hamyar.hint.nobody'),
                rows: 3,
                maxLength: 600,
              },
            ]}
          />
        </details>
      ) : null}
    </Card>
  )
}

function StepForm({ told, group, act, back }: { told: Told; group: GroupRow; act: Act; back: string }) {
  const { t, locale } = told
  const approval = act === 'approveCounty' ? 'COUNTY' : act === 'approveProvince' ? 'PROVINCE' : null
  const months = Array.from({ length: 12 }, (_, i) => ({
    value: String(i + 1),
    label: monthName(i + 1, locale),
  }))
  const reason = FORWARD.includes(act)
    ? []
    : [
        {
          kind: 'text' as const,
          name: 'reason',
          label: t('hamyar.field.reason'),
          hint: t('hamyar.hint.nobody'),
          maxLength: 300,
        },
      ]
  return (
    <FieldsForm
      key={act}
      action={approval ? approve : takeStep}
      hidden={{
        groupId: group.groupId,
        version: String(group.version),
        back,
        ...(approval ? { level: approval } : { act }),
      }}
      idPrefix={`${act}-`}
      size="office"
      look={act === 'dissolve' ? 'danger' : FORWARD.includes(act) ? 'primary' : 'plain'}
      submit={t(`hamyar.act.${act}`)}
      words={noticeWords(told)}
      fields={
        approval
          ? [
              {
                kind: 'text',
                name: 'letterNo',
                label: t('hamyar.field.letterNo'),
                mark: t('words.optional'),
                maxLength: 60,
              },
            ]
          : act === 'open'
            ? [
                {
                  kind: 'text',
                  name: 'year',
                  label: t('hamyar.field.year'),
                  hint: t('hamyar.hint.opening'),
                  mark: t('hamyar.ifKnown'),
                  ltr: true,
                  inputMode: 'numeric',
                  maxLength: 4,
                },
                {
                  kind: 'select',
                  name: 'month',
                  label: t('hamyar.field.month'),
                  mark: t('hamyar.ifKnown'),
                  options: [{ value: '', label: t('hamyar.unknown') }, ...months],
                },
                {
                  kind: 'text',
                  name: 'day',
                  label: t('hamyar.field.dayOfMonth'),
                  mark: t('hamyar.ifKnown'),
                  ltr: true,
                  inputMode: 'numeric',
                  maxLength: 2,
                },
              ]
            : reason
      }
    />
  )
}

/** Holding, ending and reopening a group: each with a reason, by who runs the programme. */
export function OtherActs({ told, actor, group, back }: Shared) {
  const { t } = told
  const acts = actsFrom(group.state).filter(
    (act) => !FORWARD.includes(act) && actorCan(actor, powerFor(act), group),
  )
  if (acts.length === 0) return null
  return (
    <Card id="other" title={t('hamyar.other')}>
      <div className="grid gap-2">
        {acts.map((act) => (
          <details key={act}>
            <summary className="min-h-touch py-2 font-semibold text-lapis">{t(`hamyar.act.${act}`)}</summary>
            <StepForm told={told} group={group} act={act} back={back} />
          </details>
        ))}
      </div>
    </Card>
  )
}

type ChangeProps = { told: Told; group: GroupRow; trades: TradeRow[]; workers: WorkerRow[]; back: string }

/** What is known of the group, and who accompanies it. */
export function ChangeCard({ told, group, trades, workers, back }: ChangeProps) {
  const { t, locale } = told
  const hidden = { groupId: group.groupId, version: String(group.version), back }
  const near = workers.filter(({ scopeId }) => group.path.includes(scopeId))
  return (
    <Card id="change" title={t('hamyar.change')}>
      <details>
        <summary className="min-h-touch py-2 font-semibold text-lapis">{t('hamyar.changeFacts')}</summary>
        <FieldsForm
          action={changeGroup}
          hidden={hidden}
          idPrefix="change-"
          size="office"
          look="plain"
          submit={t('hamyar.save')}
          words={noticeWords(told)}
          fields={[
            {
              kind: 'text',
              name: 'nameFa',
              label: t('hamyar.field.name'),
              start: group.nameFa,
              maxLength: 80,
            },
            {
              kind: 'select',
              name: 'tradeId',
              label: t('hamyar.column.trade'),
              start: group.tradeId,
              options: trades.map((one) => ({ value: one.tradeId, label: named(one, locale) })),
            },
            {
              kind: 'select',
              name: 'activityKind',
              label: t('hamyar.field.activityKind'),
              start: group.activityKind,
              options: ACTIVITY_KINDS.map((value) => ({ value, label: t(`hamyar.activity.${value}`) })),
            },
            {
              kind: 'area',
              name: 'commonGoal',
              label: t('hamyar.field.goal'),
              hint: t('hamyar.hint.goal'),
              start: group.commonGoal ?? '',
              rows: 2,
              maxLength: 300,
            },
            {
              kind: 'text',
              name: 'employedCount',
              label: t('hamyar.field.employedCount'),
              start: localDigits(String(group.employed), locale),
              ltr: true,
              inputMode: 'numeric',
              maxLength: 4,
            },
            {
              kind: 'select',
              name: 'outsideWorkers',
              label: t('hamyar.field.outsideWorkers'),
              start: chosen(group.outsideWorkers),
              options: yesNo(t).slice(1),
            },
          ]}
        />
      </details>
      {near.length > 0 ? (
        <details>
          <summary className="min-h-touch py-2 font-semibold text-lapis">{t('hamyar.changeWorker')}</summary>
          <FieldsForm
            action={changeWorker}
            hidden={hidden}
            idPrefix="worker-"
            size="office"
            look="plain"
            submit={t('hamyar.save')}
            words={noticeWords(told)}
            fields={[
              {
                kind: 'select',
                name: 'workerId',
                label: t('hamyar.field.worker'),
                start: group.workerId ?? '',
                options: [
                  { value: '', label: t('hamyar.choose') },
                  ...near.map((one) => ({ value: one.userId, label: one.name })),
                ],
              },
            ]}
          />
        </details>
      ) : null}
    </Card>
  )
}
