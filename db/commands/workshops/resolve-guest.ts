import { sql } from 'drizzle-orm'
import { AppError } from '@/lib/shared/result'
import { ResolveGuest } from '@/lib/workshops/schema'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { missedLessons } from '../../queries/workshops/guests'
import { authorise, type Context, inTransaction } from '../../transaction'
import { placeOfScope } from '../programmes/load'

type Guest = {
  id: string
  scopeId: number
  sessionId: string
  cohortId: string
  runId: string
  status: string
  moduleCode: string | null
  day: string
  resolved: boolean
}
type Enrolled = {
  id: string
  personId: string
  cohortId: string
  runId: string
  scopeId: number
  open: boolean
}
export type GuestResolved = { guestId: string; creditedIn: string | null }

/**
 * Says who a guest was: a visitor, somebody enrolled since, or a woman enrolled in another cohort of the run. The last is
 * credited in a session of her own cohort that makes up the one she missed (docs/decisions/0012-make-ups.md). E-MUP-02:
 * she missed no session of that module. E-GEN-03: already resolved.
 */
export async function resolveGuest(ctx: Context, input: ResolveGuest): Promise<GuestResolved> {
  const asked = ResolveGuest.parse(input)
  return inTransaction(ctx, async (db) => {
    const [guest] = await db.execute<Guest>(sql`
      select g.id, g.scope_id as "scopeId", g.session_id as "sessionId", s.cohort_id as "cohortId", s.run_id as "runId", s.status,
        s.module_code as "moduleCode", s.day::text as day, g.resolution is not null as resolved
      from app.session_guest g join app.session s on s.id = g.session_id where g.id = ${asked.guestId} for update of g`)
    if (!guest) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'run', await placeOfScope(db, guest.scopeId))
    if (guest.resolved) throw new AppError('E-GEN-03')
    const her = asked.resolution === 'VISITOR' ? null : await enrolled(db, ctx, guest, asked.enrolmentId)
    if (asked.resolution === 'ENROLLED' && her?.cohortId !== guest.cohortId) throw new AppError('E-GEN-01')
    const creditedIn = asked.resolution === 'MADE_UP' ? await creditVisit(db, guest, her!) : null
    await db.execute(sql`
      update app.session_guest set resolution = ${asked.resolution}, person_id = ${her?.personId ?? null}, resolved_by = app.me(),
        resolved_at = ${ctx.now.toISOString()}::timestamptz, credited_in = ${creditedIn}::uuid where id = ${guest.id}`)
    await audit(db, ctx, {
      action: 'guest.resolve',
      entity: 'session_guest',
      entityId: guest.id,
      scopeId: guest.scopeId,
      after: { resolution: asked.resolution, enrolment: her?.id ?? null, creditedIn },
    })
    return { guestId: guest.id, creditedIn }
  })
}

async function enrolled(db: Db, ctx: Context, guest: Guest, enrolmentId?: string | null): Promise<Enrolled> {
  if (!enrolmentId) throw new AppError('E-GEN-01')
  const [row] = await db.execute<Enrolled>(sql`
    select id, person_id as "personId", cohort_id as "cohortId", run_id as "runId", scope_id as "scopeId",
      status in ('REGISTERED', 'ACTIVE') as open
    from app.enrolment where id = ${enrolmentId} for update`)
  if (!row || row.runId !== guest.runId) throw new AppError('E-GEN-02')
  authorise(ctx.actor, 'run', await placeOfScope(db, row.scopeId))
  if (!row.open) throw new AppError('E-MUP-02')
  return row
}

/** A session of her own cohort on the day of the visit, with her as its only row; it stands as the visited sheet stands. */
async function creditVisit(db: Db, guest: Guest, her: Enrolled): Promise<string> {
  if (her.cohortId === guest.cohortId) throw new AppError('E-MUP-02')
  if (!['SUBMITTED', 'APPROVED'].includes(guest.status)) throw new AppError('E-SES-09')
  const [missed] = await missedLessons(db, { enrolmentId: her.id, sessionId: guest.sessionId })
  if (!missed) throw new AppError('E-MUP-02')
  const [made] = await db.execute<{ id: string }>(sql`
    insert into app.session (scope_id, run_id, cohort_id, seq, module_code, day, starts_at, planned_minutes, net_minutes, mode, makes_up_id, visit)
    select m.scope_id, m.run_id, m.cohort_id, m.seq, m.module_code, v.day, v.starts_at, least(m.net_minutes, v.net_minutes),
      least(m.net_minutes, v.net_minutes), v.mode, m.id, true
    from app.session m, app.session v where m.id = ${missed.sessionId} and v.id = ${guest.sessionId} returning id`)
  const id = made!.id
  await db.execute(sql`
    insert into app.attendance (session_id, person_id, scope_id, code, credited_minutes, is_make_up, makes_up_id)
    select s.id, ${her.personId}, s.scope_id, 1, s.net_minutes, true, s.makes_up_id from app.session s where s.id = ${id}`)
  await db.execute(sql`
    update app.session s set status = v.status, version = s.version + 1, recorded_at = v.recorded_at, recorded_by = app.me(),
      submitted_at = v.submitted_at, approved_at = v.approved_at, approved_by = case when v.approved_at is not null then app.me() end,
      n_rows = 1, n_present = 1, credited_minutes = s.net_minutes
    from app.session v where s.id = ${id} and v.id = ${guest.sessionId}`)
  await db.execute(sql`
    select app.apply_counts(jsonb_populate_record(s, '{"status": "SCHEDULED"}'), s, '{}', '{}'), app.follow_up(s, r, app.run_clock(r))
    from app.session s join app.run r on r.id = s.run_id where s.id = ${id}`)
  return id
}
