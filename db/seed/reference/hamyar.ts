import type { TransactionSql } from 'postgres'
import { SOURCE_SETS } from '@/lib/hamyar/rule-set'
import { foldText } from '@/lib/shared/persian-text'

/** The eight trades the source names; the list is open. */
export const SOURCE_TRADES = [
  ['میناکاری', 'Enamel work', 'S0-14'],
  ['ملیله‌کاری', 'Filigree', 'S0-14'],
  ['رشته‌بری', 'Noodle cutting', 'S0-15'],
  ['جوراب‌بافی', 'Sock knitting', 'S0-15'],
  ['گلیم‌بافی', 'Gelim weaving', 'S0-15'],
  ['خیاطی', 'Tailoring', 'S0-15'],
  ['لحاف‌دوزی', 'Quilt making', 'S0-15'],
  ['عروسک‌سازی', 'Doll making', 'S0-15'],
] as const

/** Groups by county in the source: 23 = 3 + 6 + 4 + 6 + 2 + 2. */
export const SOURCE_TARGETS = {
  abhar: 3,
  khodabandeh: 6,
  khorramdarreh: 4,
  zanjan: 6,
  mahneshan: 2,
  ijrud: 2,
} as const

/** What every installation needs for hamyar groups, and only what is missing. */
export async function hamyarReference(sql: TransactionSql): Promise<void> {
  await sql`
    insert into app.hamyar_rule_set (scope_id, code, name_fa, name_en, min_size, max_size, min_age, max_age, literate_part, literate_whole, coverage, source)
    select 1, x.code, x."nameFa", x."nameEn", x."minSize", x."maxSize", x."minAge", x."maxAge", x."literatePart", x."literateWhole", x.coverage, x.source
    from jsonb_to_recordset(${sql.json(SOURCE_SETS)}::jsonb) as x(code text, "nameFa" text, "nameEn" text, "minSize" int, "maxSize" int,
      "minAge" int, "maxAge" int, "literatePart" int, "literateWhole" int, coverage bool, source text)
    on conflict do nothing`
  const trades = SOURCE_TRADES.map(([fa, en, source]) => ({ fa, en, source, fold: foldText(fa) }))
  await sql`
    insert into app.hamyar_trade (scope_id, name_fa, name_en, fold, source)
    select 1, fa, en, fold, source from jsonb_to_recordset(${sql.json(trades)}::jsonb) as x(fa text, en text, fold text, source text)
    on conflict do nothing`
  const targets = Object.entries(SOURCE_TARGETS).map(([code, value]) => ({ code, value }))
  await sql`
    insert into app.hamyar_target (scope_id, county_id, value, source)
    select c.scope_id, c.id, x.value, 'S0-16' from jsonb_to_recordset(${sql.json(targets)}::jsonb) as x(code text, value int)
    join app.place p on p.kind = 'PROVINCE' and p.code = '19' join app.place c on c.kind = 'COUNTY' and c.province_id = p.id and c.code = x.code
    where not exists (select from app.hamyar_target t where t.county_id = c.id)`
}
