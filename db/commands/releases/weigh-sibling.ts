import { sql } from 'drizzle-orm'
import type { Verdict } from '@/lib/disclosure/gate'
import type { SiblingBundle, SiblingTruth } from '@/lib/releases/siblings/bundle'
import { siblingGate } from '@/lib/releases/siblings/gate'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import type { Db } from '../../client'
import type { Context } from '../../transaction'

type Weighed = {
  scope_id: number
  hash: string
  bundle: unknown
  basis: SiblingTruth | null
  after: number
  earlier: number
  width: number
  before: SiblingBundle['figures']
}

/**
 * Puts a release of a programme beside the plan through its gate, with all that is out of that programme and province, and keeps the
 * verdict for exactly the bundle as it stands. For commands that have authorised: it takes a moment and joins their transaction.
 */
export async function weighSibling(db: Db, ctx: Context, releaseId: string): Promise<Verdict> {
  const [row] = await db.execute<Weighed>(sql`
    select x.scope_id, x.bundle_hash as hash, x.bundle, b.basis,
      (app.rules_at(array['PUBLIC_ATTACK_MIN_WIDTH'], null, p.id, x.prepared_at)->>'PUBLIC_ATTACK_MIN_WIDTH')::int as width,
      (select coalesce(max(o.number), 0)::int from pub.release o where o.province = p.code and o.programme = x.programme) as after,
      (select count(*)::int from pub.release o where o.province = p.code and o.programme = x.programme) as earlier,
      coalesce((select o.bundle->'figures' from pub.release o where o.province = p.code and o.programme = x.programme
        order by o.number desc limit 1), '[]') as before
    from app.release x join app.place p on p.id = x.province_id left join app.release_basis b on b.release_id = x.id
    where x.id = ${releaseId}::uuid and x.status = 'IN_REVIEW'`)
  if (!row?.basis) throw new AppError('E-PUB-06')
  const { bundle: document, basis: truth, before: previous, earlier, width } = row
  const verdict = siblingGate({ document, truth, previous, earlier, width })
  await db.execute(sql`
    insert into app.release_attack (scope_id, release_id, bundle_hash, after_number, result, verdict)
    values (${row.scope_id}, ${releaseId}::uuid, ${row.hash}, ${row.after}, ${verdict.result}, ${JSON.stringify(verdict)}::jsonb)`)
  await audit(db, ctx, {
    action: 'release.attack',
    entity: 'release',
    entityId: releaseId,
    scopeId: row.scope_id,
    after: { hash: row.hash, result: verdict.result, tested: verdict.tested, withdrawn: 0 },
  })
  return verdict
}
