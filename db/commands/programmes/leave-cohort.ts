import { sql } from 'drizzle-orm'
import { LeaveCohort } from '@/lib/programmes/schema'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { placeOfScope } from './load'

type Row = { id: string; scopeId: number; status: string; creditedMinutes: number; registeredOn: string }

/** Somebody leaves her cohort on a day: withdrawn with a reason, or never came. Her marks after that day are not asked for. */
export async function leaveCohort(
  ctx: Context,
  input: LeaveCohort,
): Promise<{ enrolmentId: string; status: string }> {
  const asked = LeaveCohort.parse(input)
  return inTransaction(ctx, async (db) => {
    const [row] = await db.execute<Row>(sql`
      select id, scope_id as "scopeId", status, credited_minutes as "creditedMinutes", registered_on::text as "registeredOn"
      from app.enrolment where id = ${asked.enrolmentId} for update`)
    if (!row) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'enrol', await placeOfScope(db, row.scopeId))
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
