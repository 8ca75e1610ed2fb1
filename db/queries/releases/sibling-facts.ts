import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { SiblingTruth } from '@/lib/releases/siblings/bundle'
import type { Sibling } from '@/lib/releases/siblings/kinds'
import { tehranDay } from '@/lib/shared/tehran'
import type { Reader } from '../../client'
import { associationClock } from '../associations/association-facts'
import { rulesIn } from '../rules'
import type { ContactFacts } from './list'
import { type Asked, COUNTED } from './sibling-counts'

type Head = { id: string; code: string; fa: string; en: string; scopeId: number; path: number[] }
export type SiblingHome = Head & { provinceId: string }

/** A province as a programme's release is made of it; null where there is none of that id. */
export async function siblingHome(db: Reader, provinceId: string): Promise<SiblingHome | null> {
  const [row] = await db.execute<Head>(sql`
    select p.id, p.code, p.name_fa as fa, p.name_en as en, p.scope_id as "scopeId", s.path
    from app.place p join app.scope s on s.id = p.scope_id where p.id = ${provinceId}::uuid and p.kind = 'PROVINCE'`)
  return row ? { ...row, provinceId: row.id } : null
}

/** The provinces in which the asker may prepare and sign a programme's releases. */
export async function releaseProvinces(
  db: Reader,
  _scope: Scope,
  programme: Sibling,
): Promise<{ provinceId: string; nameFa: string; nameEn: string; scopeId: number }[]> {
  return [
    ...(await db.execute<{
      provinceId: string
      nameFa: string
      nameEn: string
      scopeId: number
    }>(sql`
      select p.id as "provinceId", p.name_fa as "nameFa", p.name_en as "nameEn", p.scope_id as "scopeId" from app.place p
      where p.kind = 'PROVINCE' and app.may_release(${programme}, 'prepare', p.scope_id) order by p.name_fa collate "fa-x-icu", p.id`)),
  ]
}

/** What time it is for a programme of a province: the associations' demonstration has stopped its own clock. */
export const siblingClock = (db: Reader, programme: Sibling, provinceId: string, now: Date): Promise<Date> =>
  programme === 'ASSOCIATION' ? associationClock(db, provinceId, now) : Promise.resolve(now)

/** Who answers for the public pages of a programme, as its office has set it. */
export async function programmeContact(
  db: Reader,
  _scope: Scope,
  { programme, scopeId }: { programme: Sibling; scopeId: number },
): Promise<ContactFacts | null> {
  const [row] = await db.execute<ContactFacts>(sql`
    select o.name_fa as "nameFa", o.name_en as "nameEn", o.phone, o.email, o.hours_fa as "hoursFa", o.hours_en as "hoursEn"
    from app.programme_contact o where o.scope_id = ${scopeId} and o.programme = ${programme}`)
  return row ?? null
}

/** Everything a programme's release is made of, as it stands at this moment: the programmes keep states, not days. */
export async function siblingTruth(
  db: Reader,
  scope: Scope,
  { programme, home, clock }: { programme: Sibling; home: SiblingHome; clock: Date },
): Promise<SiblingTruth> {
  const { provinceId } = home
  const today = tehranDay(clock)
  const rules = await rulesIn(db, provinceId, clock)
  const contact = await programmeContact(db, scope, { programme, scopeId: home.scopeId })
  const places = await counties(db, provinceId)
  const asked: Asked = { ...home, today, now: clock, counties: places }
  const name = { fa: contact?.nameFa ?? home.fa, en: contact ? contact.nameEn : home.en }
  return {
    programme,
    asOfIso: today,
    provinceCode: home.code,
    provinceName: { fa: home.fa, en: home.en },
    publisher: name,
    contact: {
      officeName: name,
      phone: contact?.phone ?? '',
      email: contact?.email ?? '',
      hours: contact?.hoursFa ? { fa: contact.hoursFa, en: contact.hoursEn } : null,
    },
    rules: { minPeople: rules.PUBLIC_SUPPRESS_BELOW, refreshChanges: rules.PUBLIC_REFRESH_CHANGES },
    counties: places.map(({ fa, en, position }) => ({ name: { fa, en }, position })),
    ...(await COUNTED[programme](db, scope, asked)),
  }
}

async function counties(db: Reader, provinceId: string): Promise<Asked['counties']> {
  const rows = await db.execute<{
    countyId: string
    fa: string
    en: string
    lon: number | null
    lat: number | null
  }>(sql`
    select id as "countyId", name_fa as fa, name_en as en, lon::float8 as lon, lat::float8 as lat from app.place
    where province_id = ${provinceId}::uuid and kind = 'COUNTY' order by name_fa collate "fa-x-icu", id`)
  return rows.map(({ lon, lat, ...row }) => ({
    ...row,
    position: lon === null || lat === null ? null : { lon, lat },
  }))
}
