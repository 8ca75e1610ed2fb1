import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { movePlace } from '@/db/commands/neighbourhoods/move-place'
import { moveSession } from '@/db/commands/programmes/move-session'
import { planSessions } from '@/db/commands/programmes/plan-sessions'
import { replaceSession } from '@/db/commands/programmes/replace-session'
import { contextOf } from '@/tests/support/actors'
import { type World, world } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'
import { auditOf, county, group, member, rule } from './field'

let db: Loaded
beforeAll(async () => {
  db = await loadedDatabase('none')
})
afterAll(() => db.end())

const made = (options: Parameters<typeof world>[1] = {}) => world(db.sql, { people: 2, ...options })
const sessionOf = async (id: string) => ({
  ...(
    await db.sql`select day::text as day, first_day::text as first, to_char(starts_at at time zone 'Asia/Tehran', 'HH24:MI') as time,
    venue, move_reason as why, version from app.session where id = ${id}`
  )[0],
})
// 2024-05-18 is a Saturday, 05-23 a Thursday, 05-24 a Friday.
const move = async (w: World, more: object = {}) =>
  moveSession(await contextOf(w.officer), {
    sessionId: w.sessionIds[1]!,
    version: 1,
    day: '2024-05-18',
    time: '11:00',
    ...more,
  })

describe('one session is moved', () => {
  it('to another day, keeps the day it was planned for, and is written down', async () => {
    const w = await made()
    expect(await move(w, { reason: 'مراسم محله', venue: 'مسجد' })).toMatchObject({
      day: '2024-05-18',
      version: 2,
    })
    expect(await sessionOf(w.sessionIds[1]!)).toEqual({
      day: '2024-05-18',
      first: '2024-05-13',
      time: '11:00',
      venue: 'مسجد',
      why: 'مراسم محله',
      version: 2,
    })
    expect(await auditOf(db.sql, w.sessionIds[1]!)).toEqual([
      {
        action: 'session.move',
        actor: w.officer.userId,
        before: { day: '2024-05-13', time: '09:30' },
        after: { day: '2024-05-18', time: '11:00' },
        reason: 'مراسم محله',
      },
    ])
    await expect(move(w)).rejects.toMatchObject({ code: 'E-GEN-03' })
  })

  it('on a Friday or a holiday with a reason, on a Thursday when that is meant', async () => {
    const w = await made()
    await expect(move(w, { day: '2024-05-24' })).rejects.toMatchObject({ code: 'E-SES-03' })
    await expect(move(w, { day: '2024-05-23' })).rejects.toMatchObject({ code: 'W-SES-04' })
    expect((await sessionOf(w.sessionIds[1]!)).version).toBe(1)
    await move(w, { day: '2024-05-23', acknowledged: ['W-SES-04'] })
    await move(w, { day: '2024-05-24', version: 2, reason: 'به خواست گروه' })
  })

  it('by its office alone, and not once it has begun', async () => {
    const [w, other] = [await made(), await made()]
    await expect(move({ ...w, officer: w.facilitator })).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(move({ ...w, officer: other.officer })).rejects.toMatchObject({ code: 'E-GEN-02' })
    await db.sql`update app.session set status = 'HELD' where id = ${w.sessionIds[1]!}`
    await expect(move(w)).rejects.toMatchObject({ code: 'E-SES-09' })
    expect(await auditOf(db.sql, w.sessionIds[1]!)).toEqual([])
  })

  it('by one of two officers who saw the same version', async () => {
    const w = await made()
    const both = await Promise.allSettled([move(w), move(w, { day: '2024-05-19' })])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'E-GEN-03' } })
  })
})

