import { partnerEnds, putPartner } from '@/app/_actions/associations'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import type { AssociationRow } from '@/db/queries/associations/association-facts'
import type { PartnerRow } from '@/db/queries/associations/association-page'
import { dayTyped } from '@/lib/shared/jalali'
import { noticeWords, on, type Told } from '../present'

type Props = {
  told: Told
  row: AssociationRow
  today: string
  back: string
  partners: PartnerRow[]
  may: boolean
}

/** The social partners of an association, those of today first. */
export function PartnersCard({ told, row, today, back, partners, may }: Props) {
  const { t, locale } = told
  const day = { start: dayTyped(today, locale), ltr: true, inputMode: 'numeric' } as const
  return (
    <Card id="partners" title={t('associations.partners')}>
      {partners.length === 0 ? (
        <p className="text-sm text-ink-2">{t('associations.noPartners')}</p>
      ) : (
        <ul className="grid">
          {partners.map((one) => (
            <li key={one.partnerId} className="border-b border-line py-2 last:border-0">
              <p>
                <bdi className="font-semibold">{one.nameFa}</bdi>{' '}
                <span className="text-sm text-ink-2">
                  <bdi>{one.does}</bdi>
                  {' · '}
                  {one.until
                    ? t('associations.fromTo', { from: on(one.since, told), to: on(one.until, told) })
                    : t('associations.since', { day: on(one.since, told) })}
                </span>
              </p>
              {may && one.until === null ? (
                <details>
                  <summary className="inline-flex min-h-11 items-center text-sm text-lapis">
                    {t('associations.endPartner')}
                    <span className="sr-only"> – {one.nameFa}</span>
                  </summary>
                  <div className="py-2">
                    <FieldsForm
                      action={partnerEnds}
                      hidden={{ partnerId: one.partnerId, back }}
                      idPrefix={`${one.partnerId}-`}
                      look="plain"
                      submit={t('associations.endPartnerSubmit')}
                      words={noticeWords(told)}
                      columns={2}
                      fields={[{ kind: 'text', name: 'until', label: t('associations.field.until'), ...day }]}
                    />
                  </div>
                </details>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {may && row.state !== 'DISSOLVED' ? (
        <details className="mt-2">
          <summary className="inline-flex min-h-11 items-center font-semibold text-lapis">
            {t('associations.addPartner')}
          </summary>
          <div className="py-2">
            <FieldsForm
              action={putPartner}
              hidden={{ associationId: row.associationId, back }}
              idPrefix="partner-"
              submit={t('associations.addPartnerSubmit')}
              words={noticeWords(told)}
              columns={2}
              fields={[
                { kind: 'text', name: 'nameFa', label: t('associations.field.partner'), maxLength: 80 },
                {
                  kind: 'text',
                  name: 'does',
                  label: t('associations.field.does'),
                  hint: t('associations.hint.nobody'),
                  maxLength: 200,
                },
                { kind: 'text', name: 'since', label: t('associations.field.since'), ...day },
              ]}
            />
          </div>
        </details>
      ) : null}
    </Card>
  )
}
