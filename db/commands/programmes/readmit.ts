import { sql } from 'drizzle-orm'
import { mayReturn } from '@/lib/programmes/cohort'
import { Readmit } from '@/lib/programmes/cohort-schema'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { standing } from '../../queries/people/consent-standing'
import { authorise, type Context, inTransaction } from '../../transaction'
import { untold } from '../people/enrol-people'
import { CONSENT_TEXT } from '../people/write-people'
import { type EnrolmentRow, loadEnrolment, refuseClosed } from './enrolment-row'
import { checkVersion, runClock } from './load'
import { roomOf } from './waiting-list'

export type Readmitted = { enrolmentId: string; status: string; version: number }

/**
 * Somebody who left comes back into the same group from today on: what she earned before counts again, and what was held
 * while she was away is not asked of her. E-ENR-06: she has not left, or went on elsewhere. E-COH-02: no place is free;
 * E-ENR-04: others wait for it. Once the group is past the session before which places are filled, only whoever runs it may.
 * Where her consent no longer stands a new one is declared with it, or E-PER-06: the old one stays as it was taken back.
 */
export async function readmit(ctx: Context, input: Readmit): Promise<Readmitted> {
  const asked = Readmit.parse(input)
  return untold(
    inTransaction(ctx, async (db) => {
      const row = await loadEnrolment(db, asked.enrolmentId)
      authorise(ctx.actor, 'enrol', row.place)
      checkVersion(row, asked.version)
      refuseClosed(row)
      if (!mayReturn(row.status)) throw new AppError('E-ENR-06')
      if (row.cohortStatus === 'FINISHED') throw new AppError('E-COH-05')
      const clock = runClock(row, ctx.now)
      const agrees = await refuseElsewhere(db, row)
      if (!agrees && !asked.consent) throw new AppError('E-PER-06')
      const room = await roomOf(db, row, clock)
      if (room.held >= room.maxSize) throw new AppError('E-COH-02', { max: room.maxSize })
      if (room.waiting > 0) throw new AppError('E-ENR-04', { n: room.waiting })
      if (room.begun >= room.refillBefore) authorise(ctx.actor, 'run', row.place)
      const consent = agrees ? null : await declareAgain(db, ctx, row)
      return comeBack(db, ctx, row, { reason: asked.reason, clock, consent })
    }),
  )
}

/**
 * Told only where the asker may see it; the rest is said by a constraint, which names nobody. Answers whether her consent
 * stands; a guardian's that does not is no matter of hers and refuses.
 */
async function refuseElsewhere(db: Db, row: EnrolmentRow): Promise<boolean> {
  const [found] = await db.execute<{
    place: string | null
    trains: boolean
    agrees: boolean
    guarded: boolean
  }>(sql`
    select (select p.name_fa from app.enrolment o join app.cohort c on c.id = o.cohort_id join app.place p on p.id = c.place_id
        where o.run_id = e.run_id and o.person_id = e.person_id and o.status in ('REGISTERED', 'ACTIVE', 'WAITING') limit 1) as place,
      exists (select from app.facilitator f where f.run_id = e.run_id and f.person_id = e.person_id and f.status <> 'REJECTED') as trains,
      ${standing(sql`e.consent_id`)} as agrees, e.guardian_consent_id is null or ${standing(sql`e.guardian_consent_id`)} as guarded
    from app.enrolment e where e.id = ${row.id}`)
  if (found?.place) throw new AppError('E-ENR-01', { cohort: found.place })
  if (found?.trains) throw new AppError('E-ENR-02')
  if (!found?.guarded) throw new AppError('E-PER-06')
  return found.agrees
}

/** A consent of its own, of today's wording; what she said before stays written beside it. */
async function declareAgain(db: Db, ctx: Context, row: EnrolmentRow): Promise<string> {
  const [made] = await db.execute<{ id: string }>(sql`
    insert into app.consent (scope_id, person_id, purpose, state, text_version, taken_at, taken_by)
    values (${row.scopeId}, ${row.personId}, 'REGISTER', 'DECLARED', ${CONSENT_TEXT}, ${ctx.now.toISOString()}::timestamptz, ${ctx.actor.userId}::uuid)
    returning id`)
  return made!.id
}

async function comeBack(
  db: Db,
  ctx: Context,
  row: EnrolmentRow,
  { reason, clock, consent }: { reason: string; clock: Date; consent: string | null },
): Promise<Readmitted> {
  const today = tehranDay(clock)
  const [after] = await db.execute<{ status: string; version: number; away: string | null }>(sql`
    update app.enrolment e set status = case when e.credited_minutes + e.carried_minutes > 0 then 'ACTIVE' else 'REGISTERED' end,
      away = case when e.status = 'CANCELLED' then e.away else ${awayUntil(today)} end,
      registered_on = case when e.status = 'CANCELLED' then ${today}::date else e.registered_on end,
      consent_id = coalesce(${consent}::uuid, e.consent_id), closed_on = null, close_reason = null, version = e.version + 1
    where e.id = ${row.id} and e.version = ${row.version} returning e.status, e.version, e.away::text`)
  if (!after) throw new AppError('E-GEN-03')
  await db.execute(sql`
    update app.task set state = 'DROPPED', done_at = ${clock.toISOString()}::timestamptz, version = version + 1
    where kind = 'FREE_PLACE' and enrolment_id = ${row.id} and state = 'OPEN'`)
  await audit(db, ctx, {
    action: 'enrolment.readmit',
    entity: 'enrolment',
    entityId: row.id,
    scopeId: row.scopeId,
    before: { status: row.status },
    after: { status: after.status, day: today, reason, ...(consent && { consent: CONSENT_TEXT }) },
  })
  return { enrolmentId: row.id, status: after.status, version: after.version }
}

/** The days since she left, up to the one on which she is back, are days away. */
export const awayUntil = (day: string) => sql`e.away + case when e.closed_on + 1 < ${day}::date
  then datemultirange(daterange(e.closed_on + 1, ${day}::date)) else '{}' end`
