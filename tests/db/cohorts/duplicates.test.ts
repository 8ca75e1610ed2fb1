import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decideDuplicate } from '@/db/commands/people/decide-duplicate'
import { duplicateCases } from '@/db/queries/people/duplicates'
import { reading } from '@/db/transaction'
import { makePersonKey, nationalIdHash, openForPerson, openPersonKey, sealForPerson } from '@/db/vault'
import { scopeOf } from '@/lib/access/actor'
import { contextOf } from '@/tests/support/actors'
import { type Staff, staff, type World, world } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'
import { auditOf, type Group, group, member } from './field'

let db: Loaded
beforeAll(async () => {
  db = await loadedDatabase('none')
  process.env.DATABASE_URL ??= db.database.ownerUrl
})
afterAll(() => db.end())

const NATIONAL = '0012345679'
/** Two records of one woman in two runs of a province: the second with a national id, a mark and a case open. */
async function two() {
  const w = await world(db.sql, { people: 2, sessions: 2 })
  const other = await group(db.sql, w, { people: 1 })
  const [run] =
    await db.sql`insert into app.run (scope_id, province_id, code, name_fa, name_en, start_date, end_date, pinned_now)
    select scope_id, province_id, code || '-2', name_fa, name_en, start_date, end_date, pinned_now from app.run where id = ${w.runId} returning id`
  await db.sql`update app.cohort set run_id = ${run!.id} where id = ${other.cohortId}`
  await db.sql`update app.enrolment set run_id = ${run!.id} where cohort_id = ${other.cohortId}`
  const [keep, gone] = [w.people[0]!.personId, other.people[0]!.personId]
  const { key, sealed } = makePersonKey(w.provinceId, gone)
  await db.sql`insert into app.person_key (person_id, sealed) values (${gone}, ${sealed})`
  await db.sql`update app.person set national_id_sealed = ${sealForPerson(key, 'national_id_sealed', NATIONAL)},
    national_id_hash = ${nationalIdHash(w.provinceId, NATIONAL)}, mobile_sealed = ${sealForPerson(key, 'mobile_sealed', '+989990000000')}
    where id = ${gone}`
  const [meeting] =
    await db.sql`insert into app.session (scope_id, run_id, cohort_id, seq, module_code, day, starts_at, planned_minutes, net_minutes)
    values (${other.scopeId}, ${run!.id}, ${other.cohortId}, 1, 'M01', '2024-05-11', '2024-05-11T06:00:00Z', 120, 120) returning id`
  await db.sql`insert into app.attendance (session_id, person_id, scope_id, code, credited_minutes) values (${meeting!.id}, ${gone}, ${other.scopeId}, 1, 120)`
  return { w, other, keep, gone, caseId: await openCase(w, keep, gone) }
}
async function openCase(w: World, one: string, another: string): Promise<string> {
  const [row] =
    await db.sql`insert into app.duplicate_case (scope_id, person_id, other_id) values (${w.provinceScope}, ${one}, ${another}) returning id`
  return row!.id
}
const decide = async (by: Staff, caseId: string, more: object) =>
  decideDuplicate(await contextOf(by), { caseId, reason: 'شناسنامه دیده شد', ...more } as never)
const caseOf = async (id: string) => ({
  ...(await db.sql`select status, decision, decided_by as by from app.duplicate_case where id = ${id}`)[0],
})
const seenBy = async (who: Staff) => {
  const { actor } = await contextOf(who)
  return reading(scopeOf(actor), (tx) => duplicateCases(tx, scopeOf(actor)))
}

describe('the desk', () => {
  it('shows open cases side by side to who reviews the province, with no identifier but two digits', async () => {
    const { w, keep, gone, caseId } = await two()
    const [shown] = await seenBy(w.officer)
    expect(shown).toMatchObject({ caseId })
    expect(shown!.people.map(({ personId }) => personId)).toEqual([keep, gone])
    expect(shown!.people.map(({ idEnd }) => idEnd)).toEqual([null, '79'])
    expect(JSON.stringify(shown)).not.toContain(NATIONAL)
  })

  it('shows nothing to a facilitator, a county’s officer or another province', async () => {
    const { w, other, caseId, keep } = await two()
    const county = await staff(db.sql, 'COUNTY_OFFICER', w.countyScope)
    const stranger = (await world(db.sql, { people: 0, sessions: 0 })).officer
    for (const who of [w.facilitator, other.facilitator, county, stranger]) {
      expect(await seenBy(who)).toEqual([])
      await expect(decide(who, caseId, { decision: 'SAME', keepId: keep })).rejects.toMatchObject({
        code: 'E-GEN-02',
      })
      await expect(decide(who, caseId, { decision: 'DIFFERENT' })).rejects.toMatchObject({ code: 'E-GEN-02' })
    }
    expect(await caseOf(caseId)).toMatchObject({ status: 'OPEN' })
  })
})

describe('two people', () => {
  it('stay two, in the name of who decided and with a reason', async () => {
    const { w, caseId } = await two()
    await expect(
      decideDuplicate(await contextOf(w.officer), { caseId, decision: 'DIFFERENT', reason: '' }),
    ).rejects.toThrow()
    await decide(w.officer, caseId, { decision: 'DIFFERENT' })
    expect(await caseOf(caseId)).toEqual({ status: 'DECIDED', decision: 'DIFFERENT', by: w.officer.userId })
    expect(await auditOf(db.sql, caseId)).toMatchObject([
      { action: 'duplicate.decide', actor: w.officer.userId, reason: null },
    ])
    await expect(decide(w.officer, caseId, { decision: 'DIFFERENT' })).rejects.toMatchObject({
      code: 'E-GEN-03',
    })
  })
})

