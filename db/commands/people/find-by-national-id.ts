import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { scopeOf } from '@/lib/access/actor'
import { parseNationalId } from '@/lib/people/national-id'
import { AppError, orThrow } from '@/lib/shared/result'
import { audit } from '../../audit'
import { deskOf } from '../../queries/programmes/desk'
import { authorise, type Context, inTransaction } from '../../transaction'
import { nationalIdHash } from '../../vault'

const Find = z.strictObject({ runId: z.uuid(), nationalId: z.string().max(60) })

/**
 * Finds the one person with these ten digits among those the asker sees; null for everybody else, wherever she may be.
 * That somebody asked is written down, the digits are not. They come by post and stand in no address.
 */
export async function findByNationalId(
  ctx: Context,
  input: z.input<typeof Find>,
): Promise<{ personId: string | null }> {
  const { runId, nationalId } = Find.parse(input)
  return inTransaction(ctx, async (db) => {
    const desk = await deskOf(db, scopeOf(ctx.actor), { runId, power: 'people' })
    if (!desk) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'people', desk)
    const digits = orThrow(parseNationalId(nationalId))
    const [found] = await db.execute<{ personId: string }>(sql`
      select id as "personId" from app.person
      where province_id = ${desk.provinceId} and national_id_hash = app.asked_hash(${nationalIdHash(desk.provinceId, digits)})`)
    await audit(db, ctx, {
      action: 'person.search',
      entity: found ? 'person' : 'run',
      entityId: found?.personId ?? runId,
      scopeId: desk.scopeId,
      after: { by: 'NATIONAL_ID', found: found ? 1 : 0 },
    })
    return { personId: found?.personId ?? null }
  })
}
