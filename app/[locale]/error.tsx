'use client'

import { useParams } from 'next/navigation'
import en from '@/messages/en/broken.json'
import fa from '@/messages/fa/broken.json'

// No provider of messages reaches an error boundary for certain, so its few sentences come along with it.
const TEXTS = { fa, en }

export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  const { locale } = useParams<{ locale: string }>()
  const text = locale === 'en' ? TEXTS.en : TEXTS.fa
  return (
    <main className="mx-auto grid max-w-measure gap-4 px-4 py-20" role="alert">
      <h1 className="text-2xl">{text.title}</h1>
      <p className="text-ink-2">{text.line}</p>
      {error.digest ? (
        <p className="text-sm text-ink-2">
          {text.code}: <bdi className="tabular-nums">{error.digest}</bdi>
        </p>
      ) : null}
      <p>
        <button
          type="button"
          onClick={reset}
          className="min-h-touch rounded-lg bg-ink px-5 font-semibold text-paper hover:bg-ink-2"
        >
          {text.again}
        </button>{' '}
        <a
          href={locale === 'en' ? '/en' : '/fa'}
          className="ms-3 inline-flex min-h-touch items-center text-lapis"
        >
          {text.home}
        </a>
      </p>
    </main>
  )
}
