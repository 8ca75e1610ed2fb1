import { sql } from 'drizzle-orm'
import type { Place, Programme } from '@/lib/access/policy'
import type { RunState } from '@/lib/programmes/run'
import { AppError } from '@/lib/shared/result'
import type { Db } from '../../client'

/** The node a thing hangs on, for `authorise`. */
export async function placeOfScope(db: Db, scopeId: number): Promise<Place> {
  const [row] = await db.execute<{ path: number[]; programme: Programme | null }>(
    sql`select path, programme from app.scope where id = ${scopeId}`,
  )
  if (!row) throw new AppError('E-GEN-02')
  return row
}

export type RunRow = {
  id: string
  scopeId: number
  provinceId: string
  code: string
  nameFa: string
  startDate: string
  endDate: string
  status: RunState
  pinnedNow: string | null
  version: number
}

/** A run the caller may see, locked until her transaction ends. */
export async function loadRun(db: Db, runId: string): Promise<RunRow> {
  const [row] = await db.execute<RunRow>(sql`
    select id, scope_id as "scopeId", province_id as "provinceId", code, name_fa as "nameFa", start_date::text as "startDate",
      end_date::text as "endDate", status, pinned_now::text as "pinnedNow", version
    from app.run where id = ${runId} for update`)
  if (!row) throw new AppError('E-GEN-02')
  return row
}

/** The run's own clock: a demonstration may have stopped it. */
export const runClock = (run: Pick<RunRow, 'pinnedNow'>, now: Date) =>
  run.pinnedNow === null ? now : new Date(run.pinnedNow)

export type CohortRow = {
  id: string
  scopeId: number
  runId: string
  code: string
  status: string
  plannedMinutes: number
  slots: { days: number[]; time: string } | null
  version: number
}

/** A cohort the caller may see, locked until her transaction ends. */
export async function loadCohort(db: Db, cohortId: string): Promise<CohortRow> {
  const [row] = await db.execute<CohortRow>(sql`
    select id, scope_id as "scopeId", run_id as "runId", code, status, planned_minutes as "plannedMinutes", slots, version
    from app.cohort where id = ${cohortId} for update`)
  if (!row) throw new AppError('E-GEN-02')
  return row
}

/** Refuses with E-GEN-03 when the caller looked at an older version; without one she asked for no check. */
export function checkVersion(row: { version: number }, asked: number | undefined): void {
  if (asked !== undefined && asked !== row.version) throw new AppError('E-GEN-03')
}

/** A JSON value as a parameter of a statement. */
export const asJson = (value: unknown) => JSON.stringify(value)
/** Texts or ids as an array parameter: drizzle spreads a plain array into several parameters. */
export const asArray = (values: readonly (string | number)[]) =>
  `{${values.map((value) => JSON.stringify(String(value))).join(',')}}`
