import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Criterion } from '@/lib/hamyar/ladder'
import type { Reader } from '../../client'

/** The newest change of the nearest node, over the row as it was first written. */
const changed = (path: ReturnType<typeof sql>) => sql`
  left join lateral (select x.rung, x.name_fa, x.name_en, x.retired, x.reason from app.hamyar_criterion_change x
    where x.criterion_id = c.id and x.scope_id = any(${path})
    order by array_position(${path}, x.scope_id) desc, x.made_at desc, x.id desc limit 1) n on true`
const words = sql`c.id as "criterionId", coalesce(n.rung, c.rung) as rung, coalesce(n.name_fa, c.name_fa) as "nameFa",
  coalesce(n.name_en, c.name_en) as "nameEn"`

export type CriterionRow = Criterion & { nameFa: string; nameEn: string; met: boolean }

/** The ladder as the newest assessment of the group's own social worker answers it, rung by rung. */
export async function ladderOf(db: Reader, _scope: Scope, groupId: string): Promise<CriterionRow[]> {
  return [
    ...(await db.execute<CriterionRow>(sql`
      with newest as (select a.id from app.hamyar_assessment a join app.hamyar_group g on g.id = a.group_id
        where a.group_id = ${groupId}::uuid and a.signed_by = g.worker_id order by a.signed_at desc, a.id desc limit 1)
      select ${words},
        exists (select from app.hamyar_assessment_line l where l.criterion_id = c.id and l.assessment_id = (select id from newest)) as met
      from app.hamyar_criterion c join app.hamyar_group g on g.id = ${groupId}::uuid join app.scope s on s.id = g.scope_id
      ${changed(sql`s.path`)}
      where c.scope_id = any(s.path) and not coalesce(n.retired, false) order by rung, c.id`)),
  ]
}

export type KeptCriterion = Criterion & {
  nameFa: string
  nameEn: string
  source: string
  retired: boolean
  /** Why it reads as it does; null where it was never changed. */
  reason: string | null
}

/** The questions of a province's ladder, also those it asks no more. */
export async function criteriaOf(db: Reader, _scope: Scope, node: number): Promise<KeptCriterion[]> {
  return [
    ...(await db.execute<KeptCriterion>(sql`
      select ${words}, c.source, coalesce(n.retired, false) as retired, n.reason
      from app.hamyar_criterion c join app.scope s on s.id = ${node}::int ${changed(sql`s.path`)}
      where c.scope_id = any(s.path) order by retired, rung, c.id`)),
  ]
}

export type TargetRevision = {
  countyId: string
  value: number
  source: string
  reason: string | null
  on: string
  by: string | null
}

/** What counties were to have, the newest first. */
export async function targetRevisions(db: Reader, _scope: Scope): Promise<TargetRevision[]> {
  return [
    ...(await db.execute<TargetRevision>(sql`
      select t.county_id as "countyId", t.value, t.source, t.reason, (t.set_at at time zone 'Asia/Tehran')::date::text as on,
        (select u.display_name from app.user_account u where u.id = t.set_by) as by
      from app.hamyar_target t order by t.set_at desc, t.id desc limit 200`)),
  ]
}
