import { sql } from 'drizzle-orm'
import type { Reader } from '../../client'

/** An office somebody may write to. */
export type InterestOffice = {
  provinceId: string
  nameFa: string
  nameEn: string
  officeFa: string
  officeEn: string
}

/** The offices that say how they are reached. Everybody may ask. */
export async function interestOffices(db: Reader): Promise<InterestOffice[]> {
  const rows = await db.execute<InterestOffice>(sql`
    select province_id as "provinceId", name_fa as "nameFa", name_en as "nameEn", office_fa as "officeFa", office_en as "officeEn"
    from app.interest_offices()`)
  return [...rows]
}
