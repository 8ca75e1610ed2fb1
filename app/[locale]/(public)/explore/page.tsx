import type { Metadata } from 'next'
import { PublicShell } from '@/components/layout/public-shell'
import { Explore } from '@/components/releases/explore'
import { NoRelease } from '@/components/releases/no-release'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { released } from '../released'
import { shared } from '../share'

export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = localeOf((await params).locale)
  const [t, release] = await Promise.all([wordsOf(locale), released()])
  return {
    title: t('public.explore.title'),
    description: t('public.descriptions.explore'),
    ...shared('explore', release, t, locale),
  }
}

export default async function ExplorePage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const [t, release] = await Promise.all([wordsOf(locale), released()])
  return (
    <PublicShell t={t} locale={locale} path="/explore" demo={release?.demo ?? false}>
      {release ? <Explore t={t} locale={locale} release={release} /> : <NoRelease t={t} />}
    </PublicShell>
  )
}
