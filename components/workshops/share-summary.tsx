'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'

type Props = { text: string; words: Record<'button' | 'copied' | 'failed', string> }

/** The result of a session as text without a name: to the phone's own sharing, or copied where there is none. */
export function ShareSummary({ text, words }: Props) {
  const [said, setSaid] = useState<string | null>(null)
  const share = async () => {
    try {
      if (typeof navigator.share === 'function') return await navigator.share({ text })
      await navigator.clipboard.writeText(text)
      setSaid(words.copied)
    } catch (error) {
      // Closing the phone's own sheet is no failure.
      if (!(error instanceof DOMException && error.name === 'AbortError')) setSaid(words.failed)
    }
  }
  return (
    <div className="grid gap-1.5">
      <p className="rounded-lg border border-line bg-sunk px-3 py-2 text-sm select-all">
        <bdi>{text}</bdi>
      </p>
      <Button size="field" look="plain" className="w-full" onClick={() => void share()}>
        {words.button}
      </Button>
      <p role="status" className="text-sm text-ink-2 empty:hidden">
        {said}
      </p>
    </div>
  )
}
