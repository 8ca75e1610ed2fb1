import 'server-only'
import type { Sql, TransactionSql } from 'postgres'
import { endsAsRestored } from '../audit-rotation'
import { type Erasure, type NamedRow, wordsNaming } from '../erasure'
import { knowsKeyOf } from '../index-key'
import { liftToPresent } from '../index-rotation'
import { erasureMark, erasureMarks } from '../vault'
import { REFUSALS } from './refused'

/**
 * After an installation was put back, from a copy or to an instant, and before anybody works in it. What was decided after
 * that moment and must hold all the same is done again: whoever was erased since is erased again. Answers how many.
 */
export async function afterRestore(sql: TransactionSql, erasures: readonly Erasure[]): Promise<number> {
  await liftToPresent(sql as unknown as Sql)
  const erased = await eraseAgain(sql, erasures)
  await sql`select audit.record('backup.restore', 'installation', '1', 1, null, ${sql.json({ erased })}, null, 'setup')`
  await endsAsRestored(sql as unknown as Sql)
  return erased
}

async function eraseAgain(sql: TransactionSql, erasures: readonly Erasure[]): Promise<number> {
  const owed = new Map(erasures.map(({ mark, at }) => [mark, at]))
  if (owed.size === 0) return 0
  if (!erasures.every(({ mark }) => knowsKeyOf(Buffer.from(mark, 'hex')))) throw REFUSALS.otherErasures()
  const rows = await sql<(NamedRow & { home: number })[]>`
    select p.id, p.province_id as "provinceId", p.first_name as first, p.last_name as last, p.national_id_sealed as nid,
      p.mobile_sealed as mobile, k.sealed as key, w.scope_id as home
    from app.person p left join app.person_key k on k.person_id = p.id join app.place w on w.id = p.province_id
    where p.erased_at is null order by p.id`
  let erased = 0
  for (const row of rows) {
    const at = erasureMarks(row.id)
      .map((mark) => owed.get(mark.toString('hex')))
      .find((one) => one)
    if (!at) continue
    const mark = erasureMark(row.id).toString('hex')
    await sql`select app.erase_rows(${row.id}, ${wordsNaming(row)}::text[], ${at}::timestamptz)`
    await sql`insert into app.erasure_log (scope_id, mark, erased_at, how) values (${row.home}, decode(${mark}, 'hex'), ${at}::timestamptz, 'RESTORE')
      on conflict (mark) do nothing`
    await sql`select audit.record('person.erase', 'person', ${row.id}, ${row.home}::int, null, '{"how":"RESTORE"}'::jsonb, null, 'setup')`
    erased += 1
  }
  return erased
}
