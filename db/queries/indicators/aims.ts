import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Reader } from '../../client'

export type AimLine = { code: string; titleFa: string; titleEn: string; source: string }

/** The aims of the resilience plan, in the order of its source. */
export async function planAims(db: Reader, _scope: Scope): Promise<AimLine[]> {
  const rows = await db.execute<AimLine>(sql`
    select code, title_fa as "titleFa", title_en as "titleEn", source from app.aim where programme = 'RESILIENCE' order by seq`)
  return [...rows]
}

/** A module with the aims it serves, and what its sessions were to have by the plan and have had up to a day, in minutes. */
export type ModuleHours = {
  code: string
  titleFa: string
  titleEn: string
  aims: string[]
  planned: number
  held: number
}

export async function moduleHours(
  db: Reader,
  _scope: Scope,
  { runId, asOf }: { runId: string; asOf: string },
): Promise<ModuleHours[]> {
  const rows = await db.execute<ModuleHours>(sql`
    select m.code, m.title_fa as "titleFa", m.title_en as "titleEn", m.aims,
      coalesce(sum(s.planned_minutes) filter (where s.status not in ('CANCELLED', 'RESCHEDULED')), 0)::float8 as planned,
      coalesce(sum(s.net_minutes) filter (where app.counts(s.status) and s.day <= ${asOf}::date), 0)::float8 as held
    from app.module m left join (select s.* from app.session s join app.cohort c on c.id = s.cohort_id
      where s.run_id = ${runId}::uuid and s.makes_up_id is null and c.status <> 'CANCELLED') s on s.module_code = m.code
    group by m.code, m.title_fa, m.title_en, m.aims, m.seq order by m.seq`)
  return [...rows]
}
