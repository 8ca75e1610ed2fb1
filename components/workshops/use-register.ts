'use client'

import { useEffect, useState } from 'react'
import { operationId } from '@/lib/client/operation-id'
import { draftStorage } from '@/lib/client/register-draft'
import { sendRegister } from '@/lib/client/register-save'
import { createRegisterStore, type RegisterStore } from '@/lib/client/register-store'
import type { RegisterView } from '@/lib/workshops/register-view'

/**
 * The store of a screen that saves over the network, with the moments outside React that concern it: its draft of last
 * time, back online, leaving the page.
 */
export function useRegister(view: RegisterView, owner: string): RegisterStore {
  const [store] = useState(() =>
    createRegisterStore(view, owner, { send: (save) => sendRegister(save), newId: operationId }),
  )

  useEffect(() => store.wake(draftStorage()), [store])
  useEffect(() => {
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
  }, [store])

  return store
}