describe('a clash is refused', () => {
  it('with a session of the same facilitator', async () => {
    const w = await made()
    const other = await group(db.sql, w, { sessions: 1, firstDay: '2024-05-18', time: '10:30' })
    await move(w, { time: '10:30' })
    await db.sql`update app.cohort_facilitator set facilitator_id = ${other.facilitatorId} where cohort_id = ${w.cohortId}`
    await expect(move(w, { version: 2, time: '11:00' })).rejects.toMatchObject({
      code: 'E-SES-02',
      values: { other: 'محلهٔ نور' },
    })
    await expect(
      planSessions(await contextOf(w.officer), {
        cohortId: w.cohortId,
        days: [0],
        time: '11:00',
        startDay: '2024-05-18',
      }),
    ).rejects.toMatchObject({ code: 'E-SES-02' })
    expect(await sessionOf(w.sessionIds[1]!)).toMatchObject({ time: '10:30', version: 2 })
  })

  it('with another session of the group, and of a participant who is in a second run', async () => {
    const w = await made()
    await expect(move(w, { day: '2024-05-11' })).rejects.toMatchObject({ code: 'E-SES-02' })
    const other = await group(db.sql, w, { sessions: 1, firstDay: '2024-05-18', time: '11:30' })
    const [run] =
      await db.sql`insert into app.run (scope_id, province_id, code, name_fa, name_en, start_date, end_date, pinned_now)
      select scope_id, province_id, code || '-2', name_fa, name_en, start_date, end_date, pinned_now from app.run where id = ${w.runId} returning id`
    await db.sql`update app.cohort set run_id = ${run!.id} where id = ${other.cohortId}`
    await db.sql`update app.session set run_id = ${run!.id} where cohort_id = ${other.cohortId}`
    await db.sql`update app.person set scopes = scopes || ${other.scopeId}::int where id = ${w.people[0]!.personId}`
    const second = { ...w, runId: run!.id }
    await member(db.sql, second, {
      cohortId: other.cohortId,
      scopeId: other.scopeId,
      row: 9,
      personId: w.people[0]!.personId,
    })
    await expect(move(w)).rejects.toMatchObject({ code: 'E-SES-02' })
    expect(await sessionOf(w.sessionIds[1]!)).toMatchObject({ version: 1 })
  })

  it('with a session in the same room, however it is spelt', async () => {
    const w = await made()
    const other = await group(db.sql, w, { sessions: 1, firstDay: '2024-05-18', time: '10:00' })
    await db.sql`update app.session set venue = 'خانه‌ي محله' where cohort_id = ${other.cohortId}`
    await expect(move(w, { venue: 'خانه ی محله' })).rejects.toMatchObject({ code: 'E-SES-02' })
    await move(w, { venue: 'مسجد' })
  })

  it('with the longest day of a person', async () => {
    const w = await made()
    await rule(db.sql, w, 'DAY_MAX_MINUTES', 239)
    await expect(move(w, { day: '2024-05-11', time: '14:00' })).rejects.toMatchObject({
      code: 'E-SES-11',
      values: { max: 239 },
    })
    await rule(db.sql, w, 'DAY_MAX_MINUTES', 240)
    await db.sql`update app.rule set valid_from = '2001-01-01' where run_id = ${w.runId} and value = '240'`
    await move(w, { day: '2024-05-11', time: '14:00' })
  })

  it('for the replacement of a cancelled session too', async () => {
    const w = await made()
    await db.sql`update app.session set status = 'CANCELLED', cancel_reason = 'برف' where id = ${w.sessionIds[0]!}`
    await db.sql`update app.cohort set slots = ${db.sql.json({ days: [0, 2], time: '09:30' })} where id = ${w.cohortId}`
    const replace = async (more: object) =>
      replaceSession(await contextOf(w.officer), { sessionId: w.sessionIds[0]!, shiftLater: false, ...more })
    await expect(replace({ day: '2024-05-13' })).rejects.toMatchObject({ code: 'E-SES-02' })
    expect(await replace({ day: '2024-05-13', time: '15:00' })).toMatchObject({ day: '2024-05-13', moved: 0 })
  })
})

describe('a neighbourhood comes to another county', () => {
  const asked = async (w: World, countyId: string, by = w.officer) =>
    movePlace(await contextOf(by), { placeId: w.placeId, countyId, reason: 'تقسیمات کشوری' })

  it('with its group, whose node moves in the tree, and whose old county no longer reaches it', async () => {
    const w = await made()
    const { countyId, scopeId } = await county(db.sql, w)
    expect(await asked(w, countyId)).toEqual({ placeId: w.placeId, cohorts: 1 })
    const [at] =
      await db.sql`select p.scope_id as place, p.parent_id as parent, c.county_id as county, s.path from app.place p
      join app.cohort c on c.place_id = p.id join app.scope s on s.id = c.scope_id where p.id = ${w.placeId}`
    expect(at).toMatchObject({ place: scopeId, parent: countyId, county: countyId })
    expect(at!.path).toEqual([1, w.provinceScope, scopeId, w.cohortScope])
    expect(await auditOf(db.sql, w.placeId)).toMatchObject([
      { action: 'place.move', actor: w.officer.userId, reason: 'تقسیمات کشوری' },
    ])
  })

  it('only by who runs both, into a county of the province, where nobody has its name', async () => {
    const [w, other] = [await made(), await made()]
    const { countyId } = await county(db.sql, w)
    for (const [who, where] of [
      [other.officer, countyId],
      [w.facilitator, countyId],
      [w.officer, other.countyId],
    ] as const)
      await expect(asked(w, where, who)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await db.sql`insert into app.place (kind, parent_id, province_id, scope_id, code, name_fa, name_en, fold)
      select 'NEIGHBOURHOOD', ${countyId}, province_id, scope_id, code || '-2', name_fa, name_en, fold from app.place where id = ${w.placeId}`
    await expect(asked(w, countyId)).rejects.toMatchObject({ code: 'E-COH-09' })
    expect(await auditOf(db.sql, w.placeId)).toEqual([])
  })

  it('not once a release has counted it', async () => {
    const w = await made()
    const { countyId } = await county(db.sql, w)
    await db.sql`insert into app.release (scope_id, run_id, as_of, month, prepared_by, prepared_at, bundle, bundle_hash, status)
      values (${w.provinceScope}, ${w.runId}, '2024-05-20', 140302, ${w.officer.userId}, now(), '{}', 'x', 'IN_REVIEW')`
    await expect(asked(w, countyId)).rejects.toMatchObject({ code: 'E-COH-08' })
    expect((await db.sql`select parent_id from app.place where id = ${w.placeId}`)[0]!.parent_id).toBe(
      w.countyId,
    )
  })
})
