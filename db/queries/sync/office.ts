import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Reader } from '../../client'
import { openOp } from './sealed-op'

/** Where a sheet is: nothing where the session does not exist. */
type SheetPlace = {
  sessionId: string | null
  placeFa: string | null
  placeEn: string | null
  seq: number | null
  day: string | null
}
/** What one operation says, in its own words. `name`: of a person on the roster or of a guest. */
export type SaidOp = { kind: string; name: string | null; body: Record<string, unknown> }

/** Operations of one batch about one sheet that wait for the same reason. */
export type WaitingGroup = SheetPlace & {
  /** The hamyar group they are about. `book`: of its own book, which nobody here reads. */
  groupFa: string | null
  book: boolean
  ids: string[]
  code: string
  values: Record<string, string | number>
  by: string
  device: string
  claimedMs: number
  receivedMs: number
  said: SaidOp[]
}
type WaitingRow = Omit<WaitingGroup, 'said'> & { opIds: string[]; sealed: string[] }

export const WAITING_SHOWN = 50

/** How many operations wait and how many places contradict each other: what the menu counts. */
export async function syncCounts(db: Reader, _scope: Scope): Promise<{ waiting: number; conflicts: number }> {
  const [row] = await db.execute<{ waiting: number; conflicts: number }>(sql`
    select (select count(*)::int from app.quarantine q where q.state = 'OPEN' and q.scope_id = any((select app.my_scope('review'))::int[])
        and not coalesce(app.held_until(q) > now(), false)) as waiting,
      (select count(*)::int from app.sync_conflict c where c.state = 'OPEN' and c.scope_id = any((select app.my_scope('review'))::int[]) and app.conflict_heads(c) is not null) as conflicts`)
  return row ?? { waiting: 0, conflicts: 0 }
}

/** What waits for a decision, the oldest first; opened here, for whoever may decide. */
export async function waitingGroups(db: Reader, _scope: Scope): Promise<WaitingGroup[]> {
  const rows = await db.execute<WaitingRow>(sql`
    select q.session_id as "sessionId", n.name_fa as "placeFa", n.name_en as "placeEn", s.seq, s.day::text as day, q.code,
      hg.name_fa as "groupFa", q.kind in ('hg-entry', 'hg-reverse') as book, (array_agg(q.code_values))[1] as values, coalesce(u.display_name, '') as by, coalesce(d.name, '') as device,
      (extract(epoch from min(q.claimed_at)) * 1000)::float8 as "claimedMs", (extract(epoch from min(q.received_at)) * 1000)::float8 as "receivedMs",
      array_agg(q.id order by q.kind = 'act', q.claimed_at, q.op_id) as ids, array_agg(q.op_id order by q.kind = 'act', q.claimed_at, q.op_id) as "opIds",
      array_agg(q.sealed order by q.kind = 'act', q.claimed_at, q.op_id) as sealed
    from app.quarantine q left join app.session s on s.id = q.session_id left join app.cohort c on c.id = s.cohort_id
    left join app.place n on n.id = c.place_id left join app.user_account u on u.id = q.user_id left join app.device d on d.id = q.device_id
    left join app.hamyar_group hg on q.kind like 'hg-%' and hg.scope_id = q.scope_id
    where q.state = 'OPEN' and q.scope_id = any((select app.my_scope('review'))::int[]) and not coalesce(app.held_until(q) > now(), false)
    group by q.session_id, n.name_fa, n.name_en, s.seq, s.day, q.code, q.batch_id, u.display_name, d.name, hg.name_fa, book
    order by min(q.received_at), q.session_id limit ${WAITING_SHOWN}`)
  const opened = rows.map(({ opIds, sealed, ...row }) => ({
    ...row,
    ops: row.book
      ? opIds.map(() => ({ kind: 'hg-book' }) as Record<string, unknown> & { kind: string })
      : opIds.map((id, i) => openOp(id, sealed[i]!).op as Record<string, unknown> & { kind: string }),
  }))
  const names = await namesOf(
    db,
    opened.flatMap(({ ops }) => ops.map((op) => String(op.person ?? op.member ?? ''))),
  )
  return opened.map(({ ops, ...row }) => ({
    ...row,
    said: ops.map((op) => ({
      kind: op.kind,
      name: typeof op.name === 'string' ? op.name : (names.get(String(op.person ?? op.member)) ?? null),
      body: op,
    })),
  }))
}

/**
 * A sheet that was handed in and is not complete: its marks have not come yet, or one was taken back later. `untilMs`: from then
 * on it waits for a decision; null where it was complete once, and only her own register or the desk completes it again.
 */
export type HeldSheet = SheetPlace & {
  by: string
  sinceMs: number
  untilMs: number | null
  code: string | null
}

