import { pools } from '../../client'

/** An office somebody may write to. */
export type InterestOffice = {
  provinceId: string
  nameFa: string
  nameEn: string
  officeFa: string
  officeEn: string
}

/** The offices that say how they are reached; asked through the login of the public pages. */
export async function interestOffices(): Promise<InterestOffice[]> {
  return pools().pub.ask(async (pub) => {
    const rows = await pub<InterestOffice[]>`
      select province_id as "provinceId", name_fa as "nameFa", name_en as "nameEn", office_fa as "officeFa", office_en as "officeEn"
      from pub.interest_offices()`
    return rows.map((row) => ({ ...row }))
  })
}
