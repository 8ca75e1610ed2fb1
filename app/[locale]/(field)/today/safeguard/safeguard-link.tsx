import type { Locale, Words } from '@/lib/shared/locale'

/** One tap to the confidential route, from every screen of a facilitator. */
export function SafeguardLink({ t, locale }: { t: Words; locale: Locale }) {
  return (
    <p>
      <a
        href={`/${locale}/today/safeguard`}
        className="inline-flex min-h-touch items-center text-sm font-semibold text-pomegranate"
      >
        {t('follow-up.safeguard.link')}
      </a>
    </p>
  )
}
