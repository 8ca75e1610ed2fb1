import { sql } from 'drizzle-orm'
import { scopeOf } from '@/lib/access/actor'
import { ErasePerson, hindranceOf } from '@/lib/people/erasure'
import { foldText } from '@/lib/shared/persian-text'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { type NamedRow, wordsNaming } from '../../erasure'
import { personErasure } from '../../queries/people/erasure'
import { authorise, type Context, inTransaction, requireFreshFactor } from '../../transaction'
import { erasureMark } from '../../vault'

/**
 * Erases somebody who asked for it: her key goes, and with it whatever names, reaches or shows her; what was counted stays.
 * The database does it in one function and keeps a mark by which an older copy, once put back, loses her
 * again (docs/decisions/0040-erasing-a-person.md). Refusals: lib/people/erasure, and E-ERA-04 for another name than hers.
 */
export async function erasePerson(
  ctx: Context,
  input: ErasePerson,
): Promise<{ personId: string; files: number }> {
  const { personId, how, name } = ErasePerson.parse(input)
  return inTransaction(ctx, async (db) => {
    const plan = await personErasure(db, scopeOf(ctx.actor), personId)
    if (!plan) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'people', plan)
    authorise(ctx.actor, 'review', plan)
    requireFreshFactor(ctx)
    const hindrance = hindranceOf(plan)
    if (hindrance) throw new AppError(hindrance.code, hindrance.n === undefined ? {} : { n: hindrance.n })
    if (foldText(name) !== foldText(plan.name)) throw new AppError('E-ERA-04')
    const marks = Object.fromEntries(plan.ids.map((id) => [id, erasureMark(id).toString('hex')]))
    const words = wordsNaming(await named(db, personId))
    const [row] = await db.execute<{ done: { files: number } }>(sql`
      select app.erase_person(${personId}::uuid, ${JSON.stringify(marks)}::jsonb,
        array(select jsonb_array_elements_text(${JSON.stringify(words)}::jsonb)), ${how}, ${ctx.now.toISOString()}::timestamptz) as done`)
    const { files } = row!.done
    await audit(db, ctx, {
      action: 'person.erase',
      entity: 'person',
      entityId: personId,
      scopeId: plan.scopeId,
      after: { how, files },
    })
    return { personId, files }
  })
}

async function named(db: Db, personId: string): Promise<NamedRow> {
  const [row] = await db.execute<NamedRow>(sql`
    select p.id, p.province_id as "provinceId", p.first_name as first, p.last_name as last, p.national_id_sealed as nid,
      p.mobile_sealed as mobile, k.sealed as key
    from app.person p left join app.person_key k on k.person_id = p.id where p.id = ${personId}::uuid`)
  if (!row) throw new AppError('E-GEN-02')
  return row
}
