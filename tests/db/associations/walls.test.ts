import { type SQL, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { addMeeting, addObservance, askQuestion } from '@/db/commands/associations/meeting'
import { addPartner } from '@/db/commands/associations/partner'
import { reading } from '@/db/transaction'
import { contextOf, scopeOfStaff } from '@/tests/support/actors'
import type { Staff } from '@/tests/support/factories'
import { type Association, established, NOW, ownField } from './field'

// The commands are passed by: what is asked here goes straight to the tables, as a mistake in a command would.
const field = ownField()
let one: Association
let other: Association
let made: Record<'meeting' | 'activity' | 'volunteer', string>
beforeAll(async () => {
  one = await established(field, field.here)
  other = await established(field, field.there)
  const { activityId } = await one.activity()
  const { volunteerId } = await one.volunteer('مریم')
  await one.shifts({ activityId, volunteerIds: [volunteerId], minutes: 60 })
  await addPartner(await contextOf(field.here.officer, NOW), {
    associationId: one.associationId,
    nameFa: 'کتابخانه',
    does: 'جا',
    since: '2024-03-01',
  })
  const officer = await contextOf(field.officer, NOW)
  const { meetingId } = await addMeeting(officer, {
    placeId: field.provinceId,
    kind: 'BRIEFING',
    mode: 'ONLINE',
    day: '2024-05-01',
    subject: 'آغاز',
    venue: '',
    letterNo: '',
    decisions: '',
    seats: [{ level: 'COUNTY', inPerson: 0, online: 3 }],
  })
  await askQuestion(officer, { meetingId, askedBy: 'COUNTY', question: 'چرا؟', answer: '', answeredBy: null })
  await addObservance(officer, {
    placeId: field.provinceId,
    day: '2024-09-16',
    nameFa: 'مولودی',
    source: 'آزمون',
  })
  made = { meeting: meetingId, activity: activityId, volunteer: volunteerId }
})

const UNIT_TABLES = [
  'association',
  'association_step',
  'association_move',
  'association_partner',
  'association_activity',
  'association_shift',
] as const
const PLACE_TABLES = [
  'association_meeting',
  'association_attendance',
  'association_question',
  'association_observance',
] as const
const COUNTS: Record<string, SQL> = {
  association: sql`select count(*)::int as n from app.association`,
  association_step: sql`select count(*)::int as n from app.association_step`,
  association_move: sql`select count(*)::int as n from app.association_move`,
  association_partner: sql`select count(*)::int as n from app.association_partner`,
  association_activity: sql`select count(*)::int as n from app.association_activity`,
  association_shift: sql`select count(*)::int as n from app.association_shift`,
  association_volunteer: sql`select count(*)::int as n from app.association_volunteer`,
  association_meeting: sql`select count(*)::int as n from app.association_meeting`,
  association_attendance: sql`select count(*)::int as n from app.association_attendance`,
  association_question: sql`select count(*)::int as n from app.association_question`,
  association_observance: sql`select count(*)::int as n from app.association_observance`,
}
const seen = async (who: Staff, tables: readonly string[]) => {
  const scope = scopeOfStaff(who)
  const counts: number[] = []
  for (const table of tables)
    counts.push(await reading(scope, async (db) => (await db.execute<{ n: number }>(COUNTS[table]!))[0]!.n))
  return counts
}
const tried = (who: Staff, statement: SQL) =>
  reading(scopeOfStaff(who), async (db) => (await db.execute(statement)).length)

describe('what is read', () => {
  it('is a county’s to its officer, all of a province’s to its own, an association’s to who works in it', async () => {
    expect(await seen(field.officer, UNIT_TABLES)).toEqual([2, 10, 10, 1, 1, 1])
    expect(await seen(field.here.officer, UNIT_TABLES)).toEqual([1, 5, 5, 1, 1, 1])
    expect(await seen(one.coordinator, UNIT_TABLES)).toEqual([1, 5, 5, 1, 1, 1])
    expect(await seen(other.coordinator, UNIT_TABLES)).toEqual([1, 5, 5, 0, 0, 0])
  })
  it('is nothing to another programme and another province', async () => {
    const none = [...UNIT_TABLES, ...PLACE_TABLES, 'association_volunteer']
    for (const stranger of [field.womensOffice, field.far.officer])
      expect(await seen(stranger, none)).toEqual(none.map(() => 0))
  })
  it('of the province’s meetings is everybody’s who works for the programme below it', async () => {
    for (const who of [field.officer, field.here.officer, field.there.officer, other.coordinator])
      expect(await seen(who, PLACE_TABLES)).toEqual([1, 1, 1, 1])
  })
  it('of names is their own association’s and nobody’s above', async () => {
    const names = ['association_volunteer']
    expect(await seen(one.coordinator, names)).toEqual([1])
    for (const who of [field.officer, field.here.officer, other.coordinator, field.womensOffice])
      expect(await seen(who, names)).toEqual([0])
  })
})

describe('what is written straight into a table is refused', () => {
  const strangers = () => [field.womensOffice, field.far.officer, field.there.officer, other.coordinator]
  const refused = async (who: Staff, statement: SQL) =>
    expect(tried(who, statement)).rejects.toMatchObject({ code: 'E-GEN-02' })

  it('to strangers: steps, partners, activities, moves', async () => {
    const { scopeId, associationId } = one
    for (const who of strangers()) {
      await refused(
        who,
        sql`insert into app.association_partner (scope_id, association_id, name_fa, fold, does, since, entered_by)
        values (${scopeId}, ${associationId}::uuid, 'x', 'x', 'x', '2024-03-01', app.me())`,
      )
      await refused(
        who,
        sql`insert into app.association_activity (scope_id, association_id, day, title_fa, field, status, beneficiaries, entered_by)
        values (${scopeId}, ${associationId}::uuid, '2024-05-01', 'x', 'SOCIAL', 'HELD', 1, app.me())`,
      )
      await refused(
        who,
        sql`insert into app.association_move (scope_id, association_id, act, to_status, made_by)
        values (${scopeId}, ${associationId}::uuid, 'x', 'DISSOLVED', app.me())`,
      )
      expect(
        await tried(
          who,
          sql`update app.association set status = 'DISSOLVED' where id = ${associationId}::uuid returning 1`,
        ),
      ).toBe(0)
      expect(
        await tried(
          who,
          sql`update app.association_step set undone_by = app.me(), undone_at = now(), undone_reason = 'x'
        where association_id = ${associationId}::uuid returning 1`,
        ),
      ).toBe(0)
    }
  })
  it('to who stands above: a volunteer, a turn of service', async () => {
    for (const who of [field.officer, field.here.officer, other.coordinator]) {
      await refused(
        who,
        sql`insert into app.association_volunteer (scope_id, association_id, name, fold, role, consent_on, joined_on, entered_by)
        values (${one.scopeId}, ${one.associationId}::uuid, 'x', 'x', 'FIELD', '2024-05-01', '2024-05-01', app.me())`,
      )
      await refused(
        who,
        sql`insert into app.association_shift (scope_id, activity_id, volunteer_id, role, minutes, entered_by)
        values (${one.scopeId}, ${made.activity}::uuid, ${made.volunteer}::uuid, 'MEDIA', 60, app.me())`,
      )
      expect(
        await tried(
          who,
          sql`update app.association_shift set struck_by = app.me(), struck_at = now() returning 1`,
        ),
      ).toBe(0)
    }
  })
  it('a turn of one association’s volunteer in another’s activity, in either coordinator’s hand', async () => {
    const { activityId } = await other.activity()
    for (const [who, scopeId] of [
      [other.coordinator, other.scopeId],
      [one.coordinator, one.scopeId],
    ] as const)
      await refused(
        who,
        sql`insert into app.association_shift (scope_id, activity_id, volunteer_id, role, minutes, entered_by)
        values (${scopeId}, ${activityId}::uuid, ${made.volunteer}::uuid, 'MEDIA', 60, app.me())`,
      )
  })
  it('a meeting, an answer or an observance of a province by who works below it or for another programme', async () => {
    for (const who of [field.womensOffice, field.here.officer, one.coordinator, field.far.officer]) {
      await refused(
        who,
        sql`insert into app.association_meeting (scope_id, place_id, kind, mode, day, subject, entered_by)
        values (${field.provinceScope}, ${field.provinceId}::uuid, 'BRIEFING', 'ONLINE', '2024-05-01', 'x', app.me())`,
      )
      await refused(
        who,
        sql`insert into app.association_observance (scope_id, day, name_fa, fold, source, entered_by)
        values (${field.provinceScope}, '2024-05-01', 'x', 'x', 'x', app.me())`,
      )
      await refused(
        who,
        sql`insert into app.association_question (scope_id, meeting_id, asked_by_level, question, entered_by)
        values (${field.provinceScope}, ${made.meeting}::uuid, 'COUNTY', 'x', app.me())`,
      )
      expect(
        await tried(
          who,
          sql`update app.association_question set answer = 'x', answered_by_level = 'COUNTY', answered_on = '2024-05-01' returning 1`,
        ),
      ).toBe(0)
    }
  })
  it('a new node by who does not run the programme there, and an association moved from where it was made', async () => {
    for (const who of [field.womensOffice, field.there.officer, field.far.officer, one.coordinator])
      await refused(who, sql`select app.add_association_unit(${field.here.scope}, 'x')`)
    await refused(
      field.officer,
      sql`update app.association set county_id = ${field.there.id}::uuid where id = ${one.associationId}::uuid`,
    )
    await refused(
      field.officer,
      sql`update app.association set is_demo = true where id = ${one.associationId}::uuid`,
    )
  })
})
