import type { Sql, TransactionSql } from 'postgres'
import { RULE_KEYS, RULES } from '@/lib/rules/registry'
import { foldText } from '@/lib/shared/persian-text'
import { AIMS } from './aims'
import { calendarDays } from './calendar'
import { COUNTIES } from './counties'
import { hamyarReference } from './hamyar'
import { holidays } from './holidays'
import { LEGAL_BASES, MODULES } from './programme'
import { PROVINCES } from './provinces'

const YEARS = { from: 1390, to: 1420 }
/** Rules of an installation hold since long before any run. */
const RULES_SINCE = '1921-03-21T00:00:00Z'

/** Loads what every installation needs, and only what is missing; run again it writes nothing. */
export async function seedReference(owner: Sql): Promise<void> {
  await owner.begin(async (sql) => {
    await sql`select pg_advisory_xact_lock(727201)`
    await root(sql)
    await places(sql)
    await programme(sql)
    await calendar(sql)
    await rules(sql)
    await hamyarReference(sql)
  })
}

async function root(sql: TransactionSql): Promise<void> {
  // The policies know the nation as node 1, whatever the sequence has given away to loads that failed.
  await sql`
    insert into app.scope (id, kind, path, label) overriding system value values (1, 'NATION', '{1}', 'ایران')
    on conflict (id) do nothing`
  await sql`select setval(pg_get_serial_sequence('app.scope', 'id'), (select max(id) from app.scope))`
  const [system] = await sql`select id from app.user_account where kind = 'SYSTEM'`
  if (system) return
  const [made] =
    await sql`insert into app.user_account (scope_id, display_name, kind) values (1, 'سامانه', 'SYSTEM') returning id`
  await sql`insert into app.user_grant (user_id, role, scope_id) values (${made?.id}, 'SYSTEM', 1)`
}

async function places(sql: TransactionSql): Promise<void> {
  const provinces = PROVINCES.map((row) => ({ ...row, fold: foldText(row.fa) }))
  const counties = COUNTIES.map((row) => ({ ...row, fold: foldText(row.fa) }))
  await sql`
    with wanted as (select * from jsonb_to_recordset(${sql.json(provinces)}::jsonb)
        as x(code text, fa text, en text, fold text, lon numeric, lat numeric)),
      missing as (select w.*, app.uuid_v7() id from wanted w
        where not exists (select from app.place p where p.kind = 'PROVINCE' and p.code = w.code) order by code),
      node as (insert into app.scope (parent_id, kind, path, label) select 1, 'PROVINCE', '{}', fa from missing order by code returning id, label)
    insert into app.place (id, kind, province_id, scope_id, code, name_fa, name_en, fold, lon, lat, certainty)
    select m.id, 'PROVINCE', m.id, n.id, m.code, m.fa, m.en, m.fold, m.lon, m.lat, 'PROBABLE'
    from missing m join node n on n.label = m.fa`
  await sql`
    with wanted as (select * from jsonb_to_recordset(${sql.json(counties)}::jsonb)
        as x(province text, code text, fa text, en text, fold text, "seatFa" text, lon numeric, lat numeric, certainty text)),
      missing as (select w.*, p.id province_id, p.scope_id above from wanted w
        join app.place p on p.kind = 'PROVINCE' and p.code = w.province
        where not exists (select from app.place c where c.kind = 'COUNTY' and c.province_id = p.id and c.code = w.code)),
      node as (insert into app.scope (parent_id, kind, path, label) select above, 'COUNTY', '{}', fa from missing order by code
        returning id, parent_id, label)
    insert into app.place (kind, parent_id, province_id, scope_id, code, name_fa, name_en, fold, seat_fa, lon, lat, certainty)
    select 'COUNTY', m.province_id, m.province_id, n.id, m.code, m.fa, m.en, m.fold, m."seatFa", m.lon, m.lat, m.certainty
    from missing m join node n on n.parent_id = m.above and n.label = m.fa`
  await sql`update app.scope s set path = array[1, s.id] where s.path = '{}' and s.kind = 'PROVINCE'`
  await sql`update app.scope s set path = array[1, s.parent_id, s.id] where s.path = '{}' and s.kind = 'COUNTY'`
}

async function programme(sql: TransactionSql): Promise<void> {
  const modules = MODULES.map(([code, fa, en, aims], i) => ({ code, seq: i + 1, fa, en, aims }))
  await sql`
    insert into app.legal_basis (code, title_fa, title_en, kind, source, valid_from, valid_to)
    select code, fa, en, kind, source, "from", "to" from jsonb_to_recordset(${sql.json([...LEGAL_BASES])}::jsonb)
      as x(code text, fa text, en text, kind text, source text, "from" date, "to" date)
    on conflict do nothing`
  await sql`
    insert into app.aim (code, programme, seq, title_fa, title_en, source)
    select code, programme, seq, fa, en, source from jsonb_to_recordset(${sql.json(AIMS)}::jsonb)
      as x(code text, programme text, seq smallint, fa text, en text, source text)
    on conflict do nothing`
  await sql`
    insert into app.module (code, seq, title_fa, title_en, aims)
    select code, seq, fa, en, array(select jsonb_array_elements_text(aims))
    from jsonb_to_recordset(${sql.json(modules)}::jsonb) as x(code text, seq smallint, fa text, en text, aims jsonb)
    on conflict do nothing`
  await sql`
    insert into app.holiday (day, name_fa, name_en, source)
    select day, fa, en, source from jsonb_to_recordset(${sql.json(holidays())}::jsonb)
      as x(day date, fa text, en text, source text)
    on conflict do nothing`
}

async function calendar(sql: TransactionSql): Promise<void> {
  const [there] = await sql`select count(*)::int n, coalesce(max(month), 0) last from app.calendar_day`
  if (there?.last === YEARS.to * 100 + 12) return
  const { days, months } = calendarDays(YEARS.from, YEARS.to)
  await sql`
    insert into app.calendar_day (day, month) select * from unnest(${days}::date[], ${months}::int[]) on conflict do nothing`
}

async function rules(sql: TransactionSql): Promise<void> {
  const rows = RULE_KEYS.map((key) => ({ key, value: RULES[key].value, source: RULES[key].source }))
  await sql`
    insert into app.rule (key, value, level, valid_from, source)
    select key, value, 'NATION', ${RULES_SINCE}, source
    from jsonb_to_recordset(${sql.json(rows as never)}::jsonb) as x(key text, value jsonb, source text)
    where not exists (select from app.rule r where r.key = x.key and r.level = 'NATION')`
}
