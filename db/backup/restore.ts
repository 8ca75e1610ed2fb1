import 'server-only'
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Sql, TransactionSql } from 'postgres'
import type { Erasure } from '../erasure'
import {
  countOf,
  linesFrom,
  listed,
  named,
  type Sequence,
  settle,
  shapeOf,
  type Table,
  tablesOf,
} from './catalogue'
import { contentsOf } from './closed-file'
import { type Copied, FORMAT, HEAD, type Head, headingOf, lacksKeys, MANIFEST, type TableLine } from './make'
import { REFUSALS } from './refused'
import { afterRestore } from './restored'
import { type Entry, unpacked } from './tar'

async function requireEmpty(sql: TransactionSql): Promise<void> {
  const [row] =
    await sql`select exists (select from app.run) or exists (select from app.person) or exists (select from pub.release)
    or exists (select from app.hamyar_group) or exists (select from app.association) or exists (select from app.charity_provider)
    or exists (select from app.user_account where kind = 'PERSON' and password_hash is not null) as filled`
  if (row!.filled) throw REFUSALS.notEmpty()
}

const linesOf = <T>(body: Buffer): T[] =>
  body
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)

async function checkHead(sql: TransactionSql, entry: Entry | undefined, tables: Table[]): Promise<void> {
  if (entry?.name !== HEAD) throw REFUSALS.notOurs()
  const [head, ...told] = linesOf<Head & { table: string; columns: Table['columns'] }>(entry.body)
  if (head?.format !== FORMAT.format || head.formatVersion !== FORMAT.formatVersion) throw REFUSALS.notOurs()
  const here = await shapeOf(sql)
  const columns = (list: { columns: Table['columns'] }[]) => JSON.stringify(list.map((one) => one.columns))
  if (head.database.hash !== here.hash || columns(told) !== columns(tables))
    throw REFUSALS.otherVersion(head.database.steps, here.steps)
  if (lacksKeys(head.keys)) throw REFUSALS.otherKeys()
}

type Loosened = { tables: Table[]; keys: { table: string; name: string; text: string }[]; forced: string[] }

/**
 * Rows arrive table by table, and as they were: no trigger judges them again, and what refers to what is checked at the end,
 * at once (row by row it takes minutes). All of it is part of the transaction, and so is putting it back.
 */
async function loosen(sql: TransactionSql, tables: Table[]): Promise<Loosened> {
  const keys = await sql<Loosened['keys']>`
    select n.nspname || '.' || c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as text from pg_constraint k
    join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'f' and n.nspname in ('app', 'audit', 'pub') order by k.oid`
  const forced = await sql<{ name: string }[]>`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('app', 'audit', 'pub') and c.relforcerowsecurity`
  for (const { name } of tables) await sql.unsafe(`alter table ${named(name)} disable trigger user`)
  for (const { name } of forced) await sql.unsafe(`alter table ${named(name)} no force row level security`)
  await sql.unsafe(`truncate ${tables.map(({ name }) => named(name)).join(', ')}`)
  for (const { table, name } of keys)
    await sql.unsafe(`alter table ${named(table)} drop constraint ${named(name)}`)
  return { tables, keys: [...keys], forced: forced.map(({ name }) => name) }
}

async function tighten(sql: TransactionSql, { tables, keys, forced }: Loosened): Promise<void> {
  for (const { name } of tables) await sql.unsafe(`analyze ${named(name)}`)
  for (const { table, name, text } of keys)
    await sql.unsafe(`alter table ${named(table)} add constraint ${named(name)} ${text}`)
  for (const name of forced) await sql.unsafe(`alter table ${named(name)} force row level security`)
  for (const { name } of tables) await sql.unsafe(`alter table ${named(name)} enable trigger user`)
}

async function putPart(sql: TransactionSql, table: Table, body: Buffer): Promise<void> {
  const heading = Buffer.byteLength(headingOf(table), 'utf8')
  const into = await sql
    .unsafe(`copy ${named(table.name)} (${listed(table)}) from stdin (format csv)`)
    .writable()
  await pipeline(Readable.from([body.subarray(heading)]), into)
}

/** Every table is read back and must be, byte for byte, what was copied. */
async function checkTables(sql: TransactionSql, tables: Table[], told: TableLine[]): Promise<Copied> {
  const copied = { tables: 0, rows: 0 }
  for (const table of tables) {
    const line = told.find((one) => one.table === table.name)
    const hash = createHash('sha256')
    for await (const lines of linesFrom(sql, table)) hash.update(lines)
    const rows = await countOf(sql, table)
    if (line?.rows !== rows || line.sha256 !== hash.digest('hex')) throw REFUSALS.differs(table.name)
    copied.tables += 1
    copied.rows += rows
  }
  return copied
}

/** Puts a copy back into an empty installation, as one transaction: all of it or nothing, and without whoever was erased since. */
export async function restoreBackup(
  owner: Sql,
  { file, passphrase, erasures = [] }: { file: string; passphrase: string; erasures?: readonly Erasure[] },
): Promise<Copied & { erased: number }> {
  return owner.begin(async (sql) => {
    await settle(sql)
    await sql`lock table app.run in exclusive mode`
    await requireEmpty(sql)
    const tables = await tablesOf(sql)
    const byName = new Map(tables.map((table) => [table.name, table]))
    let loosened: Loosened | undefined
    let manifest: (TableLine & Sequence & { sequence: string })[] | undefined
    for await (const entry of unpacked(contentsOf(file, passphrase))) {
      if (!loosened) {
        await checkHead(sql, entry, tables)
        loosened = await loosen(sql, tables)
      } else if (entry.name === MANIFEST) {
        manifest = linesOf(entry.body)
      } else {
        const table = byName.get(/^tables\/(.+)\.\d{4,}\.csv$/.exec(entry.name)?.[1] ?? '')
        if (!table) throw REFUSALS.notOurs()
        await putPart(sql, table, entry.body)
      }
    }
    if (!loosened || !manifest) throw REFUSALS.cut()
    await tighten(sql, loosened)
    const copied = await checkTables(
      sql,
      tables,
      manifest.filter(({ table }) => table),
    )
    for (const { sequence, last, called } of manifest.filter((line) => line.sequence))
      await sql`select setval(${named(sequence)}::regclass, ${last}::bigint, ${called})`
    // Numbers of transactions are those of the other server.
    await sql`update audit.sealing set looked = floor, running = null`
    const erased = await afterRestore(sql, erasures)
    await sql`select graphile_worker.add_job('release-site', '{}', job_key := 'release-site', queue_name := 'release-site', max_attempts := 5)
      where to_regclass('graphile_worker.jobs') is not null`
    return { ...copied, erased }
  }) as Promise<Copied & { erased: number }>
}
