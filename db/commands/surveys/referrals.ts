import { sql } from 'drizzle-orm'
import type { Place } from '@/lib/access/policy'
import { AppError } from '@/lib/shared/result'
import { EndReferral, TakeReferral } from '@/lib/surveys/schema'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { authorise, type Context, inTransaction } from '../../transaction'
import { checkVersion, placeOfScope } from '../programmes/load'
import { openReach, type Reach } from './respondent'

/** A counsellor takes somebody on; from then on nobody else sees it. E-REF-01: another has, or it is over. */
export async function takeReferral(ctx: Context, input: TakeReferral): Promise<void> {
  const asked = TakeReferral.parse(input)
  return inTransaction(ctx, async (db) => {
    const row = await loadReferral(db, asked.referralId)
    authorise(ctx.actor, 'counsel', row.place)
    if (row.status !== 'OFFERED') throw new AppError('E-REF-01')
    checkVersion(row, asked.version)
    await db.execute(sql`
      update app.referral set status = 'ACCEPTED', taken_by = app.me(), taken_at = ${row.clock}::timestamptz, version = version + 1
      where id = ${asked.referralId}`)
    await audit(db, ctx, {
      action: 'referral.take',
      entity: 'referral',
      entityId: asked.referralId,
      scopeId: row.scopeId,
      before: { status: 'OFFERED' },
      after: { status: 'ACCEPTED' },
    })
  })
}

/** How she may be reached, shown to who took her on, and written down each time. */
export async function viewReferral(ctx: Context, input: TakeReferral): Promise<Reach | null> {
  const asked = TakeReferral.parse(input)
  return inTransaction(ctx, async (db) => {
    const row = await loadReferral(db, asked.referralId)
    authorise(ctx.actor, 'counsel', row.place)
    if (row.status !== 'ACCEPTED') throw new AppError('E-REF-01')
    await audit(db, ctx, {
      action: 'referral.view',
      entity: 'referral',
      entityId: asked.referralId,
      scopeId: row.scopeId,
    })
    return openReach(row.provinceId, asked.referralId, row.sealed)
  })
}

/**
 * How it ended: she was helped, did not want it after all, or could not be reached. How to reach her is forgotten.
 * E-REF-01: it is not in her hands.
 */
export async function endReferral(ctx: Context, input: EndReferral): Promise<void> {
  const asked = EndReferral.parse(input)
  return inTransaction(ctx, async (db) => {
    const row = await loadReferral(db, asked.referralId)
    authorise(ctx.actor, 'counsel', row.place)
    if (row.status !== 'ACCEPTED') throw new AppError('E-REF-01')
    checkVersion(row, asked.version)
    await db.execute(sql`
      update app.referral set status = ${asked.outcome}, ended_on = (${row.clock}::timestamptz at time zone 'Asia/Tehran')::date,
        reach_sealed = '', version = version + 1 where id = ${asked.referralId}`)
    await audit(db, ctx, {
      action: 'referral.end',
      entity: 'referral',
      entityId: asked.referralId,
      scopeId: row.scopeId,
      before: { status: 'ACCEPTED' },
      after: { status: asked.outcome },
    })
  })
}

type Row = {
  scopeId: number
  provinceId: string
  sealed: string
  status: string
  version: number
  clock: string
}

// Row-level security shows a referral that waits, and one of her own; any other is not there.
async function loadReferral(db: Db, referralId: string): Promise<Row & { place: Place }> {
  const [row] = await db.execute<Row>(sql`
    select f.scope_id as "scopeId", f.province_id as "provinceId", f.reach_sealed as sealed, f.status, f.version,
      app.run_clock(r)::text as clock
    from app.referral f join app.assessment_wave w on w.id = f.wave_id join app.run r on r.id = w.run_id
    where f.id = ${referralId}`)
  if (!row) throw new AppError('E-REF-01')
  return { ...row, place: await placeOfScope(db, row.scopeId) }
}
