'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { Phone } from '@/lib/client/phone/phone'
import { RESCUE_NAME, RESCUE_TYPE } from '@/lib/sync/rescue'
import { usePhoneWords } from './phone-words'

/** When no network comes: a file for another phone or the office's desk. Nothing leaves the queue by it. */
export function Rescue({ phone }: { phone: Phone }) {
  const { t } = usePhoneWords()
  const [said, setSaid] = useState<'none' | 'made' | 'failed'>('none')
  const make = async () => {
    try {
      const text = await phone.rescue()
      if (text) hand(text)
      setSaid(text ? 'made' : 'failed')
    } catch {
      setSaid('failed')
    }
  }
  return (
    <details className="rounded-lg border border-line bg-surface">
      <summary className="flex min-h-touch cursor-pointer items-center px-4">{t.rescue.title}</summary>
      <div className="grid gap-3 border-t border-line p-4">
        <p className="text-sm text-ink-2">{t.rescue.line}</p>
        <Button size="field" onClick={() => void make()}>
          {t.rescue.button}
        </Button>
        <p role="status" className="text-sm">
          {said === 'none' ? null : t.rescue[said]}
        </p>
      </div>
    </details>
  )
}

/** To the phone's downloads; from there she sends it as any other file. */
function hand(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: RESCUE_TYPE }))
  const link = document.createElement('a')
  link.href = address
  link.download = RESCUE_NAME
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
