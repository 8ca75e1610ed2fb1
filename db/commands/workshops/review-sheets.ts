import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { actorCanSomewhere } from '@/lib/access/actor'
import { AppError } from '@/lib/shared/result'
import { type Context, inTransaction } from '../../transaction'

const Decision = z.strictObject({
  sessionId: z.uuid(),
  version: z.int(),
  decision: z.enum(['APPROVE', 'RETURN', 'REOPEN']),
  reason: z.string().trim().max(500).default(''),
})
const Sheets = z.strictObject({
  sheets: z
    .array(z.strictObject({ sessionId: z.uuid(), version: z.int() }))
    .min(1)
    .max(500),
})

type Outcome =
  | { status: 'applied'; version: number; sessionStatus: string }
  | { status: 'refused'; code: string; values?: Record<string, string | number> }

/** Approves, returns (with a reason) or reopens (with a reason) one sheet. Needs `review` where the session is. */
export async function reviewSheet(
  ctx: Context,
  input: z.input<typeof Decision>,
): Promise<{ version: number }> {
  const { sessionId, version, decision, reason } = Decision.parse(input)
  if (!actorCanSomewhere(ctx.actor, 'review', 'RESILIENCE')) throw new AppError('E-GEN-02')
  return inTransaction(ctx, async (db) => {
    const [row] = await db.execute<{ answer: Outcome }>(
      sql`select app.review_sheet(${sessionId}, ${version}::int, ${decision}, ${reason}, ${ctx.requestId}) as answer`,
    )
    const answer = row!.answer
    if (answer.status === 'refused') throw new AppError(answer.code, answer.values)
    return { version: answer.version }
  })
}

/** Approves several sheets in one transaction: all of them or none. */
export async function approveSheets(
  ctx: Context,
  input: z.input<typeof Sheets>,
): Promise<{ approved: number }> {
  const { sheets } = Sheets.parse(input)
  return inTransaction(ctx, async (db) => {
    const inner = { ...ctx, db }
    // All of them in one order, so that two officers approving at once wait for each other instead of deadlocking.
    await db.execute(
      sql`select app.hold_sheets(${`{${sheets.map(({ sessionId }) => sessionId).join(',')}}`}::uuid[])`,
    )
    for (const sheet of sheets) {
      await reviewSheet(inner, { ...sheet, decision: 'APPROVE' })
    }
    return { approved: sheets.length }
  })
}
