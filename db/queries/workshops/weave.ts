import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { type KnotState, knotStates, sessionCounts } from '@/lib/indicators/knots'
import type { SessionState } from '@/lib/workshops/codes'
import type { Reader } from '../../client'

/** One session of the weave: its state, the module it belongs to (counted from one) and where its sheet is. */
export type WeaveKnot = { sessionId: string; seq: number; dayIso: string; module: number; state: KnotState }

/** One neighbourhood of the weave; its knots stand in the order of their days. */
export type WeaveLine = {
  cohortId: string
  placeId: string
  placeFa: string
  placeEn: string
  countyFa: string
  countyEn: string
  /** Sessions that count, and those there are to be (cancelled ones are replaced, so they are not among them). */
  held: number
  planned: number
  knots: WeaveKnot[]
}

type Params = { runId: string; asOf?: string; counting?: 'internal' | 'public'; countyId?: string }
type Row = Omit<WeaveLine, 'knots' | 'held' | 'planned'> & {
  sessions: { id: string; seq: number; day: string; module: number; status: SessionState }[] | null
}

/**
 * گلیم نشست‌ها: counties and the places in them by the Persian alphabet, ranking nobody. Up to a day and of a county where one is
 * named.
 */
export async function weave(
  db: Reader,
  _scope: Scope,
  { runId, asOf, counting = 'internal', countyId }: Params,
): Promise<WeaveLine[]> {
  const rows = await db.execute<Row>(sql`
    select c.id as "cohortId", n.id as "placeId", n.name_fa as "placeFa", n.name_en as "placeEn", k.name_fa as "countyFa", k.name_en as "countyEn",
      (select jsonb_agg(jsonb_build_object('id', s.id, 'seq', s.seq, 'day', s.day, 'module', coalesce(m.seq, 1), 'status', s.status)
        order by s.day, s.starts_at, s.seq) from app.session s left join app.module m on m.code = s.module_code where s.cohort_id = c.id and s.makes_up_id is null) as sessions
    from app.cohort c join app.place n on n.id = c.place_id join app.place k on k.id = c.county_id
    where c.run_id = ${runId}::uuid and c.status <> 'CANCELLED' and ${countyId ? sql`c.county_id = ${countyId}::uuid` : sql`true`}
    order by k.name_fa collate "fa-x-icu", n.name_fa collate "fa-x-icu"`)
  return rows.map(({ sessions, ...place }) => {
    const list = sessions ?? []
    const states = knotStates(list, { asOf, counting })
    const knots = list.map((one, index) => ({
      sessionId: one.id,
      seq: one.seq,
      dayIso: one.day,
      module: one.module,
      state: states[index] ?? 'ahead',
    }))
    return {
      ...place,
      held: list.filter((one) => sessionCounts(one, { asOf, counting })).length,
      planned: knots.filter(({ state }) => state !== 'cancelled').length,
      knots,
    }
  })
}

/** The first and the last day of a run's sessions in its groups; null while nothing is planned. */
export async function sessionSpan(
  db: Reader,
  _scope: Scope,
  runId: string,
): Promise<[string, string] | null> {
  const [row] = await db.execute<{ first: string | null; last: string | null }>(sql`
    select min(s.day)::text as first, max(s.day)::text as last from app.session s join app.cohort c on c.id = s.cohort_id
    where c.run_id = ${runId}::uuid and s.run_id = c.run_id and c.status <> 'CANCELLED' and s.makes_up_id is null`)
  return row?.first && row.last ? [row.first, row.last] : null
}

/** The rows of the groups this account leads today: a facilitator sees her own, and no other beside it. */
export async function myWeave(db: Reader, scope: Scope): Promise<WeaveLine[]> {
  const mine = await db.execute<{ cohortId: string; runId: string }>(sql`
    select c.id as "cohortId", c.run_id as "runId" from app.cohort_facilitator cf
    join app.facilitator f on f.id = cf.facilitator_id and f.user_id = ${scope.userId}
    join app.cohort c on c.id = cf.cohort_id where cf.to_day is null and c.status <> 'CANCELLED'`)
  const own = new Set([...mine].map(({ cohortId }) => cohortId))
  const lines: WeaveLine[] = []
  for (const runId of new Set([...mine].map((row) => row.runId)))
    lines.push(...(await weave(db, scope, { runId })).filter(({ cohortId }) => own.has(cohortId)))
  return lines
}
