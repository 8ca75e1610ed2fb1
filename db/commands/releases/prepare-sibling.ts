import { sql } from 'drizzle-orm'
import { scopeOf } from '@/lib/access/actor'
import { PrepareSibling } from '@/lib/releases/schema'
import { type SiblingFigure, siblingBundle } from '@/lib/releases/siblings/bundle'
import { releasePower } from '@/lib/releases/siblings/kinds'
import { jalaliMonthKey } from '@/lib/shared/jalali'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { siblingClock, siblingHome, siblingTruth } from '../../queries/releases/sibling-facts'
import { authorise, type Context, inTransaction } from '../../transaction'
import { weighSibling } from './weigh-sibling'

/**
 * Freezes the public figures of a programme in a province as they stand at this moment, puts them through the gate and before a
 * second person. Refuses a second release of a Jalali month (E-PUB-03) and one that does not follow the release before it (E-PUB-04).
 */
export async function prepareSibling(ctx: Context, input: PrepareSibling): Promise<{ releaseId: string }> {
  const { programme, provinceId } = PrepareSibling.parse(input)
  return inTransaction(ctx, async (db) => {
    const home = await siblingHome(db, provinceId)
    if (!home) throw new AppError('E-GEN-02')
    authorise(ctx.actor, releasePower(programme, 'prepare'), { path: home.path, programme })
    // Two who prepare at once wait for each other here; the second is told what the first made.
    await db.execute(
      sql`select pg_advisory_xact_lock(hashtext('release'), hashtext(${`${programme} ${provinceId}`}))`,
    )
    const clock = await siblingClock(db, programme, provinceId, ctx.now)
    const truth = await siblingTruth(db, scopeOf(ctx.actor), { programme, home, clock })
    const [last] = await db.execute<{ day: string | null; figures: SiblingFigure[] }>(sql`
      select (select max(as_of)::text from app.release where province_id = ${provinceId}::uuid and programme = ${programme}
          and status in ('PUBLISHED','SUPERSEDED','IN_REVIEW')) as day,
        coalesce((select o.bundle->'figures' from pub.release o where o.province = ${home.code} and o.programme = ${programme}
          order by o.number desc limit 1), '[]') as figures`)
    const month = jalaliMonthKey(truth.asOfIso)
    if (last?.day && jalaliMonthKey(last.day) === month) throw new AppError('E-PUB-03')
    if (last?.day && truth.asOfIso <= last.day) throw new AppError('E-PUB-04')
    const body = JSON.stringify(siblingBundle(truth, last?.figures ?? []))
    const [made] = await db.execute<{ id: string; hash: string }>(sql`
      insert into app.release (scope_id, programme, province_id, as_of, month, status, bundle, bundle_hash, prepared_by, prepared_at)
      values (${home.scopeId}, ${programme}, ${provinceId}::uuid, ${truth.asOfIso}::date, ${month}, 'IN_REVIEW', ${body}::jsonb,
        encode(sha256(convert_to(${body}::jsonb::text, 'UTF8')), 'hex'), ${ctx.actor.userId}::uuid, ${clock.toISOString()}::timestamptz)
      returning id, bundle_hash as hash`)
    await db.execute(sql`insert into app.release_basis (release_id, scope_id, basis)
      values (${made!.id}::uuid, ${home.scopeId}, ${JSON.stringify(truth)}::jsonb)`)
    await audit(db, ctx, {
      action: 'release.prepare',
      entity: 'release',
      entityId: made!.id,
      scopeId: home.scopeId,
      after: { programme, asOf: truth.asOfIso, hash: made!.hash },
    })
    await weighSibling(db, ctx, made!.id)
    return { releaseId: made!.id }
  })
}
