import { sql } from 'drizzle-orm'
import { actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import { AppError } from '@/lib/shared/result'
import type { PackGroup, PackHamyar, Pull } from '@/lib/sync/pack'
import { Pulled } from '@/lib/sync/schema'
import { audit } from '../../audit'
import { packBooks, packHamyar } from '../../queries/sync/group-pack'
import { horizonNow, packAccount, packGroup, packGroups } from '../../queries/sync/pack'
import { rescueKeys } from '../../rescue-key'
import { type Context, inTransaction } from '../../transaction'
import { whyNot } from './register-device'

/**
 * The groups assigned to this account today, whole where something of theirs was written since the phone's last pull.
 * Names leave the house, so it leaves a trace. E-SYN-01: a device of somebody else's. E-SYN-02: a withdrawn one.
 */
export async function pullPack(ctx: Context, input: Pulled): Promise<Pull> {
  const { device, since } = Pulled.parse(input)
  if (!actorCanSomewhere(ctx.actor, 'see') && !actorCanSomewhere(ctx.actor, 'book'))
    throw new AppError('E-GEN-02')
  const scope = scopeOf(ctx.actor)
  return inTransaction(ctx, async (db) => {
    const [own] = await db.execute(sql`
      update app.device set last_seen_at = now() where id = ${device} and user_id = app.me() and withdrawn_at is null returning 1`)
    if (!own) throw new AppError(await whyNot(db, device))
    const { history, oldest, horizon } = await horizonNow(db)
    const groups = await packGroups(db, scope, sinceOf(since, history, oldest))
    const packed: PackGroup[] = []
    for (const group of groups) {
      if (!group.changed) continue
      packed.push(await packGroup(db, scope, group))
      await audit(db, ctx, {
        action: 'sync.pull',
        entity: 'cohort',
        entityId: group.cohortId,
        scopeId: group.scopeId,
        after: { device, people: packed.at(-1)!.people.length },
      })
    }
    const hamyar: PackHamyar[] = []
    for (const { scopeId, ...group } of await packHamyar(db, scope)) {
      hamyar.push(group)
      await audit(db, ctx, {
        action: 'sync.pull',
        entity: 'hamyar_group',
        entityId: group.groupId,
        scopeId,
        after: { device, people: group.members.length },
      })
    }
    const books = await packBooks(db, scope)
    return {
      v: 1,
      horizon,
      ...(await packAccount(db, scope, groups[0]?.cohortId ?? null)),
      assigned: groups.map((group) => group.cohortId),
      groups: packed,
      ...(hamyar.length > 0 && { hamyar }),
      ...(books.length > 0 && { books }),
      rescue: rescueKeys().public,
    }
  })
}

/** A horizon of this database and this history of it, and none of the future: otherwise everything goes once more. */
function sinceOf(since: string | null | undefined, history: string, oldest: string): string | null {
  const cut = since?.lastIndexOf('-') ?? -1
  if (!since || since.slice(0, cut) !== history || !/^\d{1,18}$/.test(since.slice(cut + 1))) return null
  return BigInt(since.slice(cut + 1)) > BigInt(oldest) ? null : since.slice(cut + 1)
}
