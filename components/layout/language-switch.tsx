'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { Suspense } from 'react'
import { inLocale, LANGUAGE_NAMES, LOCALES, type Locale } from '@/lib/shared/locale'

type Props = { locale: Locale }

/** This very page in the other language, with the filters and the day it is looked at. */
export function LanguageSwitch({ locale }: Props) {
  return (
    <Suspense fallback={<Switch locale={locale} query="" />}>
      <SwitchWithQuery locale={locale} />
    </Suspense>
  )
}

function SwitchWithQuery({ locale }: Props) {
  const query = useSearchParams().toString()
  return <Switch locale={locale} query={query ? `?${query}` : ''} />
}

function Switch({ locale, query }: Props & { query: string }) {
  const path = usePathname()
  return LOCALES.filter((other) => other !== locale).map((other) => (
    <a
      key={other}
      href={`${inLocale(path, other)}${query}`}
      hrefLang={other}
      lang={other}
      className="inline-flex min-h-10 items-center text-sm text-ink-2 hover:text-ink"
    >
      {LANGUAGE_NAMES[other]}
    </a>
  ))
}
