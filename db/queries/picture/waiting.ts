import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { waiting as formingWaits } from '@/lib/associations/formation'
import { byAge, type WaitingKind, type Waits } from '@/lib/picture/waiting'
import { daysBetween } from '@/lib/shared/jalali'
import { tehranDay } from '@/lib/shared/tehran'
import type { Reader } from '../../client'
import { associationCounties } from '../associations/association-facts'
import { provinceStanding, provincesOf } from '../associations/province'
import { duplicateCases } from '../people/duplicates'
import { syncCounts } from '../sync/office'
import { openTasks } from '../tasks/inbox'

type Row = { kind: WaitingKind; count: number; since: string | null; today: string }

/**
 * What waits for the asker over all her programmes, the longest wait first: the open ends of the lists that each programme's own
 * pages work off. Row-level security and her powers decide what is hers; nothing is kept here that could differ from those pages.
 */
export async function waitingFor(db: Reader, scope: Scope, { now }: { now: Date }): Promise<Waits[]> {
  const today = tehranDay(now)
  const rows = await db.execute<Row>(sql`
    select 'SHEETS' as kind, count(*)::int as count, min(s.day)::text as since,
      coalesce(max((app.run_clock(r) at time zone 'Asia/Tehran')::date)::text, ${today}) as today
    from app.session s join app.run r on r.id = s.run_id
    where s.status = 'SUBMITTED' and s.scope_id = any((select app.my_scope('review'))::int[])
    union all
    select 'RELEASES', count(*)::int, min((l.prepared_at at time zone 'Asia/Tehran')::date)::text, ${today} from app.release l
    where l.status = 'IN_REVIEW' and l.scope_id = any((select app.my_scope('sign'))::int[])
    union all
    select 'QUARTERS', count(*)::int, min((q.prepared_at at time zone 'Asia/Tehran')::date)::text, ${today} from app.quarter_closing q
    where q.state = 'PREPARED' and q.scope_id = any((select app.my_scope('sign'))::int[])
    union all
    select 'LETTERS', count(*)::int, min(i.received_on)::text, ${today} from pub.interest i where i.state = 'OPEN'
    union all
    select 'COUNSEL', count(*)::int, min(f.offered_on)::text, ${today} from app.referral f where f.status = 'OFFERED'
    union all
    select 'HANDOVERS', count(*)::int, min((f.made_at at time zone 'Asia/Tehran')::date)::text, ${today} from app.programme_referral f
    where f.status = 'OFFERED' and app.receives(f.programme, f.scope_id)
    union all
    select 'APPROVALS', count(*)::int, min((g.status_since at time zone 'Asia/Tehran')::date)::text, ${today} from app.hamyar_group g
    where g.status = 'ELIGIBLE' and g.scope_id = any((select app.my_scope('review'))::int[])
    union all
    select 'BREACHES', count(distinct b.group_id)::int, min(b.opened_on)::text, ${today} from app.hamyar_breach b
    where b.mended_on is null and b.scope_id = any((select app.my_scope('record'))::int[])
    union all
    select 'NEEDS', count(*)::int, min(n.identified_on)::text, ${today} from app.charity_need n
    where n.status in ('IDENTIFIED', 'VERIFIED', 'PLANNED') and n.scope_id = any((select app.programme_scope('CHARITY', 'devolve'))::int[])
    union all
    select 'OFFERS', count(*)::int, min(o.offered_on)::text, ${today} from app.charity_offer o
    where o.status = 'OFFERED' and o.answer_by >= ${today}::date and o.scope_id = any((select app.own_units('CHARITY', 'deliver'))::int[])
    union all
    select 'QUESTIONS', count(*)::int, min((q.entered_at at time zone 'Asia/Tehran')::date)::text, ${today} from app.association_question q
    where q.answer is null and app.works_for('ASSOCIATION', 'run', q.scope_id)`)
  const lines: Waits[] = [...rows].map(({ kind, count, since, today: day }) => ({
    kind,
    count,
    days: since === null ? null : Math.max(0, daysBetween(since, day)),
  }))
  const cases = await duplicateCases(db, scope)
  const oldest = cases[0] && tehranDay(new Date(cases[0].openedAtMs))
  lines.push({ kind: 'DUPLICATES', count: cases.length, days: oldest ? daysBetween(oldest, today) : null })
  const tasks = Object.values(await openTasks(db, scope)).reduce((all, n) => all + n, 0)
  lines.push({ kind: 'TASKS', count: tasks, days: null })
  const { waiting, conflicts } = await syncCounts(db, scope)
  lines.push({ kind: 'SYNC', count: waiting + conflicts, days: null })
  lines.push(await stuck(db, scope, now))
  return byAge(lines)
}

/** Associations whose formation stands still longer than the rule allows, where the asker runs them. */
async function stuck(db: Reader, scope: Scope, now: Date): Promise<Waits> {
  const days: number[] = []
  for (const province of provincesOf(await associationCounties(db, scope, 'run'))) {
    const { associations, today, rules } = await provinceStanding(db, scope, province, now)
    for (const one of associations) {
      const waits = formingWaits(one, { today, stuckDays: rules.ASSOC_STUCK_DAYS })
      if (waits?.late) days.push(waits.days)
    }
  }
  return { kind: 'STUCK', count: days.length, days: days.length > 0 ? Math.max(...days) : null }
}
