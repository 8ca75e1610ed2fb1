import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Reader } from '../../client'

/** A referral in a counsellor's hands, or waiting for one. How to reach her is not part of it. */
export type ReferralLine = {
  referralId: string
  status: 'OFFERED' | 'ACCEPTED' | 'DONE' | 'DECLINED' | 'LAPSED'
  offeredOn: string
  endedOn: string | null
  /** The county she is in, where the counsellor's place has more than one; never the group. */
  countyFa: string | null
  countyEn: string | null
  version: number
}

/** What waits where she counsels, and what she has taken: those in hand first, the oldest of them at the top. */
export async function myReferrals(db: Reader, _scope: Scope): Promise<ReferralLine[]> {
  const rows = await db.execute<ReferralLine>(sql`
    select f.id as "referralId", f.status, f.offered_on::text as "offeredOn", f.ended_on::text as "endedOn",
      k.name_fa as "countyFa", k.name_en as "countyEn", f.version
    from app.referral f join app.scope s on s.id = f.scope_id left join app.place k on k.kind = 'COUNTY' and k.scope_id = s.path[3]
    order by array_position(array['ACCEPTED', 'OFFERED', 'DONE', 'DECLINED', 'LAPSED'], f.status), f.offered_on, f.id`)
  return [...rows]
}
