import { activityHeld, activityOff, putActivity, putShifts } from '@/app/_actions/associations'
import { Badge, type Tone } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import type { AssociationRow } from '@/db/queries/associations/association-facts'
import type { ActivityRow, VolunteerRow } from '@/db/queries/associations/association-page'
import { type ActivityState, FIELDS, VOLUNTEER_ROLES } from '@/lib/associations/kinds'
import { inMuharramOrSafar } from '@/lib/associations/lunar'
import { dayTyped } from '@/lib/shared/jalali'
import { formatHours, formatNumber } from '@/lib/shared/number'
import { noticeWords, on, type Told } from '../present'

type Props = {
  told: Told
  row: AssociationRow
  today: string
  back: string
  activities: ActivityRow[]
  volunteers: VolunteerRow[]
  may: boolean
  within: boolean
}
const TONES: Record<ActivityState, Tone> = { HELD: 'done', PLANNED: 'hint', CANCELLED: 'broken' }

/** What an association did and plans, the newest first, with how many served and for how long. */
export function ActivitiesCard(props: Props) {
  const { told, row, today, back, activities, may } = props
  const { t, locale } = told
  return (
    <Card id="activities" title={t('associations.activities')}>
      {row.state !== 'ESTABLISHED' ? (
        <p className="text-sm text-ink-2">
          {t(row.state === 'DISSOLVED' ? 'associations.dissolvedLine' : 'associations.notYet')}
        </p>
      ) : null}
      {may && row.state === 'ESTABLISHED' ? (
        <details className="mb-3" open={activities.length === 0}>
          <summary className="inline-flex min-h-11 items-center font-semibold text-lapis">
            {t('associations.addActivity')}
          </summary>
          <div className="py-2">
            <FieldsForm
              action={putActivity}
              hidden={{ associationId: row.associationId, back }}
              idPrefix="activity-"
              submit={t('associations.addActivitySubmit')}
              words={noticeWords(told)}
              columns={2}
              fields={[
                {
                  kind: 'text',
                  name: 'titleFa',
                  label: t('associations.field.title'),
                  hint: t('associations.hint.nobody'),
                  maxLength: 120,
                },
                {
                  kind: 'select',
                  name: 'field',
                  label: t('associations.field.field'),
                  options: FIELDS.map((value) => ({ value, label: t(`associations.fields.${value}`) })),
                },
                {
                  kind: 'text',
                  name: 'day',
                  label: t('associations.field.day'),
                  hint: t('associations.hint.planned'),
                  start: dayTyped(today, locale),
                  ltr: true,
                  inputMode: 'numeric',
                },
                {
                  kind: 'text',
                  name: 'beneficiaries',
                  label: t('associations.field.beneficiaries'),
                  hint: t('associations.hint.beneficiaries'),
                  ltr: true,
                  inputMode: 'numeric',
                },
              ]}
            />
          </div>
        </details>
      ) : null}
      {activities.length === 0 && row.state === 'ESTABLISHED' ? (
        <p className="text-sm text-ink-2">{t('associations.noActivities')}</p>
      ) : null}
      <ol className="grid">
        {activities.map((one) => (
          <li key={one.activityId} className="grid gap-1 border-b border-line py-3 last:border-0">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <h3 className="text-[0.9375rem]">
                <bdi>{one.titleFa}</bdi>
              </h3>
              <Badge tone={TONES[one.state]}>{t(`associations.activityState.${one.state}`)}</Badge>
            </div>
            <p className="text-sm text-ink-2">
              {[
                on(one.day, told),
                t(`associations.fields.${one.field}`),
                ...(inMuharramOrSafar(one.day) ? [t('associations.inMourning')] : []),
                ...(one.beneficiaries === null
                  ? []
                  : [t('associations.reached', { count: formatNumber(one.beneficiaries, locale) })]),
                ...(one.volunteers > 0
                  ? [
                      t('associations.served', {
                        count: formatNumber(one.volunteers, locale),
                        hours: formatHours(one.minutes, locale),
                      }),
                    ]
                  : []),
              ].join(' · ')}
              {one.reason ? (
                <>
                  {' · '}
                  <bdi>{one.reason}</bdi>
                </>
              ) : null}
            </p>
            <Acts {...props} one={one} />
          </li>
        ))}
      </ol>
    </Card>
  )
}

function Acts({ told, today, back, volunteers, may, within, one }: Props & { one: ActivityRow }) {
  const { t } = told
  const hidden = { activityId: one.activityId, version: String(one.version), back }
  const serving = volunteers.filter(
    ({ joinedOn, leftOn }) => joinedOn <= one.day && (leftOn === null || leftOn >= one.day),
  )
  if (one.state === 'PLANNED' && may)
    return (
      <details>
        <summary className="inline-flex min-h-11 items-center text-sm text-lapis">
          {t('associations.report')}
          <span className="sr-only"> – {one.titleFa}</span>
        </summary>
        <div className="grid gap-4 py-2 sm:grid-cols-2">
          {one.day <= today ? (
            <FieldsForm
              action={activityHeld}
              hidden={hidden}
              idPrefix={`${one.activityId}-held-`}
              submit={t('associations.heldSubmit')}
              words={noticeWords(told)}
              fields={[
                {
                  kind: 'text',
                  name: 'beneficiaries',
                  label: t('associations.field.beneficiaries'),
                  ltr: true,
                  inputMode: 'numeric',
                },
              ]}
            />
          ) : null}
          <FieldsForm
            action={activityOff}
            hidden={hidden}
            idPrefix={`${one.activityId}-off-`}
            look="danger"
            submit={t('associations.cancelSubmit')}
            words={noticeWords(told)}
            fields={[
              {
                kind: 'text',
                name: 'reason',
                label: t('associations.field.reason'),
                hint: t('associations.hint.nobody'),
                maxLength: 300,
              },
            ]}
          />
        </div>
      </details>
    )
  if (one.state !== 'HELD' || !within || serving.length === 0) return null
  return (
    <details>
      <summary className="inline-flex min-h-11 items-center text-sm text-lapis">
        {t('associations.addShifts')}
        <span className="sr-only"> – {one.titleFa}</span>
      </summary>
      <div className="py-2">
        <FieldsForm
          action={putShifts}
          hidden={hidden}
          idPrefix={`${one.activityId}-shift-`}
          submit={t('associations.addShiftsSubmit')}
          words={noticeWords(told)}
          columns={2}
          fields={[
            {
              kind: 'checks',
              name: 'volunteerIds',
              label: t('associations.field.who'),
              options: serving.map((her) => ({ value: her.volunteerId, label: her.name })),
            },
            {
              kind: 'text',
              name: 'hours',
              label: t('associations.field.hours'),
              hint: t('associations.hint.hours'),
              ltr: true,
            },
            {
              kind: 'select',
              name: 'role',
              label: t('associations.field.role'),
              options: [
                { value: '', label: t('associations.ownRole') },
                ...VOLUNTEER_ROLES.map((value) => ({ value, label: t(`associations.role.${value}`) })),
              ],
            },
          ]}
        />
      </div>
    </details>
  )
}
