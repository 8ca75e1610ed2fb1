import { keepView } from '@/app/_actions/picture'
import { FieldsForm } from '@/components/ui/fields-form'
import { keptFilters, type ListName } from '@/lib/picture/view'
import type { Locale, Words } from '@/lib/shared/locale'
import { formWords } from './refer-card'

type Props = {
  told: { t: Words; locale: Locale }
  list: ListName
  /** What the address asks for; a search text in it is left out. */
  asked: Partial<Record<string, string>>
}

/** Keeps a list with its filters under a name, to be found again under «waiting for me». */
export function SaveView({ told: { t, locale }, list, asked }: Props) {
  const kept = keptFilters(list, asked)
  if (Object.keys(kept).length === 0) return null
  return (
    <details className="print:hidden">
      <summary className="inline-flex min-h-10 items-center text-sm text-lapis">
        {t('desk.views.save')}
      </summary>
      <div className="max-w-xl">
        <FieldsForm
          action={keepView}
          hidden={{ list, filters: JSON.stringify(kept), back: `/${locale}/office/inbox` }}
          idPrefix="view-"
          fields={[
            {
              kind: 'text',
              name: 'name',
              label: t('desk.views.name'),
              hint: t('desk.views.nameHint'),
              maxLength: 60,
            },
          ]}
          submit={t('desk.views.submit')}
          words={formWords(t)}
        />
      </div>
    </details>
  )
}
