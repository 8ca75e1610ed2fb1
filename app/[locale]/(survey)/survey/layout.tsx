import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { LanguageSwitch } from '@/components/layout/language-switch'
import { SkipLink } from '@/components/ui/skip-link'
import { localeOf, wordsOf } from '@/lib/server/i18n'

type Props = { children: ReactNode; params: Promise<{ locale: string }> }

export const metadata: Metadata = { robots: { index: false, follow: false } }

/** The frame of a respondent: her questions, help one tap away, and nothing of anybody's account. */
export default async function SurveyLayout({ children, params }: Props) {
  const locale = localeOf((await params).locale)
  const t = await wordsOf(locale)
  return (
    <>
      <SkipLink label={t('words.skip')} />
      <div className="mx-auto max-w-2xl px-4">
        <header className="flex items-center justify-between gap-4 border-b border-line-2 py-1">
          <p className="font-bold text-turquoise-deep">{t('survey.title')}</p>
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
