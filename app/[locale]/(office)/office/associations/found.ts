import { notFound } from 'next/navigation'
import {
  type AssociationRow,
  associationClock,
  associationCounties,
  associationFacts,
} from '@/db/queries/associations/association-facts'
import { type Province, provincesOf } from '@/db/queries/associations/province'
import { rulesIn } from '@/db/queries/rules'
import { reading } from '@/db/transaction'
import { type Actor, scopeOf } from '@/lib/access/actor'
import type { RuleValues } from '@/lib/rules/registry'
import { isUuid } from '@/lib/shared/id'
import { tehranDay } from '@/lib/shared/tehran'

/**
 * The province of an address, or the reader's first. A coordinator has none of her own: hers is that of her association.
 */
export async function foundProvince(
  actor: Actor,
  asked: string | undefined,
): Promise<{ province: Province | null; provinces: Province[] }> {
  const scope = scopeOf(actor)
  const provinces = await reading(scope, async (db) => {
    const counties = await associationCounties(db, scope)
    if (counties.length > 0) return provincesOf(counties)
    const own = await associationFacts(db, scope, { today: tehranDay(new Date()), quietDays: 1 })
    return own.slice(0, 1).map((one) => ({ provinceId: one.provinceId, code: '', nameFa: '', nameEn: '' }))
  })
  const province = provinces.find(({ code }) => code === asked) ?? provinces[0] ?? null
  return { province, provinces }
}

export type FoundAssociation = { row: AssociationRow; today: string; rules: RuleValues }

/** The association of an address on its province's day, or no page at all: one that is not the reader's does not exist for her. */
export async function foundAssociation(actor: Actor, associationId: string): Promise<FoundAssociation> {
  if (!isUuid(associationId)) notFound()
  const scope = scopeOf(actor)
  const found = await reading(scope, async (db) => {
    const [at] = await associationFacts(db, scope, {
      today: tehranDay(new Date()),
      quietDays: 1,
      associationId,
    })
    if (!at) return null
    const clock = await associationClock(db, at.provinceId, new Date())
    const rules = await rulesIn(db, at.provinceId, clock)
    const today = tehranDay(clock)
    const [row] = await associationFacts(db, scope, {
      today,
      quietDays: rules.ASSOC_QUIET_DAYS,
      associationId,
    })
    return row ? { row, today, rules } : null
  })
  return found ?? notFound()
}
