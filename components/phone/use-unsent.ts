'use client'

import { useEffect, useState } from 'react'
import { accountsOf, isAble, openPhone, PHONE_CHANNEL, unsentCounts } from '@/lib/client/phone/database'

export type Unsent = {
  own: number
  others: number /** This account is taken along on this phone. */
  there: boolean
  /** This browser keeps nothing: an old private window, or its storage is broken. */
  unable?: boolean
}

/** What lies on this phone and has not reached the office, seen from outside: counts only, nothing is opened. */
export function useUnsent(owner: string): Unsent | null {
  const [unsent, setUnsent] = useState<Unsent | null>(null)
  useEffect(() => {
    if (!isAble()) return
    let over = false
    const look = async () => {
      const db = await openPhone()
      const [counts, accounts] = await Promise.all([unsentCounts(db, owner), accountsOf(db)])
      db.close()
      if (!over) setUnsent({ ...counts, there: accounts.some(({ id }) => id === owner) })
    }
    const none = { own: 0, others: 0, there: false, unable: true }
    const again = () => void look().catch(() => !over && setUnsent(none))
    again()
    const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(PHONE_CHANNEL)
    channel?.addEventListener('message', again)
    window.addEventListener('pageshow', again)
    return () => {
      over = true
      channel?.close()
      window.removeEventListener('pageshow', again)
    }
  }, [owner])
  return unsent
}
