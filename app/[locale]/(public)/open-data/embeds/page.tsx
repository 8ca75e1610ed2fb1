import type { Metadata } from 'next'
import { PublicShell } from '@/components/layout/public-shell'
import { EmbedList } from '@/components/releases/embed-list'
import { NoRelease } from '@/components/releases/no-release'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { released } from '../../released'
import { shared, siteOrigin } from '../../share'

export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = localeOf((await params).locale)
  const [t, release] = await Promise.all([wordsOf(locale), released()])
  return {
    title: t('open-data.embed.link'),
    description: t('open-data.embed.description'),
    ...shared('embeds', release, t, locale),
  }
}

export default async function EmbedsPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const [t, release] = await Promise.all([wordsOf(locale), released()])
  return (
    <PublicShell t={t} locale={locale} path="/open-data/embeds" demo={release?.demo ?? false}>
      {release ? (
        <EmbedList t={t} locale={locale} release={release} origin={siteOrigin()} />
      ) : (
        <NoRelease t={t} />
      )}
    </PublicShell>
  )
}
