import type { Metadata } from 'next'
import { PublicShell } from '@/components/layout/public-shell'
import { HelpLines } from '@/components/releases/help-lines'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { HELP_LINES } from './lines'

type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('public.help.title'), description: t('public.descriptions.help') }
}

export default async function HelpPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const t = await wordsOf(locale)
  return (
    <PublicShell t={t} locale={locale} path="/help" demo={false}>
      <HelpLines t={t} locale={locale} lines={HELP_LINES} />
    </PublicShell>
  )
}
