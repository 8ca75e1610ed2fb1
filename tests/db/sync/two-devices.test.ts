import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resolveConflict } from '@/db/commands/sync/resolve-conflict'
import { contextOf } from '@/tests/support/actors'
import { world } from '@/tests/support/factories'
import { kept as counted, recounted, review } from '../workshops/register-sent'
import { type Field, helper, openField, sheet } from './field'
import { actOp, markOp, newPhone, type Phone, push, told } from './phone'

let f: Field
let lead: Phone
let other: Phone
beforeAll(async () => {
  f = await openField({ people: 5, sessions: 12, firstDay: '2024-05-05' })
  lead = await newPhone(f.w.facilitator)
  other = await newPhone(await helper(f.owner, f.w))
})
afterAll(() => f?.close())

const SAID = ['PRESENT', 'ABSENT', 'LATE', 'EXCUSED', 'NONE'] as const
const more = (code: string, session: number, supersedes: string[] = []) => ({
  session,
  supersedes,
  late: code === 'LATE' ? 20 : 0,
})
const shown = (code: string) => (code === 'LATE' ? 'LATE20' : code)
const conflicts = (session: number) =>
  f.owner<{ place: string; ops: string[]; state: string }[]>`
    select place, ops, state from app.sync_conflict where session_id = ${f.w.sessionIds[session]!} order by place`

