import { linkOne, unlinkOne } from '@/app/_actions/charity-served'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import type { ConcernedLine } from '@/db/queries/charities/pledges'
import { formatNumber } from '@/lib/shared/number'
import { noticeWords, type Told } from '../../present'

type Props = { told: Told; needId: string; people: ConcernedLine[]; back: string }

/** People of the register whom a need concerns, as far as the reader sees them there. */
export function PeopleCard({ told: { t, locale }, needId, people, back }: Props) {
  return (
    <Card
      id="people"
      title={t('served.people.title')}
      aside={t('served.people.count', { count: formatNumber(people.length, locale) })}
    >
      <p className="mb-3 text-sm text-ink-2">{t('served.people.line')}</p>
      {people.length === 0 ? (
        <p className="text-ink-2">{t('served.people.none')}</p>
      ) : (
        <ul className="grid gap-2">
          {people.map((one) => (
            <li key={one.personId} className="flex flex-wrap items-center justify-between gap-3">
              <bdi>{one.name}</bdi>
              <FieldsForm
                action={unlinkOne}
                hidden={{ needId, personId: one.personId, back }}
                idPrefix={`unlink-${one.personId}-`}
                look="quiet"
                submit={t('served.people.remove')}
                words={noticeWords(t)}
                fields={[]}
              />
            </li>
          ))}
        </ul>
      )}
      <details className="mt-3">
        <summary className="min-h-touch py-2 font-semibold text-lapis">{t('served.people.add')}</summary>
        <FieldsForm
          action={linkOne}
          hidden={{ needId, back }}
          idPrefix="link-"
          look="plain"
          submit={t('served.people.save')}
          words={noticeWords(t)}
          fields={[
            {
              kind: 'text',
              name: 'nationalId',
              label: t('served.people.nationalId'),
              hint: t('served.people.nationalIdHint'),
              ltr: true,
              inputMode: 'numeric',
              maxLength: 20,
            },
          ]}
        />
      </details>
    </Card>
  )
}
