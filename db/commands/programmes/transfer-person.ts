import { sql } from 'drizzle-orm'
import { scopeOf } from '@/lib/access/actor'
import { isFor } from '@/lib/programmes/audience'
import { mayReturn } from '@/lib/programmes/cohort'
import { TransferPerson } from '@/lib/programmes/cohort-schema'
import { addDays } from '@/lib/shared/jalali'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { type EnrolDoor, enrolDoors } from '../../queries/people/enrol-doors'
import { authorise, type Context, inTransaction } from '../../transaction'
import { waitersOf } from '../people/enrol-people'
import { type EnrolmentRow, loadEnrolment, refuseClosed } from './enrolment-row'
import { checkVersion, runClock } from './load'
import { awayUntil } from './readmit'
import { refillPlace } from './waiting-list'

export type Transferred = { enrolmentId: string; cohortId: string; carriedMinutes: number }

/**
 * Somebody goes on in another group of the run. What she has earned goes along: her new enrolment carries it, and her
 * former one keeps it as that group's. Where she has been in the other group before, that enrolment goes on. E-COH-02: the
 * other group is full. W-ENR-05: it is for others. E-ENR-01: she stands in it already.
 */
export async function transferPerson(ctx: Context, input: TransferPerson): Promise<Transferred> {
  const asked = TransferPerson.parse(input)
  return inTransaction(ctx, async (db) => {
    const row = await loadEnrolment(db, asked.enrolmentId, [asked.cohortId])
    authorise(ctx.actor, 'enrol', row.place)
    const [door] = await enrolDoors(db, scopeOf(ctx.actor), { runId: row.runId, cohortIds: [asked.cohortId] })
    if (!door || door.cohortId === row.cohortId) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'enrol', door)
    checkVersion(row, asked.version)
    refuseClosed(row)
    if (!['REGISTERED', 'ACTIVE'].includes(row.status)) throw new AppError('E-ENR-03')
    if (!door.mayEnrol || door.status === 'FINISHED') throw new AppError('E-COH-05')
    const [person] = await db.execute<{ sex: string; before: string | null; state: string | null }>(sql`
      select p.sex, e.id as before, e.status as state from app.person p
      left join app.enrolment e on e.cohort_id = ${door.cohortId} and e.person_id = p.id where p.id = ${row.personId}`)
    if (!person) throw new AppError('E-GEN-02')
    if (
      person.state !== null &&
      !mayReturn(person.state) &&
      !['TRANSFERRED', 'CANCELLED'].includes(person.state)
    )
      throw new AppError('E-ENR-01', { cohort: door.placeFa })
    if (waitersOf(new Map([[door.cohortId, door]]), [{ cohortId: door.cohortId }]).size > 0)
      throw new AppError('E-COH-02', { max: door.maxSize })
    if (!isFor(door.audience, person.sex) && !asked.acknowledged.includes('W-ENR-05'))
      throw new AppError('W-ENR-05', { audience: door.audience })
    const made = await goOver(db, row, door, asked.reason, runClock(row, ctx.now), person.before)
    await audit(db, ctx, {
      action: 'enrolment.transfer',
      entity: 'enrolment',
      entityId: row.id,
      scopeId: row.scopeId,
      before: { status: row.status, cohortId: row.cohortId },
      after: { status: 'TRANSFERRED', cohortId: door.cohortId, minutes: made.carriedMinutes },
      // Why she moves may say something of her; it stays with her enrolment.
      reason: null,
    })
    await refillPlace(db, ctx, row)
    return made
  })
}

/** The last day she belongs to the old group: yesterday, or today where she has been there today. */
async function lastDay(db: Db, row: EnrolmentRow, today: string): Promise<string> {
  const [seen] = await db.execute<{ day: string | null }>(sql`
    select max(s.day)::text as day from app.attendance a join app.session s on s.id = a.session_id
    where s.cohort_id = ${row.cohortId} and a.person_id = ${row.personId}`)
  const before = addDays(today, -1)
  const day = seen?.day && seen.day > before ? seen.day : before
  return day < row.registeredOn ? row.registeredOn : day
}

