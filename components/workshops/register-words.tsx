'use client'

import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type { Locale } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import type { RegisterLabels } from '@/lib/workshops/register-labels'
import { markWords, refusalWords, sentence } from '@/lib/workshops/register-sentence'
import type { Mark } from '@/lib/workshops/register-view'

type Values = Record<string, string | number>
export type RegisterWords = {
  locale: Locale
  t: RegisterLabels
  say: (label: string, values: Values) => string
  number: (value: number) => string
  mark: (mark: Mark | null) => string
  refusal: (code: string, values: Values) => string
}

const Words = createContext<RegisterWords | null>(null)

/** Hands the register's words to every part of the screen. */
export function RegisterWordsProvider(props: {
  labels: RegisterLabels
  locale: Locale
  children: ReactNode
}) {
  const { labels, locale, children } = props
  const words = useMemo<RegisterWords>(
    () => ({
      locale,
      t: labels,
      say: (label, values) => sentence(label, values, locale),
      number: (value) => formatNumber(value, locale),
      mark: (mark) => markWords(mark, labels, locale),
      refusal: (code, values) => refusalWords(code, values, labels, locale),
    }),
    [labels, locale],
  )
  return <Words value={words}>{children}</Words>
}

export function useRegisterWords(): RegisterWords {
  const words = useContext(Words)
  if (!words) throw new Error('RegisterWordsProvider is missing')
  return words
}
