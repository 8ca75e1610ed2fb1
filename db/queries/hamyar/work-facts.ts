import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { WorkFacts } from '@/lib/hamyar/indicators'
import type { Reader } from '../../client'

type Raw = Omit<WorkFacts, 'plan'> & {
  groupId: string
  state: number
  individual: number
  group: number
}

/**
 * What the social worker's records say of each group the asker may see, in numbers and nobody in it: the one count behind H-10
 * to H-14, their rows, and what is due.
 */
export async function workFacts(
  db: Reader,
  _scope: Scope,
  asked: { groupId?: string } = {},
): Promise<Map<string, WorkFacts>> {
  const rows = await db.execute<Raw>(sql`
    select g.id as "groupId", r."offSupport", r.pairs, r.belief, r.resources, p.state, p.individual, p.group, p.promised,
      s."supportDays", s.asked,
      (select max(e.day)::text from app.hamyar_event e where e.group_id = g.id and e.kind = 'VISIT' and not e.taken_back) as "lastVisit"
    from app.hamyar_group g
    left join lateral (
      select count(*) filter (where not m.last_support)::int as "offSupport", count(*) filter (where m.n > 1)::int as pairs,
        coalesce(sum(m.c2 - m.c1 + m.d2 - m.d1) filter (where m.n > 1), 0)::int as belief,
        coalesce(sum(m.r2 - m.r1) filter (where m.n > 1), 0)::int as resources
      from (
        select count(*) as n, (array_agg(x.on_support order by x.day desc))[1] as last_support,
          (array_agg(x.confidence order by x.day))[1] as c1, (array_agg(x.confidence order by x.day desc))[1] as c2,
          (array_agg(x.decision order by x.day))[1] as d1, (array_agg(x.decision order by x.day desc))[1] as d2,
          (array_agg(x.resources order by x.day))[1] as r1, (array_agg(x.resources order by x.day desc))[1] as r2
        from app.hamyar_member w join app.hamyar_rating x on x.member_id = w.id where w.group_id = g.id and w.left_on is null group by w.id) m) r on true
    left join lateral (
      select count(*) filter (where i.pillar = 'STATE')::int as state, count(*) filter (where i.pillar = 'INDIVIDUAL')::int as individual,
        count(*) filter (where i.pillar = 'GROUP')::int as group,
        coalesce(array_agg(i.due_on::text order by i.due_on) filter (where i.status = 'OPEN' and i.due_on is not null), '{}') as promised
      from app.hamyar_plan_item i where i.group_id = g.id and i.status <> 'DROPPED') p on true
    left join lateral (
      select coalesce(array_agg(u.answered_on - u.asked_on order by u.answered_on - u.asked_on) filter (where u.answer = 'GIVEN'), '{}') as "supportDays",
        coalesce(array_agg(u.asked_on::text order by u.asked_on) filter (where u.answer is null), '{}') as asked
      from app.hamyar_support u where u.group_id = g.id) s on true
    ${asked.groupId ? sql`where g.id = ${asked.groupId}::uuid` : sql``}`)
  return new Map(
    [...rows].map(({ groupId, state, individual, group, ...rest }) => [
      groupId,
      { ...rest, plan: { STATE: state, INDIVIDUAL: individual, GROUP: group } },
    ]),
  )
}
