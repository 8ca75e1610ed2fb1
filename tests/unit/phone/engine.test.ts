import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPack } from '@/lib/client/phone/batches'
import { unsentCounts } from '@/lib/client/phone/database'
import { syncOnce } from '@/lib/client/phone/engine'
import { openOutbox } from '@/lib/client/phone/outbox'
import { lineOf, mergePull, type Pack } from '@/lib/client/phone/pack'
import { createPhoneRegister } from '@/lib/client/phone/register'
import { viewOf } from '@/lib/client/phone/sheet'
import { SYNC_VERSION } from '@/lib/sync/envelope'
import { CANARY, enrol, freshPhone, group, NOW, newId, people, standInOffice } from './stand-in'

const now = () => NOW

/** A phone with one account, one group and one session, and an office that knows the same. */
async function kit() {
  const db = await freshPhone()
  const account = newId()
  const sessionId = newId()
  const unlocked = await enrol(db, { id: account })
  const office = standInOffice(account, [group(newId(), sessionId)])
  const outbox = await openOutbox(db, unlocked)
  let pack: Pack | null = null
  const sync = () =>
    syncOnce(
      {
        db,
        unlocked,
        outbox,
        office: office.office,
        now,
        newId,
        onPack: (found) => {
          pack = found
        },
      },
      null,
    )
  await sync()
  const register = () =>
    createPhoneRegister(lineOf(pack!, sessionId)!, outbox, {
      newId,
      now,
      officeNow: () => NOW.getTime(),
      locale: 'fa',
      onWritten: () => {},
    })
  /** A tap, and its end on the disk. */
  const tap = async (on: ReturnType<typeof register>, action: Parameters<typeof on.dispatch>[0]) => {
    on.dispatch(action)
    await on.idle()
  }
  return { db, account, sessionId, unlocked, office, outbox, sync, register, tap, pack: () => pack! }
}

describe('a sheet recorded without a network', () => {
  it('is at the office after one attempt, every mark as tapped, and forgotten when both agree', async () => {
    const { db, office, outbox, register, tap, sync, account } = await kit()
    const sheet = register()
    await tap(sheet, { type: 'digit', digit: 2, fresh: true })
    await tap(sheet, { type: 'digit', digit: 2, fresh: false })
    await tap(sheet, { type: 'allPresent' })
    for (const person of people.slice(0, 3)) await tap(sheet, { type: 'tap', person })
    await sheet.save('submit')
    expect(sheet.snapshot().saving).toEqual({ kind: 'kept', outcome: 'submit' })
    // 25 marks, the head and the act: what was tapped over was never sent and is not sent.
    expect(outbox.all().map((op) => op.state)).toEqual(Array(27).fill('kept'))
    expect(await unsentCounts(db, account)).toEqual({ own: 27, others: 0 })
    expect(await sync()).toBe('done')
    expect(office.state.applied).toBe(27)
    const [session] = office.packed()[0]!.sessions
    expect(session).toMatchObject({ headCount: 22, status: 'SUBMITTED' })
    expect(people.map((id) => session!.marks[id]?.code)).toEqual([
      ...Array(3).fill('ABSENT'),
      ...Array(22).fill('PRESENT'),
    ])
    expect(outbox.all()).toEqual([])
    expect(await db.count('outbox')).toBe(0)
  })

  it('comes back as it was after the page was closed', async () => {
    const { register, tap } = await kit()
    const sheet = register()
    await tap(sheet, { type: 'digit', digit: 7, fresh: true })
    await tap(sheet, { type: 'tap', person: people[4]! })
    const again = register().snapshot().register
    expect([again.now.head, again.now.marks[people[4]!]?.code, again.status]).toEqual([7, 'PRESENT', 'HELD'])
  })

  it('leaves nothing to send when all was taken back', async () => {
    const { register, tap, outbox } = await kit()
    const sheet = register()
    await tap(sheet, { type: 'digit', digit: 7, fresh: true })
    await tap(sheet, { type: 'tap', person: people[0]! })
    await tap(sheet, { type: 'undo' })
    await tap(sheet, { type: 'undo' })
    expect(outbox.all()).toEqual([])
    expect(sheet.snapshot().register.now.head).toBeNull()
  })

  it('says of a later tap which of the office’s operations it replaces', async () => {
    const { register, tap, sync, office, outbox } = await kit()
    const before = register()
    await tap(before, { type: 'tap', person: people[0]! })
    await sync()
    const first = [...office.held.keys()][0]!
    const after = register()
    await tap(after, { type: 'tap', person: people[0]! })
    expect(outbox.all().map((op) => op.sync.supersedes)).toEqual([[first]])
    await sync()
    expect(office.packed()[0]!.sessions[0]!.marks[people[0]!]?.code).toBe('ABSENT')
  })

  it('keeps a guest until she is sent, and can take her away until then', async () => {
    const { register, tap, outbox } = await kit()
    const sheet = register()
    await tap(sheet, { type: 'guest', name: 'مهمان آزمون' })
    const [guest] = sheet.snapshot().register.now.guests
    expect(outbox.all()).toHaveLength(1)
    await tap(register(), { type: 'dropGuest', id: guest!.id })
    expect(outbox.all()).toEqual([])
  })
})

