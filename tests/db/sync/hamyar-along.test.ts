import 'fake-indexeddb/auto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readPack } from '@/lib/client/phone/batches'
import { openPhone, type PhoneDatabase } from '@/lib/client/phone/database'
import { syncOnce } from '@/lib/client/phone/engine'
import { bookRows, entryTap, eventRows, eventTaps, reverseTap } from '@/lib/client/phone/groups'
import { officeOver } from '@/lib/client/phone/office'
import { openOutbox } from '@/lib/client/phone/outbox'
import type { Pack } from '@/lib/client/phone/pack'
import { takeAlong } from '@/lib/client/phone/take-along'
import { type Unlocked, unlockByPin } from '@/lib/client/phone/vault'
import { uuidV7 } from '@/lib/shared/id'
import { tehranDay } from '@/lib/shared/tehran'
import type { Staff } from '@/tests/support/factories'
import { throughFront } from '@/tests/support/through-front'
import { loadedDatabase } from '../demo/loaded'
import { type Group, type HamyarField, openHamyar, worker, workingGroup } from '../hamyar/field'

// The phone itself (lib/client/phone) against the office itself, with a hamyar group and its book on it.
let f: HamyarField
let group: Group & { memberIds: string[] }
let front: FastifyInstance
let db: PhoneDatabase
let signedIn: Staff
beforeAll(async () => {
  const loaded = await loadedDatabase('none')
  Object.assign(process.env, {
    DATABASE_URL: loaded.database.ownerUrl,
    NEXTAUTH_URL: 'https://tabavar.example',
  })
  f = await openHamyar(loaded)
  group = await workingGroup(f, f.here)
  const { buildFront } = await import('@/server/front/app')
  front = await buildFront()
  db = await openPhone()
})
afterAll(async () => {
  db?.close()
  await front?.close()
  await f?.end()
})

const browser = throughFront(
  () => front,
  () => signedIn.token,
)
let made = 0
const newId = () => uuidV7(Date.now(), new Uint8Array(16).fill(++made))
const now = () => new Date()
const outside = { newId, now }
const today = tehranDay(now())

async function taken(who: Staff): Promise<Unlocked> {
  signedIn = who
  const given = { owner: who.userId, pin: '1397', name: 'گوشی' }
  expect(await takeAlong(given, officeOver(browser), async () => true)).toBe(true)
  const opened = await unlockByPin(db, who.userId, '1397', 1)
  if (!opened.ok) throw new Error('it did not open')
  return opened.unlocked
}
async function attempt(unlocked: Unlocked) {
  const outbox = await openOutbox(db, unlocked)
  const given = { db, unlocked, outbox, office: officeOver(browser), now, newId, onPack: () => {} }
  return { end: await syncOnce(given, null), outbox }
}
const packOf = async (unlocked: Unlocked) => (await readPack<Pack>(db, unlocked))!

it('a social worker takes her groups along by name, records a session without a network, and sends it later', async () => {
  const hers = await taken(f.here.worker)
  const [mine] = (await packOf(hers)).hamyar!
  expect([mine!.groupId, mine!.members.length]).toEqual([group.groupId, 5])
  expect(JSON.stringify(await db.getAll('packs'))).not.toContain(mine!.members[0]!.name)
  const outbox = await openOutbox(db, hers)
  const came = mine!.members.slice(0, 3).map(({ memberId }) => memberId)
  const said = { event: null, kind: 'SESSION', day: today, minutes: 90, topic: 'سفارش‌ها', came } as const
  await outbox.add(eventTaps(mine!, said, outside))
  expect(eventRows(mine!, outbox.all())).toMatchObject([{ state: 'kept', came }])
  expect(await f.sql`select 1 from app.hamyar_event where group_id = ${group.groupId}`).toHaveLength(0)
  const { end, outbox: after } = await attempt(hers)
  expect([end, after.all()]).toEqual(['done', []])
  const [row] = await f.sql`select e.minutes, e.topic, count(*) filter (where p.present)::int as came
    from app.hamyar_event e join app.hamyar_presence p on p.event_id = e.id where e.group_id = ${group.groupId} group by 1, 2`
  expect(row).toEqual({ minutes: 90, topic: 'سفارش‌ها', came: 3 })

  // Said anew, it replaces what the office has, and contradicts nobody.
  const [again] = (await packOf(hers)).hamyar!
  const [event] = eventRows(again!, [])
  await after.add(eventTaps(again!, { ...said, event: event!.event, minutes: 120, came: [] }, outside))
  expect((await attempt(hers)).end).toBe('done')
  const ops =
    await f.sql`select supersedes from app.hamyar_op where group_id = ${group.groupId} order by received_at, id`
  expect(ops.slice(6).every(({ supersedes }) => supersedes.length === 1)).toBe(true)
  expect((await packOf(hers)).hamyar![0]!.events[0]).toMatchObject({ minutes: 120 })
})

it('a member keeps the book without a network; a line and its reversal arrive once each', async () => {
  const keeper = await taken(await worker(f.sql, 'GROUP_BOOKKEEPER', group.scopeId, 'دفتردار'))
  const pack = await packOf(keeper)
  expect([pack.hamyar, pack.groups, pack.books!.map(({ groupId }) => groupId)]).toEqual([
    [],
    [],
    [group.groupId],
  ])
  const book = pack.books![0]!
  const outbox = await openOutbox(db, keeper)
  await outbox.add([entryTap(book, { entry: 'SALE', day: today, amount: '1250000', note: '' }, outside)])
  await outbox.add([entryTap(book, { entry: 'COST', day: today, amount: '400000', note: '' }, outside)])
  const [cost] = bookRows(book, outbox.all()).filter(({ entry }) => entry === 'COST')
  await outbox.add([reverseTap(book, cost!, outside)])
  expect(bookRows(book, outbox.all()).filter(({ reversed }) => reversed)).toHaveLength(1)
  const { end, outbox: after } = await attempt(keeper)
  expect([end, after.all()]).toEqual(['done', []])
  const rows = bookRows((await packOf(keeper)).books![0]!, [])
  expect(rows.map(({ entry, amount, reversed }) => [entry, amount, reversed]).sort()).toEqual([
    ['COST', '400000', false],
    ['COST', '400000', true],
    ['SALE', '1250000', false],
  ])
})
