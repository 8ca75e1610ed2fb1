import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import {
  type JalaliQuarter,
  quarterKey,
  quarterSpan,
  quartersBetween,
} from '@/lib/indicators/calendar-quarter'
import type { ClosedQuarter, FrozenQuarter } from '@/lib/indicators/quarter'
import { type Act, adjustmentsOf } from '@/lib/indicators/quarter-change'
import type { QuarterState } from '@/lib/indicators/quarter-closing'
import type { QuarterInputs } from '@/lib/indicators/quarter-inputs'
import type { Reader } from '../../client'
import type { RunLine } from '../programmes/run-line'
import { instantOf } from '../programmes/run-line'
import { countedQuarter, quarterInputs } from './quarter-inputs'

/** How many sheets up to a day have been begun and are not approved. */
export async function unapprovedSheets(
  db: Reader,
  _scope: Scope,
  { runId, until }: { runId: string; until: string },
): Promise<number> {
  const [row] = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from app.session s where s.run_id = ${runId}::uuid and s.day <= ${until}::date
      and s.status in ('HELD', 'SUBMITTED', 'RETURNED', 'REOPENED')`)
  return row?.n ?? 0
}

/** A quarter of the run and how it stands; `closingId` while it is closed or waits for its signature. */
export type QuarterLine = JalaliQuarter & {
  from: string
  to: string
  ended: boolean
  state: QuarterState | null
  closingId: string | null
  preparedBy: string | null
  signedBy: string | null
  preparedMs: number | null
  signedMs: number | null
  unapproved: number
}

type Row = {
  closingId: string
  year: number
  quarter: number
  state: QuarterState
  preparedBy: string | null
  signedBy: string | null
  preparedMs: number
  signedMs: number | null
  unapproved: number
}
const lineColumns = sql`q.id as "closingId", q.year, q.quarter, q.state, u.display_name as "preparedBy", v.display_name as "signedBy",
  (extract(epoch from q.prepared_at) * 1000)::float8 as "preparedMs", (extract(epoch from q.signed_at) * 1000)::float8 as "signedMs", q.unapproved`
const people = sql`left join app.user_account u on u.id = q.prepared_by left join app.user_account v on v.id = q.signed_by`

/** The quarters that share a day with a run. */
export async function quartersOf(db: Reader, _scope: Scope, run: RunLine): Promise<QuarterLine[]> {
  const rows = await db.execute<Row>(sql`
    select ${lineColumns} from app.quarter_closing q ${people} where q.run_id = ${run.runId}::uuid and q.state <> 'WITHDRAWN'`)
  return quartersBetween(run.startDate, run.endDate).map((quarter) => {
    const span = quarterSpan(quarter)
    const row = rows.find((one) => one.year * 10 + one.quarter === quarterKey(quarter))
    return {
      ...quarter,
      ...span,
      ended: span.to < run.today,
      state: row?.state ?? null,
      closingId: row?.closingId ?? null,
      preparedBy: row?.preparedBy ?? null,
      signedBy: row?.signedBy ?? null,
      preparedMs: row?.preparedMs ?? null,
      signedMs: row?.signedMs ?? null,
      unapproved: row?.unapproved ?? 0,
    }
  })
}

/** A closed quarter with what has changed since; `holds` says that its inputs still give the very same text. */
export type QuarterSheet = ClosedQuarter & {
  closingId: string
  state: QuarterState
  preparedById: string
  holds: boolean
}

/** The quarter as it was closed, and as its rows read today. Null where it is not closed or out of reach. */
export async function closedQuarter(
  db: Reader,
  scope: Scope,
  run: RunLine,
  quarter: JalaliQuarter,
): Promise<QuarterSheet | null> {
  const [row] = await db.execute<
    Row & { frozen: FrozenQuarter; inputs: QuarterInputs; hash: string; preparedById: string }
  >(sql`
    select ${lineColumns}, q.frozen, q.inputs, q.hash, q.prepared_by as "preparedById" from app.quarter_closing q ${people}
    where q.run_id = ${run.runId}::uuid and q.year = ${quarter.year} and q.quarter = ${quarter.quarter} and q.state <> 'WITHDRAWN'`)
  if (!row) return null
  const again = countedQuarter(row.inputs)
  const inputs = await quarterInputs(
    db,
    scope,
    { ...run, clock: instantOf(run) },
    quarter,
    row.inputs.unapproved,
  )
  const now = { inputs, quarter: countedQuarter(inputs).quarter }
  const acts = await actsSince(db, run.runId, row.preparedMs)
  return {
    closingId: row.closingId,
    state: row.state,
    quarter: row.frozen,
    hash: row.hash,
    holds: again.hash === row.hash && countedQuarter(row.inputs).quarter.inputs === row.frozen.inputs,
    preparedById: row.preparedById,
    preparedBy: row.preparedBy ?? '',
    preparedAt: new Date(row.preparedMs).toISOString(),
    signedBy: row.signedBy,
    signedAt: row.signedMs === null ? null : new Date(row.signedMs).toISOString(),
    adjustments: adjustmentsOf(row.frozen, row.inputs, now, acts),
  }
}

async function actsSince(db: Reader, runId: string, sinceMs: number): Promise<Act[]> {
  const rows = await db.execute<{ kind: string; key: string; act: string; at: number }>(sql`
    select kind, key::text as key, act, at_ms as at from app.acts_since(${runId}::uuid, ${new Date(sinceMs).toISOString()}::timestamptz)`)
  return rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }))
}