describe('a phone that cannot write', () => {
  it.each([
    [new DOMException('no room', 'QuotaExceededError'), 'full'],
    [new DOMException('gone', 'InvalidStateError'), 'failed'],
  ] as const)('says so, and the row does not look marked: %s', async (error, said) => {
    const { outbox, pack, sessionId, tap } = await kit()
    const broken = { ...outbox, add: () => Promise.reject(error) }
    const sheet = createPhoneRegister(lineOf(pack(), sessionId)!, broken, {
      newId,
      now,
      officeNow: () => NOW.getTime(),
      locale: 'fa',
      onWritten: () => {},
    })
    await tap(sheet, { type: 'tap', person: people[0]! })
    expect(sheet.unwritten()).toBe(said)
    expect(sheet.snapshot().register.now.marks[people[0]!]).toBeNull()
    await sheet.save('submit')
    expect(sheet.snapshot().saving).toEqual({ kind: 'none' })
  })
})

describe('what the office says', () => {
  it.each(['signed-out', 'renew', 'offline', 'trouble', 'withdrawn'] as const)(
    '%s keeps everything',
    async (why) => {
      const { register, tap, sync, office, outbox } = await kit()
      await tap(register(), { type: 'tap', person: people[0]! })
      office.lies.next = { ok: false, why }
      expect(await sync()).toBe(why)
      expect(outbox.all()).toHaveLength(1)
      expect(await sync()).toBe('done')
      expect(office.held.size).toBe(1)
    },
  )

  it('is not told anything under somebody else’s sign-in', async () => {
    const { register, tap, sync, office, account, outbox } = await kit()
    await tap(register(), { type: 'tap', person: people[0]! })
    office.state.account = newId()
    expect(await sync()).toBe('stranger')
    expect([office.held.size, outbox.all().length]).toEqual([0, 1])
    office.state.account = account
    expect(await sync()).toBe('done')
    expect(office.held.size).toBe(1)
  })

  it('keeps what waits for a supervisor in sight', async () => {
    const { register, tap, sync, office, outbox } = await kit()
    await tap(register(), { type: 'tap', person: people[0]! })
    office.state.quarantine.add(outbox.all()[0]!.id)
    await sync()
    expect(outbox.all()).toMatchObject([{ state: 'waits', code: 'E-SYN-01', seen: true }])
    expect(register().snapshot().register.now.marks[people[0]!]).toBeNull()
  })

  it('that a group is no longer hers: its names vanish, its unsent operations go', async () => {
    const { db, unlocked, register, tap, sync, office, sessionId, pack } = await kit()
    await tap(register(), { type: 'tap', person: people[0]! })
    office.state.groups = []
    expect(await sync()).toBe('done')
    expect(lineOf(pack(), sessionId)).toBeNull()
    expect(JSON.stringify(await readPack(db, unlocked))).not.toContain(CANARY)
    expect(office.held.size).toBe(1)
  })
})

