import type { Scope } from '@/lib/access/actor'
import { aFigures, byGroup } from '@/lib/associations/indicators'
import { gaps, started } from '@/lib/associations/province'
import { tehranDay } from '@/lib/shared/tehran'
import type { Reader } from '../../client'
import { rulesIn } from '../rules'
import {
  type AssociationCounty,
  type AssociationRow,
  associationClock,
  associationCounties,
  associationFacts,
  pilots,
} from './association-facts'

export type Province = {
  provinceId: string
  code: string
  nameFa: string
  nameEn: string
}

/** The provinces in which the asker has to do with associations, by name. */
export function provincesOf(counties: readonly AssociationCounty[]): Province[] {
  const found = new Map<string, Province>()
  for (const { provinceId, provinceCode, provinceFa, provinceEn } of counties)
    found.set(provinceId, { provinceId, code: provinceCode, nameFa: provinceFa, nameEn: provinceEn })
  return [...found.values()]
}

export type CountyRow = AssociationCounty & {
  associations: AssociationRow[]
  standings: AssociationRow['standing'][]
}

/** The associations of a province as they stand today, by county, with the rules that judge them. */
export async function provinceStanding(db: Reader, scope: Scope, province: Province, now: Date) {
  const clock = await associationClock(db, province.provinceId, now)
  const today = tehranDay(clock)
  const rules = await rulesIn(db, province.provinceId, clock)
  const counties = (await associationCounties(db, scope)).filter(
    ({ provinceId }) => provinceId === province.provinceId,
  )
  const associations = await associationFacts(db, scope, {
    today,
    quietDays: rules.ASSOC_QUIET_DAYS,
    provinceId: province.provinceId,
  })
  const rows = counties.map((county): CountyRow => {
    const those = associations.filter(({ countyId }) => countyId === county.countyId)
    return { ...county, associations: those, standings: those.map((one) => one.standing) }
  })
  const least = rules.ASSOC_MIN_PER_COUNTY
  return {
    province,
    today,
    rules,
    counties: rows,
    associations,
    gaps: gaps(rows, least),
    started: started(
      rows.map((row) => ({ ...row, name: row.nameFa })),
      least,
    ),
  }
}
export type ProvinceStanding = Awaited<ReturnType<typeof provinceStanding>>

/** The figures of what the asker sees of a province. Of another pilot province nothing is known here: it has not started. */
export async function provinceFigures(db: Reader, scope: Scope, at: ProvinceStanding) {
  const rows = await pilots(db, scope)
  const by = {
    least: at.rules.ASSOC_MIN_PER_COUNTY,
    pilotTarget: at.rules.ASSOC_PILOT_PROVINCES,
    pilots: rows.map(({ provinceId }) => ({
      named: provinceId !== null,
      started: provinceId === at.province.provinceId && at.started,
    })),
  }
  return {
    pilots: rows,
    by,
    groups: byGroup(at.associations),
    figures: aFigures(at.associations, at.counties, by),
  }
}
