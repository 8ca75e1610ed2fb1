import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { digestOf } from '@/db/queries/reports/digest'
import { heldSheets, syncCounts, waitingGroups } from '@/db/queries/sync/office'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { contextOf } from '@/tests/support/actors'
import { type Staff, world } from '@/tests/support/factories'
import { kept, recounted } from '../workshops/register-sent'
import { type Field, helper, openField, sheet } from './field'
import { actOp, type batchOf, markOp, newPhone, type Phone, push, received, told, wholeSheet } from './phone'
import { asOp, batches, carry, chance, story } from './whole'

let f: Field
beforeAll(async () => {
  f = await openField({ people: 3, sessions: 4, firstDay: '2024-05-20' })
})
afterAll(() => f?.close())

async function desk(who: Staff) {
  const scope = scopeOf((await contextOf(who)).actor)
  return reading(scope, async (db) => ({
    counts: await syncCounts(db, scope),
    waiting: (await waitingGroups(db, scope)).map((group) => group.code),
    held: await heldSheets(db, scope),
    digest: (await digestOf(db, scope, { mine: false })).counts.quarantined,
  }))
}

describe('F07: what arrives before what it stands on', () => {
  it('is shown as waited for until the days of the rule are over, then as waiting for a decision; and still applied when the rest comes', async () => {
    const phone = await newPhone(f.w.facilitator)
    const ops = wholeSheet(f.w, 0)
    expect(told(await push(phone, ops.slice(1)))).toEqual(['applied', 'applied', 'E-ATT-03'])
    const first = await desk(f.w.officer)
    expect(first).toMatchObject({ counts: { waiting: 0 }, waiting: [], digest: 0 })
    expect(first.held).toMatchObject([{ sessionId: f.w.sessionIds[0], code: 'E-ATT-03', by: 'تسهیلگر' }])
    const [q] = await f.owner`select received_at from app.quarantine`
    const days = (n: number) => Number(q!.received_at) + n * 86_400_000
    expect(Math.abs(first.held[0]!.untilMs! - days(5))).toBeLessThan(2)
    // Nobody of another province sees it, nor the facilitator at the office's desk.
    const elsewhere = (await world(f.owner, { people: 1, sessions: 1 })).officer
    for (const who of [elsewhere, f.w.facilitator]) expect((await desk(who)).held).toEqual([])
    await f.owner`insert into app.rule (key, value, level, run_id, valid_from, source) values ('SYNC_HOLD_DAYS', '2', 'RUN', ${f.w.runId}, '-infinity', 'test')`
    expect(Math.abs((await desk(f.w.officer)).held[0]!.untilMs! - days(2))).toBeLessThan(2)
    await f.owner`update app.quarantine set received_at = received_at - interval '49 hours'`
    expect(await desk(f.w.officer)).toMatchObject({
      counts: { waiting: 1 },
      waiting: ['E-ATT-03'],
      held: [],
      digest: 1,
    })
    // What was missing comes after all: it is in order now, and nobody has anything to decide.
    expect(told(await push(phone, [ops[0]!]))).toEqual(['applied'])
    expect(await desk(f.w.officer)).toMatchObject({ counts: { waiting: 0 }, waiting: [], held: [] })
    expect((await sheet(f.owner, f.w, 0)).status).toBe('SUBMITTED')
    expect(await kept(f.owner, f.w)).toEqual(await recounted(f.owner, f.w))
  })

  it('a mark taken back from a sheet that was handed in opens it, and shows it; the mark makes it whole again', async () => {
    const phone = await newPhone(f.w.facilitator)
    const ops = wholeSheet(f.w, 1)
    await push(phone, ops)
    const back = markOp(f.w, 1, 'NONE', { session: 1, supersedes: [ops[1]!.op.id] })
    expect(told(await push(phone, [back]))).toEqual(['applied'])
    expect(await sheet(f.owner, f.w, 1)).toMatchObject({
      status: 'HELD',
      marks: ['ABSENT', 'NONE', 'PRESENT'],
    })
    expect((await desk(f.w.officer)).held).toMatchObject([{ sessionId: f.w.sessionIds[1], untilMs: null }])
    expect(await kept(f.owner, f.w)).toEqual(await recounted(f.owner, f.w))
    await push(phone, [markOp(f.w, 1, 'ABSENT', { session: 1, supersedes: [back.op.id] })])
    expect((await sheet(f.owner, f.w, 1)).status).toBe('SUBMITTED')
    expect((await desk(f.w.officer)).held).toEqual([])
    expect(await kept(f.owner, f.w)).toEqual(await recounted(f.owner, f.w))
  })

  it('an office that sends a sheet back is not overruled by what was handed in before', async () => {
    const phone = await newPhone(f.w.facilitator)
    const ops = wholeSheet(f.w, 2)
    await push(phone, ops)
    await f.owner`update app.session set status = 'RETURNED', return_reason = 'دوباره ببینید' where id = ${f.w.sessionIds[2]!}`
    await push(phone, [markOp(f.w, 1, 'ABSENT', { session: 2, supersedes: [ops[1]!.op.id] })])
    expect((await sheet(f.owner, f.w, 2)).status).toBe('RETURNED')
    const again = actOp(f.w, 'submit', { session: 2, supersedes: [ops.at(-1)!.op.id] })
    await push(phone, [again])
    expect((await sheet(f.owner, f.w, 2)).status).toBe('SUBMITTED')
  })
})

/** How many stories of two weeks: few among all tests, 63 in `npm run test:sync` (three seconds each). */
const SEEDS = Math.ceil(Number(process.env.SYNC_SEEDS ?? 24) / 16)
const FIRST = Number(process.env.SYNC_FIRST ?? 1)

it('F07: the batches of two weeks in any order leave what they leave in the order they were made', {
  timeout: 1_800_000,
}, async () => {
  const options = { people: 4, sessions: 7, firstDay: '2024-05-18' }
  for (let seed = FIRST; seed < FIRST + SEEDS; seed += 1) {
    const seen: unknown[] = []
    for (const twin of [0, 1]) {
      // The same story of both: chance begins again.
      const c = chance(seed)
      const w = await world(f.owner, options)
      const phones: [Phone, Phone] = [await newPhone(w.facilitator), await newPhone(await helper(f.owner, w))]
      const parcels: { who: Staff; sent: Awaited<ReturnType<typeof batchOf>> }[] = []
      for (const [i, session] of w.sessionIds.entries()) {
        const { base, apart } = story(c, w, c.next() < 0.7)
        const all = [...base, ...apart]
        for (const by of [0, 1] as const) {
          const ops = all
            .filter((one) => one.by === by)
            .map((one) => asOp(seed * 8 + i, one, all, w, session, twin))
          for (const sent of await batches(c, phones[by], ops)) parcels.push({ who: phones[by].who, sent })
        }
      }
      if (twin === 0) for (const { who, sent } of parcels) await received({ who } as Phone, sent)
      else await carry(chance(seed + 1), parcels)
      seen.push(await Promise.all(w.sessionIds.map((_, i) => sheet(f.owner, w, i))))
      expect(await kept(f.owner, w), `seed ${seed}`).toEqual(await recounted(f.owner, w))
    }
    expect(seen[1], `seed ${seed}`).toEqual(seen[0])
  }
})