describe('whatever is cut off, wherever', () => {
  it('loses no tap and doubles none', async () => {
    const Cut = fc.constantFrom('none', 'before', 'answer-lost', 'offline-at-pull', 'crash-before-settle')
    const Turn = fc.record({ taps: fc.array(fc.nat(24), { maxLength: 4 }), cut: Cut })
    await fc.assert(
      fc.asyncProperty(fc.array(Turn, { minLength: 1, maxLength: 6 }), async (turns) => {
        const { register, tap, office, outbox, sync } = await kit()
        const { push } = office.office
        for (const { taps, cut } of turns) {
          // The page is new each time: it was killed.
          const sheet = register()
          for (const at of taps) await tap(sheet, { type: 'tap', person: people[at]! })
          office.office.push = push
          if (cut === 'before') office.office.push = async () => ({ ok: false, why: 'offline' })
          if (cut === 'answer-lost') office.lies.loseAnswer = true
          if (cut === 'offline-at-pull') office.lies.next = { ok: false, why: 'offline' }
          if (cut === 'crash-before-settle') {
            office.office.push = async (batch) => {
              await push(batch)
              throw new Error('the battery is empty')
            }
          }
          await sync().catch(() => {})
          office.lies.loseAnswer = false
          office.lies.next = null
        }
        office.office.push = push
        const meant = register().snapshot().register.now.marks
        expect(await sync()).toBe('done')
        const [session] = office.packed()[0]!.sessions
        for (const person of people) {
          expect(session!.marks[person]?.code ?? null).toBe(meant[person]?.code ?? null)
        }
        expect(outbox.all()).toEqual([])
        expect(office.state.applied).toBe(office.held.size)
      }),
      { numRuns: 40, seed: 1405 },
    )
  }, 60_000)

  it('sends the same bytes again, so that a lost answer is still the answer', async () => {
    const { register, tap, sync, office, outbox } = await kit()
    await tap(register(), { type: 'tap', person: people[0]! })
    office.state.quarantine.add(outbox.all()[0]!.id)
    office.lies.loseAnswer = true
    expect(await sync()).toBe('offline')
    expect(outbox.all()).toMatchObject([{ state: 'sent' }])
    expect(await sync()).toBe('done')
    expect(outbox.all()).toMatchObject([{ state: 'waits', code: 'E-SYN-01' }])
  })

  it('makes a new envelope of a batch whose version nobody speaks any more', async () => {
    const { db, account, register, tap, sync, office, outbox } = await kit()
    await tap(register(), { type: 'tap', person: people[0]! })
    const { push } = office.office
    office.office.push = async () => ({ ok: false, why: 'renew' })
    expect(await sync()).toBe('renew')
    const lying = (await db.get('batches', account))!
    await db.put('batches', { ...lying, v: SYNC_VERSION - 1 })
    office.office.push = push
    expect(await sync()).toBe('done')
    expect([office.held.size, outbox.all().length]).toEqual([1, 0])
  })

  it('asks again for what the office turns out not to have', async () => {
    const { register, tap, sync, office, outbox } = await kit()
    await tap(register(), { type: 'tap', person: people[0]! })
    const { push } = office.office
    let first = true
    office.office.push = async (batch) => {
      const heard = await push(batch)
      // It said «applied», and lost it.
      if (first) office.held.clear()
      first = false
      return heard
    }
    await sync()
    await sync()
    expect(office.held.size).toBe(1)
    expect(outbox.all()).toEqual([])
  })
})

