import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { PackBook, PackHamyar } from '@/lib/sync/pack'
import type { Reader } from '../../client'

/** Days back of which events lie on a phone, and lines of a book. */
const EVENT_DAYS = 60
const MOST_LINES = 200

/** The hamyar groups this account accompanies, each with its members by name and what was held lately; no identifier, no answer. */
export async function packHamyar(db: Reader, scope: Scope): Promise<(PackHamyar & { scopeId: number })[]> {
  return [
    ...(await db.execute<PackHamyar & { scopeId: number }>(sql`
      select g.id as "groupId", g.scope_id as "scopeId", g.code, g.name_fa as "nameFa",
        coalesce((select jsonb_agg(jsonb_build_object('memberId', m.id, 'name', p.first_name || ' ' || p.last_name)
            order by p.last_name collate "fa-x-icu", p.first_name collate "fa-x-icu", m.id)
          from app.hamyar_member m join app.person p on p.id = m.person_id where m.group_id = g.id and m.left_on is null), '[]') as members,
        coalesce((select jsonb_agg(jsonb_build_object('eventId', e.id, 'kind', e.kind, 'day', e.day, 'minutes', e.minutes, 'topic', e.topic,
            'gone', e.taken_back, 'op', e.op_id, 'marks', (select coalesce(jsonb_object_agg(r.member_id, jsonb_build_object('present', r.present,
              'op', r.op_id)), '{}') from app.hamyar_presence r where r.event_id = e.id)) order by e.day desc, e.id)
          from app.hamyar_event e where e.group_id = g.id and e.day > (now() at time zone 'Asia/Tehran')::date - ${EVENT_DAYS}::int), '[]') as events
      from app.hamyar_group g
      where g.worker_id = ${scope.userId}::uuid and g.status not in ('GRADUATED', 'DISSOLVED')
        and g.scope_id = any((select app.my_scope('record'))::int[])
      order by g.code`)),
  ]
}

/** The books this account keeps, with their newest lines; amounts as digits. */
export async function packBooks(db: Reader, _scope: Scope): Promise<PackBook[]> {
  return [
    ...(await db.execute<PackBook>(sql`
      select g.id as "groupId", g.name_fa as "nameFa",
        coalesce((select jsonb_agg(jsonb_build_object('id', l.id, 'entry', l.kind, 'day', l.day, 'amount', l.amount_rial::text, 'note', coalesce(l.note, ''),
            'reverses', l.reverses) order by l.day desc, l.entered_at desc, l.id desc)
          from (select * from app.hamyar_entry e where e.group_id = g.id order by e.day desc, e.entered_at desc, e.id desc
            limit ${MOST_LINES}::int) l), '[]') as lines
      from app.hamyar_group g where g.scope_id = any((select app.my_scope('book'))::int[]) order by g.code`)),
  ]
}
