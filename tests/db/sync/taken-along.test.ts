import 'fake-indexeddb/auto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePools, openPools } from '@/db/client'
import { takeRescue } from '@/db/commands/sync/take-rescue'
import { carriedBatches, readPack } from '@/lib/client/phone/batches'
import { openPhone, type PhoneDatabase } from '@/lib/client/phone/database'
import { syncOnce } from '@/lib/client/phone/engine'
import { type Office, officeOver } from '@/lib/client/phone/office'
import { openOutbox } from '@/lib/client/phone/outbox'
import { lineOf, type Pack } from '@/lib/client/phone/pack'
import { createPhoneRegister } from '@/lib/client/phone/register'
import { takeAlong } from '@/lib/client/phone/take-along'
import { type Unlocked, unlockByPin, unlockBySecret } from '@/lib/client/phone/vault'
import { uuidV7 } from '@/lib/shared/id'
import { sealRescue } from '@/lib/sync/rescue'
import type { Staff } from '@/tests/support/factories'
import { throughFront } from '@/tests/support/through-front'
import { count, type Field, helper, openField, sheet } from './field'

// The phone itself (lib/client/phone) against the office itself (server/front and the database); between them only
// what a network does: headers, a cookie, bytes.
let f: Field
let front: FastifyInstance
let other: Staff
let signedIn: Staff
let db: PhoneDatabase
beforeAll(async () => {
  f = await openField({ people: 25, sessions: 2 })
  other = await helper(f.owner, f.w)
  signedIn = f.w.facilitator
  Object.assign(process.env, { DATABASE_URL: f.ownerUrl, NEXTAUTH_URL: 'https://tabavar.example' })
  const { buildFront } = await import('@/server/front/app')
  front = await buildFront()
  await closePools()
  openPools({ app: f.appUrl, pub: f.appUrl })
  db = await openPhone()
})
afterAll(async () => {
  db?.close()
  await front?.close()
  await f?.close()
})

const browser = throughFront(
  () => front,
  () => signedIn.token,
)

let made = 0
const newId = () => uuidV7(Date.now(), new Uint8Array(16).fill(++made))
const now = () => new Date()

async function attempt(unlocked: Unlocked, office: Office = officeOver(browser)) {
  const outbox = await openOutbox(db, unlocked)
  const end = await syncOnce({ db, unlocked, outbox, office, now, newId, onPack: () => {} }, null)
  return { end, outbox }
}

async function recording(unlocked: Unlocked, session: number) {
  const outbox = await openOutbox(db, unlocked)
  const pack = (await readPack<Pack>(db, unlocked))!
  const register = createPhoneRegister(lineOf(pack, f.w.sessionIds[session]!)!, outbox, {
    newId,
    now,
    officeNow: () => Date.now() + pack.offset,
    locale: 'fa',
    onWritten: () => {},
  })
  return { register, outbox }
}

let hers: Unlocked

it('is taken along with a PIN, and opens with it', async () => {
  const given = { owner: f.w.facilitator.userId, pin: '1397', name: 'گوشی' }
  expect(await takeAlong(given, officeOver(browser), async () => true)).toBe(true)
  const opened = await unlockByPin(db, f.w.facilitator.userId, '1397', 1)
  if (!opened.ok) throw new Error('it did not open')
  hers = opened.unlocked
  const pack = (await readPack<Pack>(db, hers))!
  expect(pack.groups.map((group) => group.people.length)).toEqual([25])
})

it('records 25 with three absent in nine taps; the office has one register, every mark as tapped', async () => {
  const { register, outbox } = await recording(hers, 0)
  const people = register.view().people.map((person) => person.personId)
  expect(register.view().lockedCode).toBeNull()
  register.dispatch({ type: 'digit', digit: 2, fresh: true })
  register.dispatch({ type: 'digit', digit: 2, fresh: false })
  register.dispatch({ type: 'allPresent' })
  for (const at of [2, 11, 24]) register.dispatch({ type: 'tap', person: people[at]! })
  await register.save('submit')
  expect(outbox.all()).toHaveLength(27)
  // The first answer is lost on its way: the same bytes go again.
  const office = officeOver(browser)
  const lossy: Office = {
    ...office,
    push: async (batch) => {
      await office.push(batch)
      return { ok: false, why: 'offline' }
    },
  }
  expect((await attempt(hers, lossy)).end).toBe('offline')
  const { end, outbox: after } = await attempt(hers)
  expect([end, after.all()]).toEqual(['done', []])
  const stored = await sheet(f.owner, f.w)
  expect([stored.status, stored.head]).toEqual(['SUBMITTED', 22])
  const byPerson = new Map(f.w.people.map((person, i) => [person.personId, stored.marks[i]]))
  expect(people.map((id) => byPerson.get(id))).toEqual(
    people.map((_, i) => ([2, 11, 24].includes(i) ? 'ABSENT' : 'PRESENT')),
  )
  expect(await count(f.owner, 'sync_batch', 'jsonb_array_length(to_jsonb(ops)) > 0')).toBe(1)
  expect(await count(f.owner, 'device', 'mismatches > 0')).toBe(0)
  // It stands on the office's version: nothing of hers lies over it any more.
  const again = await recording(hers, 0)
  expect(again.register.view()).toMatchObject({ status: 'SUBMITTED', headCount: 22 })
})

