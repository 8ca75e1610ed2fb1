'use client'

import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react'

/**
 * One stop for the tab key instead of hundreds: arrows go from knot to knot and row to row. Without scripts every
 * knot stays an ordinary link.
 */
export function WeaveKeys({ hint, children }: { hint: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  const hintId = useId()
  useEffect(() => {
    const knots = box.current?.querySelectorAll<HTMLElement>('[data-knot]') ?? []
    // On a phone a knot is too small for a finger: there the table below, with its larger links, is the way.
    const small = window.matchMedia('(width < 40rem)').matches
    knots.forEach((knot, index) => {
      knot.tabIndex = index === 0 && !small ? 0 : -1
    })
  }, [])

  function move(event: KeyboardEvent<HTMLDivElement>) {
    const here = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-knot]') : null
    const next = here ? nextKnot(box.current, here, event.key) : null
    if (!here || !next) return
    event.preventDefault()
    here.tabIndex = -1
    next.tabIndex = 0
    next.focus()
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of links, not of form fields
    <div ref={box} role="group" aria-describedby={hintId} onKeyDown={move}>
      <p id={hintId} className="sr-only">
        {hint}
      </p>
      {children}
    </div>
  )
}

function nextKnot(box: HTMLElement | null, here: HTMLElement, key: string): HTMLElement | null {
  const rows = [...(box?.querySelectorAll<HTMLElement>('[data-row]') ?? [])].map((row) => [
    ...row.querySelectorAll<HTMLElement>('[data-knot]'),
  ])
  const rowIndex = rows.findIndex((row) => row.includes(here))
  const row = rows[rowIndex] ?? []
  const at = row.indexOf(here)
  const ahead = getComputedStyle(here).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
  const back = ahead === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft'
  if (key === ahead) return row[at + 1] ?? null
  if (key === back) return row[at - 1] ?? null
  if (key === 'Home') return row[0] ?? null
  if (key === 'End') return row.at(-1) ?? null
  const other = key === 'ArrowDown' ? rows[rowIndex + 1] : key === 'ArrowUp' ? rows[rowIndex - 1] : undefined
  return other ? (other[Math.min(at, other.length - 1)] ?? null) : null
}
