import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Programme } from '@/lib/access/policy'
import type { GroupFacts } from '@/lib/hamyar/indicators'
import type { ActivityKind, GroupState, MemberCategory } from '@/lib/hamyar/kinds'
import type { Opening } from '@/lib/hamyar/opening'
import type { Reader } from '../../client'

/** A group as lists, its page and the figures know it: what it is made of in numbers, and nobody in it. */
export type GroupRow = GroupFacts & {
  code: string
  nameFa: string
  scopeId: number
  path: number[]
  programme: Programme | null
  provinceId: string
  countyFa: string
  countyEn: string
  tradeFa: string
  tradeEn: string
  activityKind: ActivityKind
  ruleSetCode: string
  commonGoal: string | null
  workerId: string | null
  workerName: string | null
  held: GroupState | null
  /** The day since which it stands where it stands, and how many days ago that is. */
  sinceDay: string
  sinceDays: number
  membersVersion: number
  breaches: number
  version: number
}

export type GroupsAsked = {
  provinceId?: string
  countyId?: string
  tradeId?: string
  ruleSetId?: string
  state?: GroupState
  code?: string
  groupId?: string
}

type Raw = Omit<GroupRow, 'category' | 'opening'> & {
  womanHeads: number
  selfHeaded: number
  openedYear: number | null
  openedMonth: number | null
  openedDay: number | null
}

/**
 * The groups the asker may see, each with its members counted: the one count behind lists, pages, gates and figures.
 * `today` is the day to which ages of states are counted.
 */
export async function groupFacts(
  db: Reader,
  _scope: Scope,
  asked: GroupsAsked & { today: string },
): Promise<GroupRow[]> {
  const where: SQL[] = [sql`true`]
  if (asked.provinceId) where.push(sql`g.province_id = ${asked.provinceId}::uuid`)
  if (asked.countyId) where.push(sql`g.county_id = ${asked.countyId}::uuid`)
  if (asked.tradeId) where.push(sql`g.trade_id = ${asked.tradeId}::uuid`)
  if (asked.ruleSetId) where.push(sql`g.rule_set_id = ${asked.ruleSetId}::uuid`)
  if (asked.state) where.push(sql`g.status = ${asked.state}`)
  if (asked.code) where.push(sql`g.code = ${asked.code}`)
  if (asked.groupId) where.push(sql`g.id = ${asked.groupId}::uuid`)
  const rows = await db.execute<Raw>(sql`
    select g.id as "groupId", g.code, g.name_fa as "nameFa", g.scope_id as "scopeId", s.path, s.programme, g.province_id as "provinceId",
      g.county_id as "countyId", y.name_fa as "countyFa", y.name_en as "countyEn", g.trade_id as "tradeId", t.name_fa as "tradeFa",
      t.name_en as "tradeEn", g.activity_kind as "activityKind", g.rule_set_id as "ruleSetId", r.code as "ruleSetCode",
      g.common_goal as "commonGoal", g.worker_id as "workerId", w.display_name as "workerName", g.status as state, g.held_status as held,
      (g.status_since at time zone 'Asia/Tehran')::date::text as "sinceDay",
      ${asked.today}::date - (g.status_since at time zone 'Asia/Tehran')::date as "sinceDays",
      g.opened_year as "openedYear", g.opened_month as "openedMonth", g.opened_day as "openedDay",
      coalesce(g.opened_year, g.opened_month) is not null as opened, g.employed_count as employed, g.outside_workers as "outsideWorkers",
      g.members_version as "membersVersion", g.version,
      g.worker_id is not null and app.worker_stands(g.worker_id, g.scope_id) as worker,
      (select count(*)::int from app.hamyar_breach b where b.group_id = g.id and b.mended_on is null) as breaches, m.*
    from app.hamyar_group g join app.scope s on s.id = g.scope_id join app.place y on y.id = g.county_id
    join app.hamyar_trade t on t.id = g.trade_id join app.hamyar_rule_set r on r.id = g.rule_set_id
    left join app.user_account w on w.id = g.worker_id
    left join lateral (
      select count(*)::int as members, count(*) filter (where m.is_literate)::int as literate, count(*) filter (where m.is_covered)::int as covered,
        count(*) filter (where m.able_to_work)::int as able, count(*) filter (where m.home_county_id = g.county_id)::int as local,
        count(*) filter (where m.category = 'WOMAN_HEAD')::int as "womanHeads",
        count(*) filter (where m.category = 'SELF_HEADED_WOMAN')::int as "selfHeaded",
        coalesce(array_agg(m.age_at_join::int order by m.age_at_join), '{}') as ages
      from app.hamyar_member m where m.group_id = g.id and m.left_on is null) m on true
    where ${sql.join(where, sql` and `)}
    order by y.name_fa collate "fa-x-icu", g.code`)
  return [...rows].map(({ womanHeads, selfHeaded, openedYear, openedMonth, openedDay, ...row }) => ({
    ...row,
    category: { WOMAN_HEAD: womanHeads, SELF_HEADED_WOMAN: selfHeaded } satisfies Record<
      MemberCategory,
      number
    >,
    opening: row.opened ? ({ year: openedYear, month: openedMonth, day: openedDay } satisfies Opening) : null,
  }))
}
