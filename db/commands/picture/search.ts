import { actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import { LookFor } from '@/lib/picture/schema'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { type Found, searched } from '../../queries/picture/search'
import { type Context, inTransaction } from '../../transaction'

/**
 * Looks for something by its name. Where people come with it, it is written down how many were shown: never what was looked for, and
 * never whom. E-GEN-01: nothing typed. E-SRC-01: it holds a number that may be somebody's, which is asked for elsewhere.
 */
export async function searchAll(ctx: Context, input: LookFor): Promise<Found[]> {
  const { text } = LookFor.parse(input)
  if (!actorCanSomewhere(ctx.actor, 'see')) throw new AppError('E-GEN-02')
  return inTransaction(ctx, async (db) => {
    const found = await searched(db, scopeOf(ctx.actor), { text })
    const shown = found.find(({ kind }) => kind === 'PERSON')?.hits.length ?? 0
    if (shown > 0)
      await audit(db, ctx, {
        action: 'people.search',
        entity: 'user_account',
        entityId: ctx.actor.userId,
        scopeId: ctx.actor.grants[0]?.scopeId ?? 1,
        after: { shown },
      })
    return found
  })
}
