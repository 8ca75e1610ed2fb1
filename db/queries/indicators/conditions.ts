import { type SQL, sql } from 'drizzle-orm'

/** Inside, submitted sheets count; in public only approved ones. */
export type Counting = 'internal' | 'public'

/** Which facts are meant: of a run, up to a day, in one place or all. */
export type Asked = { runId: string; asOf: string; counting: Counting; placeId?: string }

/** A session `s` that counts, whenever it was. */
export function counted(counting: Counting): SQL {
  return counting === 'public' ? sql`s.status = 'APPROVED'` : sql`app.counts(s.status)`
}

/** A session `s` that counts inside and not in public, as one state that an index finds. */
export const notYetPublic = sql`s.status = 'SUBMITTED'`

/** A session `s` that counts up to the day. */
export function countedBy({ asOf, counting }: Pick<Asked, 'asOf' | 'counting'>): SQL {
  return sql`s.day <= ${asOf}::date and ${counted(counting)}`
}

/**
 * A session `s` of the plan. A make-up credits hours and is no lesson of its own: it is in no count of sessions, delivered
 * hours or attendance.
 */
export const ofPlan = sql`s.makes_up_id is null`

/**
 * The marks `a` of a session `s`, each sheet's looked up by its key: the marks of other years are not read. Written as a join, PostgreSQL
 * reads them all, because it reckons the making of the wall's hash to every sheet.
 */
export const itsMarks = sql`cross join lateral (
  select m.person_id, m.code, m.credited_minutes from app.attendance m where m.session_id = s.id offset 0) a`

/** A cohort `c` in the place asked for. */
export function cohortIn({ placeId }: Pick<Asked, 'placeId'>): SQL {
  return placeId ? sql`(c.county_id = ${placeId}::uuid or c.place_id = ${placeId}::uuid)` : sql`true`
}

/** Left by the day: withdrew, or never came. */
export function leftBy(asOf: string): SQL {
  return sql`(e.closed_on <= ${asOf}::date and e.status in ('WITHDRAWN', 'NO_SHOW'))`
}

/** The county of a facilitator `f`: named, or the one her row belongs to. */
export const facilitatorCounty = sql`coalesce(f.county_id,
  (select q.id from app.place q where q.kind = 'COUNTY' and q.scope_id = f.scope_id))`

/**
 * A session `s` that was held on the day it was planned for. A plan that moves on after a lost day is a plan made anew;
 * a session moved by itself keeps the day it left, and the reason (`move_reason`).
 */
export const heldAsPlanned = sql`(s.day = s.first_day or s.move_reason is null)`

/** A sheet of a session `s` recorded in time: by when it was recorded on the phone, not by when it arrived. */
export function recordedInTime(hours: number): SQL {
  return sql`(s.recorded_at <= s.starts_at + make_interval(mins => s.planned_minutes + s.break_minutes, hours => ${hours}::int))`
}

/** A neighbourhood `n` of the plan's target areas: marginal, or vulnerable. */
export const inTargetArea = sql`(n.zone in ('MARGINAL', 'URBAN_VULNERABLE', 'RURAL_VULNERABLE'))`
