import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { localeOf, wordsOf } from '@/lib/server/i18n'

type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('words.notFound.title'), description: t('words.notFound.line') }
}

/** An address nobody answers, so that it ends on the not-found page of its own language. */
export default function UnknownPage(): never {
  notFound()
}
