import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { EntryKind } from '@/lib/associations/calendar'
import type { Reader } from '../../client'

export type DayRow = {
  id: string
  day: string
  kind: EntryKind
  titleFa: string
  titleEn: string
  whoseFa: string | null
  whoseEn: string | null
}

/** What is done, planned and kept in a province between two days. */
export async function calendarRows(
  db: Reader,
  _scope: Scope,
  { provinceId, from, until }: { provinceId: string; from: string; until: string },
): Promise<DayRow[]> {
  return [
    ...(await db.execute<DayRow>(sql`
      select * from (
        select a.id::text as id, x.day::text as day, case x.status when 'HELD' then 'ACTIVITY' else 'PLANNED' end as kind,
          x.title_fa as "titleFa", x.title_fa as "titleEn", a.name_fa as "whoseFa", a.name_fa as "whoseEn"
        from app.association_activity x join app.association a on a.id = x.association_id
        where a.province_id = ${provinceId}::uuid and x.status <> 'CANCELLED'
        union all
        select m.id::text, m.day::text, 'MEETING', m.subject, m.subject, p.name_fa, p.name_en
        from app.association_meeting m join app.place p on p.id = m.place_id where p.province_id = ${provinceId}::uuid
        union all
        select o.id::text, o.day::text, 'OBSERVANCE', o.name_fa, o.name_fa, p.name_fa, p.name_en
        from app.association_observance o join app.place p on p.scope_id = o.scope_id and p.kind in ('PROVINCE', 'COUNTY')
        where p.province_id = ${provinceId}::uuid
        union all
        select 'h' || h.day::text, h.day::text, 'HOLIDAY', h.name_fa, h.name_en, null, null from app.holiday h) d
      where d.day between ${from} and ${until} order by d.day, d.kind`)),
  ]
}
