import type { ReactNode } from 'react'

export type Tone = 'neutral' | 'done' | 'late' | 'broken' | 'hint'

const TONES: Record<Tone, { look: string; sign: string }> = {
  neutral: { look: 'bg-sunk text-ink-2 border-line-2', sign: '' },
  done: { look: 'bg-turquoise-wash text-turquoise-deep border-turquoise', sign: '✓' },
  late: { look: 'bg-saffron-wash text-saffron-ink border-saffron', sign: '!' },
  broken: { look: 'bg-pomegranate-wash text-pomegranate border-pomegranate', sign: '✗' },
  hint: { look: 'bg-lapis-wash text-lapis border-lapis', sign: 'i' },
}

/** A state in one word, with its sign: never colour alone. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  const { look, sign } = TONES[tone]
  return (
    <span
      className={`inline-flex items-center gap-1.5 rounded-md border px-2 text-xs font-medium whitespace-nowrap ${look}`}
    >
      {sign ? (
        <span aria-hidden="true" className="font-bold">
          {sign}
        </span>
      ) : null}
      {children}
    </span>
  )
}
