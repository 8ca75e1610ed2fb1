import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Reader } from '../../client'

/** Modules the asker has not passed herself, in the runs in which she leads a group today. */
export async function myModuleGaps(db: Reader, scope: Scope): Promise<Set<string>> {
  const rows = await db.execute<{ code: string }>(sql`
    with mine as (
      select distinct f.id, f.run_id from app.facilitator f join app.cohort_facilitator cf on cf.facilitator_id = f.id and cf.to_day is null
      where f.user_id = ${scope.userId})
    select distinct g.module_code as code from mine cross join lateral app.module_gaps(mine.run_id) g where g.facilitator_id = mine.id`)
  return new Set([...rows].map(({ code }) => code))
}

/** Whether who leads a session on its day has not passed its module, as far as the asker may know. */
export async function sessionGap(db: Reader, _scope: Scope, sessionId: string): Promise<boolean> {
  const [row] = await db.execute<{ gap: boolean }>(sql`
    select exists (select from app.cohort_facilitator cf join app.module_gaps(s.run_id) g on g.facilitator_id = cf.facilitator_id
      where cf.cohort_id = s.cohort_id and cf.role = 'LEAD' and cf.from_day <= s.day and coalesce(cf.to_day, s.day) >= s.day
        and g.module_code = s.module_code) as gap
    from app.session s where s.id = ${sessionId}`)
  return row?.gap ?? false
}

export type ClassGap = {
  facilitatorId: string
  /** Null for who may not see her name. */
  name: string | null
  runCode: string
  today: string
  missing: { code: string; titleFa: string; titleEn: string }[]
}

/** Who of the classes the asker records has not passed what; the others are not named. */
export async function classGaps(db: Reader, _scope: Scope): Promise<ClassGap[]> {
  const rows = await db.execute<ClassGap>(sql`
    select f.id as "facilitatorId", p.first_name || ' ' || p.last_name as name, r.code as "runCode",
      (app.run_clock(r) at time zone 'Asia/Tehran')::date::text as today,
      jsonb_agg(jsonb_build_object('code', m.code, 'titleFa', m.title_fa, 'titleEn', m.title_en) order by m.seq) as missing
    from app.training_class k join app.run r on r.id = k.run_id and r.status <> 'CLOSED'
    cross join lateral app.module_gaps(r.id) g join app.facilitator f on f.id = g.facilitator_id join app.module m on m.code = g.module_code
    left join app.person p on p.id = f.person_id
    where k.scope_id = any((select app.my_scope('record'))::int[])
      and f.status in ('ACCEPTED', 'IN_TRAINING', 'CERTIFIED', 'ASSIGNED', 'ACTIVE', 'FINISHED', 'NOT_CERTIFIED')
    group by f.id, p.id, r.id order by r.start_date desc, 2`)
  return [...rows]
}

/** Whether the asker records a class at all. */
export async function recordsClass(db: Reader, _scope: Scope): Promise<boolean> {
  const [row] = await db.execute(
    sql`select 1 from app.training_class where scope_id = any((select app.my_scope('record'))::int[]) limit 1`,
  )
  return row !== undefined
}
