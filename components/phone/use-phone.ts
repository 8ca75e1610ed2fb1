'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { createPhone, type Phone, type PhoneFrame, type PhoneSnapshot } from '@/lib/client/phone/phone'
import { onNewerShell } from '@/lib/client/phone/shell'

/** A phone that nobody touches for this long closes itself. */
const IDLE_MS = 5 * 60_000
const LOOK_EVERY_MS = 10_000

/** The phone of this tab, and the moments outside React that concern it: back online, seen again, left alone. */
export function usePhone(): { phone: Phone; newer: boolean } & PhoneFrame {
  const [phone] = useState(createPhone)
  const [newer, setNewer] = useState(false)
  const frame = useSyncExternalStore(phone.subscribe, phone.frame, phone.frame)
  const { phase } = frame

  useEffect(() => {
    void phone.start()
    const again = () => void phone.sync()
    const seen = () => document.visibilityState === 'visible' && again()
    window.addEventListener('online', again)
    document.addEventListener('visibilitychange', seen)
    return () => {
      window.removeEventListener('online', again)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [phone])

  // Whether there is a newer shell can wait until this one stands.
  const stands = phase !== 'starting'
  useEffect(() => (stands ? onNewerShell(() => setNewer(true)) : undefined), [stands])

  useEffect(() => {
    if (phase !== 'open') return
    let touched = Date.now()
    const touch = () => {
      touched = Date.now()
    }
    // A clock, not a countdown: a phone that slept has been idle too.
    const look = () => {
      if (Date.now() - touched >= IDLE_MS) lockPhone(phone)
    }
    const timer = setInterval(look, LOOK_EVERY_MS)
    window.addEventListener('pointerdown', touch, true)
    window.addEventListener('keydown', touch)
    document.addEventListener('visibilitychange', look)
    window.addEventListener('pageshow', look)
    return () => {
      clearInterval(timer)
      window.removeEventListener('pointerdown', touch, true)
      window.removeEventListener('keydown', touch)
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('pageshow', look)
    }
  }, [phone, phase])

  return { phone, newer, ...frame }
}

/** All that moves: for the small parts of a screen that say it, so that a tap draws nothing else anew. */
export function usePhoneNow(phone: Phone): PhoneSnapshot {
  return useSyncExternalStore(phone.subscribe, phone.snapshot, phone.snapshot)
}

/** Closes it, and opens the page anew where the shell lies on the phone: nothing of what was read stays in memory. */
export function lockPhone(phone: Phone): void {
  phone.lock()
  if (navigator.serviceWorker?.controller) window.location.reload()
}
