import { sql } from 'drizzle-orm'
import { AddBudgetLine, StrikeBudgetLine } from '@/lib/programmes/budget'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { loadRun, placeOfScope } from './load'

/** Money given for a run, or spent on it. Titles and letters are people's writing and stay out of the audit. */
export async function addBudgetLine(ctx: Context, input: AddBudgetLine): Promise<{ lineId: string }> {
  const asked = AddBudgetLine.parse(input)
  return inTransaction(ctx, async (db) => {
    const run = await loadRun(db, asked.runId)
    authorise(ctx.actor, 'run', await placeOfScope(db, run.scopeId))
    if (run.status === 'CLOSED') throw new AppError('E-RUN-07')
    const [line] = await db.execute<{ id: string }>(sql`
      insert into app.budget_line (scope_id, run_id, kind, day, amount_rial, title, letter_no, created_by)
      values (${run.scopeId}, ${run.id}, ${asked.kind}, ${asked.day}, ${asked.amountRial}, ${asked.title}, ${asked.letterNo || null},
        ${ctx.actor.userId})
      returning id`)
    await audit(db, ctx, {
      action: 'budget.add',
      entity: 'budget_line',
      entityId: line!.id,
      scopeId: run.scopeId,
      after: { kind: asked.kind, day: asked.day, amountRial: asked.amountRial },
    })
    return { lineId: line!.id }
  })
}

/** Strikes a line out, with a reason that the line keeps: it stays to be read and counts no more. E-BUD-01: it is struck out already. */
export async function strikeBudgetLine(ctx: Context, input: StrikeBudgetLine): Promise<{ lineId: string }> {
  const asked = StrikeBudgetLine.parse(input)
  return inTransaction(ctx, async (db) => {
    const [line] = await db.execute<{
      scopeId: number
      runId: string
      kind: string
      amount: string
      struck: boolean
    }>(sql`
      select scope_id as "scopeId", run_id as "runId", kind, amount_rial::text as amount, struck_at is not null as struck
      from app.budget_line where id = ${asked.lineId} for update`)
    if (!line) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'run', await placeOfScope(db, line.scopeId))
    if ((await loadRun(db, line.runId)).status === 'CLOSED') throw new AppError('E-RUN-07')
    if (line.struck) throw new AppError('E-BUD-01')
    await db.execute(sql`
      update app.budget_line set struck_by = ${ctx.actor.userId}, struck_at = ${ctx.now.toISOString()}::timestamptz, struck_reason = ${asked.reason}
      where id = ${asked.lineId}`)
    await audit(db, ctx, {
      action: 'budget.strike',
      entity: 'budget_line',
      entityId: asked.lineId,
      scopeId: line.scopeId,
      before: { kind: line.kind, amountRial: Number(line.amount) },
    })
    return { lineId: asked.lineId }
  })
}
