import { type PictureProvince, pictureProvinces } from '@/db/queries/picture/coverage'
import { reading } from '@/db/transaction'
import { type Actor, scopeOf } from '@/lib/access/actor'

/** The province of an address, or the reader's first; none where she works in no county. */
export async function foundPicture(
  actor: Actor,
  asked: string | undefined,
): Promise<{ province: PictureProvince | null; provinces: PictureProvince[] }> {
  const scope = scopeOf(actor)
  const provinces = await reading(scope, (db) => pictureProvinces(db, scope))
  return { provinces, province: provinces.find(({ code }) => code === asked) ?? provinces[0] ?? null }
}
