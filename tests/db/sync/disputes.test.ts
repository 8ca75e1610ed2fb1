import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pullPack } from '@/db/commands/sync/pull-pack'
import { resolveConflict } from '@/db/commands/sync/resolve-conflict'
import { contextOf } from '@/tests/support/actors'
import { type Field, helper, openField } from './field'
import { markOp, newPhone, type Phone, push } from './phone'

let f: Field
let lead: Phone
let other: Phone
beforeAll(async () => {
  f = await openField({ people: 3, sessions: 1 })
  lead = await newPhone(f.w.facilitator)
  other = await newPhone(await helper(f.owner, f.w))
})
afterAll(() => f?.close())

const disputes = async (phone: Phone) =>
  (await pullPack(await contextOf(phone.who), { device: phone.device })).groups[0]!.sessions[0]!

const sheetOp = (op: { kind: string } & Record<string, unknown>) => ({
  session: f.w.sessionIds[0]!,
  op: { id: randomUUID(), ...op },
})

describe('what two phones said of one sheet without knowing of each other', () => {
  it('goes to both phones with both values, the one that stands first, until the office has settled it', async () => {
    const theirs = markOp(f.w, 1, 'PRESENT')
    await push(other, [
      theirs,
      sheetOp({ kind: 'head', count: 3 }),
      sheetOp({ kind: 'details', note: 'باران' }),
    ])
    const hers = markOp(f.w, 1, 'ABSENT', { reason: 'WORK' })
    await push(lead, [hers, sheetOp({ kind: 'head', count: 2 }), sheetOp({ kind: 'details', note: 'برف' })])
    const person = f.w.people[1]!.personId
    const own = await disputes(lead)
    expect(own.conflicts).toEqual([person, 'details:note', 'head'].sort())
    expect(own.disputes!.find(({ place }) => place === person)!.words).toMatchObject([
      { mine: true, kind: 'mark', mark: { code: 'ABSENT', late: 0, early: 0, reason: 'WORK' } },
      { mine: false, kind: 'mark', mark: { code: 'PRESENT', reason: null } },
    ])
    expect(own.disputes!.find(({ place }) => place === 'head')!.words).toMatchObject([
      { mine: true, kind: 'head', count: 2 },
      { mine: false, kind: 'head', count: 3 },
    ])
    const words = own.disputes!.find(({ place }) => place === 'details:note')!.words
    expect(words.map((word) => word.kind === 'text' && word.text).sort()).toEqual(['باران', 'برف'])
    // The same at the helper's, who sees whose word is hers.
    const helpers = (await disputes(other)).disputes!.find(({ place }) => place === person)!
    expect(helpers.words.map(({ mine }) => mine)).toEqual([false, true])

    await resolveConflict(await contextOf(f.w.officer), {
      sessionId: f.w.sessionIds[0]!,
      place: person,
      opId: theirs.op.id,
    })
    const after = await disputes(lead)
    expect(after.disputes!.map(({ place }) => place)).toEqual(['details:note', 'head'])
    expect(after.marks[person]?.code).toBe('PRESENT')
  })
})
