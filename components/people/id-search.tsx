import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'

type Props = {
  action: string
  runId: string
  run: string
  open: boolean
  /** Why nobody was found. */
  error?: string
  words: Record<'title' | 'label' | 'hint' | 'find' | 'warn', string>
}

/** Looking somebody up by all ten digits. It goes by post, so that the digits stand in no address and no history. */
export function IdSearch({ action, runId, run, open, error, words }: Props) {
  return (
    <details open={open} className="print:hidden">
      <summary className="inline-flex min-h-10 items-center text-sm text-lapis">{words.title}</summary>
      {error ? (
        <div className="mt-1 max-w-xl">
          <Notice kind="warn" kindLabel={words.warn} live>
            {error}
          </Notice>
        </div>
      ) : null}
      <form method="post" action={action} className="mt-1 flex flex-wrap items-end gap-3">
        <input type="hidden" name="runId" value={runId} />
        <input type="hidden" name="run" value={run} />
        <Field
          id="nationalId"
          label={words.label}
          hint={words.hint}
          inputMode="numeric"
          autoComplete="off"
          maxLength={20}
          dir="ltr"
          className="rtl:text-end"
          required
        />
        <Button type="submit">{words.find}</Button>
      </form>
    </details>
  )
}
