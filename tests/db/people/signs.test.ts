import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registerPerson } from '@/db/commands/people/register-person'
import { giveSigns, setSign } from '@/db/commands/people/set-sign'
import { memberSign, signedMembers } from '@/db/queries/people/signs'
import { registerView } from '@/db/queries/workshops/register'
import { registerPrint } from '@/db/queries/workshops/register-print'
import { reading } from '@/db/transaction'
import { COLOURS, SYMBOLS } from '@/lib/people/symbol'
import { contextOf, scopeOfStaff } from '@/tests/support/actors'
import { type Staff, staff, type World, world } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'

let db: Loaded
beforeAll(async () => {
  db = await loadedDatabase('none')
})
afterAll(() => db.end())

const made = () => world(db.sql, { people: 3, sessions: 1 })
const idsOf = async (w: World) =>
  (await db.sql`select id from app.enrolment where cohort_id = ${w.cohortId} order by row_no`).map(
    (row) => row.id as string,
  )
const set = async (by: Staff, enrolmentId: string, symbol: string, colour: string, version = 1) =>
  setSign(await contextOf(by), { enrolmentId, version, symbol, colour } as never)

describe('a member’s sign', () => {
  it('is chosen by herself on her facilitator’s phone, and stands on the register and on paper', async () => {
    const w = await made()
    const [first] = await idsOf(w)
    await set(w.facilitator, first!, 'FISH', 'RED')
    const scope = scopeOfStaff(w.facilitator)
    const [view, print] = await reading(
      scope,
      async (reader) =>
        [
          await registerView(reader, scope, { sessionId: w.sessionIds[0]!, locale: 'fa' }),
          await registerPrint(reader, scope, w.sessionIds[0]!),
        ] as const,
    )
    expect(view!.people.map(({ symbol, colour }) => [symbol, colour])).toEqual([
      ['FISH', 'RED'],
      [null, null],
      [null, null],
    ])
    expect(print!.print.people[0]).toMatchObject({ symbol: 'FISH', colour: 'RED' })
  })

  it('is hers alone in her group, by the command and by the database', async () => {
    const w = await made()
    const [first, second] = await idsOf(w)
    await set(w.facilitator, first!, 'FISH', 'RED')
    await expect(set(w.facilitator, second!, 'FISH', 'RED')).rejects.toMatchObject({ code: 'E-ENR-07' })
    await set(w.facilitator, second!, 'FISH', 'BLUE')
    await expect(db.sql`update app.enrolment set colour = 'RED' where id = ${second!}`).rejects.toMatchObject(
      {
        constraint_name: 'enrolment_sign',
      },
    )
    await expect(db.sql`update app.enrolment set colour = null where id = ${second!}`).rejects.toMatchObject({
      constraint_name: 'enrolment_sign_whole',
    })
    const other = await made()
    await set(other.facilitator, (await idsOf(other))[0]!, 'FISH', 'RED')
  })

  it('refuses a stranger, an older version and a closed group, and leaves an audit row', async () => {
    const [w, other] = [await made(), await made()]
    const [first] = await idsOf(w)
    await expect(set(other.facilitator, first!, 'SUN', 'RED')).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(set(w.facilitator, first!, 'SUN', 'RED', 7)).rejects.toMatchObject({ code: 'E-GEN-03' })
    await set(w.facilitator, first!, 'SUN', 'RED')
    const [row] = await db.sql`
      select actor_id, before, after from audit.event where action = 'enrolment.sign' and entity_id = ${first!}`
    expect(row).toEqual({
      actor_id: w.facilitator.userId,
      before: { symbol: null, colour: null },
      after: { symbol: 'SUN', colour: 'RED' },
    })
    await db.sql`update app.run set status = 'CLOSED' where id = ${w.runId}`
    await expect(set(w.facilitator, first!, 'STAR', 'RED', 2)).rejects.toMatchObject({ code: 'E-RUN-07' })
  })

  it('is seen with her name by those who see her, and by nobody else', async () => {
    const w = await made()
    const [first] = await idsOf(w)
    const auditor = await staff(db.sql, 'AUDITOR', w.provinceScope)
    const stranger = (await made()).facilitator
    for (const who of [auditor, stranger])
      expect(await reading(scopeOfStaff(who), (r) => memberSign(r, scopeOfStaff(who), first!))).toBeNull()
    const seen = await reading(scopeOfStaff(w.officer), (r) => memberSign(r, scopeOfStaff(w.officer), first!))
    expect(seen).toMatchObject({ name: 'زن 1 آزمون', sign: null, open: true, taken: [] })
  })
})

