import 'fake-indexeddb/auto'
import { newDeviceKeys } from '@/lib/client/phone/cipher'
import { openPhone, type PhoneDatabase } from '@/lib/client/phone/database'
import type { Heard, Office } from '@/lib/client/phone/office'
import { createAccount, type Unlocked } from '@/lib/client/phone/vault'
import { uuidV7 } from '@/lib/shared/id'
import { hashOfIds } from '@/lib/sync/hash'
import type { PackGroup, Pull } from '@/lib/sync/pack'
import { type BatchReceipt, type OpReceipt, SyncBatch, type SyncOp } from '@/lib/sync/schema'

export const NOW = new Date('2026-10-17T06:00:00Z')

let made = 0
/** Ids in order, the same in every run. */
export const newId = () => uuidV7(NOW.getTime() + made++, new Uint8Array(16).fill(made % 251))

let names = 0
export const freshPhone = (): Promise<PhoneDatabase> => openPhone(`phone-${names++}`)

export const CANARY = 'گلناز کاناری‌زاده'
export const people = Array.from({ length: 25 }, () => newId())

export async function enrol(
  db: PhoneDatabase,
  { id = newId(), pin = '1234', secret = 'office-secret', device = newId() } = {},
): Promise<Unlocked> {
  const { sign, seal } = await newDeviceKeys()
  return createAccount(db, { id, device, keys: { sign, seal }, pin, secret, now: 1 })
}

export function group(cohortId: string, sessionId: string): PackGroup {
  return {
    cohortId,
    code: 'C-1',
    placeFa: 'محله',
    placeEn: 'Place',
    countyFa: 'شهرستان',
    countyEn: 'County',
    graceMinutes: 10,
    people: people.map((personId, i) => ({
      personId,
      row: i + 1,
      name: i === 0 ? CANARY : `نام ${i}`,
      symbol: null,
      colour: null,
      earnedMinutes: 120,
      possibleMinutes: 180,
      mayMissMinutes: 360,
    })),
    sessions: [
      {
        sessionId,
        version: 0,
        status: 'SCHEDULED',
        seq: 3,
        moduleCode: null,
        moduleTitleFa: null,
        moduleTitleEn: null,
        dayIso: '2026-10-17',
        startTime: '09:00',
        netMinutes: 90,
        headCount: null,
        topic: null,
        note: null,
        mismatch: null,
        returnReason: null,
        cancelReason: null,
        lockedCode: null,
        makesUp: false,
        marks: Object.fromEntries(people.map((id) => [id, null])),
        guests: [],
        heads: { head: null, details: null, act: null },
      },
    ],
  }
}

/** An office that keeps the contract and nothing else: operations by id, the same answer to the same batch. */
export function standInOffice(account: string, groups: PackGroup[]) {
  const held = new Map<string, SyncOp>()
  const receipts = new Map<string, BatchReceipt>()
  const agreed = new Set<string>()
  const state = { account, groups, quarantine: new Set<string>(), applied: 0 }
  const lies: { next: Heard<never> | null; loseAnswer: boolean } = { next: null, loseAnswer: false }

  function packed(): PackGroup[] {
    return state.groups.map((one) => ({
      ...one,
      sessions: one.sessions.map((session) => {
        const marks = { ...session.marks }
        let { headCount, status } = session
        const heads = { ...session.heads }
        const superseded = new Set([...held.values()].flatMap((op) => op.supersedes))
        for (const { session: at, op } of held.values()) {
          if (at !== session.sessionId || superseded.has(op.id) || state.quarantine.has(op.id)) continue
          if (op.kind === 'mark') {
            const { code, late, early, reason } = op
            marks[op.person] = { code, late, early, reason: reason ?? null, op: op.id }
          } else if (op.kind === 'unmark') marks[op.person] = null
          else if (op.kind === 'head') {
            headCount = op.count
            heads.head = op.id
          } else if (op.kind === 'act') {
            status = op.outcome === 'cancel' ? 'CANCELLED' : 'SUBMITTED'
            heads.act = op.id
          }
        }
        return { ...session, marks, headCount, status, heads }
      }),
    }))
  }

  const fails = <T>(): Heard<T> | null => {
    const next = lies.next
    lies.next = null
    return next
  }
  const office: Office = {
    register: async () => ({ ok: true, data: { device: newId() } }),
    secret: async () => ({ ok: true, data: { secret: 'office-secret' } }),
    async pull() {
      const failed = fails<Pull>()
      if (failed) return failed
      return {
        ok: true,
        data: {
          v: 1,
          horizon: String(held.size),
          clock: { nowIso: NOW.toISOString(), dayIso: '2026-10-17' },
          assigned: state.groups.map((one) => one.cohortId),
          groups: packed(),
          account: { id: state.account, name: 'تسهیلگر', programmeFa: 'طرح', programmeEn: 'Plan' },
        },
      }
    },
    async push({ text }) {
      const failed = fails<BatchReceipt>()
      if (failed) return failed
      const batch = SyncBatch.parse(JSON.parse(text))
      const known = receipts.get(batch.batch)
      const answer = known ?? (await receive(batch))
      if (lies.loseAnswer) {
        lies.loseAnswer = false
        return { ok: false, why: 'offline' }
      }
      return { ok: true, data: answer }
    },
  }

  async function receive(batch: SyncBatch): Promise<BatchReceipt> {
    const open = [...held.keys()].filter((id) => !agreed.has(id))
    const same = batch.acked ? (await hashOfIds(open)) === batch.acked.hash : null
    if (same) for (const id of open) agreed.add(id)
    const ops = batch.ops.map((sync): OpReceipt => {
      const { id } = sync.op
      if (held.has(id)) return { id, status: 'duplicate' }
      held.set(id, sync)
      state.applied++
      return state.quarantine.has(id)
        ? { id, status: 'quarantined', code: 'E-SYN-01' }
        : { id, status: 'applied' }
    })
    const answer: BatchReceipt = {
      v: 1,
      batch: batch.batch,
      receivedAt: NOW.toISOString(),
      ops,
      sheets: [],
      agreed: same,
    }
    receipts.set(batch.batch, answer)
    return answer
  }

  return { office, held, agreed, state, lies, packed }
}
