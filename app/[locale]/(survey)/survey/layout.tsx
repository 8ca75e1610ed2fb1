import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { PlainShell } from '@/components/layout/plain-shell'
import { localeOf, wordsOf } from '@/lib/server/i18n'

type Props = { children: ReactNode; params: Promise<{ locale: string }> }

export const metadata: Metadata = { robots: { index: false, follow: false } }

/** The frame of a respondent. */
export default async function SurveyLayout({ children, params }: Props) {
  const locale = localeOf((await params).locale)
  const t = await wordsOf(locale)
  return (
    <PlainShell t={t} locale={locale} title={t('survey.title')}>
      {children}
    </PlainShell>
  )
}
