import { notFound } from 'next/navigation'
import { type CharityCounty, charityCounties } from '@/db/queries/charities/catalogue'
import { charityClock } from '@/db/queries/charities/rules'
import { reading } from '@/db/transaction'
import { type Actor, actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import type { Power } from '@/lib/access/policy'

/** Whether she works with charities, not only looks on. */
export const worksWithCharities = (actor: Actor) => actorCanSomewhere(actor, 'devolve', 'CHARITY')

/** Whether the office's pages are the reader's: she works with charities, or looks over everything; a charity does neither. */
export function worksAsOffice(actor: Actor): boolean {
  return worksWithCharities(actor) || actorCanSomewhere(actor, 'marks', 'CHARITY')
}

/** The pages of the charities exist for who holds a grant that reaches that programme. */
export function requireCharities(actor: Actor, power?: Power): void {
  if (
    power
      ? !actorCanSomewhere(actor, power, 'CHARITY') && !(power === 'deliver' && worksAsOffice(actor))
      : !worksAsOffice(actor)
  )
    notFound()
}

export type Home = {
  provinceId: string
  counties: CharityCounty[]
  provinces: CharityCounty[]
  /** What time it is there; a demonstration has stopped its own. */
  now: Date
}

/** The province a page is about: the one the address names, else the first the reader works in. */
export async function homeOf(actor: Actor, asked: string | undefined, power: Power = 'see'): Promise<Home> {
  const scope = scopeOf(actor)
  const all = await reading(scope, (db) => charityCounties(db, scope, power))
  const provinces = [...new Map(all.map((one) => [one.provinceId, one])).values()]
  const [first] = provinces
  if (!first) notFound()
  const provinceId = provinces.find((one) => one.provinceId === asked)?.provinceId ?? first.provinceId
  const now = await reading(scope, (db) => charityClock(db, provinceId, new Date()))
  return { provinceId, provinces, now, counties: all.filter((one) => one.provinceId === provinceId) }
}
