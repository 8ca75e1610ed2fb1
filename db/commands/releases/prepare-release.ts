import { sql } from 'drizzle-orm'
import { scopeOf } from '@/lib/access/actor'
import { bundleOf } from '@/lib/releases/bundle'
import { PrepareRelease } from '@/lib/releases/schema'
import { jalaliMonthKey } from '@/lib/shared/jalali'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import { releaseFacts } from '../../queries/releases/facts'
import { authorise, type Context, inTransaction } from '../../transaction'
import { clockOf } from './clock'

type Run = { scope_id: number; path: number[]; pinned_now: string | null }

/**
 * Freezes the public figures of a run as of a day and puts them before a second person. Refuses a day that has not
 * ended or does not follow the release before it (E-PUB-04), a second release of a Jalali month (E-PUB-03), and sheets
 * in the period that are not approved unless they are acknowledged (E-PUB-02). The worker then attacks it (attack-release).
 */
export async function prepareRelease(ctx: Context, input: PrepareRelease): Promise<{ releaseId: string }> {
  const { runId, asOf, acknowledged } = PrepareRelease.parse(input)
  return inTransaction(ctx, async (db) => {
    const [run] = await db.execute<Run>(sql`
      select r.scope_id, s.path, r.pinned_now from app.run r join app.scope s on s.id = r.scope_id where r.id = ${runId}::uuid for update of r`)
    if (!run) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'prepare', { path: run.path, programme: 'RESILIENCE' })
    const clock = clockOf(ctx.now, run.pinned_now)
    const [last] = await db.execute<{ day: string | null; pending: number }>(sql`
      select (select max(as_of)::text from app.release where run_id = ${runId}::uuid and status in ('PUBLISHED','SUPERSEDED','IN_REVIEW')) as day,
        (select count(*)::int from app.session s where s.run_id = ${runId}::uuid and s.cohort_id is not null and s.day <= ${asOf}::date
          and s.status in ('HELD','SUBMITTED','RETURNED','REOPENED')) as pending`)
    const month = jalaliMonthKey(asOf)
    if (last?.day && jalaliMonthKey(last.day) === month) throw new AppError('E-PUB-03')
    if (asOf >= tehranDay(clock) || (last?.day && asOf <= last.day)) throw new AppError('E-PUB-04')
    const pending = last?.pending ?? 0
    if (pending > 0 && !acknowledged.includes('E-PUB-02')) throw new AppError('E-PUB-02', { n: pending })
    const facts = await releaseFacts(db, scopeOf(ctx.actor), { runId, asOf })
    const bundle = bundleOf(facts)
    const { truth, changes, marks } = facts.people
    const body = JSON.stringify(bundle)
    // The hash is of the text as stored, so that anyone can recompute it from the row.
    const [made] = await db.execute<{ id: string; hash: string }>(sql`
      insert into app.release (scope_id, run_id, as_of, month, status, bundle, bundle_hash, pending_sheets, acknowledged, prepared_by, prepared_at)
      values (${run.scope_id}, ${runId}::uuid, ${asOf}::date, ${month}, 'IN_REVIEW', ${body}::jsonb,
        encode(sha256(convert_to(${body}::jsonb::text, 'UTF8')), 'hex'), ${pending},
        ${pending > 0 ? sql`array['E-PUB-02']` : sql`'{}'::text[]`}, ${ctx.actor.userId}::uuid, ${clock.toISOString()}::timestamptz) returning id, bundle_hash as hash`)
    await db.execute(sql`insert into app.release_basis (release_id, scope_id, basis)
      values (${made!.id}::uuid, ${run.scope_id}, ${JSON.stringify({ truth, changes, marks })}::jsonb)`)
    await db.execute(sql`select app.queue_attack(${made!.id}::uuid)`)
    await audit(db, ctx, {
      action: 'release.prepare',
      entity: 'release',
      entityId: made!.id,
      scopeId: run.scope_id,
      after: { asOf, hash: made!.hash, pending },
    })
    return { releaseId: made!.id }
  })
}
