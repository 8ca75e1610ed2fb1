import { sql } from 'drizzle-orm'
import { scopeOf } from '@/lib/access/actor'
import { quarterFromText, quarterParam, quarterSpan } from '@/lib/indicators/calendar-quarter'
import {
  checkQuarterEnded,
  checkSignature,
  checkUnapproved,
  PrepareQuarter,
  type QuarterState,
  SignQuarter,
  WithdrawQuarter,
} from '@/lib/indicators/quarter-closing'
import type { QuarterInputs } from '@/lib/indicators/quarter-inputs'
import { AppError, orThrow } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { countedQuarter, quarterInputs } from '../../queries/indicators/quarter-inputs'
import { unapprovedSheets } from '../../queries/indicators/quarters'
import { authorise, type Context, inTransaction, requireFreshFactor } from '../../transaction'
import { asJson, loadRun, placeOfScope, runClock } from '../programmes/load'

/**
 * Freezes a Jalali quarter that has ended: what it is counted from, its figures and their hash. It waits for the signature of
 * a second person. E-QTR-01 not ended, E-QTR-02 closed already, E-QTR-03 sheets not approved and no reason.
 */
export async function prepareQuarter(
  ctx: Context,
  input: PrepareQuarter,
): Promise<{ closingId: string; hash: string }> {
  const asked = PrepareQuarter.parse(input)
  const quarter = quarterFromText(asked.quarter)!
  return inTransaction(ctx, async (db) => {
    const run = await loadRun(db, asked.runId)
    authorise(ctx.actor, 'prepare', await placeOfScope(db, run.scopeId))
    const clock = runClock(run, ctx.now)
    orThrow(checkQuarterEnded(quarter, run, tehranDay(clock)))
    const [known] = await db.execute(sql`
      select 1 from app.quarter_closing where run_id = ${run.id} and year = ${quarter.year} and quarter = ${quarter.quarter} and state <> 'WITHDRAWN'`)
    if (known) throw new AppError('E-QTR-02')
    const scope = scopeOf(ctx.actor)
    const { to } = quarterSpan(quarter)
    const count = await unapprovedSheets(db, scope, { runId: run.id, until: to })
    const reason = count === 0 ? null : asked.reason || null
    orThrow(checkUnapproved(count, reason))
    const [named] = await db.execute<{ nameEn: string }>(
      sql`select name_en as "nameEn" from app.run where id = ${run.id}`,
    )
    const inputs = await quarterInputs(
      db,
      scope,
      { runId: run.id, code: run.code, nameFa: run.nameFa, nameEn: named!.nameEn, clock },
      quarter,
      { count, reason },
    )
    const { quarter: frozen, hash } = countedQuarter(inputs)
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.quarter_closing (scope_id, run_id, year, quarter, as_of, inputs, frozen, hash, unapproved, unapproved_reason, prepared_by)
      values (${run.scopeId}, ${run.id}, ${quarter.year}, ${quarter.quarter}, ${to}::date, ${asJson(inputs)}::jsonb, ${asJson(frozen)}::jsonb,
        ${hash}, ${count}, ${reason}, ${ctx.actor.userId})
      returning id`)
    await audit(db, ctx, {
      action: 'quarter.prepare',
      entity: 'quarter_closing',
      entityId: made!.id,
      scopeId: run.scopeId,
      after: { quarter: quarterParam(quarter), hash, unapproved: count },
    })
    return { closingId: made!.id, hash }
  })
}

type Closing = {
  scopeId: number
  state: QuarterState
  preparedBy: string
  hash: string
  inputs: QuarterInputs
}

async function loadClosing(db: Db, closingId: string): Promise<Closing> {
  const [row] = await db.execute<Closing>(sql`
    select scope_id as "scopeId", state, prepared_by as "preparedBy", hash, inputs from app.quarter_closing where id = ${closingId} for update`)
  if (!row) throw new AppError('E-GEN-02')
  return row
}

/**
 * Signs a prepared quarter, never by who prepared it (E-QTR-04), and only while its inputs still give the text that was
 * prepared. E-QTR-05: nothing waits.
 */
export async function signQuarter(ctx: Context, input: SignQuarter): Promise<{ closingId: string }> {
  const { closingId } = SignQuarter.parse(input)
  return inTransaction(ctx, async (db) => {
    const closing = await loadClosing(db, closingId)
    authorise(ctx.actor, 'sign', await placeOfScope(db, closing.scopeId))
    orThrow(checkSignature(closing, ctx.actor.userId))
    requireFreshFactor(ctx)
    if (countedQuarter(closing.inputs).hash !== closing.hash) throw new AppError('E-GEN-03')
    await db.execute(sql`
      update app.quarter_closing set state = 'SIGNED', signed_by = ${ctx.actor.userId}, signed_at = now() where id = ${closingId}`)
    await audit(db, ctx, {
      action: 'quarter.sign',
      entity: 'quarter_closing',
      entityId: closingId,
      scopeId: closing.scopeId,
      before: { state: closing.state },
      after: { state: 'SIGNED', hash: closing.hash },
    })
    return { closingId }
  })
}

/** Takes a prepared quarter back before anybody has signed it, with a reason; it can be prepared anew. E-QTR-05: nothing waits. */
export async function withdrawQuarter(ctx: Context, input: WithdrawQuarter): Promise<{ closingId: string }> {
  const { closingId, reason } = WithdrawQuarter.parse(input)
  return inTransaction(ctx, async (db) => {
    const closing = await loadClosing(db, closingId)
    authorise(ctx.actor, 'prepare', await placeOfScope(db, closing.scopeId))
    if (closing.state !== 'PREPARED') throw new AppError('E-QTR-05')
    await db.execute(sql`
      update app.quarter_closing set state = 'WITHDRAWN', withdrawn_by = ${ctx.actor.userId}, withdrawn_at = now(), withdrawn_reason = ${reason}
      where id = ${closingId}`)
    await audit(db, ctx, {
      action: 'quarter.withdraw',
      entity: 'quarter_closing',
      entityId: closingId,
      scopeId: closing.scopeId,
      before: { state: closing.state, hash: closing.hash },
      after: { state: 'WITHDRAWN' },
      reason,
    })
    return { closingId }
  })
}
