import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Reader } from '../../client'

/** A run as every page names it. `today` is the day on the run's own clock. */
export type RunLine = {
  runId: string
  code: string
  nameFa: string
  nameEn: string
  provinceId: string
  provinceFa: string
  provinceEn: string
  scopeId: number
  path: number[]
  status: string
  startDate: string
  endDate: string
  isDemo: boolean
  today: string
  clock: string
}

/** An instant that includes everything of a run's clock, which is read to the second. */
export const instantOf = ({ clock }: Pick<RunLine, 'clock'>): Date => new Date(Date.parse(clock) + 999)

/** The runs in reach, the latest first. */
export async function runsInReach(db: Reader, _scope: Scope): Promise<RunLine[]> {
  const rows = await db.execute<RunLine>(sql`
    select r.id as "runId", r.code, r.name_fa as "nameFa", r.name_en as "nameEn", r.province_id as "provinceId",
      p.name_fa as "provinceFa", p.name_en as "provinceEn", r.scope_id as "scopeId", s.path, r.status,
      r.start_date::text as "startDate", r.end_date::text as "endDate", r.is_demo as "isDemo",
      (app.run_clock(r) at time zone 'Asia/Tehran')::date::text as today,
      to_char(app.run_clock(r) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as clock
    from app.run r join app.place p on p.id = r.province_id join app.scope s on s.id = r.scope_id
    order by r.start_date desc, r.code`)
  return [...rows]
}

/** The run an address names by its code, else the latest; null where there is none. */
export async function runNamed(db: Reader, scope: Scope, code: string | undefined): Promise<RunLine | null> {
  const runs = await runsInReach(db, scope)
  return runs.find((r) => r.code === code) ?? runs[0] ?? null
}
