import { sql } from 'drizzle-orm'
import { type Actor, actorCan, scopeOf } from '@/lib/access/actor'
import type { Place } from '@/lib/access/policy'
import type { Forming } from '@/lib/associations/formation'
import type { State } from '@/lib/associations/kinds'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import type { Db } from '../../client'
import {
  type AssociationRow,
  associationClock,
  associationFacts,
} from '../../queries/associations/association-facts'
import { rulesIn } from '../../queries/rules'
import type { Context } from '../../transaction'

export type Held = AssociationRow & { today: string; mostMinutes: number }

/** An association the caller may see, held until her transaction ends, as it stands on its province's day. */
export async function lockAssociation(db: Db, ctx: Context, associationId: string): Promise<Held> {
  const [row] = await db.execute<{ provinceId: string }>(
    sql`select province_id as "provinceId" from app.association where id = ${associationId}::uuid for update`,
  )
  return found(db, ctx, associationId, row?.provinceId)
}

/** The same for who may see it and not change it: a coordinator writes what her association did. */
export async function seeAssociation(db: Db, ctx: Context, associationId: string): Promise<Held> {
  const [row] = await db.execute<{ provinceId: string }>(
    sql`select province_id as "provinceId" from app.association where id = ${associationId}::uuid`,
  )
  return found(db, ctx, associationId, row?.provinceId)
}

async function found(
  db: Db,
  ctx: Context,
  associationId: string,
  provinceId: string | undefined,
): Promise<Held> {
  if (!provinceId) throw new AppError('E-GEN-02')
  const clock = await associationClock(db, provinceId, ctx.now)
  const today = tehranDay(clock)
  const rules = await rulesIn(db, provinceId, clock)
  const [row] = await associationFacts(db, scopeOf(ctx.actor), {
    today,
    quietDays: rules.ASSOC_QUIET_DAYS,
    associationId,
  })
  if (!row) throw new AppError('E-GEN-02')
  return { ...row, today, mostMinutes: rules.ASSOC_DAY_MINUTES }
}

export const formingOf = (row: AssociationRow): Forming => ({
  state: row.state,
  done: row.done,
  begunOn: row.begunOn,
  lastOn: row.lastOn,
  partners: row.partners.length,
})

/** Who writes what an association did: who works in it, or who runs the programme there. */
export function authoriseRecord(actor: Actor, place: Place): void {
  if (!actorCan(actor, 'record', place) && !actorCan(actor, 'run', place)) throw new AppError('E-GEN-02')
}

type Move = { act: string; to: State; reason: string; establishedOn?: string }

/** Puts an association where a move leads it, and keeps the move: history, state and audit in one. */
export async function writeMove(
  db: Db,
  ctx: Context,
  row: { associationId: string; scopeId: number; state: State | null },
  { act, to, reason, establishedOn }: Move,
): Promise<void> {
  await db.execute(sql`
    insert into app.association_move (scope_id, association_id, act, from_status, to_status, reason, made_by, made_at)
    values (${row.scopeId}, ${row.associationId}::uuid, ${act}, ${row.state}, ${to}, ${reason || null}, app.me(), ${ctx.now.toISOString()}::timestamptz)`)
  if (row.state !== null)
    await db.execute(sql`
      update app.association set status = ${to}, established_on = coalesce(${establishedOn ?? null}::date, established_on),
        version = version + 1 where id = ${row.associationId}::uuid`)
  await audit(db, ctx, {
    action: `associations.${act}`,
    entity: 'association',
    entityId: row.associationId,
    scopeId: row.scopeId,
    ...(row.state && { before: { status: row.state } }),
    after: { status: to },
    reason: reason || null,
  })
}
