import { sql } from 'drizzle-orm'
import { RecordCorrection } from '@/lib/releases/schema'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { clockOf } from './clock'

type Published = {
  scope_id: number
  path: number[]
  number: number | null
  province: string
  pinned_now: string | null
}

/** Says in public what turned out to be wrong in a published release; the release itself stays as it is. Needs `sign`. */
export async function recordCorrection(ctx: Context, input: RecordCorrection): Promise<{ number: number }> {
  const { releaseId, textFa, textEn } = RecordCorrection.parse(input)
  return inTransaction(ctx, async (db) => {
    const [release] = await db.execute<Published>(sql`
      select x.scope_id, s.path, x.number, p.code as province, r.pinned_now
      from app.release x join app.run r on r.id = x.run_id join app.place p on p.id = r.province_id join app.scope s on s.id = x.scope_id
      where x.id = ${releaseId}::uuid and x.status in ('PUBLISHED', 'SUPERSEDED')`)
    if (!release || release.number === null) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'sign', { path: release.path, programme: 'RESILIENCE' })
    const day = tehranDay(clockOf(ctx.now, release.pinned_now))
    await db.execute(sql`insert into pub.correction (province, release_number, day, text_fa, text_en)
      values (${release.province}, ${release.number}, ${day}::date, ${textFa}, ${textEn === '' ? null : textEn})`)
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
