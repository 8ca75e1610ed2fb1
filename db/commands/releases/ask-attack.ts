import { sql } from 'drizzle-orm'
import { AttackRelease } from '@/lib/releases/schema'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'

/** Puts the attack into the worker's queue again: after a fault, or where another release came out meanwhile. */
export async function askAttack(ctx: Context, input: AttackRelease): Promise<{ releaseId: string }> {
  const { releaseId } = AttackRelease.parse(input)
  return inTransaction(ctx, async (db) => {
    const [found] = await db.execute<{ scope_id: number; path: number[]; status: string }>(sql`
      select x.scope_id, s.path, x.status from app.release x join app.scope s on s.id = x.scope_id where x.id = ${releaseId}::uuid for update of x`)
    if (!found) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'prepare', { path: found.path, programme: 'RESILIENCE' })
    if (found.status !== 'IN_REVIEW') throw new AppError('E-PUB-05')
    await db.execute(sql`select app.queue_attack(${releaseId}::uuid)`)
    await audit(db, ctx, {
      action: 'release.ask-attack',
      entity: 'release',
      entityId: releaseId,
      scopeId: found.scope_id,
    })
    return { releaseId }
  })
}
