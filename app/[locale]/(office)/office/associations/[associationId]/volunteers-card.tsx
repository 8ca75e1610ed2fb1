import { putVolunteer } from '@/app/_actions/associations'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { AssociationRow } from '@/db/queries/associations/association-facts'
import type { VolunteerRow } from '@/db/queries/associations/association-page'
import { VOLUNTEER_ROLES } from '@/lib/associations/kinds'
import { dayTyped } from '@/lib/shared/jalali'
import { formatHours, formatNumber } from '@/lib/shared/number'
import { noticeWords, on, type Told } from '../present'

type Props = { told: Told; row: AssociationRow; today: string; back: string; volunteers: VolunteerRow[] }

/** Who serves in the association, with their hours; only from within it. */
export function VolunteersCard({ told, row, today, back, volunteers }: Props) {
  const { t, locale } = told
  const caption = t('associations.volunteers')
  return (
    <Card id="volunteers" title={caption} aside={t('associations.volunteersAside')}>
      {volunteers.length === 0 ? (
        <p className="mb-3 text-sm text-ink-2">{t('associations.noVolunteers')}</p>
      ) : (
        <Table caption={caption} captionHidden label={caption} dense>
          <thead>
            <tr>
              <HeadCell>{t('associations.column.name')}</HeadCell>
              <HeadCell>{t('associations.field.role')}</HeadCell>
              <HeadCell numeric>{t('associations.column.turns')}</HeadCell>
              <HeadCell numeric>{t('associations.column.hours')}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {volunteers.map((her) => (
              <tr key={her.volunteerId}>
                <RowHead>
                  <a href={`${back}/volunteers/${her.volunteerId}`}>
                    <bdi>{her.name}</bdi>
                  </a>
                  {her.leftOn ? (
                    <span className="block text-xs text-ink-2">
                      {t('associations.leftOn', { day: on(her.leftOn, told) })}
                    </span>
                  ) : null}
                </RowHead>
                <Cell>{t(`associations.role.${her.role}`)}</Cell>
                <Cell numeric>{formatNumber(her.turns, locale)}</Cell>
                <Cell numeric>{formatHours(her.minutes, locale)}</Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {row.state === 'DISSOLVED' ? null : (
        <details className="mt-3">
          <summary className="inline-flex min-h-11 items-center font-semibold text-lapis">
            {t('associations.addVolunteer')}
          </summary>
          <div className="py-2">
            <FieldsForm
              action={putVolunteer}
              hidden={{ associationId: row.associationId, back }}
              idPrefix="volunteer-"
              submit={t('associations.addVolunteerSubmit')}
              words={noticeWords(told)}
              columns={2}
              fields={[
                { kind: 'text', name: 'name', label: t('associations.field.volunteer'), maxLength: 80 },
                {
                  kind: 'select',
                  name: 'role',
                  label: t('associations.field.role'),
                  options: VOLUNTEER_ROLES.map((value) => ({
                    value,
                    label: t(`associations.role.${value}`),
                  })),
                },
                {
                  kind: 'text',
                  name: 'joinedOn',
                  label: t('associations.field.joinedOn'),
                  start: dayTyped(today, locale),
                  ltr: true,
                  inputMode: 'numeric',
                },
                { kind: 'check', name: 'consent', label: t('associations.field.consent') },
              ]}
            />
          </div>
        </details>
      )}
    </Card>
  )
}
