import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import type { Words } from '@/lib/shared/locale'

export type AskView = {
  key: string
  label: string
  why: string
  choices: { value: string; label: string }[]
}
export type ChangeView = { sessionId: string; label: string; changes: string[] }

type Props = {
  t: Words
  id: string
  action: string
  asks: AskView[]
  changes: ChangeView[]
}

/** The questions of typed registers, as a plain form: who a row is, and which drafts give way to the file. */
export function PaperQuestions({ t, id, action, asks, changes }: Props) {
  return (
    <form id={id} method="post" action={action} className="grid gap-4">
      {asks.length > 0 ? (
        <fieldset className="rounded-lg border border-lapis bg-lapis-wash px-4 py-3">
          <legend className="px-2 font-semibold">{t('paper.preview.asks')}</legend>
          <p className="text-sm">{t('paper.preview.asksLine')}</p>
          <div className="mt-3 grid max-w-2xl gap-4">
            {asks.map(({ key, label, why, choices }, at) => (
              <Select
                key={key}
                id={`who-${at}`}
                name={`who:${key}`}
                label={label}
                hint={why}
                defaultValue=""
                options={[{ value: '', label: t('paper.preview.nobody') }, ...choices]}
              />
            ))}
          </div>
        </fieldset>
      ) : null}
      {changes.length > 0 ? (
        <fieldset className="rounded-lg border border-saffron bg-saffron-wash px-4 py-3">
          <legend className="px-2 font-semibold">{t('paper.preview.overwrite')}</legend>
          <p className="text-sm">{t('paper.preview.overwriteLine')}</p>
          <ul className="mt-2 grid gap-3">
            {changes.map(({ sessionId, label, changes: lines }) => (
              <li key={sessionId}>
                <label className="flex min-h-touch items-center gap-3">
                  <input
                    type="checkbox"
                    name="overwrite"
                    value={sessionId}
                    className="size-6 shrink-0 accent-turquoise"
                  />
                  <span className="font-semibold">{label}</span>
                </label>
                <ul className="ms-9 text-sm">
                  {lines.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </fieldset>
      ) : null}
    </form>
  )
}

/** The one button of the preview; it belongs to the form of that id. */
export function PaperConfirm({ form, label }: { form: string; label: string }) {
  return (
    <Button type="submit" form={form} look="done" size="field">
      {label}
    </Button>
  )
}