describe('one woman', () => {
  it('keeps everything in one record; the other is a trace that no list shows', async () => {
    const { w, other, keep, gone, caseId } = await two()
    await openCase(w, gone, keep)
    await expect(decide(w.officer, caseId, { decision: 'SAME' })).rejects.toMatchObject({ code: 'E-GEN-01' })
    await decide(w.officer, caseId, { decision: 'SAME', keepId: keep })
    const [stays] =
      await db.sql`select p.scopes, p.national_id_hash as hash, p.national_id_sealed as id, p.mobile_sealed as mobile, k.sealed as key
      from app.person p join app.person_key k on k.person_id = p.id where p.id = ${keep}`
    expect([...stays!.scopes].sort()).toEqual([w.cohortScope, other.scopeId].sort())
    expect(stays!.hash).toEqual(nationalIdHash(w.provinceId, NATIONAL))
    const key = openPersonKey(w.provinceId, keep, stays!.key)
    expect(openForPerson(key, 'national_id_sealed', stays!.id)).toBe(NATIONAL)
    expect(openForPerson(key, 'mobile_sealed', stays!.mobile)).toBe('+989990000000')
    const [trace] =
      await db.sql`select merged_into, national_id_hash, national_id_sealed, mobile_sealed, last_name, fold,
      (select count(*)::int from app.person_key where person_id = ${gone}) as keys from app.person where id = ${gone}`
    expect(trace).toMatchObject({
      merged_into: keep,
      national_id_hash: null,
      national_id_sealed: null,
      mobile_sealed: null,
      last_name: '—',
      fold: '',
      keys: 0,
    })
    for (const table of ['enrolment', 'consent', 'attendance'])
      expect(
        await db.sql.unsafe(
          `select count(*) filter (where person_id = '${gone}')::int as gone from app.${table}`,
        ),
      ).toMatchObject([{ gone: 0 }])
    expect(await seenBy(w.officer)).toEqual([])
    const written = JSON.stringify(await auditOf(db.sql, keep))
    expect(written).toContain('person.merge')
    expect(written).not.toContain('آزمون')
    expect(written).not.toContain('شناسنامه')
  })

  it('also where a consent of hers has been taken back since', async () => {
    const { w, keep, gone, caseId } = await two()
    await db.sql`update app.consent set state = 'WITHDRAWN', withdrawn_at = now() where person_id = ${gone}`
    await db.sql`update app.enrolment set status = 'WITHDRAWN' where person_id = ${gone}`
    await decide(w.officer, caseId, { decision: 'SAME', keepId: keep })
    expect(await caseOf(caseId)).toMatchObject({ decision: 'SAME' })
  })

  it('not while both stand in one group or one run, nor as a facilitator of the run she takes part in', async () => {
    const w = await world(db.sql, { people: 2, sessions: 0 })
    const [one, another] = [w.people[0]!.personId, w.people[1]!.personId]
    const inGroup = await openCase(w, one, another)
    await expect(decide(w.officer, inGroup, { decision: 'SAME', keepId: one })).rejects.toMatchObject({
      code: 'E-PER-09',
    })
    const other: Group = await group(db.sql, w, { people: 1 })
    const inRun = await openCase(w, one, other.people[0]!.personId)
    await expect(decide(w.officer, inRun, { decision: 'SAME', keepId: one })).rejects.toMatchObject({
      code: 'E-PER-09',
    })
    const [leader] =
      await db.sql`select person_id as id from app.facilitator where user_id = ${w.facilitator.userId}`
    const leads = await openCase(w, one, leader!.id)
    await expect(decide(w.officer, leads, { decision: 'SAME', keepId: one })).rejects.toMatchObject({
      code: 'E-ENR-02',
    })
    await db.sql`update app.enrolment set status = 'WITHDRAWN', closed_on = '2024-05-20' where person_id = ${other.people[0]!.personId}`
    await decide(w.officer, inRun, { decision: 'SAME', keepId: one })
    expect(await db.sql`select count(*)::int n from app.enrolment where person_id = ${one}`).toMatchObject([
      { n: 2 },
    ])
    expect(await caseOf(inGroup)).toMatchObject({ status: 'OPEN' })
  })

  it('decided by one of two officers at once', async () => {
    const { w, keep, gone, caseId } = await two()
    const both = await Promise.allSettled([
      decide(w.officer, caseId, { decision: 'SAME', keepId: keep }),
      decide(w.director, caseId, { decision: 'SAME', keepId: gone }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'E-GEN-03' } })
  })

  it('is nobody’s to decide past the commands, nor in another’s name', async () => {
    const { w, caseId } = await two()
    const { default: postgres } = await import('postgres')
    const app = postgres(db.database.appUrl, { max: 1, onnotice: () => {} })
    const as = (who: Staff, statement: string) =>
      app.begin(async (tx) => {
        await tx`select set_config('app.user_id', ${who.userId}, true)`
        return tx.unsafe(statement)
      })
    const decided = (by: string, decision: string) =>
      `update app.duplicate_case set status = 'DECIDED', decision = '${decision}', decided_by = '${by}' where id = '${caseId}'`
    await expect(as(w.officer, decided(w.director.userId, 'DIFFERENT'))).rejects.toMatchObject({
      code: '42501',
    })
    await expect(as(w.officer, decided(w.officer.userId, 'SAME'))).rejects.toMatchObject({ code: '42501' })
    expect((await as(w.facilitator, decided(w.facilitator.userId, 'DIFFERENT'))).count).toBe(0)
    await app.end()
    await member(db.sql, w, { cohortId: w.cohortId, scopeId: w.cohortScope, row: 3 })
  })
})
