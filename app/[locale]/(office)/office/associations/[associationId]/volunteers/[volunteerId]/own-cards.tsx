import { certifyService, giveCard } from '@/app/_actions/association-service'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import type { VolunteerRow } from '@/db/queries/associations/association-page'
import type { ServiceCertificate } from '@/db/queries/associations/service'
import { dayTyped } from '@/lib/shared/jalali'
import { noticeWords, on, type Told } from '../../../present'
import { ServiceCertificates } from '../../service-certificates'

type Props = {
  told: Told
  her: VolunteerRow
  today: string
  cardSince: string | null
  certificates: ServiceCertificate[]
}

/** What a volunteer takes along: the card by which she reads her own hours, and certificates of them. */
export function OwnCards({ told, her, today, cardSince, certificates }: Props) {
  const { t, locale } = told
  const { volunteerId } = her
  const day = (name: 'from' | 'until', start: string) => ({
    kind: 'text' as const,
    name,
    label: t(`association-service.certificates.${name}`),
    start: dayTyped(start, locale),
    ltr: true,
    inputMode: 'numeric' as const,
  })
  return (
    <>
      <Card id="card" title={t('association-service.card.title')}>
        <p className="mb-3 max-w-measure text-sm text-ink-2">
          {cardSince
            ? t('association-service.card.since', { day: on(cardSince, told) })
            : t('association-service.card.none')}{' '}
          {t('association-service.card.line')}
        </p>
        <FieldsForm
          action={giveCard}
          hidden={{ volunteerId }}
          idPrefix="card-"
          look="plain"
          submit={t(`association-service.card.${cardSince ? 'another' : 'give'}`)}
          words={noticeWords(told)}
          fields={[]}
        />
      </Card>
      <Card id="certificates" title={t('association-service.certificates.title')}>
        <div className="grid gap-4">
          <ServiceCertificates told={told} rows={certificates} />
          {her.minutes > 0 ? (
            <details open={certificates.length === 0}>
              <summary className="inline-flex min-h-11 items-center font-semibold text-lapis">
                {t('association-service.certificates.issue')}
              </summary>
              <p className="mb-3 max-w-measure text-sm text-ink-2">
                {t('association-service.certificates.line')}
              </p>
              <FieldsForm
                action={certifyService}
                hidden={{ volunteerId }}
                idPrefix="certificate-"
                submit={t('association-service.certificates.submit')}
                words={noticeWords(told, t('association-service.certificates.done'))}
                columns={2}
                fields={[day('from', her.joinedOn), day('until', her.leftOn ?? today)]}
              />
            </details>
          ) : null}
        </div>
      </Card>
    </>
  )
}
