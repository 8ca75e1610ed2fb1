import { sql } from 'drizzle-orm'
import { actorCanSomewhere } from '@/lib/access/actor'
import { DropView, SaveView } from '@/lib/picture/schema'
import { keptFilters } from '@/lib/picture/view'
import { foldText } from '@/lib/shared/persian-text'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { type Context, inTransaction } from '../../transaction'

const MOST_VIEWS = 40

/** A list with its filters, under a name of the caller's own. E-VIW-01: she has one of that name. E-VIW-02: she has too many. */
export async function saveView(ctx: Context, input: SaveView): Promise<{ viewId: string }> {
  const { list, filters, name } = SaveView.parse(input)
  if (!actorCanSomewhere(ctx.actor, 'see')) throw new AppError('E-GEN-02')
  const kept = keptFilters(list, filters)
  return inTransaction(ctx, async (db) => {
    const [has] = await db.execute<{ n: number }>(
      sql`select count(*)::int as n from app.saved_view where user_id = app.me()`,
    )
    if (has!.n >= MOST_VIEWS) throw new AppError('E-VIW-02', { most: MOST_VIEWS })
    const scopeId = ctx.actor.grants[0]?.scopeId ?? 1
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.saved_view (user_id, scope_id, name, fold, list, filters)
      values (app.me(), ${scopeId}, ${name}, ${foldText(name)}, ${list}, ${JSON.stringify(kept)}::jsonb) returning id`)
    await audit(db, ctx, {
      action: 'view.save',
      entity: 'user_account',
      entityId: ctx.actor.userId,
      scopeId,
      after: { list },
    })
    return { viewId: made!.id }
  })
}

/** One of the caller's own views is forgotten. */
export async function dropView(ctx: Context, input: DropView): Promise<{ viewId: string }> {
  const { viewId } = DropView.parse(input)
  if (!actorCanSomewhere(ctx.actor, 'see')) throw new AppError('E-GEN-02')
  return inTransaction(ctx, async (db) => {
    const [gone] = await db.execute<{ list: string }>(sql`
      delete from app.saved_view where id = ${viewId}::uuid and user_id = app.me() returning list`)
    if (!gone) throw new AppError('E-GEN-02')
    await audit(db, ctx, {
      action: 'view.drop',
      entity: 'user_account',
      entityId: ctx.actor.userId,
      scopeId: ctx.actor.grants[0]?.scopeId ?? 1,
      before: { list: gone.list },
    })
    return { viewId }
  })
}
