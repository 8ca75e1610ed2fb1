import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Line } from '@/lib/hamyar/compliance'
import { GROWN_AT } from '@/lib/hamyar/desk'
import type { ApprovalLevel, GroupRole, GroupState, LeaveReason, MemberCategory } from '@/lib/hamyar/kinds'
import type { Reader } from '../../client'

export type MemberLine = {
  memberId: string
  /** Null where the asker may not see who she is. */
  name: string | null
  /** Null as well: her record is then not the asker's. */
  personId: string | null
  category: MemberCategory
  isLiterate: boolean
  isCovered: boolean
  ableToWork: boolean
  local: boolean
  employed: boolean
  ageAtJoin: number
  /** Under eighteen on the day asked for: a guardian's word is wanted beside her own. */
  minor: boolean
  joinedOn: string
  leftOn: string | null
  leaveReason: LeaveReason | null
  roles: { role: GroupRole; from: string; to: string | null }[]
  version: number
}

const member = (today?: string) => sql`
  select m.id as "memberId", p.first_name || ' ' || p.last_name as name, p.id as "personId", m.category, m.is_literate as "isLiterate",
    m.is_covered as "isCovered", m.able_to_work as "ableToWork", m.home_county_id = g.county_id as local, m.employed,
    m.age_at_join as "ageAtJoin", m.joined_on::text as "joinedOn", m.left_on::text as "leftOn", m.leave_reason as "leaveReason",
    coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'from', r.from_on, 'to', r.to_on) order by r.from_on, r.role)
      from app.hamyar_role r where r.member_id = m.id), '[]') as roles, m.version,
    case when p.birth_date is null then m.age_at_join + extract(year from age(d.today, m.joined_on)) < ${GROWN_AT}
      else p.birth_date > d.today - make_interval(years => ${GROWN_AT}) end as minor
  from app.hamyar_member m join app.hamyar_group g on g.id = m.group_id left join app.person p on p.id = m.person_id
  cross join lateral (select coalesce(${today ?? null}::date, (now() at time zone 'Asia/Tehran')::date) as today) d`

/** Everybody who is or was in a group: those in it first, by name. */
export async function membersOf(
  db: Reader,
  _scope: Scope,
  groupId: string,
  today?: string,
): Promise<MemberLine[]> {
  return [
    ...(await db.execute<MemberLine>(sql`${member(today)} where m.group_id = ${groupId}::uuid
      order by m.left_on is not null, m.left_on desc, p.last_name collate "fa-x-icu", p.first_name collate "fa-x-icu", m.joined_on, m.id`)),
  ]
}

export async function memberOf(
  db: Reader,
  _scope: Scope,
  asked: { groupId: string; memberId: string },
): Promise<MemberLine | null> {
  const [row] = await db.execute<MemberLine>(
    sql`${member()} where m.group_id = ${asked.groupId}::uuid and m.id = ${asked.memberId}::uuid`,
  )
  return row ?? null
}

export type StepLine = {
  stepId: string
  act: string
  to: GroupState
  reason: string | null
  by: string | null
  on: string
}
export type ApprovalLine = {
  level: ApprovalLevel
  by: string | null
  on: string
  letterNo: string | null
  /** Whether it is of the members as they are now. */
  stands: boolean
}
export type BreachLine = {
  line: Line
  openedOn: string
  mendBy: string
  mendedOn: string | null
  late: boolean
}
export type AssessmentLine = { day: string; finding: string; by: string | null; own: boolean }
export type GroupHistory = {
  steps: StepLine[]
  approvals: ApprovalLine[]
  breaches: BreachLine[]
  assessments: AssessmentLine[]
}

const day = (column: ReturnType<typeof sql>) => sql`(${column} at time zone 'Asia/Tehran')::date::text`
const nameOf = (column: ReturnType<typeof sql>) =>
  sql`(select u.display_name from app.user_account u where u.id = ${column})`

/** What happened to a group, newest first. */
export async function groupHistory(
  db: Reader,
  _scope: Scope,
  { groupId, today }: { groupId: string; today: string },
): Promise<GroupHistory> {
  const steps = await db.execute<StepLine>(sql`
    select s.id as "stepId", s.act, s.to_status as to, s.reason, ${nameOf(sql`s.made_by`)} as by, ${day(sql`s.made_at`)} as on
    from app.hamyar_step s where s.group_id = ${groupId}::uuid order by s.made_at desc, s.id desc`)
  const approvals = await db.execute<ApprovalLine>(sql`
    select a.level, ${nameOf(sql`a.approved_by`)} as by, ${day(sql`a.approved_at`)} as on, a.letter_no as "letterNo",
      a.members_version = g.members_version or g.status not in ('MEMBERS_IDENTIFIED', 'ELIGIBLE', 'PROPOSED') as stands
    from app.hamyar_approval a join app.hamyar_group g on g.id = a.group_id where a.group_id = ${groupId}::uuid
    order by a.approved_at desc, a.id desc`)
  const breaches = await db.execute<BreachLine>(sql`
    select b.line, b.opened_on::text as "openedOn", b.mend_by::text as "mendBy", b.mended_on::text as "mendedOn",
      b.mended_on is null and b.mend_by < ${today}::date as late
    from app.hamyar_breach b where b.group_id = ${groupId}::uuid order by b.mended_on is not null, b.opened_on desc, b.line`)
  const assessments = await db.execute<AssessmentLine>(sql`
    select a.day::text as day, a.finding, ${nameOf(sql`a.signed_by`)} as by, a.signed_by = g.worker_id as own
    from app.hamyar_assessment a join app.hamyar_group g on g.id = a.group_id where a.group_id = ${groupId}::uuid
    order by a.signed_at desc, a.id desc`)
  return {
    steps: [...steps],
    approvals: [...approvals],
    breaches: [...breaches],
    assessments: [...assessments],
  }
}
