'use client'

import { createContext, type ReactNode, useContext } from 'react'
import type { Locale } from '@/lib/shared/locale'
import { sentence } from '@/lib/workshops/register-sentence'
import type { PhoneLabels } from './phone-labels'

type Values = Record<string, string | number>
type PhoneWords = { locale: Locale; t: PhoneLabels; say: (label: string, values: Values) => string }

const Words = createContext<PhoneWords | null>(null)

export function PhoneWordsProvider(props: { labels: PhoneLabels; locale: Locale; children: ReactNode }) {
  const { labels: t, locale, children } = props
  return (
    <Words value={{ locale, t, say: (label, values) => sentence(label, values, locale) }}>{children}</Words>
  )
}

export function usePhoneWords(): PhoneWords {
  const words = useContext(Words)
  if (!words) throw new Error('PhoneWordsProvider is missing')
  return words
}
