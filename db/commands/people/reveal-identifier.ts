import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { type HiddenField, revealInput } from '@/lib/people/reveal'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction, requireFreshFactor } from '../../transaction'
import { openForPerson, openPersonKey, type SealedColumn } from '../../vault'

type Row = {
  scopeId: number
  path: number[]
  programme: 'RESILIENCE' | 'HAMYAR' | 'CHARITY' | 'ASSOCIATION' | null
  provinceId: string
  nid: string | null
  mobile: string | null
  key: string | null
}
const COLUMNS: Record<HiddenField, SealedColumn> = {
  NATIONAL_ID: 'national_id_sealed',
  MOBILE: 'mobile_sealed',
}

/**
 * Shows one hidden identifier of a person in the clear, to the office that reviews a unit of hers, for a reason that is
 * written down with which of them it was; the value itself is nowhere but in the answer. E-ACC-18: the factor first.
 */
export async function revealIdentifier(
  ctx: Context,
  input: z.input<typeof revealInput>,
): Promise<{ field: HiddenField; value: string }> {
  const { personId, field, reason } = revealInput.parse(input)
  return inTransaction(ctx, async (db) => {
    const [row] = await db.execute<Row>(sql`
      select s.id as "scopeId", s.path, s.programme, p.province_id as "provinceId", p.national_id_sealed as nid,
        p.mobile_sealed as mobile, k.sealed as key
      from app.person p join app.scope s on s.id = any(p.scopes) and s.id = any((select app.my_scope('people'))::int[])
        and s.id = any((select app.my_scope('review'))::int[])
      left join app.person_key k on k.person_id = p.id
      where p.id = ${personId} order by s.id limit 1`)
    if (!row) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'people', row)
    authorise(ctx.actor, 'review', row)
    requireFreshFactor(ctx)
    const sealed = field === 'MOBILE' ? row.mobile : row.nid
    if (!sealed || !row.key) throw new AppError('E-GEN-02')
    const value = openForPerson(openPersonKey(row.provinceId, personId, row.key), COLUMNS[field], sealed)
    await audit(db, ctx, {
      action: 'person.reveal',
      entity: 'person',
      entityId: personId,
      scopeId: row.scopeId,
      after: { field },
      reason,
    })
    return { field, value }
  })
}
