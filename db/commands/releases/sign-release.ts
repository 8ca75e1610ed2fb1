import { sql } from 'drizzle-orm'
import type { Programme } from '@/lib/access/policy'
import type { Verdict } from '@/lib/disclosure/gate'
import { auditOf } from '@/lib/releases/present'
import { ReturnRelease, SignRelease } from '@/lib/releases/schema'
import { releasePower } from '@/lib/releases/siblings/kinds'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { siblingClock } from '../../queries/releases/sibling-facts'
import { authorise, type Context, inTransaction, requireFreshFactor } from '../../transaction'
import { clockOf } from './clock'
import { weighSibling } from './weigh-sibling'

type Waiting = {
  scope_id: number
  path: number[]
  programme: Programme
  province_id: string
  status: string
  prepared_by: string
  pinned_now: string | null
  province: string
}

async function waitingRelease(db: Db, releaseId: string): Promise<Waiting> {
  const [row] = await db.execute<Waiting>(sql`
    select x.scope_id, s.path, x.programme, p.id as province_id, x.status, x.prepared_by, r.pinned_now, p.code as province
    from app.release x left join app.run r on r.id = x.run_id join app.place p on p.id = coalesce(r.province_id, x.province_id)
    join app.scope s on s.id = x.scope_id where x.id = ${releaseId}::uuid for update of x`)
  if (!row) throw new AppError('E-GEN-02')
  return row
}

const instantOf = (db: Db, ctx: Context, { programme, province_id, pinned_now }: Waiting): Promise<Date> =>
  programme === 'RESILIENCE'
    ? Promise.resolve(clockOf(ctx.now, pinned_now))
    : siblingClock(db, programme, province_id, ctx.now)

/** The attack that exactly this release has stood, with all releases that are out; refuses where there is none. */
async function passedAttack(db: Db, releaseId: string): Promise<Verdict> {
  const [row] = await db.execute<{ passed: boolean; result: string | null; verdict: Verdict | null }>(sql`
    select app.attack_passed(x.id, x.bundle_hash) as passed, a.result, a.verdict from app.release x
    left join lateral (select t.result, t.verdict from app.release_attack t where t.release_id = x.id and t.bundle_hash = x.bundle_hash
      order by t.tested_at desc, t.id desc limit 1) a on true where x.id = ${releaseId}::uuid`)
  if (row?.passed && row.verdict) return row.verdict
  throw new AppError(row?.result === 'REFUSED' || row?.result === 'VOID' ? 'E-PUB-07' : 'E-PUB-06')
}

/** Publishes a prepared release under the next number. Never by the person who prepared it (E-PUB-01), and never what has not stood the attack. */
export async function signRelease(ctx: Context, input: SignRelease): Promise<{ number: number }> {
  const { releaseId } = SignRelease.parse(input)
  return inTransaction(ctx, async (db) => {
    const release = await waitingRelease(db, releaseId)
    const { programme } = release
    authorise(ctx.actor, releasePower(programme, 'sign'), release)
    if (release.status !== 'IN_REVIEW') throw new AppError('E-PUB-05')
    if (release.prepared_by === ctx.actor.userId) throw new AppError('E-PUB-01')
    requireFreshFactor(ctx)
    // What holds counts alone is weighed in a moment, and so with whatever came out since it was prepared.
    if (programme !== 'RESILIENCE') await weighSibling(db, ctx, releaseId)
    // The database says so too, whoever asks it (app.release_safe).
    const passed = await passedAttack(db, releaseId)
    const at = (await instantOf(db, ctx, release)).toISOString()
    const [next] = await db.execute<{ number: number }>(
      sql`select coalesce(max(number), 0)::int + 1 as number from pub.release where province = ${release.province} and programme = ${programme}`,
    )
    const { number } = next!
    await db.execute(
      sql`update app.release set status = 'SUPERSEDED', version = version + 1 where scope_id = ${release.scope_id} and programme = ${programme} and status = 'PUBLISHED'`,
    )
    await db.execute(
      sql`update pub.release set status = 'SUPERSEDED' where province = ${release.province} and programme = ${programme} and status = 'PUBLISHED'`,
    )
    await db.execute(sql`update app.release set status = 'PUBLISHED', number = ${number}, approved_by = ${ctx.actor.userId}::uuid,
      published_at = ${at}::timestamptz, version = version + 1 where id = ${releaseId}::uuid`)
    await db.execute(sql`
      insert into pub.release (id, province, programme, number, as_of, published_at, bundle, bundle_hash, audit)
      select id, ${release.province}, programme, number, as_of, published_at, bundle, bundle_hash, ${JSON.stringify(auditOf(passed))}::jsonb from app.release where id = ${releaseId}::uuid`)
    await audit(db, ctx, {
      action: 'release.sign',
      entity: 'release',
      entityId: releaseId,
      scopeId: release.scope_id,
      before: { status: release.status },
      after: { status: 'PUBLISHED', number },
    })
    return { number }
  })
}

/** Sends a prepared release back with a reason; its month is free again. */
export async function returnRelease(ctx: Context, input: ReturnRelease): Promise<{ releaseId: string }> {
  const { releaseId, reason } = ReturnRelease.parse(input)
  return inTransaction(ctx, async (db) => {
    const release = await waitingRelease(db, releaseId)
    authorise(ctx.actor, releasePower(release.programme, 'prepare'), release)
    if (release.status !== 'IN_REVIEW') throw new AppError('E-PUB-05')
    await db.execute(
      sql`update app.release set status = 'DRAFT', return_reason = ${reason}, version = version + 1 where id = ${releaseId}::uuid`,
    )
    await audit(db, ctx, {
      action: 'release.return',
      entity: 'release',
      entityId: releaseId,
      scopeId: release.scope_id,
      before: { status: release.status },
      after: { status: 'DRAFT' },
      reason,
    })
    return { releaseId }
  })
}
