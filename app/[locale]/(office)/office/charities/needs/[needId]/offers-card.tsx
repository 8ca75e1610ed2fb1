import { serveUnder, takeOfferBack } from '@/app/_actions/charity-agreements'
import { ReasonList } from '@/components/charities/reason-list'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import { LinkButton } from '@/components/ui/link-button'
import type { AgreementLine } from '@/db/queries/charities/agreements'
import type { OfferLine } from '@/db/queries/charities/needs'
import { type Actor, actorCan } from '@/lib/access/actor'
import { offerStateOn } from '@/lib/charities/way'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber, localDigits } from '@/lib/shared/number'
import { OfferAnswers } from '../../offer-answers'
import { noticeWords, offerTone, reasonField, reasonView, type Told } from '../../present'
import { charitiesBase } from '../../tabs'

type Props = {
  told: Told
  actor: Actor
  offers: OfferLine[]
  agreements: AgreementLine[]
  today: string
  back: string
}

/** Who was asked for a need, why it was they, and what they said; with their answers, where the office enters them. */
export function OffersCard({ told, actor, offers, agreements, today, back }: Props) {
  const { t, locale } = told
  if (offers.length === 0) return null
  return (
    <Card id="offers" title={t('charities.offers')}>
      <ul className="grid gap-4">
        {offers.map((one) => {
          const state = offerStateOn(one, today)
          return (
            <li key={one.offerId} className="grid gap-2 border-b border-line pb-4 last:border-0 last:pb-0">
              <p className="flex flex-wrap items-center gap-2">
                <a href={`${charitiesBase(locale)}/providers/${one.providerId}`} className="font-semibold">
                  <bdi>{one.providerFa}</bdi>
                </a>
                <Badge tone={offerTone(state)}>{t(`charities.offerState.${state}`)}</Badge>
                <span className="text-sm text-ink-2">
                  <bdi>{one.serviceFa}</bdi> ·{' '}
                  {t('charities.people', { count: formatNumber(one.people, locale) })} ·{' '}
                  {state === 'OFFERED'
                    ? t('charities.answerBy', { day: formatDay(one.answerBy, locale, 'long') })
                    : formatDay(one.answeredOn ?? one.answerBy, locale, 'long')}
                </span>
              </p>
              {one.reason ? (
                <p className="text-sm">
                  {t('charities.field.reason')}: <bdi>{one.reason}</bdi>
                </p>
              ) : null}
              <p className="text-sm text-ink-2">
                {t('charities.rankWas', {
                  rank: formatNumber(one.ranked.rank, locale),
                  of: formatNumber(one.ranked.of, locale),
                })}
              </p>
              <ReasonList
                label={t('charities.why')}
                reasons={one.ranked.reasons.map((reason) => reasonView(reason, told))}
              />
              {state === 'OFFERED' && actorCan(actor, 'deliver', one) ? (
                <OfferAnswers told={told} offerId={one.offerId} back={back} />
              ) : null}
              {state === 'ACCEPTED' && actorCan(actor, 'devolve', one) ? (
                <Binding told={told} offer={one} agreements={agreements} back={back} />
              ) : null}
              {(state === 'OFFERED' || state === 'ACCEPTED') && actorCan(actor, 'devolve', one) ? (
                <details>
                  <summary className="min-h-touch py-2 font-semibold text-lapis">
                    {t('charities.takeBack')}
                  </summary>
                  <FieldsForm
                    action={takeOfferBack}
                    hidden={{ offerId: one.offerId, back }}
                    idPrefix={`back-${one.offerId}-`}
                    look="danger"
                    submit={t('charities.takeBack')}
                    words={noticeWords(t)}
                    fields={[reasonField(t)]}
                  />
                </details>
              ) : null}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

/** An accepted offer is served under an agreement: one there is, or a new one. */
function Binding({
  told: { t, locale },
  offer,
  agreements,
  back,
}: {
  told: Told
  offer: OfferLine
  agreements: AgreementLine[]
  back: string
}) {
  const base = charitiesBase(locale)
  if (offer.agreementId)
    return (
      <p>
        <a href={`${base}/agreements/${offer.agreementId}`} className="inline-flex min-h-11 items-center">
          {t('charities.itsAgreement')}
        </a>
      </p>
    )
  const fitting = agreements.filter(
    (one) => one.providerId === offer.providerId && one.serviceId === offer.serviceId,
  )
  return (
    <div className="grid items-end gap-4 sm:grid-cols-[1fr_auto]">
      {fitting.length > 0 ? (
        <FieldsForm
          action={serveUnder}
          hidden={{ offerId: offer.offerId, back }}
          idPrefix={`under-${offer.offerId}-`}
          submit={t('charities.serveUnder')}
          words={noticeWords(t)}
          fields={[
            {
              kind: 'select',
              name: 'agreementId',
              label: t('charities.field.agreement'),
              options: fitting.map((one) => ({
                value: one.agreementId,
                label: `${localDigits(one.code, locale)} · ${t(`charities.agreementState.${one.state}`)}`,
              })),
            },
          ]}
        />
      ) : (
        <p className="text-sm text-ink-2">{t('charities.noAgreementYet')}</p>
      )}
      <LinkButton
        href={`${base}/agreements/new?provider=${offer.providerId}&service=${offer.serviceId}&offer=${offer.offerId}`}
        look={fitting.length > 0 ? 'plain' : 'primary'}
      >
        {t('charities.newAgreement')}
      </LinkButton>
    </div>
  )
}
