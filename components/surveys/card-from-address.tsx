'use client'

import { useEffect, useRef } from 'react'

/** The number of a card in fours, as the code on it says it. */
const NUMBER = /^\d{4}(-\d{4}){2}$/

/**
 * Who comes by the code on her card need not type its number. It stands behind the «#», which no server, proxy or log is told; it
 * is taken out of the address, so that no history keeps it, and sent as the form is. Within the form, whose field is named `code`.
 */
export function CardFromAddress() {
  const here = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const take = () => {
      const number = window.location.hash.slice(1)
      if (!NUMBER.test(number)) return
      window.history.replaceState(window.history.state, '', window.location.pathname)
      const form = here.current?.closest('form')
      const field = form?.elements.namedItem('code')
      if (!form || !(field instanceof HTMLInputElement)) return
      // As if it were typed, for whoever keeps the value of the field.
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, number)
      field.dispatchEvent(new Event('input', { bubbles: true }))
      form.requestSubmit()
    }
    // Not within the effect itself: there React puts a field back before its new value counts.
    const soon = setTimeout(take)
    window.addEventListener('hashchange', take)
    return () => {
      clearTimeout(soon)
      window.removeEventListener('hashchange', take)
    }
  }, [])
  return <span ref={here} hidden />
}
