'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const EVERY = 3000

/** Looks again every few seconds while the attack runs; without scripts the reader refreshes the page herself. */
export function AttackWatch() {
  const { refresh } = useRouter()
  useEffect(() => {
    const timer = setInterval(refresh, EVERY)
    return () => clearInterval(timer)
  }, [refresh])
  return null
}
