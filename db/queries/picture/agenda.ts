import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { AgendaKind } from '@/lib/picture/agenda'
import { tehranDay } from '@/lib/shared/tehran'
import type { Reader } from '../../client'

/** Something that is planned for a day, or was. No participant is part of it, and no address. */
export type AgendaRow = {
  id: string
  kind: AgendaKind
  day: string
  startsAtMs: number | null
  minutes: number
  /** The code of what it belongs to, and what is written about it where something is. */
  code: string | null
  titleFa: string | null
  titleEn: string | null
  whereFa: string | null
  whereEn: string | null
  path: string | null
}

/** What day it is for the asker: a demonstration may have stopped the clock of her run or her associations. */
export async function agendaToday(db: Reader, _scope: Scope, now: Date): Promise<string> {
  const [row] = await db.execute<{ at: string | null }>(sql`
    select coalesce((select min(r.pinned_now) from app.run r where r.status <> 'CLOSED' having count(*) = count(r.pinned_now)),
      (select max(a.pinned_now) from app.association a))::text as at`)
  return tehranDay(row?.at ? new Date(row.at) : now)
}

/** What is planned between two days in everything the asker sees, and the official holidays. */
export async function agenda(
  db: Reader,
  _scope: Scope,
  { from, until }: { from: string; until: string },
): Promise<AgendaRow[]> {
  return [
    ...(await db.execute<AgendaRow>(sql`
      select * from (
        select s.id::text as id, 'SESSION' as kind, s.day::text as day, (extract(epoch from s.starts_at) * 1000)::float8 as "startsAtMs",
          s.planned_minutes::int as minutes, c.code, null as "titleFa", null as "titleEn", n.name_fa as "whereFa", n.name_en as "whereEn",
          '/cohorts/' || c.code || '/sessions/' || s.id || '?run=' || r.code as path
        from app.session s join app.cohort c on c.id = s.cohort_id join app.run r on r.id = s.run_id
        join app.place n on n.id = c.place_id where s.status not in ('CANCELLED', 'RESCHEDULED') and s.day between ${from}::date and ${until}::date
        union all
        select x.id::text, 'ACTIVITY', x.day::text, null, 0, a.code, x.title_fa, x.title_fa, a.name_fa, a.name_fa, '/associations/' || a.id || '#activities'
        from app.association_activity x join app.association a on a.id = x.association_id
        where x.status <> 'CANCELLED' and x.day between ${from}::date and ${until}::date
        union all
        select m.id::text, 'MEETING', m.day::text, null, 0, null, m.subject, m.subject, p.name_fa, p.name_en, '/associations/meetings/' || m.id
        from app.association_meeting m join app.place p on p.id = m.place_id where m.day between ${from}::date and ${until}::date
        union all
        select m.id::text, 'CHARITY_MEETING', m.day::text, null, 0, null, m.title_fa, m.title_fa, y.name_fa, y.name_en, '/charities/meetings'
        from app.charity_meeting m left join app.place y on y.id = m.county_id where m.day between ${from}::date and ${until}::date
        union all
        select e.id::text, 'CHARITY_EVENT', e.day::text, null, 0, null, e.title_fa, e.title_fa, y.name_fa, y.name_en, '/charities/meetings'
        from app.charity_event e join app.place y on y.id = e.county_id where e.day between ${from}::date and ${until}::date
        union all
        select o.id::text, 'OFFER', o.answer_by::text, null, 0, p.code, null, null, p.name_fa, p.name_fa, null
        from app.charity_offer o join app.charity_provider p on p.id = o.provider_id
        where o.status = 'OFFERED' and o.answer_by between ${from}::date and ${until}::date
        union all
        select b.id::text, 'MEND', b.mend_by::text, null, 0, g.code, null, null, g.name_fa, g.name_fa, '/hamyar/' || g.id
        from app.hamyar_breach b join app.hamyar_group g on g.id = b.group_id
        where b.mended_on is null and b.mend_by between ${from}::date and ${until}::date
        union all
        select o.id::text, 'OBSERVANCE', o.day::text, null, 0, null, o.name_fa, o.name_fa, p.name_fa, p.name_en, '/associations/calendar'
        from app.association_observance o join app.place p on p.scope_id = o.scope_id and p.kind in ('PROVINCE', 'COUNTY')
        where o.day between ${from}::date and ${until}::date
        union all
        select 'h' || h.day::text, 'HOLIDAY', h.day::text, null, 0, null, h.name_fa, h.name_en, null, null, null
        from app.holiday h where h.day between ${from}::date and ${until}::date) d
      order by d.day, d.kind = 'HOLIDAY' desc, d."startsAtMs" nulls first, d.kind, d.code, d.id limit 5000`)),
  ]
}

/** The asker's open calendar address: since when there is one, never which. */
export async function ownFeed(db: Reader, _scope: Scope): Promise<{ madeOn: string } | null> {
  const [row] = await db.execute<{ madeOn: string }>(sql`
    select (made_at at time zone 'Asia/Tehran')::date::text as "madeOn" from app.calendar_feed
    where user_id = app.me() and ended_at is null`)
  return row ?? null
}
