'use client'

import type { KeyboardEvent, ReactNode } from 'react'

/** Lying bars stand under each other: the keys that go down and up are the ones a hand looks for. */
const TWIN: Record<string, string> = { ArrowDown: 'ArrowLeft', ArrowUp: 'ArrowRight' }

/**
 * Where a chart is drawn: from left to right whatever the page reads, its axes turned by themselves. In a chart of lying bars the
 * arrow keys that go down and up do what the library knows under other keys.
 */
export function ChartBox({ lying = false, children }: { lying?: boolean; children: ReactNode }) {
  const turn = (event: KeyboardEvent) => {
    const key = TWIN[event.key]
    if (!lying || !key) return
    event.preventDefault()
    event.stopPropagation()
    event.target.dispatchEvent(new window.KeyboardEvent('keydown', { key, bubbles: true }))
  }
  return (
    <div dir="ltr" className="w-full" onKeyDownCapture={turn}>
      {children}
    </div>
  )
}
