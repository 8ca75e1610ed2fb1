import type { Locale, Words } from '@/lib/shared/locale'

/** A place or release that is not there: what may be wrong, and where to go on. */
export function LostPage({ t, locale }: { t: Words; locale: Locale }) {
  const ways = [
    { path: '/counties', key: 'counties' },
    { path: '/releases', key: 'releases' },
    { path: '', key: 'overview' },
    { path: '/help', key: 'help' },
  ]
  return (
    <div className="grid gap-3 py-12 sm:py-16">
      <h1 className="text-2xl">{t('words.notFound.title')}</h1>
      <p className="max-w-measure text-ink-2">{t('site.lost.line')}</p>
      <ul className="grid justify-items-start">
        {ways.map(({ path, key }) => (
          <li key={key}>
            <a href={`/${locale}${path}`} className="inline-flex min-h-touch items-center">
              {t(`site.lost.${key}`)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
