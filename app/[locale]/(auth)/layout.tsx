import type { ReactNode } from 'react'
import { Brand } from '@/components/layout/brand'
import { LanguageSwitch } from '@/components/layout/language-switch'
import { SkipLink } from '@/components/ui/skip-link'
import { localeOf, wordsOf } from '@/lib/server/i18n'

type Props = { children: ReactNode; params: Promise<{ locale: string }> }

/** The way in: the name, the other language, help, and one thing to do. */
export default async function AuthLayout({ children, params }: Props) {
  const locale = localeOf((await params).locale)
  const t = await wordsOf(locale)
  return (
    <>
      <SkipLink label={t('words.skip')} />
      <div className="mx-auto max-w-page px-4 sm:px-6">
        <header className="flex flex-wrap items-center justify-between gap-x-6 border-b border-line-2 py-2">
          <Brand href={`/${locale}`} name={t('words.productName')} />
          <div className="flex items-center gap-5">
            <a
              href={`/${locale}/help`}
              className="inline-flex min-h-11 items-center font-semibold text-pomegranate"
            >
              {t('auth.help')}
            </a>
            <LanguageSwitch locale={locale} />
          </div>
        </header>
        <main id="main" tabIndex={-1} className="py-8 outline-none sm:py-14">
          {children}
        </main>
      </div>
    </>
  )
}
