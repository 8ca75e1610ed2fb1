import { type Draft, readDraft } from '@/lib/workshops/register-sync'

/** The part of a browser storage that a draft needs. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** One draft for each account and session, so that the next user of a shared phone meets nobody else's taps. */
export function draftKey(owner: string, sessionId: string): string {
  return `tabavar.register.${owner}.${sessionId}`
}

/** The browser's storage, or null where it is switched off. */
export function draftStorage(): DraftStorage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}

export function loadDraft(storage: DraftStorage | null, key: string): Draft | null {
  try {
    return readDraft(JSON.parse(storage?.getItem(key) ?? 'null'))
  } catch {
    return null
  }
}

/** Returns whether the draft is kept; a full or forbidden storage must not stop the recording. */
export function keepDraft(storage: DraftStorage | null, key: string, draft: Draft | null): boolean {
  try {
    if (draft) storage?.setItem(key, JSON.stringify(draft))
    else storage?.removeItem(key)
    return storage !== null
  } catch {
    return false
  }
}
