import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { QueryOutcome, ServiceQuery } from '@/lib/associations/kinds'
import type { Reader } from '../../client'

export type ServiceCertificate = {
  certificateId: string
  number: string
  from: string
  until: string
  minutes: number
  issuedOn: string
  revoked: boolean
}

/** Certificates of hours of an association, or of one of its volunteers; by number, and by nobody's name. The newest first. */
export async function serviceCertificates(
  db: Reader,
  _scope: Scope,
  of: { scopeId: number; volunteerId?: string },
): Promise<ServiceCertificate[]> {
  return [
    ...(await db.execute<ServiceCertificate>(sql`
      select id as "certificateId", number, from_on::text as "from", until_on::text as until, minutes, issued_on::text as "issuedOn",
        revoked_at is not null as revoked
      from app.certificate where volunteer_id is not null and scope_id = ${of.scopeId}
        and (${of.volunteerId ?? null}::uuid is null or volunteer_id = ${of.volunteerId ?? null}::uuid)
      order by created_at desc, id desc limit 200`)),
  ]
}

export type ServiceQueryRow = {
  queryId: string
  volunteerId: string
  name: string
  what: ServiceQuery
  day: string
  outcome: QueryOutcome | null
}

/** What volunteers said to be wrong by their cards, what waits first; for who works within the association. */
export async function serviceQueries(
  db: Reader,
  _scope: Scope,
  associationId: string,
): Promise<ServiceQueryRow[]> {
  return [
    ...(await db.execute<ServiceQueryRow>(sql`
      select q.id as "queryId", v.id as "volunteerId", v.name, q.what, q.day::text as day, q.outcome
      from app.association_query q join app.association_volunteer v on v.id = q.volunteer_id
      where v.association_id = ${associationId}::uuid order by q.settled_at desc nulls first, q.asked_at, q.id limit 200`)),
  ]
}

/** How many of them wait in an association and since when, for who stands above it: not whose. */
export async function waitingQueries(
  db: Reader,
  _scope: Scope,
  scopeId: number,
): Promise<{ waiting: number; since: string } | null> {
  const [row] = await db.execute<{ waiting: number; since: string }>(
    sql`select waiting, since::text as since from app.service_queries_at(array[${scopeId}::int])`,
  )
  return row ?? null
}

/** The day a volunteer was given the card she has now; the number is nobody's to read. */
export async function serviceCardOf(db: Reader, _scope: Scope, volunteerId: string): Promise<string | null> {
  const [row] = await db.execute<{ day: string }>(sql`
    select (given_at at time zone 'Asia/Tehran')::date::text as day from app.association_card where volunteer_id = ${volunteerId}::uuid`)
  return row?.day ?? null
}
