import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import type { AgreementLine } from '@/db/queries/charities/agreements'
import { formatDay } from '@/lib/shared/jalali'
import { agreementTone, type Told } from './present'

/** The agreements of a provider, each with its state and term. */
export function AgreementsCard({
  told: { t, locale },
  base,
  agreements,
}: {
  told: Told
  base: string
  agreements: AgreementLine[]
}) {
  return (
    <Card id="agreements" title={t('charities.tabs.agreements')}>
      {agreements.length === 0 ? (
        <p className="text-ink-2">{t('charities.noAgreements')}</p>
      ) : (
        <ul className="grid gap-1">
          {agreements.map((one) => (
            <li key={one.agreementId} className="flex flex-wrap items-center gap-x-3">
              <a
                href={`${base}/agreements/${one.agreementId}`}
                className="inline-flex min-h-11 items-center font-semibold"
              >
                <bdi>{one.serviceFa}</bdi>
              </a>
              <Badge tone={agreementTone(one.state)}>{t(`charities.agreementState.${one.state}`)}</Badge>
              <span className="text-sm text-ink-2">
                {formatDay(one.startsOn, locale, 'numeric')} – {formatDay(one.endsOn, locale, 'numeric')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
