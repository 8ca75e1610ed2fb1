'use client'

import { composeSms } from '@/lib/sync/sms-code'
import type { RegisterView } from '@/lib/workshops/register-view'
import { usePhoneWords } from './phone-words'

type Props = { view: RegisterView; code: string }

/** The whole sheet as one message of numbers, for when only the telephone network is left: no name, no place. */
export function SmsTwin({ view, code }: Props) {
  const { t } = usePhoneWords()
  const text = textOf(view, code)
  if (text === null) return null
  return (
    <details className="text-sm">
      <summary className="flex min-h-touch cursor-pointer items-center text-lapis">{t.sms.title}</summary>
      <p className="text-ink-2">{t.sms.line}</p>
      <a
        href={`sms:?body=${encodeURIComponent(text)}`}
        className="inline-flex min-h-touch items-center font-semibold text-lapis underline underline-offset-4"
      >
        <bdi dir="ltr" className="tabular-nums">
          {text}
        </bdi>
      </a>
    </details>
  )
}

/** Null where a message of numbers could not say it: somebody unmarked, or heads not counted. */
function textOf({ people, headCount }: RegisterView, code: string): string | null {
  if (headCount === null || people.length === 0 || people.some(({ mark }) => !mark)) return null
  const away = people.filter(({ mark }) => mark?.code === 'ABSENT' || mark?.code === 'EXCUSED')
  try {
    return composeSms({ code, head: headCount, absent: away.map(({ row }) => row) })
  } catch {
    return null
  }
}
