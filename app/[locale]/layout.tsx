import type { Metadata, Viewport } from 'next'
import { notFound } from 'next/navigation'
import { setRequestLocale } from 'next-intl/server'
import type { ReactNode } from 'react'
import { vazirmatn } from '@/app/fonts/vazirmatn'
import { wordsOf } from '@/lib/server/i18n'
import { dirOf, isLocale } from '@/lib/shared/locale'
import '@/app/globals.css'

type Props = { children: ReactNode; params: Promise<{ locale: string }> }

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf7' },
    { media: '(prefers-color-scheme: dark)', color: '#11171c' },
  ],
}

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  const { locale } = await params
  if (!isLocale(locale)) return {}
  const t = await wordsOf(locale)
  const name = t('words.productName')
  return { title: { default: name, template: `%s · ${name}` }, description: t('words.productLine') }
}

export default async function LocaleLayout({ children, params }: Props) {
  const { locale } = await params
  if (!isLocale(locale)) notFound()
  setRequestLocale(locale)
  return (
    <html lang={locale} dir={dirOf(locale)} className={vazirmatn}>
      <body>{children}</body>
    </html>
  )
}
