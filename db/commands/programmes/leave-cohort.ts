import { sql } from 'drizzle-orm'
import { LeaveCohort } from '@/lib/programmes/schema'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { placeOfScope, runClock } from './load'

type Row = {
  id: string
  scopeId: number
  status: string
  creditedMinutes: number
  registeredOn: string
  runStatus: string
  pinnedNow: string | null
  cameLater: boolean
}

/** Somebody leaves her cohort on a day: withdrawn with a reason, or never came. Her marks after that day are not asked for. */
export async function leaveCohort(
  ctx: Context,
  input: LeaveCohort,
): Promise<{ enrolmentId: string; status: string }> {
  const asked = LeaveCohort.parse(input)
  return inTransaction(ctx, async (db) => {
    const [row] = await db.execute<Row>(sql`
      select e.id, e.scope_id as "scopeId", e.status, e.credited_minutes as "creditedMinutes", e.registered_on::text as "registeredOn",
        r.status as "runStatus", r.pinned_now::text as "pinnedNow",
        exists (select from app.attendance a join app.session s on s.id = a.session_id
          where s.cohort_id = e.cohort_id and a.person_id = e.person_id and a.code in (1, 2, 3) and s.day > ${asked.day}::date) as "cameLater"
      from app.enrolment e join app.run r on r.id = e.run_id where e.id = ${asked.enrolmentId} for update of e`)
    if (!row) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'enrol', await placeOfScope(db, row.scopeId))
    // The figures of a closed run are frozen.
    if (row.runStatus === 'CLOSED') throw new AppError('E-RUN-07')
    // Nobody leaves on a day to come, nor before a session she came to.
    if (asked.day > tehranDay(runClock(row, ctx.now)) || row.cameLater) throw new AppError('E-ENR-03')
    const never = asked.status === 'NO_SHOW'
    if (never !== (asked.reason === 'NO_SHOW') || asked.day < row.registeredOn) throw new AppError('E-ENR-03')
    if (!['REGISTERED', 'ACTIVE'].includes(row.status) || (never && row.creditedMinutes > 0))
      throw new AppError('E-ENR-03')
    await db.execute(sql`
      update app.enrolment set status = ${asked.status}, close_reason = ${asked.reason}, closed_on = ${asked.day}, version = version + 1
      where id = ${row.id}`)
    await audit(db, ctx, {
      action: never ? 'enrolment.no-show' : 'enrolment.withdraw',
      entity: 'enrolment',
      entityId: row.id,
      scopeId: row.scopeId,
      before: { status: row.status },
      after: { status: asked.status, day: asked.day },
      // Why somebody left may say something of her health; the audit keeps only that a reason was given.
      reason: null,
    })
    return { enrolmentId: row.id, status: asked.status }
  })
}
