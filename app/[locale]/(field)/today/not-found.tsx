import { getLocale } from 'next-intl/server'
import { localeOf, wordsOf } from '@/lib/server/i18n'

/** A register that is not hers or not there: the way back to her own work, and urgent help one tap away here too. */
export default async function NotFound() {
  const locale = localeOf(await getLocale())
  const t = await wordsOf(locale)
  return (
    <main className="mx-auto grid max-w-measure gap-4 px-4 py-20">
      <h1 className="text-2xl">{t('words.notFound.title')}</h1>
      <p className="text-ink-2">{t('words.notFound.line')}</p>
      <p className="flex flex-wrap gap-x-6">
        <a href={`/${locale}/today`} className="inline-flex min-h-touch items-center font-semibold">
          {t('today.title')}
        </a>
        <a
          href={`/${locale}/help`}
          className="inline-flex min-h-touch items-center font-semibold text-pomegranate"
        >
          {t('nav.help')}
        </a>
      </p>
    </main>
  )
}
