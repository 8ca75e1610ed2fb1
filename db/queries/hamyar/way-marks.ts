import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { WayFacts } from '@/lib/hamyar/way'
import type { Reader } from '../../client'

type Marks = Pick<WayFacts, 'countyBy' | 'provinceBy' | 'keeper' | 'assessed'>

/** Approvals of the members as they are now, whether somebody keeps the book, and whether the group's own worker has signed. */
export async function wayMarks(db: Reader, _scope: Scope, groupId: string): Promise<Marks> {
  const [row] = await db.execute<Marks>(sql`
    select (select a.approved_by from app.hamyar_approval a where a.group_id = g.id and a.level = 'COUNTY'
        and a.members_version = g.members_version) as "countyBy",
      (select a.approved_by from app.hamyar_approval a where a.group_id = g.id and a.level = 'PROVINCE'
        and a.members_version = g.members_version) as "provinceBy",
      exists (select from app.hamyar_role r join app.hamyar_member m on m.id = r.member_id and m.left_on is null
        where m.group_id = g.id and r.role = 'BOOKKEEPER' and r.to_on is null) as keeper,
      exists (select from app.hamyar_assessment a where a.group_id = g.id and a.signed_by = g.worker_id) as assessed
    from app.hamyar_group g where g.id = ${groupId}::uuid`)
  return row ?? { countyBy: null, provinceBy: null, keeper: false, assessed: false }
}
