import type { ReactNode } from 'react'
import { SkipLink } from '@/components/ui/skip-link'
import type { Locale, Words } from '@/lib/shared/locale'
import { LanguageSwitch } from './language-switch'

type Props = { t: Words; locale: Locale; title: string; children: ReactNode }

/** The frame of somebody with a card in her hand: what it is for, help one tap away, and nothing of anybody's account. */
export function PlainShell({ t, locale, title, children }: Props) {
  return (
    <>
      <SkipLink label={t('words.skip')} />
      <div className="mx-auto max-w-2xl px-4">
        <header className="flex items-center justify-between gap-4 border-b border-line-2 py-1">
          <p className="font-bold text-turquoise-deep">{title}</p>
          <div className="flex items-center gap-3">
            <a
              href={`/${locale}/help`}
              className="inline-flex min-h-touch items-center px-2 font-semibold text-pomegranate"
            >
              {t('survey.help')}
            </a>
            <LanguageSwitch locale={locale} touch />
          </div>
        </header>
        <main id="main" tabIndex={-1} className="py-5 outline-none">
          {children}
        </main>
      </div>
    </>
  )
}
