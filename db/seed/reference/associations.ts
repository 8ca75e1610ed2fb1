import type { TransactionSql } from 'postgres'

/** The source speaks of six pilot provinces and names one of them. */
const SOURCE_PILOTS = { count: 6, named: '12', source: 'S4-5' } as const

/** What every installation needs for social associations, and only what is missing. */
export async function associationReference(sql: TransactionSql): Promise<void> {
  const { count, named, source } = SOURCE_PILOTS
  await sql`
    insert into app.association_pilot (seq, scope_id, province_id, source)
    select n, 1, (select id from app.place where kind = 'PROVINCE' and code = ${named} and n = 1), ${source}
    from generate_series(1, ${count}::int) n on conflict do nothing`
}