it('changes a mark that the office holds, and says which it replaces', async () => {
  const { register, outbox } = await recording(hers, 0)
  register.dispatch({ type: 'tap', person: register.view().people[2]!.personId })
  register.dispatch({ type: 'details', topic: 'مهارت گفت‌وگو' })
  await register.idle()
  expect(outbox.all()[0]!.sync.supersedes).toHaveLength(1)
  // A handed-in sheet changes as a whole: until she hands it in again the office hears nothing of it.
  expect((await attempt(hers)).outbox.all()).toHaveLength(2)
  register.dispatch({ type: 'step', by: 1 })
  await register.save('submit')
  expect((await attempt(hers)).end).toBe('done')
  const stored = await sheet(f.owner, f.w)
  expect([stored.marks.filter((mark) => mark === 'ABSENT').length, stored.topic]).toEqual([2, 'مهارت گفت‌وگو'])
  expect(await count(f.owner, 'sync_conflict')).toBe(0)
})

it('sends nothing under another one’s sign-in', async () => {
  const { register, outbox } = await recording(hers, 1)
  register.dispatch({ type: 'tap', person: register.view().people[0]!.personId })
  await register.idle()
  signedIn = other
  const before = await count(f.owner, 'sync_batch')
  expect((await attempt(hers)).end).toBe('stranger')
  expect([await count(f.owner, 'sync_batch'), outbox.all().length]).toEqual([before, 1])
  const device = (await db.get('accounts', hers.account))!.device
  expect(await officeOver(browser).secret(device)).toEqual({ ok: false, why: 'stranger' })
  signedIn = f.w.facilitator
})

it('opens under a new PIN with the secret the office keeps for her', async () => {
  const device = (await db.get('accounts', hers.account))!.device
  const heard = await officeOver(browser).secret(device)
  if (!heard.ok) throw new Error(heard.why)
  const opened = await unlockBySecret(db, hers.account, heard.data.secret, '5555', 2)
  expect(opened).not.toBeNull()
  const { outbox } = await recording(opened!, 1)
  expect(outbox.all()).toHaveLength(1)
})

it('writes what was not sent into a file that only the office opens; brought by another it counts, and the queue stays', async () => {
  const { outbox } = await recording(hers, 1)
  const [lying] = outbox.all()
  const pack = (await readPack<Pack>(db, hers))!
  const file = await sealRescue(pack.rescue!, await carriedBatches(db, hers, outbox.all(), { now, newId }))
  expect(file).not.toContain(lying!.id)
  expect(await takeRescue(f.w.officer.hash, file, 'test')).toMatchObject({ operations: 1, fresh: 1 })
  expect((await sheet(f.owner, f.w, 1)).marks.filter((mark) => mark !== 'NONE')).toHaveLength(1)
  expect((await openOutbox(db, hers)).all()).toHaveLength(1)
})

it('taken off the group, she loses its names and no tap: what was not sent goes, and the office judges it', async () => {
  await f.owner`update app.cohort_facilitator set to_day = from_day where cohort_id = ${f.w.cohortId}`
  const { end, outbox } = await attempt(hers)
  expect(end).toBe('done')
  expect((await readPack<Pack>(db, hers))!.groups).toEqual([])
  const waits = outbox.all().filter((op) => op.state === 'waits')
  expect(outbox.all()).toHaveLength(waits.length)
  const applied = (await sheet(f.owner, f.w, 1)).marks.filter((mark) => mark === 'PRESENT')
  expect(waits.length + applied.length).toBe(1)
})
