import { forget, identify } from '@/app/_actions/picture'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formWords } from './refer-card'

type Props = {
  told: { t: Words; locale: Locale }
  volunteerId: string
  /** The day of her consent; null where she has not been identified. */
  known: string | null
  back: string
}

/** Counting a volunteer once over the programmes, with her consent; from within her association only. */
export function IdentityCard({ told: { t, locale }, volunteerId, known, back }: Props) {
  return (
    <Card id="identity" title={t('picture.identity.title')}>
      <p className="mb-3 max-w-measure text-sm text-ink-2">{t('picture.identity.line')}</p>
      {known ? (
        <>
          <p className="mb-3">{t('picture.identity.known', { day: formatDay(known, locale, 'long') })}</p>
          <FieldsForm
            action={forget}
            hidden={{ volunteerId, back }}
            idPrefix="forget-"
            look="plain"
            fields={[]}
            submit={t('picture.identity.forget')}
            words={formWords(t)}
          />
        </>
      ) : (
        <FieldsForm
          action={identify}
          hidden={{ volunteerId, back }}
          idPrefix="identity-"
          submit={t('picture.identity.submit')}
          words={formWords(t)}
          fields={[
            {
              kind: 'text',
              name: 'nationalId',
              label: t('picture.identity.nationalId'),
              ltr: true,
              inputMode: 'numeric',
              maxLength: 20,
            },
            { kind: 'check', name: 'consent', label: t('picture.identity.consent'), required: true },
          ]}
        />
      )}
    </Card>
  )
}