describe('signs for a whole group', () => {
  it('go to those who have none, each another', async () => {
    const w = await made()
    const [, second] = await idsOf(w)
    await set(w.facilitator, second!, 'SUN', 'BLUE')
    expect(await giveSigns(await contextOf(w.facilitator), { cohortId: w.cohortId })).toEqual({ given: 2 })
    const members = await reading(scopeOfStaff(w.officer), (r) =>
      signedMembers(r, scopeOfStaff(w.officer), w.cohortId),
    )
    expect(members[1]!.sign).toEqual({ symbol: 'SUN', colour: 'BLUE' })
    expect(new Set(members.map(({ sign }) => sign!.symbol)).size).toBe(3)
    expect(await giveSigns(await contextOf(w.facilitator), { cohortId: w.cohortId })).toEqual({ given: 0 })
    const rows =
      await db.sql`select after from audit.event where action = 'enrolment.signs' and entity_id = ${w.cohortId}`
    expect(rows).toHaveLength(1)
    expect(rows[0]!.after).toMatchObject({ count: 2 })
  })

  it('are refused to a stranger', async () => {
    const [w, other] = [await made(), await made()]
    await expect(
      giveSigns(await contextOf(other.facilitator), { cohortId: w.cohortId }),
    ).rejects.toMatchObject({ code: 'E-GEN-02' })
  })
})

describe('at registration', () => {
  const somebody = (w: World, last: string, sign: object | null) => ({
    runId: w.runId,
    cohortId: w.cohortId,
    first: 'لیلا',
    last,
    father: 'حسن',
    birth: '1370',
    noNationalIdReason: 'در دست اقدام',
    sex: 'F',
    consent: true,
    sign,
  })
  const signIn = async (w: World, personId: string) =>
    (
      await db.sql`select symbol, colour from app.enrolment where cohort_id = ${w.cohortId} and person_id = ${personId}`
    )[0]

  it('one is chosen, found, or left for later', async () => {
    const w = await made()
    const register = async (last: string, sign: object | null) =>
      registerPerson(await contextOf(w.officer), somebody(w, last, sign) as never)
    const chosen = await register('رستمی', { symbol: 'KEY', colour: 'PINK' })
    expect(await signIn(w, chosen.personId)).toEqual({ symbol: 'KEY', colour: 'PINK' })
    const found = await register('کریمی', { symbol: 'KEY', colour: null })
    expect(await signIn(w, found.personId)).toEqual({ symbol: 'KEY', colour: 'BLUE' })
    const later = await register('نوری', null)
    expect(await signIn(w, later.personId)).toEqual({ symbol: null, colour: null })
    await expect(register('صالحی', { symbol: 'KEY', colour: 'PINK' })).rejects.toMatchObject({
      code: 'E-ENR-07',
    })
  })
})

it('the database knows the same words', async () => {
  const [row] = await db.sql`
    select string_agg(pg_get_constraintdef(oid), ' ') as text from pg_constraint where conname in ('enrolment_symbol', 'enrolment_colour')`
  const words = [...(row!.text as string).matchAll(/'([A-Z]+)'/g)].map((match) => match[1])
  expect(words.sort()).toEqual([...SYMBOLS, ...COLOURS].sort())
})
