import type { ServiceKind } from '@/lib/neighbourhoods/services'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { localDigits } from '@/lib/shared/number'

export type ServiceView = {
  serviceId: string
  countyFa: string
  countyEn: string
  kind: ServiceKind
  nameFa: string
  nameEn: string | null
  address: string | null
  phone: string | null
  source: string
  checkedOn: string
}
type Props = { t: Words; locale: Locale; services: ServiceView[] }

/** What there is near the neighbourhood, beside the plan: whom to send people to, and how old the knowledge is. */
export function ServicesNear({ t, locale, services }: Props) {
  return (
    <section id="services">
      <h2 className="mb-1 text-lg">{t('services.near')}</h2>
      {services.length === 0 ? (
        <p className="text-ink-2">{t('services.none')}</p>
      ) : (
        <ul className="grid gap-2">
          {services.map((one) => (
            <li
              key={one.serviceId}
              className="break-inside-avoid rounded-lg border border-line bg-surface px-4 py-2"
            >
              <span className="text-sm text-turquoise-deep">{t(`services.kinds.${one.kind}`)}</span>{' '}
              <span className="text-sm text-ink-2">
                <bdi>{locale === 'fa' ? one.countyFa : one.countyEn}</bdi>
              </span>
              <b className="block">
                <bdi>{locale === 'fa' ? one.nameFa : (one.nameEn ?? one.nameFa)}</bdi>
              </b>
              <Reach address={one.address} phone={one.phone} locale={locale} />
              <span className="block text-xs text-ink-2">
                {t('services.checked', {
                  day: formatDay(one.checkedOn, locale, 'numeric'),
                  source: one.source,
                })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Address and telephone; a tap calls. */
export function Reach({
  address,
  phone,
  locale,
}: Pick<ServiceView, 'address' | 'phone'> & { locale: Locale }) {
  return (
    <>
      {address ? (
        <span className="block">
          <bdi>{address}</bdi>
        </span>
      ) : null}
      {phone ? (
        <a
          href={`tel:${phone.replace(/[^\d+]/g, '')}`}
          className="inline-flex min-h-touch items-center font-semibold"
        >
          <bdi dir="ltr">{localDigits(phone, locale)}</bdi>
        </a>
      ) : null}
    </>
  )
}
