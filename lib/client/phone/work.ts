import { operationId } from '@/lib/client/operation-id'
import { carriedBatches, readPack } from './batches'
import type { PhoneDatabase } from './database'
import { type SyncEnd, syncOnce } from './engine'
import type { Office } from './office'
import { type Outbox, openOutbox } from './outbox'
import type { Pack } from './pack'
import type { Unlocked } from './vault'

// What is needed behind the PIN only: it comes while she types it, and the closed phone stands sooner.

const outside = { now: () => new Date(), newId: operationId }

/** The queue and the pack of an account that was opened. */
export async function openWork(
  db: PhoneDatabase,
  unlocked: Unlocked,
): Promise<{ outbox: Outbox; pack: Pack | null }> {
  const outbox = await openOutbox(db, unlocked)
  return { outbox, pack: await readPack<Pack>(db, unlocked) }
}

type Given = {
  db: PhoneDatabase
  unlocked: Unlocked
  outbox: Outbox
  office: Office
  onPack: (pack: Pack) => void
}

export const exchangeOnce = (given: Given): Promise<SyncEnd> => syncOnce({ ...given, ...outside })

/** A file with all that was not sent; null where there is nothing. */
export async function rescueFile(
  { db, unlocked, outbox }: Pick<Given, 'db' | 'unlocked' | 'outbox'>,
  key: NonNullable<Pack['rescue']>,
): Promise<string | null> {
  const batches = await carriedBatches(db, unlocked, outbox.all(), outside)
  const { sealRescue } = await import('@/lib/sync/rescue')
  return batches.length > 0 ? sealRescue(key, batches) : null
}
