import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Programme } from '@/lib/access/policy'
import type { ReferralState, RefusalReason } from '@/lib/picture/referral'
import type { Reader } from '../../client'

/** A referral between programmes. Who she is, is not part of it: the office asks for that, and it is written down. */
export type ProgrammeReferral = {
  referralId: string
  programme: Programme
  status: ReferralState
  reason: RefusalReason | null
  madeOn: string
  /** How many days it has waited, or waited until it was answered. */
  days: number
  countyFa: string
  countyEn: string
  version: number
}

const line = (now: Date) => sql`
  f.id as "referralId", f.programme, f.status, f.reason, (f.made_at at time zone 'Asia/Tehran')::date::text as "madeOn",
  (coalesce(f.answered_at, ${now.toISOString()}::timestamptz) at time zone 'Asia/Tehran')::date - (f.made_at at time zone 'Asia/Tehran')::date as days,
  k.name_fa as "countyFa", k.name_en as "countyEn", f.version
  from app.programme_referral f join app.place k on k.kind = 'COUNTY' and k.scope_id = f.scope_id`

/** What came to the asker's office: what waits first, the oldest at the top. */
export async function receivedReferrals(
  db: Reader,
  _scope: Scope,
  { now }: { now: Date },
): Promise<ProgrammeReferral[]> {
  return [
    ...(await db.execute<ProgrammeReferral>(sql`
      select ${line(now)} where app.receives(f.programme, f.scope_id) and f.status <> 'WITHDRAWN'
      order by (f.status = 'OFFERED') desc, f.made_at, f.id limit 300`)),
  ]
}

/** What the asker referred herself, of one person or of all: with what became of it. */
export async function madeReferrals(
  db: Reader,
  _scope: Scope,
  { now, personId }: { now: Date; personId?: string },
): Promise<ProgrammeReferral[]> {
  return [
    ...(await db.execute<ProgrammeReferral>(sql`
      select ${line(now)} where f.made_by = app.me() and (${personId ?? null}::uuid is null or f.person_id = ${personId ?? null}::uuid)
      order by f.made_at desc, f.id limit 300`)),
  ]
}

/** The units in which the asker records and that hold a person: in whose name she can be referred, and from which programme. */
export async function referringUnits(
  db: Reader,
  _scope: Scope,
  { personId }: { personId: string },
): Promise<{ scopeId: number; programme: Programme }[]> {
  return [
    ...(await db.execute<{ scopeId: number; programme: Programme }>(sql`
      select s.id as "scopeId", s.programme from app.person p join app.scope s on s.id = any(p.scopes)
      where p.id = ${personId}::uuid and p.merged_into is null and s.kind = 'UNIT' and s.programme is not null
        and s.id = any((select app.my_scope('record'))::int[]) order by s.id`)),
  ]
}

/** Who of the asker's volunteers her association has identified, with her consent. */
export async function identifiedVolunteers(
  db: Reader,
  _scope: Scope,
  { volunteerIds }: { volunteerIds: readonly string[] },
): Promise<Map<string, string>> {
  const rows = await db.execute<{ id: string; consentOn: string }>(sql`
    select volunteer_id as id, consent_on::text as "consentOn" from app.association_identity
    where volunteer_id = any(${`{${volunteerIds.join(',')}}`}::uuid[])`)
  return new Map([...rows].map(({ id, consentOn }) => [id, consentOn]))
}
