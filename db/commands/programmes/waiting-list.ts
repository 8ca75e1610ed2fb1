import { sql } from 'drizzle-orm'
import { LeaveWaiting, PromoteWaiting } from '@/lib/programmes/cohort-schema'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { rulesOf } from '../../queries/rules'
import { authorise, type Context, inTransaction } from '../../transaction'
import { type EnrolmentRow, loadEnrolment, refuseClosed } from './enrolment-row'
import { checkVersion, runClock } from './load'

export type Promoted = { enrolmentId: string; version: number }
type Waiting = { id: string; version: number }
type Room = {
  held: number
  begun: number
  waiting: number
  first: Waiting | null
  maxSize: number
  refillBefore: number
}

/** How a group stands: who is in it, how many sessions have begun, whose turn it is. */
export async function roomOf(db: Db, group: { cohortId: string; runId: string }, clock: Date): Promise<Room> {
  const [room] = await db.execute<Pick<Room, 'held' | 'begun' | 'waiting'>>(sql`
    select (select count(*)::int from app.enrolment where cohort_id = ${group.cohortId} and status in ('REGISTERED', 'ACTIVE', 'COMPLETED')) as held,
      (select count(*)::int from app.enrolment where cohort_id = ${group.cohortId} and status = 'WAITING') as waiting,
      (select count(*)::int from app.session where cohort_id = ${group.cohortId} and makes_up_id is null
        and status not in ('SCHEDULED', 'CANCELLED', 'RESCHEDULED')) as begun`)
  const [first] = await db.execute<Waiting>(sql`
    select id, version from app.enrolment where cohort_id = ${group.cohortId} and status = 'WAITING' order by waiting_since, id limit 1`)
  const rules = await rulesOf(db, group.runId, clock)
  return {
    ...room!,
    first: first ?? null,
    maxSize: rules.COHORT_MAX_SIZE,
    refillBefore: rules.REFILL_BEFORE_SESSION,
  }
}

/** She is in from today: what was held before her is not asked of her, and her hours start from zero. */
async function promote(
  db: Db,
  ctx: Context,
  group: { scopeId: number },
  first: Waiting,
  clock: Date,
): Promise<Promoted> {
  const [after] = await db.execute<{ version: number }>(sql`
    update app.enrolment set status = 'REGISTERED', waiting_since = null, registered_on = ${tehranDay(clock)}, version = version + 1
    where id = ${first.id} and status = 'WAITING' and version = ${first.version} returning version`)
  if (!after) throw new AppError('E-GEN-03')
  await audit(db, ctx, {
    action: 'enrolment.promote',
    entity: 'enrolment',
    entityId: first.id,
    scopeId: group.scopeId,
    before: { status: 'WAITING' },
    after: { status: 'REGISTERED', day: tehranDay(clock) },
  })
  return { enrolmentId: first.id, version: after.version }
}

/**
 * A place has come free: whoever waits longest gets it at once, as long as the group has not come to the session before
 * which the rule lets places be filled. After that an officer decides. The caller holds the group.
 */
export async function refillPlace(
  db: Db,
  ctx: Context,
  row: Pick<EnrolmentRow, 'cohortId' | 'runId' | 'scopeId' | 'pinnedNow'>,
): Promise<Promoted | null> {
  const clock = runClock(row, ctx.now)
  const room = await roomOf(db, row, clock)
  if (!room.first || room.held >= room.maxSize || room.begun >= room.refillBefore) return null
  return promote(db, ctx, row, room.first, clock)
}

/**
 * Gives a free place to the person whose turn it is. E-GEN-03: somebody else has given it meanwhile. E-ENR-04: others
 * wait before her. E-COH-02: no place is free. Once the group is past the rule's session, only whoever runs it may.
 */
export async function promoteWaiting(ctx: Context, input: PromoteWaiting): Promise<Promoted> {
  const asked = PromoteWaiting.parse(input)
  return inTransaction(ctx, async (db) => {
    const row = await loadEnrolment(db, asked.enrolmentId)
    authorise(ctx.actor, 'enrol', row.place)
    checkVersion(row, asked.version)
    if (row.status !== 'WAITING') throw new AppError('E-GEN-03')
    refuseClosed(row)
    const clock = runClock(row, ctx.now)
    const room = await roomOf(db, row, clock)
    if (room.begun >= room.refillBefore) authorise(ctx.actor, 'run', row.place)
    if (room.held >= room.maxSize) throw new AppError('E-COH-02', { max: room.maxSize })
    if (room.first!.id !== row.id) throw new AppError('E-ENR-04', { n: await before(db, row.id) })
    return promote(db, ctx, row, room.first!, clock)
  })
}

async function before(db: Db, enrolmentId: string): Promise<number> {
  const [found] = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from app.enrolment e join app.enrolment w on w.cohort_id = e.cohort_id and w.status = 'WAITING'
      and (w.waiting_since, w.id) < (e.waiting_since, e.id) where e.id = ${enrolmentId}`)
  return found?.n ?? 0
}

/** Takes somebody off the waiting list; everybody behind her moves up. */
export async function leaveWaiting(ctx: Context, input: LeaveWaiting): Promise<{ enrolmentId: string }> {
  const asked = LeaveWaiting.parse(input)
  return inTransaction(ctx, async (db) => {
    const row = await loadEnrolment(db, asked.enrolmentId)
    authorise(ctx.actor, 'enrol', row.place)
    checkVersion(row, asked.version)
    if (row.status !== 'WAITING') throw new AppError('E-GEN-03')
    refuseClosed(row)
    await db.execute(sql`
      update app.enrolment set status = 'CANCELLED', waiting_since = null, closed_on = ${tehranDay(runClock(row, ctx.now))},
        version = version + 1 where id = ${row.id}`)
    await audit(db, ctx, {
      action: 'enrolment.cancel',
      entity: 'enrolment',
      entityId: row.id,
      scopeId: row.scopeId,
      before: { status: 'WAITING' },
      after: { status: 'CANCELLED' },
    })
    return { enrolmentId: row.id }
  })
}