describe('F08: two phones that know nothing of each other, on one woman of one sheet', () => {
  it.each(SAID.map((mine, i) => [mine, i] as const))(
    '%s against each other word, in both orders: the facilitator of record stands, both are kept and shown',
    async (mine, i) => {
      for (const [order, session] of [
        [[lead, other], i * 2],
        [[other, lead], i * 2 + 1],
      ] as const) {
        // First both knew that she was present, so that taking it back says something.
        const known = f.w.people.map((_, p) => markOp(f.w, p, 'PRESENT', more('PRESENT', session)))
        await push(lead, known)
        const ops = SAID.map((theirs, p) => {
          const replaces = [known[p]!.op.id]
          return {
            lead: markOp(f.w, p, mine, more(mine, session, replaces)),
            other: markOp(f.w, p, theirs, more(theirs, session, replaces)),
            same: mine === theirs,
          }
        })
        const receipts = new Map<Phone, string[]>()
        for (const phone of order) {
          receipts.set(
            phone,
            told(
              await push(
                phone,
                ops.map((one) => (phone === lead ? one.lead : one.other)),
              ),
            ),
          )
        }
        const second = receipts.get(order[1])!
        const stands = order[1] === lead
        expect(second).toEqual(ops.map((one) => (one.same ? 'applied' : `conflict${stands ? '+' : '-'}`)))
        expect((await sheet(f.owner, f.w, session)).marks).toEqual(SAID.map(() => shown(mine)))
        const open = await conflicts(session)
        expect(open.map((row) => row.state)).toEqual(['OPEN', 'OPEN', 'OPEN', 'OPEN'])
        for (const row of open) {
          const one = ops.find(({ lead: op }) => op.op.person === row.place)!
          expect(row.ops).toEqual([one.lead.op.id, one.other.op.id])
        }
        const [kept] =
          await f.owner`select count(*)::int n from app.operation where session_id = ${f.w.sessionIds[session]!}`
        expect(kept!.n).toBe(15)
      }
    },
  )

  it('an officer’s choice is one more operation that replaces both, and a later word that knew it needs no choice', async () => {
    const session = 10
    const w = f.w
    const [a, b] = [markOp(w, 0, 'PRESENT', { session }), markOp(w, 0, 'ABSENT', { session })]
    await push(lead, [a])
    expect(told(await push(other, [b]))).toEqual(['conflict-'])
    const ask = { sessionId: w.sessionIds[session]!, place: w.people[0]!.personId, opId: b.op.id }
    await expect(resolveConflict(await contextOf(w.facilitator), ask)).rejects.toMatchObject({
      code: 'E-GEN-02',
    })
    const stranger = await world(f.owner, { people: 1, sessions: 1 })
    await expect(resolveConflict(await contextOf(stranger.officer), ask)).rejects.toMatchObject({
      code: 'E-GEN-02',
    })
    const ctx = await contextOf(w.officer)
    await expect(resolveConflict(ctx, { ...ask, opId: crypto.randomUUID() })).rejects.toMatchObject({
      code: 'E-GEN-03',
    })
    await resolveConflict(ctx, ask)
    expect((await sheet(f.owner, w, session)).marks[0]).toBe('ABSENT')
    expect((await conflicts(session)).map((row) => row.state)).toEqual(['SETTLED'])
    await expect(resolveConflict(ctx, ask)).rejects.toMatchObject({ code: 'E-GEN-03' })
    const [audited] =
      await f.owner`select count(*)::int n from audit.event where action = 'sync.resolve' and entity_id = ${ask.sessionId}`
    expect(audited!.n).toBe(1)
    const [op] = await f.owner`select op_id from app.attendance where session_id = ${ask.sessionId}`
    expect(told(await push(lead, [markOp(w, 0, 'EXCUSED', { session, supersedes: [op!.op_id] })]))).toEqual([
      'applied',
    ])
    expect((await sheet(f.owner, w, session)).marks[0]).toBe('EXCUSED')
  })

  it('a cancelled session keeps its marks’ history; what comes for an approved sheet waits', async () => {
    const session = 11
    const w = f.w
    await push(
      lead,
      w.people.map((_, p) => markOp(w, p, p ? 'PRESENT' : 'ABSENT', { session })),
    )
    const submit = actOp(w, 'submit', { session })
    expect(told(await push(lead, [submit]))).toEqual(['applied'])
    // Handed in already: a helper who did not know of it is heard and does not stand; whoever knew takes it back.
    const rain = { session, cancelReason: 'باران' }
    expect(told(await push(other, [actOp(w, 'cancel', rain)]))).toEqual(['conflict-'])
    const cancel = actOp(w, 'cancel', { ...rain, supersedes: [submit.op.id] })
    expect(told(await push(lead, [cancel]))).toEqual(['applied'])
    expect(await sheet(f.owner, w, session)).toMatchObject({
      status: 'CANCELLED',
      marks: w.people.map(() => 'NONE'),
    })
    expect(await counted(f.owner, w)).toEqual(await recounted(f.owner, w))
    // The helper's word is still there, so hers is told that it is not the only one.
    const after = actOp(w, 'submit', { session, supersedes: [cancel.op.id] })
    expect(told(await push(lead, [after]))).toEqual(['conflict+'])
    expect(await sheet(f.owner, w, session)).toMatchObject({
      status: 'SUBMITTED',
      marks: ['ABSENT', ...w.people.slice(1).map(() => 'PRESENT')],
    })
    expect(await counted(f.owner, w)).toEqual(await recounted(f.owner, w))
    const [s] = await f.owner`select version from app.session where id = ${w.sessionIds[session]!}`
    expect((await review(f.app, w.officer, w.sessionIds[session]!, s!.version, 'APPROVE')).status).toBe(
      'applied',
    )
    expect(told(await push(other, [markOp(w, 1, 'ABSENT', { session })]))).toEqual(['E-ATT-04'])
    expect((await sheet(f.owner, w, session)).marks[1]).toBe('PRESENT')
    const fresh = await world(f.owner, { people: 2, sessions: 1 })
    const phone = await newPhone(fresh.facilitator)
    const ops = [markOp(fresh, 0), actOp(fresh, 'cancel', { cancelReason: 'سیل' })]
    expect(told(await push(phone, ops))).toEqual(['applied', 'applied'])
    expect(await sheet(f.owner, fresh)).toMatchObject({ status: 'CANCELLED', marks: ['NONE', 'NONE'] })
    const [kept] =
      await f.owner`select count(*)::int n from app.operation where session_id = ${fresh.sessionIds[0]!}`
    expect(kept!.n).toBe(2)
  })
})
