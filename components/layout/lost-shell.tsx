import type { ReactNode } from 'react'
import type { Locale, Words } from '@/lib/shared/locale'
import { Brand } from './brand'

type Props = { t: Words; locale: Locale; children: ReactNode }

/** The frame of a page that is not there: whose it is, and help for whoever came here in need of it. */
export function LostShell({ t, locale, children }: Props) {
  return (
    <div className="mx-auto max-w-page px-4 sm:px-6">
      <header className="flex flex-wrap items-center justify-between gap-x-6 border-b border-line-2 py-2">
        <Brand href={`/${locale}`} name={t('words.productName')} />
        <a
          href={`/${locale}/help`}
          className="inline-flex min-h-11 items-center text-[0.9375rem] font-semibold text-pomegranate"
        >
          {t('public.nav.help')}
        </a>
      </header>
      <main id="main" className="grid gap-3 py-12 sm:py-16">
        {children}
      </main>
    </div>
  )
}
