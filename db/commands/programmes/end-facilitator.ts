import { sql } from 'drizzle-orm'
import { EndFacilitator, endFrom } from '@/lib/programmes/training'
import { addDays } from '@/lib/shared/jalali'
import { orThrow } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { type FacilitatorAnswer, loadFacilitator } from './facilitator-row'
import { endLead, ledFrom } from './leave-lead'
import { checkVersion, loadRun, placeOfScope, runClock } from './load'

const ACTION = {
  REJECTED: 'facilitator.refuse',
  WITHDRAWN: 'facilitator.withdraw',
  NOT_CERTIFIED: 'facilitator.not-certified',
  REVOKED: 'facilitator.revoke',
} as const

/**
 * Refuses a nominee, lets somebody go, says that she is not certified, or takes her certificate back (who signs alone),
 * always with a reason. From today on she leads no cohort; what she led until then stays hers.
 */
export async function endFacilitator(ctx: Context, input: EndFacilitator): Promise<FacilitatorAnswer> {
  const asked = EndFacilitator.parse(input)
  return inTransaction(ctx, async (db) => {
    const row = await loadFacilitator(db, asked.facilitatorId)
    const home = await placeOfScope(db, row.scopeId)
    authorise(ctx.actor, 'run', home)
    if (asked.ending === 'REVOKED') authorise(ctx.actor, 'sign', home)
    checkVersion(row, asked.version)
    const status = orThrow(endFrom(row.status, asked.ending))
    const run = await loadRun(db, row.runId)
    const today = tehranDay(runClock(run, ctx.now))
    // Today is still hers: what she has held today may have to be corrected.
    const tomorrow = addDays(today, 1)
    const led = await ledFrom(db, row.id, tomorrow)
    await endLead(db, led, row.userId, tomorrow)
    const [after] = await db.execute<{ version: number }>(sql`
      update app.facilitator set status = ${status}, end_reason = ${asked.reason}, ended_on = ${today}, version = version + 1
      where id = ${row.id} returning version`)
    if (asked.ending === 'REVOKED')
      await db.execute(sql`
        update app.certificate set revoked_by = ${ctx.actor.userId}, revoked_at = ${ctx.now.toISOString()}::timestamptz,
          revoke_reason = ${asked.reason}
        where facilitator_id = ${row.id} and revoked_at is null`)
    await audit(db, ctx, {
      action: ACTION[asked.ending],
      entity: 'facilitator',
      entityId: row.id,
      scopeId: row.scopeId,
      before: { status: row.status },
      after: { status, cohorts: led.length },
      reason: asked.reason,
    })
    return { facilitatorId: row.id, status, version: after!.version }
  })
}
