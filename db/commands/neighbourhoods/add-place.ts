import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { cleanText, foldText } from '@/lib/shared/persian-text'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'

export const AddPlace = z.strictObject({
  countyId: z.uuid('E-GEN-01'),
  nameFa: z
    .string()
    .transform(cleanText)
    .pipe(
      z
        .string()
        .min(2, 'E-GEN-01')
        .max(80, 'E-GEN-01')
        .regex(/\p{Script=Arabic}{2}/u, 'bad-name'),
    ),
  nameEn: z.string().trim().max(80).default(''),
  setting: z.enum(['URBAN', 'RURAL']).nullable().default(null),
  zone: z.enum(['MARGINAL', 'URBAN_VULNERABLE', 'RURAL_VULNERABLE']).nullable().default(null),
})
export type AddPlace = z.input<typeof AddPlace>

/** A neighbourhood of a county; one that is there already, in whatever spelling, is answered as it is. */
export async function addPlace(ctx: Context, input: AddPlace): Promise<{ placeId: string; made: boolean }> {
  const asked = AddPlace.parse(input)
  const fold = foldText(asked.nameFa)
  return inTransaction(ctx, async (db) => {
    const [county] = await db.execute<{
      id: string
      code: string
      provinceId: string
      scopeId: number
      path: number[]
    }>(sql`
      select p.id, p.code, p.province_id as "provinceId", p.scope_id as "scopeId", s.path
      from app.place p join app.scope s on s.id = p.scope_id where p.id = ${asked.countyId} and p.kind = 'COUNTY'`)
    if (!county) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'run', county)
    await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`place ${county.id}`}, 0))`)
    const [there] = await db.execute<{ id: string }>(
      sql`select id from app.place where parent_id = ${county.id} and fold = ${fold}`,
    )
    if (there) return { placeId: there.id, made: false }
    const [last] = await db.execute<{ n: number }>(sql`
      select coalesce(max(substring(code from '-([0-9]+)$')::int), 0) as n from app.place
      where province_id = ${county.provinceId} and code ~ ${`^${county.code}-[0-9]{1,6}$`}`)
    const [place] = await db.execute<{ id: string }>(sql`
      insert into app.place (kind, parent_id, province_id, scope_id, code, name_fa, name_en, fold, setting, zone)
      values ('NEIGHBOURHOOD', ${county.id}, ${county.provinceId}, ${county.scopeId}, ${`${county.code}-${last!.n + 1}`},
        ${asked.nameFa}, ${asked.nameEn || asked.nameFa}, ${fold}, ${asked.setting}, ${asked.zone})
      returning id`)
    await audit(db, ctx, {
      action: 'place.create',
      entity: 'place',
      entityId: place!.id,
      scopeId: county.scopeId,
      after: { nameFa: asked.nameFa, setting: asked.setting, zone: asked.zone },
    })
    return { placeId: place!.id, made: true }
  })
}
