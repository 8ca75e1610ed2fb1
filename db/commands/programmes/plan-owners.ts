import { type SQL, sql } from 'drizzle-orm'
import type { Place } from '@/lib/access/policy'
import { AppError } from '@/lib/shared/result'
import type { Db } from '../../client'
import { asArray } from './load'

/** A group or class whose hours are planned, and the node it hangs on. */
export type PlanOwner = Place & {
  scopeId: number
  runId: string
  cohortId: string | null
  classId: string | null
  /** The minutes its sessions fill. */
  total: number
}
type Asked = { cohortId?: string; cohortIds?: string[]; classId?: string; unplannedOf?: string }

/**
 * Those to be planned, locked until the transaction ends, groups in one order so that no two who plan wait for each
 * other. E-GEN-02: one of them is out of sight, or of another run. E-GEN-03: all groups of the run have a plan by now.
 */
export async function planOwners(db: Db, asked: Asked): Promise<PlanOwner[]> {
  if (asked.classId) return [await classOwner(db, asked.classId)]
  const ids = asked.cohortIds ?? (asked.cohortId ? [asked.cohortId] : null)
  const which = ids
    ? sql`c.id = any(${asArray(ids)}::uuid[])`
    : sql`c.run_id = ${asked.unplannedOf!} and c.status not in ('CLOSED', 'CANCELLED')
        and c.scope_id = any((select app.my_scope('run'))::int[])`
  const found = await cohortOwners(db, which)
  const runs = new Set(found.map(({ runId }) => runId))
  if (runs.size !== 1 || (ids && found.length < new Set(ids).size)) throw new AppError('E-GEN-02')
  const owners = ids ? found : await withoutPlan(db, found)
  if (owners.length === 0) throw new AppError('E-GEN-03')
  return owners
}

async function cohortOwners(db: Db, which: SQL): Promise<PlanOwner[]> {
  const rows = await db.execute<Omit<PlanOwner, 'classId'>>(sql`
    select c.scope_id as "scopeId", s.path, s.programme, c.run_id as "runId", c.id as "cohortId", c.planned_minutes as total
    from app.cohort c join app.scope s on s.id = c.scope_id where ${which} order by c.id for update of c`)
  return [...rows].map((row) => ({ ...row, classId: null }))
}

/** Asked when they are locked: a plan that somebody made in the meantime stands. */
async function withoutPlan(db: Db, owners: PlanOwner[]): Promise<PlanOwner[]> {
  const ids = asArray(owners.map(({ cohortId }) => cohortId!))
  const rows = await db.execute<{ id: string }>(
    sql`select distinct cohort_id as id from app.session where cohort_id = any(${ids}::uuid[])`,
  )
  const planned = new Set([...rows].map(({ id }) => id))
  return owners.filter(({ cohortId }) => !planned.has(cohortId!))
}

async function classOwner(db: Db, classId: string): Promise<PlanOwner> {
  const [row] = await db.execute<Omit<PlanOwner, 'cohortId'>>(sql`
    select t.scope_id as "scopeId", s.path, s.programme, t.run_id as "runId", t.id as "classId", t.planned_minutes as total
    from app.training_class t join app.scope s on s.id = t.scope_id where t.id = ${classId} for update of t`)
  if (!row) throw new AppError('E-GEN-02')
  return { ...row, cohortId: null }
}