async function goOver(
  db: Db,
  row: EnrolmentRow,
  door: EnrolDoor,
  reason: string,
  clock: Date,
  before: string | null,
): Promise<Transferred> {
  const last = await lastDay(db, row, tehranDay(clock))
  const carriedMinutes = row.creditedMinutes + row.carriedMinutes
  await db.execute(sql`
    update app.enrolment set status = 'TRANSFERRED', close_reason = ${reason}, closed_on = ${last}, version = version + 1 where id = ${row.id}`)
  await db.execute(sql`
    update app.person set scopes = scopes || ${door.scopeId}::int, version = version + 1
    where id = ${row.personId} and not (${door.scopeId}::int = any(scopes))`)
  // Her consents are read by whoever leads the group she is in: they go along as they were given.
  const [made] = await db.execute<{ own: string; guard: string | null }>(sql`
    with old as (select e.*, app.uuid_v7() as own, case when e.guardian_consent_id is not null then app.uuid_v7() end as guard
      from app.enrolment e where e.id = ${row.id}),
    given as (
      insert into app.consent (id, scope_id, person_id, purpose, state, text_version, taken_at, taken_by, withdrawn_at, read_at, read_by,
        session_id, guardian_name, guardian_relation)
      select case when c.id = o.consent_id then o.own else o.guard end, ${door.scopeId}, c.person_id, c.purpose, c.state, c.text_version,
        c.taken_at, c.taken_by, c.withdrawn_at, c.read_at, c.read_by, c.session_id, c.guardian_name, c.guardian_relation
      from old o join app.consent c on c.id in (o.consent_id, o.guardian_consent_id) returning id, purpose)
    select (select id from given where purpose = 'REGISTER') as own, (select id from given where purpose = 'GUARDIAN') as guard`)
  const to = { door, day: addDays(last, 1), carriedMinutes, ...made! }
  const enrolledId = before ? await goOnAgain(db, row.id, before, to) : await goOnAnew(db, row.id, to)
  await db.execute(sql`update app.enrolment set transferred_to = ${enrolledId} where id = ${row.id}`)
  return { enrolmentId: enrolledId, cohortId: door.cohortId, carriedMinutes }
}

type To = { door: EnrolDoor; day: string; carriedMinutes: number; own: string; guard: string | null }

async function goOnAnew(db: Db, from: string, to: To): Promise<string> {
  const { door, day, carriedMinutes, own, guard } = to
  const [enrolled] = await db.execute<{ id: string }>(sql`
    insert into app.enrolment (scope_id, run_id, cohort_id, person_id, consent_id, guardian_consent_id, row_no, registered_on, status,
      activated_on, age_at_start, carried_minutes)
    select ${door.scopeId}, run_id, ${door.cohortId}, person_id, ${own}, ${guard}::uuid, ${door.lastRow + 1},
      ${day}, case when ${carriedMinutes}::int > 0 then 'ACTIVE' else 'REGISTERED' end, activated_on, age_at_start, ${carriedMinutes}
    from app.enrolment where id = ${from} returning id`)
  return enrolled!.id
}

/** Back in a group she was in: what she earned there is in what she brings along, and is not counted twice. */
async function goOnAgain(db: Db, from: string, before: string, to: To): Promise<string> {
  const { day, carriedMinutes, own, guard } = to
  await db.execute(sql`
    update app.enrolment e set status = case when x.carried + e.credited_minutes > 0 then 'ACTIVE' else 'REGISTERED' end,
      consent_id = ${own}, guardian_consent_id = ${guard}::uuid, carried_minutes = x.carried, closed_on = null, close_reason = null,
      transferred_to = null, waiting_since = null, activated_on = coalesce(e.activated_on, x.activated_on), version = e.version + 1,
      away = case when e.status = 'CANCELLED' then e.away else ${awayUntil(day)} end,
      registered_on = case when e.status = 'CANCELLED' then ${day}::date else e.registered_on end
    from (select o.activated_on, case when b.status = 'TRANSFERRED' then greatest(0, ${carriedMinutes}::int - b.credited_minutes)
        else b.carried_minutes + ${carriedMinutes}::int end as carried
      from app.enrolment o, app.enrolment b where o.id = ${from} and b.id = ${before}) x
    where e.id = ${before}`)
  return before
}
