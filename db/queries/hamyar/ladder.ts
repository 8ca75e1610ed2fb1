import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Criterion } from '@/lib/hamyar/ladder'
import type { Reader } from '../../client'

export type CriterionRow = Criterion & { nameFa: string; nameEn: string; met: boolean }

/** The ladder as the newest assessment of the group's own social worker answers it, rung by rung. */
export async function ladderOf(db: Reader, _scope: Scope, groupId: string): Promise<CriterionRow[]> {
  return [
    ...(await db.execute<CriterionRow>(sql`
      with newest as (select a.id from app.hamyar_assessment a join app.hamyar_group g on g.id = a.group_id
        where a.group_id = ${groupId}::uuid and a.signed_by = g.worker_id order by a.signed_at desc, a.id desc limit 1)
      select c.id as "criterionId", c.rung, c.name_fa as "nameFa", c.name_en as "nameEn",
        exists (select from app.hamyar_assessment_line l where l.criterion_id = c.id and l.assessment_id = (select id from newest)) as met
      from app.hamyar_criterion c join app.hamyar_group g on g.id = ${groupId}::uuid join app.scope s on s.id = g.scope_id
      where c.scope_id = any(s.path) order by c.rung, c.id`)),
  ]
}
