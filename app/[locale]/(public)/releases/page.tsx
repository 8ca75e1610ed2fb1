import type { Metadata } from 'next'
import { PublicShell } from '@/components/layout/public-shell'
import { History } from '@/components/releases/history'
import { NoRelease } from '@/components/releases/no-release'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { linksOf } from '../links'
import { released } from '../released'
import { shared } from '../share'

export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = localeOf((await params).locale)
  const [t, release] = await Promise.all([wordsOf(locale), released()])
  return {
    title: t('public.history.title'),
    description: t('public.descriptions.releases'),
    ...shared('releases', release, t, locale),
  }
}

export default async function ReleasesPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const [t, release] = await Promise.all([wordsOf(locale), released()])
  return (
    <PublicShell t={t} locale={locale} path="/releases" demo={release?.demo ?? false}>
      {release ? (
        <div className="py-8 sm:py-10">
          <h1 className="text-2xl">{t('public.history.title')}</h1>
          <p className="mt-2 mb-5 max-w-measure text-ink-2">{t('public.history.line')}</p>
          <History t={t} locale={locale} release={release} links={linksOf(locale, release.number)} />
        </div>
      ) : (
        <NoRelease t={t} />
      )}
    </PublicShell>
  )
}
