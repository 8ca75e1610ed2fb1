import type { ReactNode } from 'react'
import { SkipLink } from '@/components/ui/skip-link'
import type { Locale, Words } from '@/lib/shared/locale'
import { BottomBar, type BottomItem } from './bottom-bar'
import { DemoBanner } from './demo-banner'
import { LanguageSwitch } from './language-switch'

type Props = {
  t: Words
  locale: Locale
  demo: boolean
  /** The facilitator and her group, in a line. */
  title: string
  /** At most four; the thumb reaches all of them. Urgent help is always one of them. */
  items: BottomItem[]
  /** The form that signs out, given by the route. */
  signOut: ReactNode
  /** A screen with its own bar at the bottom (the register) takes this one's place. */
  bare?: boolean
  /** What is true of this phone on every screen, such as work not sent yet. */
  above?: ReactNode
  children: ReactNode
}

/** The frame in a facilitator's hand: a line on top, her work, and a bar under the thumb. */
export function FieldShell({ t, locale, demo, title, items, signOut, bare = false, above, children }: Props) {
  return (
    <>
      <SkipLink label={t('words.skip')} />
      {demo ? <DemoBanner label={t('words.demo')} /> : null}
      {above}
      {bare ? null : (
        <header className="border-b border-line bg-surface print:hidden">
          <div className="mx-auto flex min-h-14 max-w-2xl items-center justify-between gap-3 px-4">
            <p className="min-w-0 truncate font-bold text-turquoise-deep">{title}</p>
            <div className="flex shrink-0 items-center gap-2">
              <LanguageSwitch locale={locale} touch />
              {signOut}
            </div>
          </div>
        </header>
      )}
      <main
        id="main"
        tabIndex={-1}
        className={`outline-none ${bare ? '' : 'mx-auto max-w-2xl px-4 pt-4 pb-28'}`}
      >
        {children}
      </main>
      {bare ? null : <BottomBar label={t('nav.label')} items={items} />}
    </>
  )
}
