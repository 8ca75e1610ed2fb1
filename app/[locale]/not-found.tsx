import { getLocale } from 'next-intl/server'
import { LostShell } from '@/components/layout/lost-shell'
import { localeOf, wordsOf } from '@/lib/server/i18n'

export default async function NotFound() {
  const locale = localeOf(await getLocale())
  const t = await wordsOf(locale)
  return (
    <LostShell t={t} locale={locale}>
      <h1 className="text-2xl">{t('words.notFound.title')}</h1>
      <p className="max-w-measure text-ink-2">{t('words.notFound.line')}</p>
      <p>
        <a href={`/${locale}`} className="inline-flex min-h-touch items-center">
          {t('words.notFound.home')}
        </a>
      </p>
    </LostShell>
  )
}
