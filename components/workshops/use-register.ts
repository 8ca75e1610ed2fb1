'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { operationId } from '@/lib/client/operation-id'
import { sendRegister } from '@/lib/client/register-save'
import { createRegisterStore, type RegisterStore } from '@/lib/client/register-store'
import type { RegisterView } from '@/lib/workshops/register-view'

/**
 * The store of one screen, and the two moments outside React that concern it: back online, leaving the page.
 * A phone that carries the register brings a store of its own.
 */
export function useRegister(view: RegisterView, owner: string, given?: RegisterStore) {
  const [store] = useState(
    () =>
      given ?? createRegisterStore(view, owner, { send: (save) => sendRegister(save), newId: operationId }),
  )
  const snapshot = useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot)

  useEffect(() => {
    if (given) return
    const again = () => {
      const { saving } = store.snapshot()
      if (saving.kind === 'unsent' && saving.why === 'network') void store.retry()
    }
    // Marks are kept on the device, words are not: only those are worth holding her back.
    const hold = (event: BeforeUnloadEvent) => {
      const { register } = store.snapshot()
      const ops = [...register.pending, ...(register.sent?.ops ?? [])]
      if (ops.some((op) => op.kind === 'details' || op.kind === 'guest')) event.preventDefault()
    }
    window.addEventListener('online', again)
    window.addEventListener('beforeunload', hold)
    return () => {
      window.removeEventListener('online', again)
      window.removeEventListener('beforeunload', hold)
    }
  }, [store, given])

  return { store, ...snapshot }
}
