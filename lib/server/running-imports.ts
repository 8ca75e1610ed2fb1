import 'server-only'

/** How far an import has come; `place` is where its result stands once it has one. */
export type RunningImport = { done: number; total: number; place: string | null }
type Kept = RunningImport & { userId: string }

/** How long a finished import still leads whoever comes back to its result. */
const REMEMBERED_MS = 10 * 60_000

// Pages and route handlers are bundled apart; what they share lives with the process.
const slot = globalThis as unknown as { tabavarImports?: Map<string, Kept> }
const imports = () => {
  slot.tabavarImports ??= new Map()
  return slot.tabavarImports
}

/**
 * Records work on an import so that its page can be left and come back to. Only this process knows; the import itself
 * is one transaction, so that after a crash nothing is written and the file waits as it did.
 */
export async function runningImport(
  draftId: string,
  userId: string,
  work: (onProgress: (done: number, total: number) => void) => Promise<string>,
): Promise<string> {
  const kept: Kept = { userId, done: 0, total: 0, place: null }
  const first = !imports().has(draftId)
  if (first) imports().set(draftId, kept)
  try {
    const place = await work((done, total) => Object.assign(kept, { done, total }))
    kept.place = place
    return place
  } finally {
    if (first) {
      if (kept.place === null) imports().delete(draftId)
      else setTimeout(() => imports().delete(draftId), REMEMBERED_MS).unref()
    }
  }
}

/** One's own import that is being recorded, or has just been. */
export function importUnderWay(draftId: string, userId: string): RunningImport | null {
  const kept = imports().get(draftId)
  return kept?.userId === userId ? kept : null
}
