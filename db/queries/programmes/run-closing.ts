import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { type FrozenRun, frozenFigure, frozenText, targetRulesOf } from '@/lib/indicators/frozen'
import type { RunEnd } from '@/lib/programmes/closing'
import type { CompletionRule } from '@/lib/rules/completion'
import { tehranDay } from '@/lib/shared/tehran'
import type { Reader } from '../../client'
import { basisOf } from '../indicators/basis'
import { figuresAt } from '../indicators/figures'
import { rulesOf } from '../rules'

/** What keeps a run from closing: groups, sheets and places still open, and people who may be one and are counted twice. */
export async function runEnd(db: Reader, _scope: Scope, runId: string): Promise<RunEnd> {
  const [row] = await db.execute<RunEnd>(sql`
    select
      (select count(*)::int from app.cohort where run_id = ${runId} and status not in ('CLOSED', 'CANCELLED')) as "openCohorts",
      (select count(*)::int from app.session where run_id = ${runId} and status in ('HELD', 'SUBMITTED', 'RETURNED', 'REOPENED')) as "openSheets",
      (select count(*)::int from app.enrolment e join app.cohort c on c.id = e.cohort_id
        where e.run_id = ${runId} and c.status in ('CLOSED', 'CANCELLED') and e.status in ('REGISTERED', 'ACTIVE', 'WAITING')) as "openPlaces",
      (select count(*)::int from app.duplicate_case d where d.status = 'OPEN'
        and exists (select from app.enrolment e where e.run_id = ${runId} and e.person_id in (d.person_id, d.other_id))) as duplicates`)
  return row!
}

/** The figures of a run as they are frozen, counted by the rules in force at an instant, up to its day. */
export async function frozenFigures(
  db: Reader,
  scope: Scope,
  run: { runId: string; code: string; at: Date },
): Promise<FrozenRun> {
  const asked = { runId: run.runId, asOf: tehranDay(run.at), counting: 'internal' as const }
  const rules = await rulesOf(db, run.runId, run.at)
  const completion: CompletionRule = {
    mode: rules.COMPLETION_MODE,
    share: rules.COMPLETION_SHARE_PARTICIPANT,
    plannedMinutes: rules.COHORT_MINUTES,
  }
  const basis = {
    ...(await basisOf(db, scope, asked)),
    rules: targetRulesOf(rules),
    completion,
    sheetDueHours: rules.SHEET_DUE_HOURS,
  }
  const { run: whole, county: counties } = await figuresAt(db, scope, asked, ['run', 'county'], basis)
  const cohorts = await db.execute<FrozenRun['cohorts'][number]>(
    sql`select code, status, closing from app.cohort where run_id = ${run.runId} order by code`,
  )
  return {
    v: 1,
    run: run.code,
    asOf: asked.asOf,
    rules,
    completion,
    figures: whole.places[0]?.figures.map(frozenFigure) ?? [],
    counties: counties.places
      .map(({ place, figures: list }) => ({ code: place?.code ?? '', figures: list.map(frozenFigure) }))
      .sort((one, other) => (one.code < other.code ? -1 : 1)),
    cohorts: [...cohorts],
  }
}

/** The hash of the figures' canonical text; anyone can take it again from the row. */
export const frozenHash = (frozen: FrozenRun): string =>
  createHash('sha256').update(frozenText(frozen)).digest('hex')

export type RunFrozen = { closedAt: Date; frozen: FrozenRun; hash: string; holds: boolean }

/** What was frozen when a run was closed, and whether its hash is still that of the figures; null while it is open. */
export async function runFrozen(db: Reader, _scope: Scope, runId: string): Promise<RunFrozen | null> {
  const [row] = await db.execute<{ at: string | null; frozen: FrozenRun | null; hash: string | null }>(
    sql`select closed_at as at, frozen, frozen_hash as hash from app.run where id = ${runId}`,
  )
  if (!row?.frozen || !row.at || !row.hash) return null
  return {
    closedAt: new Date(row.at),
    frozen: row.frozen,
    hash: row.hash,
    holds: frozenHash(row.frozen) === row.hash,
  }
}
