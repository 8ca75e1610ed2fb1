import { sql } from 'drizzle-orm'
import { scopeOf } from '@/lib/access/actor'
import { AnswerInterest } from '@/lib/interest/schema'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { letter } from '../../queries/interest/letters'
import { authorise, type Context, inTransaction } from '../../transaction'

/**
 * A letter was answered, by whom and when; once the days of the rule INTEREST_KEEP_DAYS are over it is forgotten.
 * E-GEN-03: somebody else has answered it meanwhile.
 */
export async function answerInterest(ctx: Context, input: AnswerInterest): Promise<void> {
  const { interestId, version } = AnswerInterest.parse(input)
  return inTransaction(ctx, async (db) => {
    const found = await letter(db, scopeOf(ctx.actor), interestId)
    if (!found) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'review', found)
    const done = await db.execute(sql`
      update pub.interest set state = 'ANSWERED', answered_by = app.me(), answered_at = ${ctx.now.toISOString()}::timestamptz,
        version = version + 1 where id = ${interestId} and state = 'OPEN' and version = ${version} returning 1`)
    if (done.length === 0) throw new AppError('E-GEN-03')
    await audit(db, ctx, {
      action: 'interest.answer',
      entity: 'interest',
      entityId: interestId,
      scopeId: found.scopeId,
      before: { state: 'OPEN' },
      after: { state: 'ANSWERED' },
    })
  })
}
