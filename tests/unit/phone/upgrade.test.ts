import { describe, expect, it } from 'vitest'
import { openPhone, STEPS, type Step, unsentCounts } from '@/lib/client/phone/database'
import { syncOnce } from '@/lib/client/phone/engine'
import { openOutbox } from '@/lib/client/phone/outbox'
import { lineOf, type Pack } from '@/lib/client/phone/pack'
import { createPhoneRegister } from '@/lib/client/phone/register'
import type { Unlocked } from '@/lib/client/phone/vault'
import { SYNC_VERSION } from '@/lib/sync/envelope'
import { enrol, group, NOW, newId, people, standInOffice } from './stand-in'

const SHEETS = 4
const ALL = SHEETS * people.length
let phones = 0

/** Versions to come: one more store with an index, then every waiting operation written anew. */
const next: Step = (db) => {
  const raw = db as unknown as IDBDatabase
  raw.createObjectStore('later', { keyPath: 'id' }).createIndex('byDay', 'day')
}
const afterNext: Step = (_db, tx) => {
  const rewrite = async () => {
    for (const record of await tx.objectStore('outbox').getAll())
      await tx.objectStore('outbox').put({ ...record, weight: 1 } as typeof record)
  }
  void rewrite()
}
const broken: Step = (db, tx) => {
  next(db, tx)
  tx.objectStore('outbox').deleteIndex('byPlace')
  // The browser takes all of it back, and says so to whoever waits for its parts.
  tx.objectStore('outbox')
    .clear()
    .catch(() => {})
  tx.done.catch(() => {})
  throw new Error('the battery is empty')
}

/** A phone of this version with a hundred operations that wait, some of them in a batch on its way. */
async function phone() {
  const name = `upgrade-${phones++}`
  const account = newId()
  const db = await openPhone(name)
  const unlocked = await enrol(db, { id: account })
  const sheets = Array.from({ length: SHEETS }, () => newId())
  const office = standInOffice(
    account,
    sheets.map((session) => group(newId(), session)),
  )
  let pack: Pack | null = null
  const outbox = await openOutbox(db, unlocked)
  const onPack = (found: Pack) => {
    pack = found
  }
  const given = { db, unlocked, outbox, office: office.office, now: () => NOW, newId, onPack }
  await syncOnce(given, null)
  for (const [at, session] of sheets.entries()) {
    const sheet = createPhoneRegister(lineOf(pack!, session)!, outbox, {
      newId,
      now: () => NOW,
      officeNow: () => NOW.getTime(),
      locale: 'fa',
      onWritten: () => {},
    })
    sheet.dispatch({ type: 'allPresent' })
    await sheet.idle()
    // Half of it is on its way, and nobody knows how far it came.
    if (at === 1) {
      const { push } = office.office
      office.office.push = async () => ({ ok: false, why: 'offline' })
      await syncOnce(given, null)
      office.office.push = push
    }
  }
  expect(await unsentCounts(db, account)).toEqual({ own: ALL, others: 0 })
  db.close()
  return { name, account, unlocked, office }
}

type Kit = Awaited<ReturnType<typeof phone>>

async function sentBy({ name, office, account }: Kit, unlocked: Unlocked, steps: readonly Step[]) {
  const db = await openPhone(name, steps)
  const outbox = await openOutbox(db, unlocked)
  const waiting = await unsentCounts(db, account)
  const given = { db, unlocked, outbox, office: office.office, now: () => NOW, newId, onPack: () => {} }
  const end = await syncOnce(given, null)
  const left = await db.count('outbox')
  db.close()
  return { waiting, end, left }
}

describe('F12: a hundred operations written by one version', () => {
  it.each([
    ['the same', STEPS],
    ['the next', [...STEPS, next]],
    ['the one after the next', [...STEPS, next, afterNext]],
  ])('are sent by %s, each once, and none is left', async (_which, steps) => {
    const kit = await phone()
    expect(await sentBy(kit, kit.unlocked, steps)).toEqual({
      waiting: { own: ALL, others: 0 },
      end: 'done',
      left: 0,
    })
    expect([kit.office.held.size, kit.office.state.applied]).toEqual([ALL, ALL])
  })

  it('are sent after both upgrades one by one', async () => {
    const kit = await phone()
    ;(await openPhone(kit.name, [...STEPS, next])).close()
    const end = await sentBy(kit, kit.unlocked, [...STEPS, next, afterNext])
    expect(end).toMatchObject({ end: 'done', left: 0 })
    expect(kit.office.state.applied).toBe(ALL)
  })

  it('an upgrade that ends halfway has not been: the same version opens the same hundred', async () => {
    const kit = await phone()
    await expect(openPhone(kit.name, [...STEPS, broken])).rejects.toThrow()
    const db = await openPhone(kit.name)
    expect([db.version, [...db.objectStoreNames].sort()]).toEqual([
      STEPS.length,
      ['accounts', 'batches', 'outbox', 'packs'],
    ])
    expect(await unsentCounts(db, kit.account)).toEqual({ own: ALL, others: 0 })
    db.close()
    expect(await sentBy(kit, kit.unlocked, STEPS)).toMatchObject({ end: 'done', left: 0 })
    expect(kit.office.state.applied).toBe(ALL)
  })

  it('a batch in an envelope of an older version is put into one of today’s, and nothing goes twice', async () => {
    const kit = await phone()
    const db = await openPhone(kit.name)
    const lying = (await db.get('batches', kit.account))!
    await db.put('batches', { ...lying, v: SYNC_VERSION - 1 })
    db.close()
    expect(await sentBy(kit, kit.unlocked, [...STEPS, next])).toMatchObject({ end: 'done', left: 0 })
    expect([kit.office.held.size, kit.office.state.applied]).toEqual([ALL, ALL])
  })
})
