import type { Metadata } from 'next'
import { PublicShell } from '@/components/layout/public-shell'
import { NoRelease } from '@/components/releases/no-release'
import { ReleasePage } from '@/components/releases/release-page'
import { textIn } from '@/lib/releases/public-release'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { bothWords } from '@/lib/server/open-data/both-words'
import { DataSet } from './data-set'
import { descriptionOf } from './description'
import { linksOf } from './links'
import { released } from './released'
import { shared } from './share'

export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = localeOf((await params).locale)
  const [t, release] = await Promise.all([wordsOf(locale), released()])
  if (!release) return {}
  return {
    title: t('public.title', { province: textIn(release.provinceName, locale) }),
    description: descriptionOf(release, t, locale),
    ...shared('overview', release, t, locale),
  }
}

export default async function PublicPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const [words, release] = await Promise.all([bothWords(), released()])
  const t = words[locale]
  return (
    <PublicShell t={t} locale={locale} path="" demo={release?.demo ?? false}>
      {release ? (
        <>
          <ReleasePage t={t} locale={locale} release={release} links={linksOf(locale, release.number)} />
          <DataSet release={release} words={words} />
        </>
      ) : (
        <NoRelease t={t} />
      )}
    </PublicShell>
  )
}
