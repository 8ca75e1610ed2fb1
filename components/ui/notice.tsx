import type { ReactNode } from 'react'

export type NoticeKind = 'info' | 'warn' | 'error' | 'success'

const KINDS: Record<NoticeKind, { look: string; sign: string }> = {
  info: { look: 'border-lapis bg-lapis-wash', sign: 'i' },
  warn: { look: 'border-saffron bg-saffron-wash', sign: '!' },
  error: { look: 'border-pomegranate bg-pomegranate-wash', sign: '✗' },
  success: { look: 'border-turquoise bg-turquoise-wash', sign: '✓' },
}

type Props = {
  kind?: NoticeKind
  /** The kind in words («هشدار»), for whoever does not see the sign. */
  kindLabel: string
  title?: ReactNode
  /** Announce it when it appears (after an act), not when it is part of the page. */
  live?: boolean
  children?: ReactNode
}

/** A message that stays until it is dealt with. */
export function Notice({ kind = 'info', kindLabel, title, live = false, children }: Props) {
  const { look, sign } = KINDS[kind]
  const role = live ? (kind === 'error' ? 'alert' : 'status') : undefined
  return (
    <div role={role} className={`flex gap-3 rounded-lg border-s-4 px-4 py-3 ${look}`}>
      <span
        aria-hidden="true"
        className="mt-0.5 grid size-6 shrink-0 place-items-center rounded-full border border-current text-sm font-bold"
      >
        {sign}
      </span>
      <div className="min-w-0">
        <span className="sr-only">{kindLabel}: </span>
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className="text-sm text-ink">{children}</div> : null}
      </div>
    </div>
  )
}
