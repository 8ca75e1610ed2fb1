import type { ReactNode } from 'react'
import type { Words } from '@/lib/shared/locale'

export type SessionLine = {
  id: string
  device: string
  since: string
  seen: string
  here: string | null
  act: ReactNode
}

/** «Chrome on Linux», as it is stored, in the reader's words. */
export function deviceText(device: string | null, t: Words): string {
  if (!device) return t('auth.account.unknownDevice')
  const [browser, system] = device.split(' on ')
  return browser && system ? t('auth.account.device', { browser, system }) : device
}

/** The browsers somebody is signed in on. */
export function SessionList({ lines }: { lines: SessionLine[] }) {
  return (
    <ul className="grid">
      {lines.map((line) => (
        <li
          key={line.id}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-3 last:border-0"
        >
          <div>
            <p className="font-semibold">
              {line.device}
              {line.here ? (
                <span className="ms-2 text-sm font-normal text-turquoise-deep">{line.here}</span>
              ) : null}
            </p>
            <p className="text-sm text-ink-2">
              {line.seen} · {line.since}
            </p>
          </div>
          {line.act}
        </li>
      ))}
    </ul>
  )
}
