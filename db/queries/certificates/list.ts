import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Place } from '@/lib/access/policy'
import type { CertificateHolder } from '@/lib/certificates/number'
import { latinDigits } from '@/lib/shared/number'
import type { Reader } from '../../client'
import { facilitatorCounty } from '../indicators/conditions'

export type CertificateLine = {
  certificateId: string
  number: string
  /** Null for who may see marks and no names. */
  name: string | null
  rowNo: number | null
  holder: CertificateHolder
  placeFa: string | null
  placeEn: string | null
  countyFa: string | null
  countyEn: string | null
  minutes: number
  rule: string
  issuedOn: string
  revoked: boolean
}
export type CertificateState = 'VALID' | 'REVOKED'
export type CertificatesAsked = {
  runId: string
  /** Part of a number, or a whole serial. */
  search?: string
  countyId?: string
  cohortCode?: string
  state?: CertificateState
  page: number
}
export const CERTIFICATES_A_PAGE = 50

const COLUMNS = sql`
  k.id as "certificateId", k.number, coalesce(p.first_name || ' ' || p.last_name, v.name) as name, e.row_no as "rowNo",
  case when k.volunteer_id is not null then 'VOLUNTEER' when k.facilitator_id is not null then 'FACILITATOR' else 'PARTICIPANT' end as holder, n.name_fa as "placeFa", n.name_en as "placeEn", y.name_fa as "countyFa",
  y.name_en as "countyEn", k.minutes, k.rule, k.issued_on::text as "issuedOn", k.revoked_at is not null as revoked`
// Who holds it is read from her place: two rows of one woman may have been put together since.
const FROM = sql`
  from app.certificate k left join app.enrolment e on e.id = k.enrolment_id left join app.cohort c on c.id = e.cohort_id
  left join app.place n on n.id = c.place_id left join app.facilitator f on f.id = k.facilitator_id
  left join app.place y on y.id = coalesce(c.county_id, ${facilitatorCounty}) 
  left join app.person p on p.id = coalesce(e.person_id, f.person_id) left join app.association_volunteer v on v.id = k.volunteer_id`

/** Certificates of a run in the order of their numbers, a page at a time. */
export async function certificateList(
  db: Reader,
  _scope: Scope,
  asked: CertificatesAsked,
): Promise<{ rows: CertificateLine[]; total: number; valid: number }> {
  const where: SQL[] = [sql`k.run_id = ${asked.runId}`]
  const search = latinDigits((asked.search ?? '').trim())
  if (search)
    where.push(sql`(k.number ilike ${`%${search.replace(/[\\%_]/g, '\\$&')}%`} or k.serial = ${search})`)
  if (asked.countyId) where.push(sql`y.id = ${asked.countyId}`)
  if (asked.cohortCode) where.push(sql`c.code = ${asked.cohortCode}`)
  if (asked.state)
    where.push(asked.state === 'VALID' ? sql`k.revoked_at is null` : sql`k.revoked_at is not null`)
  const which = sql.join(where, sql` and `)
  const [count] = await db.execute<{ total: number; valid: number }>(sql`
    select count(*)::int as total, count(*) filter (where k.revoked_at is null)::int as valid ${FROM} where ${which}`)
  const rows = await db.execute<CertificateLine>(sql`
    select ${COLUMNS} ${FROM} where ${which} order by k.number, k.id
    limit ${CERTIFICATES_A_PAGE} offset ${(asked.page - 1) * CERTIFICATES_A_PAGE}`)
  return { rows: [...rows], total: count?.total ?? 0, valid: count?.valid ?? 0 }
}

export type CertificateView = CertificateLine &
  Place & {
    scopeId: number
    serial: string
    /** As a check of it shows them; null for who may see no names. */
    initials: string | null
    expiresOn: string | null
    /** The run; of a volunteer the province. */
    programmeFa: string
    programmeEn: string
    runCode: string | null
    /** The period of a volunteer's hours. */
    from: string | null
    until: string | null
    associationId: string | null
    volunteerId: string | null
    officeFa: string | null
    officeEn: string | null
    revokedAt: Date | null
    revokeReason: string | null
    /** Another certificate of the same person's place stands. */
    hasOther: boolean
  }

/** One certificate with everything printed on it. */
export async function certificateView(
  db: Reader,
  _scope: Scope,
  certificateId: string,
): Promise<CertificateView | null> {
  const [row] = await db.execute<Omit<CertificateView, 'revokedAt'> & { revokedAt: string | null }>(sql`
    select ${COLUMNS}, k.scope_id as "scopeId", k.serial, app.initials(coalesce(p.first_name || ' ' || p.last_name, v.name)) as initials,
      k.expires_on::text as "expiresOn", coalesce(r.name_fa, w.name_fa) as "programmeFa", coalesce(r.name_en, w.name_en) as "programmeEn",
      k.from_on::text as "from", k.until_on::text as until, a.id as "associationId", k.volunteer_id as "volunteerId", r.code as "runCode", o.name_fa as "officeFa",
      o.name_en as "officeEn", k.revoked_at as "revokedAt", k.revoke_reason as "revokeReason", s.path, s.programme,
      exists (select from app.certificate x where x.revoked_at is null and x.id <> k.id
        and (x.enrolment_id = k.enrolment_id or x.facilitator_id = k.facilitator_id)) as "hasOther"
    ${FROM} left join app.run r on r.id = k.run_id left join app.place w on w.id = k.province_id
    left join app.association a on k.volunteer_id is not null and a.scope_id = k.scope_id join app.scope s on s.id = k.scope_id
    left join app.office_contact o on o.scope_id = r.scope_id
    where k.id = ${certificateId}`)
  return row ? { ...row, revokedAt: row.revokedAt === null ? null : new Date(row.revokedAt) } : null
}

export type CertificatesDue = { due: number; given: number }

/** How many of a closed group, or of a run's facilitators, were given a certificate, and how many are still to be. */
export async function certificatesDue(
  db: Reader,
  _scope: Scope,
  of: { cohortId: string } | { runId: string },
): Promise<CertificatesDue> {
  const rows =
    'cohortId' in of
      ? sql`select exists (select from app.certificate k where k.enrolment_id = e.id) as given
          from app.enrolment e where e.cohort_id = ${of.cohortId} and e.status = 'COMPLETED'`
      : sql`select exists (select from app.certificate k where k.facilitator_id = f.id) as given
          from app.facilitator f where f.run_id = ${of.runId} and f.certified_on is not null
            and f.status in ('CERTIFIED', 'ASSIGNED', 'ACTIVE', 'FINISHED')`
  const [row] = await db.execute<CertificatesDue>(
    sql`select count(*) filter (where not x.given)::int as due, count(*) filter (where x.given)::int as given from (${rows}) x`,
  )
  return row!
}
