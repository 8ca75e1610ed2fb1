import { acceptOffer, declineOffer } from '@/app/_actions/charity-agreements'
import { FieldsForm } from '@/components/ui/fields-form'
import { noticeWords, reasonField, type Told } from './present'

type Props = { told: Told; offerId: string; back: string; own?: boolean }

/** Yes, or no with its reason; `own`: the provider itself answers, else the office writes its answer down. */
export function OfferAnswers({ told: { t }, offerId, back, own = false }: Props) {
  const hidden = { offerId, back }
  return (
    <div className="grid items-end gap-4 sm:grid-cols-[auto_1fr]">
      <FieldsForm
        action={acceptOffer}
        hidden={hidden}
        idPrefix={`yes-${offerId}-`}
        look="done"
        submit={t(own ? 'charities.weAccept' : 'charities.accepted')}
        words={noticeWords(t)}
        fields={[]}
      />
      <details>
        <summary className="min-h-touch py-2 font-semibold text-lapis">
          {t(own ? 'charities.weDecline' : 'charities.declined')}
        </summary>
        <FieldsForm
          action={declineOffer}
          hidden={hidden}
          idPrefix={`no-${offerId}-`}
          look="plain"
          submit={t('charities.saveDeclined')}
          words={noticeWords(t)}
          fields={[reasonField(t)]}
        />
      </details>
    </div>
  )
}
