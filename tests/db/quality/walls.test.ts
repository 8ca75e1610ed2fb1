import { randomUUID } from 'node:crypto'
import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepPicture } from '@/db/commands/files/keep-picture'
import { pictureBytes, recordPictures } from '@/db/queries/files/pictures'
import { reading } from '@/db/transaction'
import { contextOf, scopeOfStaff } from '@/tests/support/actors'
import { type Staff, staff, type World, world } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'

// The second wall by itself: statements as a login of the application would send them, past every command.
let db: Loaded
let app: Sql
beforeAll(async () => {
  db = await loadedDatabase('none')
  app = postgres(db.database.appUrl, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await app?.end()
  await db.end()
})

const as = <T>(who: Staff, work: (sql: Sql) => Promise<T>) =>
  app.begin(async (sql) => {
    await sql`select set_config('app.user_id', ${who.userId}, true)`
    return work(sql as unknown as Sql)
  })
const TABLES = ['community_record', 'community_fate', 'quality_settlement', 'call_sample', 'call_line']
const seen = (who: Staff) =>
  as(who, async (sql) =>
    Object.fromEntries(
      await Promise.all(
        TABLES.map(async (table) => {
          const [row] = await sql.unsafe(`select count(*)::int as n from app.${table}`)
          return [table, row!.n]
        }),
      ),
    ),
  )

async function filled(): Promise<World & { recordId: string; lineId: string }> {
  const w = await world(db.sql, { people: 2, sessions: 1 })
  const [record] =
    await db.sql`insert into app.community_record (scope_id, run_id, cohort_id, kind, day, what, addressed_to, status, created_by)
    values (${w.cohortScope}, ${w.runId}, ${w.cohortId}, 'PROPOSAL', '2024-05-20', 'روشنایی', 'COUNCIL', 'PROPOSED', ${w.officer.userId}) returning id`
  await db.sql`insert into app.community_fate (scope_id, record_id, status, day, entered_by) values (${w.cohortScope}, ${record!.id}, 'ACCEPTED', '2024-05-21', ${w.officer.userId})`
  await db.sql`insert into app.quality_settlement (scope_id, run_id, kind, subject, facts, finding, note, settled_by)
    values (${w.countyScope}, ${w.runId}, 'LATE', ${w.sessionIds[0]!}, '1', 'IN_ORDER', 'دیده شد', ${w.officer.userId})`
  const [sample] =
    await db.sql`insert into app.call_sample (scope_id, run_id, seed, from_day, to_day, wanted, pool, pool_flagged, weight, drawn_by)
    values (${w.provinceScope}, ${w.runId}, 'seed', '2024-05-11', '2024-05-12', 1, 1, 0, 3, ${w.officer.userId}) returning id`
  const [line] =
    await db.sql`insert into app.call_line (scope_id, sample_id, position, session_id, person_id, flagged)
    values (${w.countyScope}, ${sample!.id}, 1, ${w.sessionIds[0]!}, ${w.people[0]!.personId}, false) returning id`
  return { ...w, recordId: record!.id, lineId: line!.id }
}

const ALL = Object.fromEntries(TABLES.map((table) => [table, 1]))
const NONE = Object.fromEntries(TABLES.map((table) => [table, 0]))

describe('the second wall', () => {
  it('shows each what is hers: the office all, a county its part, a facilitator her group’s records and no flag or call', async () => {
    const w = await filled()
    const other = await filled()
    const county = await staff(db.sql, 'COUNTY_OFFICER', w.countyScope)
    const auditor = await staff(db.sql, 'AUDITOR', w.provinceScope)
    const admin = await staff(db.sql, 'ADMIN', w.provinceScope)
    expect(await seen(w.officer)).toEqual(ALL)
    expect(await seen(auditor)).toEqual(ALL)
    // The draw was made for the province; of it she sees the lines of her county.
    expect(await seen(county)).toEqual({ ...ALL, call_sample: 0 })
    expect(await seen(w.facilitator)).toEqual({ ...NONE, community_record: 1, community_fate: 1 })
    expect(await seen(admin)).toEqual(NONE)
    expect(await seen(other.officer)).toEqual(ALL)
  })

  it('lets nobody write in another’s name, into another’s place, or what her role may not', async () => {
    const [w, other] = [await filled(), await filled()]
    const county = await staff(db.sql, 'COUNTY_OFFICER', w.countyScope)
    const record = (who: Staff, by: Staff, at: World, scope = at.cohortScope) =>
      as(
        who,
        (
          sql,
        ) => sql`insert into app.community_record (scope_id, run_id, cohort_id, kind, day, what, created_by)
        values (${scope}, ${at.runId}, ${at.cohortId}, 'PLAN', '2024-05-20', 'برنامه', ${by.userId})`,
      )
    await record(w.facilitator, w.facilitator, w)
    const wrong = { code: '42501' }
    await expect(record(w.facilitator, w.officer, w)).rejects.toMatchObject(wrong)
    await expect(record(w.facilitator, w.facilitator, other)).rejects.toMatchObject(wrong)
    await expect(record(w.officer, w.officer, w, w.provinceScope)).rejects.toMatchObject(wrong)
    await expect(record(county, county, w)).rejects.toMatchObject(wrong)
    const settle = (who: Staff) =>
      as(
        who,
        (
          sql,
        ) => sql`insert into app.quality_settlement (scope_id, run_id, kind, subject, facts, finding, note, settled_by)
        values (${w.countyScope}, ${w.runId}, 'LATE', ${randomUUID()}, '1', 'IN_ORDER', 'دیده شد', ${who.userId})`,
      )
    await settle(w.officer)
    for (const who of [w.facilitator, county, other.officer])
      await expect(settle(who)).rejects.toMatchObject(wrong)
    const call = (who: Staff) =>
      as(
        who,
        (sql) =>
          sql`update app.call_line set outcome = 'CONFIRMED', called_by = ${who.userId}, called_at = now() where id = ${w.lineId}`,
      )
    for (const who of [w.facilitator, county, other.officer]) expect((await call(who)).count).toBe(0)
    expect((await call(w.officer)).count).toBe(1)
    for (const statement of [
      'delete from app.community_record',
      'update app.quality_settlement set note = note',
      'update app.community_fate set day = day',
      'delete from app.call_line',
    ])
      await expect(as(w.officer, (sql) => sql.unsafe(statement))).rejects.toMatchObject(wrong)
  })
})

describe('a paper of a record', () => {
  it('is kept sealed with the record, seen by whoever sees the group’s people, and by no stranger', async () => {
    const [w, other] = [await filled(), await filled()]
    const picture = { bytes: Buffer.from('a picture'), mime: 'image/jpeg' }
    const asked = { recordId: w.recordId, kind: 'MINUTES' as const }
    const { fileId } = await keepPicture(await contextOf(w.facilitator), asked, picture)
    const list = (who: Staff) =>
      reading(scopeOfStaff(who), (reader) => recordPictures(reader, scopeOfStaff(who), w.recordId))
    expect(await list(w.officer)).toMatchObject([{ fileId, kind: 'MINUTES' }])
    expect(await list(other.officer)).toEqual([])
    const bytes = await reading(scopeOfStaff(w.officer), (reader) =>
      pictureBytes(reader, scopeOfStaff(w.officer), fileId),
    )
    expect(bytes?.bytes.toString()).toBe('a picture')
    const [row] = await db.sql`select sealed, session_id from app.file where id = ${fileId}`
    expect([String(row!.sealed).includes('a picture'), row!.session_id]).toEqual([false, null])
    await expect(keepPicture(await contextOf(other.officer), asked, picture)).rejects.toMatchObject({
      code: 'E-GEN-02',
    })
    await db.sql`update app.community_record set struck_at = now(), struck_by = ${w.officer.userId}, struck_reason = 'اشتباه' where id = ${w.recordId}`
    await expect(keepPicture(await contextOf(w.facilitator), asked, picture)).rejects.toMatchObject({
      code: 'E-GEN-02',
    })
  })
})