describe('two tabs of one phone', () => {
  it('do not both send', async () => {
    const { db, unlocked, outbox, office, register, tap } = await kit()
    await tap(register(), { type: 'tap', person: people[0]! })
    let holder: string | null = null
    const locks = {
      request: async (name: string, _options: unknown, work: (lock: object | null) => unknown) => {
        if (holder === name) return work(null)
        holder = name
        const end = await work({})
        holder = null
        return end
      },
    } as unknown as LockManager
    const given = { db, unlocked, outbox, office: office.office, now, newId, onPack: () => {} }
    const ends = await Promise.all([syncOnce(given, locks), syncOnce(given, locks)])
    expect(ends.sort()).toEqual(['done', 'elsewhere'])
    expect(office.state.applied).toBe(1)
  })
})

describe('two tabs of one phone that tap before they hear of each other', () => {
  it('lose nothing: what is in the queue already is asked for, and the tap goes behind it', async () => {
    const { db, unlocked, outbox, sync, register, tap, pack, sessionId, office } = await kit()
    const other = await openOutbox(db, unlocked)
    const there = createPhoneRegister(lineOf(pack(), sessionId)!, other, {
      newId,
      now,
      officeNow: () => NOW.getTime(),
      locale: 'fa',
      onWritten: () => {},
    })
    const here = register()
    for (const person of people.slice(0, 4)) {
      await tap(here, { type: 'tap', person })
    }
    for (const person of people.slice(4, 6)) await tap(there, { type: 'tap', person })
    for (const person of people.slice(6, 9)) await tap(here, { type: 'tap', person })
    expect([here.unwritten(), there.unwritten()]).toEqual([null, null])
    await outbox.refresh()
    expect(outbox.all().map(({ sync: { op } }) => 'person' in op && op.person)).toEqual(people.slice(0, 9))
    expect(new Set(outbox.all().map(({ n }) => n)).size).toBe(9)
    expect(await sync()).toBe('done')
    expect(office.state.applied).toBe(9)
  })
})

describe('what lies on the phone', () => {
  it('is a pack that no name can be read from, and a queue that says nothing but numbers', async () => {
    const { db, register, tap } = await kit()
    const sheet = register()
    await tap(sheet, { type: 'guest', name: CANARY })
    await tap(sheet, { type: 'details', note: CANARY })
    const dump = await Promise.all(
      (['accounts', 'packs', 'outbox', 'batches'] as const).map((store) => db.getAll(store)),
    )
    const bytes = dump
      .flat()
      .flatMap((record) =>
        Object.values(record).map((value) =>
          value instanceof ArrayBuffer || ArrayBuffer.isView(value)
            ? Buffer.from(value as ArrayBuffer).toString('utf8')
            : JSON.stringify(value),
        ),
      )
    expect(bytes.join('\n')).not.toContain('کاناری')
    expect(bytes.join('\n')).not.toContain(people[0])
  })

  it.each([
    ['2026-10-17', '09:30', null],
    ['2026-10-17', '09:31', 'E-SES-05'],
    ['2026-10-18', '08:00', 'E-SES-05'],
    ['2026-10-16', '18:00', null],
  ])('opens a sheet that had not begun when its time has come: %s %s', (dayIso, startTime, locked) => {
    const cohort = group(newId(), newId())
    const session = { ...cohort.sessions[0]!, dayIso, startTime, lockedCode: 'E-SES-05' }
    // 06:00 UTC is 09:30 in Tehran.
    expect(viewOf({ group: cohort, session }, [], 'fa', NOW.getTime()).lockedCode).toBe(locked)
  })

  it('opens the right day’s sheet on a phone whose clock runs two days late', () => {
    const late = NOW.getTime() - 2 * 86_400_000
    const pull = {
      v: 1 as const,
      horizon: '1',
      clock: { nowIso: NOW.toISOString(), dayIso: '2026-10-17' },
      assigned: [],
      groups: [],
      account: { id: newId(), name: '', programmeFa: '', programmeEn: '' },
    }
    expect(late + mergePull(null, pull, late).offset).toBe(NOW.getTime())
  })
})
