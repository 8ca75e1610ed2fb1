import { sql } from 'drizzle-orm'
import type { Programme } from '@/lib/access/policy'
import { RecordCorrection } from '@/lib/releases/schema'
import { releasePower } from '@/lib/releases/siblings/kinds'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import { siblingClock } from '../../queries/releases/sibling-facts'
import { authorise, type Context, inTransaction } from '../../transaction'
import { clockOf } from './clock'

type Published = {
  scope_id: number
  path: number[]
  programme: Programme
  province_id: string
  number: number | null
  province: string
  pinned_now: string | null
}

/** Says in public what turned out to be wrong in a published release; the release itself stays as it is. Needs `sign`. */
export async function recordCorrection(ctx: Context, input: RecordCorrection): Promise<{ number: number }> {
  const { releaseId, textFa, textEn } = RecordCorrection.parse(input)
  return inTransaction(ctx, async (db) => {
    const [release] = await db.execute<Published>(sql`
      select x.scope_id, s.path, x.programme, p.id as province_id, x.number, p.code as province, r.pinned_now
      from app.release x left join app.run r on r.id = x.run_id join app.place p on p.id = coalesce(r.province_id, x.province_id)
      join app.scope s on s.id = x.scope_id
      where x.id = ${releaseId}::uuid and x.status in ('PUBLISHED', 'SUPERSEDED')`)
    if (!release || release.number === null) throw new AppError('E-GEN-02')
    const { programme } = release
    authorise(ctx.actor, releasePower(programme, 'sign'), release)
    const day = tehranDay(
      programme === 'RESILIENCE'
        ? clockOf(ctx.now, release.pinned_now)
        : await siblingClock(db, programme, release.province_id, ctx.now),
    )
    await db.execute(sql`insert into pub.correction (province, programme, release_number, day, text_fa, text_en)
      values (${release.province}, ${programme}, ${release.number}, ${day}::date, ${textFa}, ${textEn === '' ? null : textEn})`)
    await audit(db, ctx, {
      action: 'release.correct',
      entity: 'release',
      entityId: releaseId,
      scopeId: release.scope_id,
      after: { number: release.number },
    })
    return { number: release.number }
  })
}
