import { getLocale } from 'next-intl/server'
import { localeOf, wordsOf } from '@/lib/server/i18n'

export default async function NotFound() {
  const locale = localeOf(await getLocale())
  const t = await wordsOf(locale)
  return (
    <main className="mx-auto grid max-w-measure gap-4 px-4 py-20">
      <h1 className="text-2xl">{t('words.notFound.title')}</h1>
      <p className="text-ink-2">{t('words.notFound.line')}</p>
      <p>
        <a href={`/${locale}`} className="inline-flex min-h-touch items-center">
          {t('words.notFound.home')}
        </a>
      </p>
    </main>
  )
}