/** Sheets handed in before they were complete, the oldest first. */
export async function heldSheets(db: Reader, _scope: Scope): Promise<HeldSheet[]> {
  return db.execute<HeldSheet>(sql`
    select x."sessionId", n.name_fa as "placeFa", n.name_en as "placeEn", s.seq, s.day::text as day, coalesce(u.display_name, '') as by, x.code,
      (extract(epoch from x.since) * 1000)::float8 as "sinceMs", (extract(epoch from x.until) * 1000)::float8 as "untilMs"
    from (
      (select distinct on (q.session_id) q.session_id as "sessionId", q.user_id, q.received_at as since, app.held_until(q) as until, q.code
      from app.quarantine q where q.state = 'OPEN' and q.held is not null and q.scope_id = any((select app.my_scope('review'))::int[])
        and app.held_until(q) > now() order by q.session_id, q.received_at)
      union all
      select t.id, o.actor_id, o.received_at, null, null from app.session t join app.operation o on o.id = t.act_op and o.body->>'outcome' = 'submit'
      where t.status = 'HELD' and t.scope_id = any((select app.my_scope('review'))::int[])
    ) x join app.session s on s.id = x."sessionId" left join app.cohort c on c.id = s.cohort_id
    left join app.place n on n.id = c.place_id left join app.user_account u on u.id = x.user_id
    order by x.since, x."sessionId" limit ${WAITING_SHOWN}`)
}

async function namesOf(db: Reader, ids: string[]): Promise<Map<string, string>> {
  const asked = [...new Set(ids)].filter((id) => /^[0-9a-f-]{36}$/i.test(id))
  if (asked.length === 0) return new Map()
  const rows = await db.execute<{ id: string; name: string }>(
    sql`select id, first_name || ' ' || last_name as name from app.person where id in ${asked}
      union all select m.id, p.first_name || ' ' || p.last_name from app.hamyar_member m join app.person p on p.id = m.person_id
      where m.id in ${asked}`,
  )
  return new Map(rows.map((row) => [row.id, row.name]))
}

export type Word = { opId: string; by: string; atMs: number | null; stands: boolean; said: SaidOp }
export type Contradiction = SheetPlace & { place: string; openedMs: number; words: Word[] }

type Told = {
  opId: string
  kind: string
  body: Record<string, unknown> | null
  words: Record<string, unknown> | null
  name: string | null
  by: string
  atMs: number | null
}

/**
 * Places of sheets on which people who did not know of each other said different things, with both: as it is now, also
 * where the desk has written since.
 */
export async function contradictions(db: Reader, _scope: Scope): Promise<Contradiction[]> {
  const rows = await db.execute<SheetPlace & { place: string; openedMs: number; told: Told[] }>(sql`
    select c.session_id as "sessionId", n.name_fa as "placeFa", n.name_en as "placeEn", s.seq, s.day::text as day, c.place,
      (extract(epoch from c.opened_at) * 1000)::float8 as "openedMs",
      (select jsonb_agg(jsonb_build_object('opId', o.id, 'kind', o.kind, 'body', o.body, 'words', w.words, 'name', p.first_name || ' ' || p.last_name,
          'by', coalesce(u.display_name, ''), 'atMs', floor(extract(epoch from coalesce(o.claimed_at, o.received_at)) * 1000)) order by x.i)
        from unnest(h.ops) with ordinality x(id, i) join app.operation o on o.id = x.id left join app.operation_text w on w.op_id = o.id
        left join app.person p on p.id = o.person_id left join app.user_account u on u.id = o.actor_id) as told
    from app.sync_conflict c join app.session s on s.id = c.session_id left join app.cohort k on k.id = s.cohort_id
    left join app.place n on n.id = k.place_id cross join lateral (select app.conflict_heads(c) as ops) h
    where c.state = 'OPEN' and c.scope_id = any((select app.my_scope('review'))::int[]) and h.ops is not null
    order by c.opened_at, c.session_id, c.place limit ${WAITING_SHOWN}`)
  return rows.map(({ told, ...row }) => ({
    ...row,
    words: (told ?? []).map(({ opId, by, atMs, kind, name, body, words }, i) => ({
      opId,
      by,
      atMs,
      stands: i === 0,
      said: { kind, name, body: { ...body, ...words } },
    })),
  }))
}

export type DeviceLine = {
  deviceId: string
  by: string
  name: string
  createdMs: number
  seenMs: number | null
  withdrawnMs: number | null
  mismatches: number
  skewMinutes: number | null
  waiting: number
  alike: number | null
}

/** The phones of those who record in reach, the latest seen first; withdrawn ones last. */
export async function devices(db: Reader, _scope: Scope): Promise<DeviceLine[]> {
  const rows = await db.execute<DeviceLine>(sql`
    select d.id as "deviceId", coalesce(u.display_name, '') as by, d.name, (extract(epoch from d.created_at) * 1000)::float8 as "createdMs",
      (extract(epoch from d.last_seen_at) * 1000)::float8 as "seenMs", (extract(epoch from d.withdrawn_at) * 1000)::float8 as "withdrawnMs",
      d.mismatches, round(d.skew_seconds / 60.0)::int as "skewMinutes",
      (select count(*)::int from app.quarantine q where q.device_id = d.id and q.state = 'OPEN') as waiting,
      (select max(f.sheets) from app.sync_flag f where f.device_id = d.id) as alike
    from app.device d left join app.user_account u on u.id = d.user_id
    where d.scope_id = any((select app.my_scope('review'))::int[])
    order by d.withdrawn_at is not null, coalesce(d.last_seen_at, d.created_at) desc limit 200`)
  return [...rows]
}
