import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { ActivityState, Field, State, Step, VolunteerRole } from '@/lib/associations/kinds'
import type { Reader } from '../../client'

export type StepRow = {
  stepId: string
  step: Step
  doneOn: string
  evidence: string
  letterNo: string | null
}
export type MoveRow = { moveId: string; act: string; to: State; reason: string | null; day: string }
export type PartnerRow = {
  partnerId: string
  nameFa: string
  does: string
  since: string
  until: string | null
}
export type ActivityRow = {
  activityId: string
  day: string
  titleFa: string
  field: Field
  state: ActivityState
  beneficiaries: number | null
  reason: string | null
  volunteers: number
  minutes: number
  version: number
}
export type VolunteerRow = {
  volunteerId: string
  name: string
  role: VolunteerRole
  joinedOn: string
  leftOn: string | null
  minutes: number
  turns: number
  version: number
}
export type ShiftRow = {
  shiftId: string
  activityId: string
  day: string
  titleFa: string
  field: Field
  role: VolunteerRole
  minutes: number
}

export async function stepsOf(db: Reader, _scope: Scope, associationId: string): Promise<StepRow[]> {
  return [
    ...(await db.execute<StepRow>(sql`
      select id as "stepId", step, done_on::text as "doneOn", evidence, letter_no as "letterNo" from app.association_step
      where association_id = ${associationId}::uuid and undone_at is null order by done_on, entered_at`)),
  ]
}

export async function movesOf(db: Reader, _scope: Scope, associationId: string): Promise<MoveRow[]> {
  return [
    ...(await db.execute<MoveRow>(sql`
      select id as "moveId", act, to_status as "to", reason, (made_at at time zone 'Asia/Tehran')::date::text as day
      from app.association_move where association_id = ${associationId}::uuid order by made_at, id`)),
  ]
}

export async function partnersOf(db: Reader, _scope: Scope, associationId: string): Promise<PartnerRow[]> {
  return [
    ...(await db.execute<PartnerRow>(sql`
      select id as "partnerId", name_fa as "nameFa", does, since::text as since, until::text as until from app.association_partner
      where association_id = ${associationId}::uuid order by until nulls first, since, id`)),
  ]
}

/** The newest first. */
export async function activitiesOf(db: Reader, _scope: Scope, associationId: string): Promise<ActivityRow[]> {
  return [
    ...(await db.execute<ActivityRow>(sql`
      select x.id as "activityId", x.day::text as day, x.title_fa as "titleFa", x.field, x.status as state, x.beneficiaries, x.reason,
        x.version, h.volunteers, h.minutes
      from app.association_activity x cross join lateral (
        select count(distinct s.volunteer_id)::int as volunteers, coalesce(sum(s.minutes), 0)::int as minutes
        from app.association_shift s where s.activity_id = x.id and s.struck_at is null) h
      where x.association_id = ${associationId}::uuid order by x.day desc, x.id desc limit 500`)),
  ]
}

/** The volunteers of an association with their hours, for who works within it; for everybody else nobody. */
export async function volunteersOf(
  db: Reader,
  _scope: Scope,
  associationId: string,
): Promise<VolunteerRow[]> {
  return [
    ...(await db.execute<VolunteerRow>(sql`
      select v.id as "volunteerId", v.name, v.role, v.joined_on::text as "joinedOn", v.left_on::text as "leftOn", v.version,
        coalesce(sum(s.minutes), 0)::int as minutes, count(s.id)::int as turns
      from app.association_volunteer v left join app.association_shift s on s.volunteer_id = v.id and s.struck_at is null
      where v.association_id = ${associationId}::uuid group by v.id order by v.left_on nulls first, v.name collate "fa-x-icu", v.id`)),
  ]
}

/** What one volunteer did, the newest first. */
export async function shiftsOf(db: Reader, _scope: Scope, volunteerId: string): Promise<ShiftRow[]> {
  return [
    ...(await db.execute<ShiftRow>(sql`
      select s.id as "shiftId", x.id as "activityId", x.day::text as day, x.title_fa as "titleFa", x.field, s.role, s.minutes
      from app.association_shift s join app.association_activity x on x.id = s.activity_id
      join app.association_volunteer v on v.id = s.volunteer_id
      where s.volunteer_id = ${volunteerId}::uuid and s.struck_at is null order by x.day desc, s.id desc`)),
  ]
}
