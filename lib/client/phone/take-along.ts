import { operationId } from '@/lib/client/operation-id'
import { newDeviceKeys } from './cipher'
import { accountsOf, openPhone, unsentCounts } from './database'
import { syncOnce } from './engine'
import { type Office, officeOver } from './office'
import { openOutbox } from './outbox'
import { roomOf, shellReady } from './shell'
import { createAccount } from './vault'

type Given = { owner: string; pin: string; name: string }

/**
 * Makes this phone one that carries the signed-in account: its keys, its place, its first pull, and the shell that opens
 * without a network. Whatever fails leaves a state from which the same button goes on.
 */
export async function takeAlong(
  { owner, pin, name }: Given,
  office: Office = officeOver(),
  shell: () => Promise<boolean> = shellReady,
): Promise<boolean> {
  const db = await openPhone()
  try {
    if (!(await accountsOf(db)).some(({ id }) => id === owner)) {
      const { publicKey, ...keys } = await newDeviceKeys()
      const device = await office.register({ publicKey, name })
      if (!device.ok) return false
      const secret = await office.secret(device.data.device)
      if (!secret.ok) return false
      const now = Date.now()
      const unlocked = await createAccount(db, {
        id: owner,
        device: device.data.device,
        keys,
        pin,
        secret: secret.data.secret,
        now,
      })
      const outbox = await openOutbox(db, unlocked)
      const end = await syncOnce({
        db,
        unlocked,
        outbox,
        office,
        now: () => new Date(),
        newId: operationId,
        onPack: () => {},
      })
      if (end !== 'done') {
        // Nothing was recorded under it yet: without its sheets the place would only stand in the way.
        if ((await unsentCounts(db, owner)).own === 0) await db.delete('accounts', owner)
        return false
      }
    }
    if (typeof navigator !== 'undefined') await roomOf()
    return await shell()
  } finally {
    db.close()
  }
}
