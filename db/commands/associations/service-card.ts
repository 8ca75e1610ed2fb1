import { sql } from 'drizzle-orm'
import { GiveCard, SettleQuery } from '@/lib/associations/schema'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { newCardCode } from '../surveys/issue-cards'
import { cardHash } from '../surveys/respondent'
import { seeAssociation } from './load-association'

/**
 * A card with which a volunteer looks at her own hours, told once: the database keeps a keyed hash of its number. A former one opens
 * nothing any more. It is the same kind of card as a participant's, and the same page takes it.
 */
export async function giveServiceCard(ctx: Context, input: GiveCard): Promise<{ code: string }> {
  const { volunteerId } = GiveCard.parse(input)
  return inTransaction(ctx, async (db) => {
    const [her] = await db.execute<{ associationId: string; scopeId: number }>(sql`
      select association_id as "associationId", scope_id as "scopeId" from app.association_volunteer
      where id = ${volunteerId}::uuid for update`)
    if (!her) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'record', await seeAssociation(db, ctx, her.associationId))
    const code = newCardCode()
    const [row] = await db.execute<{ given: boolean }>(
      sql`select app.give_service_card(${volunteerId}::uuid, ${cardHash(code)}) as given`,
    )
    // One in a hundred thousand million: somebody else's number is never given away.
    if (!row!.given) throw new AppError('E-GEN-03')
    await audit(db, ctx, {
      action: 'associations.card',
      entity: 'association_volunteer',
      entityId: volunteerId,
      scopeId: her.scopeId,
    })
    return { code }
  })
}

/** What came of a volunteer's «this is wrong». E-GEN-03: somebody has settled it meanwhile. */
export async function settleServiceQuery(ctx: Context, input: SettleQuery): Promise<{ queryId: string }> {
  const { queryId, outcome } = SettleQuery.parse(input)
  return inTransaction(ctx, async (db) => {
    const [query] = await db.execute<{ associationId: string; scopeId: number; settled: boolean }>(sql`
      select v.association_id as "associationId", q.scope_id as "scopeId", q.settled_at is not null as settled
      from app.association_query q join app.association_volunteer v on v.id = q.volunteer_id
      where q.id = ${queryId}::uuid for update of q`)
    if (!query) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'record', await seeAssociation(db, ctx, query.associationId))
    if (query.settled) throw new AppError('E-GEN-03')
    await db.execute(sql`
      update app.association_query set outcome = ${outcome}, settled_by = app.me(), settled_at = ${ctx.now.toISOString()}::timestamptz
      where id = ${queryId}::uuid`)
    await audit(db, ctx, {
      action: 'associations.query',
      entity: 'association_query',
      entityId: queryId,
      scopeId: query.scopeId,
      after: { result: outcome },
    })
    return { queryId }
  })
}
