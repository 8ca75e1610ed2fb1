import { z } from 'zod'
import { scopeOf } from '@/lib/access/actor'
import { isIsoDay } from '@/lib/shared/jalali'
import { audit } from '../../audit'
import {
  type CoverageMatrix,
  coverageMatrix,
  type PeopleCount,
  peopleCounts,
} from '../../queries/picture/coverage'
import { authorise, type Context, inTransaction, requireFreshFactor } from '../../transaction'
import { placeOf } from '../charities/load'

const ExportPicture = z.strictObject({
  provinceId: z.uuid('E-GEN-01'),
  until: z.string().refine(isIsoDay, 'E-GEN-01'),
})

/** What the page of the picture shows, as it leaves the house; nobody is in it. */
export async function exportPicture(
  ctx: Context,
  input: z.input<typeof ExportPicture>,
): Promise<{ matrix: CoverageMatrix; counts: PeopleCount[] }> {
  const { provinceId, until } = ExportPicture.parse(input)
  return inTransaction(ctx, async (db) => {
    const home = await placeOf(db, provinceId, ['PROVINCE'])
    authorise(ctx.actor, 'see', { path: home.path })
    requireFreshFactor(ctx)
    const scope = scopeOf(ctx.actor)
    const matrix = await coverageMatrix(db, scope, { provinceId, now: ctx.now })
    const counts = await peopleCounts(db, scope, { provinceId, until })
    await audit(db, ctx, {
      action: 'export',
      entity: 'place',
      entityId: provinceId,
      scopeId: home.scopeId,
      after: { what: 'picture', rows: matrix.counties.length },
    })
    return { matrix, counts }
  })
}
