import type { Metadata } from 'next'
import { PublicShell } from '@/components/layout/public-shell'
import { Method } from '@/components/releases/method'
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
    title: t('public.method.title'),
    description: t('public.descriptions.method'),
    ...shared('method', release, t, locale),
  }
}

export default async function MethodPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const [t, release] = await Promise.all([wordsOf(locale), released()])
  return (
    <PublicShell t={t} locale={locale} path="/method" demo={release?.demo ?? false}>
      {release ? <Method t={t} locale={locale} release={release} /> : <NoRelease t={t} />}
    </PublicShell>
  )
}
