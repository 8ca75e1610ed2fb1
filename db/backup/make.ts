import 'server-only'
import { createHash, createHmac } from 'node:crypto'
import { existsSync } from 'node:fs'
import type { Sql, TransactionSql } from 'postgres'
import { keyring } from '@/lib/env'
import {
  countOf,
  LEFT_OUT,
  linesFrom,
  type Shape,
  sequencesOf,
  settle,
  shapeOf,
  type Table,
  tablesOf,
} from './catalogue'
import { writeClosed } from './closed-file'
import { REFUSALS } from './refused'
import { type Entry, packed } from './tar'

export const FORMAT = { format: 'tabavar-backup', formatVersion: 1 } as const
export const HEAD = 'head.jsonl'
export const MANIFEST = 'manifest.jsonl'

export type Head = typeof FORMAT & { madeAt: string; database: Shape; keys: Record<string, string> }
export type TableLine = { table: string; rows: number; parts: number; sha256: string }
export type Copied = { tables: number; rows: number }

const PART_BYTES = 4 * 1024 * 1024
const jsonLines = (lines: readonly object[]) =>
  Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''), 'utf8')

/** Names the keys without telling them: a copy is of no use beside others. */
export function keyMarks(): Record<string, string> {
  const { masterKey, formerMasterKeys, indexKey, formerIndexKeys, auditKey, formerAuditKeys } = keyring(true)
  const mark = (key: string) =>
    createHmac('sha256', Buffer.from(key, 'base64')).update('tabavar backup').digest('hex').slice(0, 16)
  // While the master key is being changed a copy holds values under both.
  const marks: Record<string, string> = {
    masterKey: mark(masterKey),
    indexKey: mark(indexKey),
    auditKey: mark(auditKey),
  }
  const former = { former: formerMasterKeys, formerIndex: formerIndexKeys, formerAudit: formerAuditKeys }
  for (const [name, keys] of Object.entries(former))
    if (keys.length > 0) marks[name] = keys.map(({ key }) => mark(key)).join(' ')
  return marks
}

const KEYS = [
  ['masterKey', 'former'],
  ['indexKey', 'formerIndex'],
  ['auditKey', 'formerAudit'],
] as const

/** Whether this keyring lacks a key that a copy or a base names. What was made before a change is under keys that are former ones here now. */
export function lacksKeys(head: Record<string, string>): boolean {
  const here = keyMarks()
  return KEYS.some(([name, former]) => {
    const all = (marks: Record<string, string>) => [marks[name], ...(marks[former]?.split(' ') ?? [])]
    return all(head).some((mark) => !all(here).includes(mark))
  })
}

/** The heading that stands over each part of a table. */
export const headingOf = (table: Table) =>
  `${table.columns.map(({ name }) => `"${name.replaceAll('"', '""')}"`).join(',')}\n`

async function* partsOf(sql: TransactionSql, table: Table, lines: TableLine[]): AsyncGenerator<Entry> {
  const hash = createHash('sha256')
  const line = { table: table.name, rows: 0, parts: 0, sha256: '' }
  const part = (rows: Buffer[]): Entry => {
    line.parts += 1
    const name = `tables/${table.name}.${String(line.parts).padStart(4, '0')}.csv`
    return { name, body: Buffer.concat([Buffer.from(headingOf(table), 'utf8'), ...rows]) }
  }
  let held: Buffer[] = []
  let bytes = 0
  if (!LEFT_OUT.includes(table.name)) {
    line.rows = await countOf(sql, table)
    for await (const rows of linesFrom(sql, table)) {
      hash.update(rows)
      held.push(rows)
      bytes += rows.length
      if (bytes < PART_BYTES) continue
      yield part(held)
      held = []
      bytes = 0
    }
  }
  if (held.length > 0) yield part(held)
  lines.push({ ...line, sha256: hash.digest('hex') })
}

async function* entriesOf(sql: TransactionSql, now: Date, lines: TableLine[]): AsyncGenerator<Entry> {
  const tables = await tablesOf(sql)
  const head: Head = { ...FORMAT, madeAt: now.toISOString(), database: await shapeOf(sql), keys: keyMarks() }
  yield {
    name: HEAD,
    body: jsonLines([head, ...tables.map(({ name, columns }) => ({ table: name, columns }))]),
  }
  for (const table of tables) yield* partsOf(sql, table, lines)
  const sequences = (await sequencesOf(sql)).map(({ name, ...rest }) => ({ sequence: name, ...rest }))
  yield { name: MANIFEST, body: jsonLines([...lines, ...sequences]) }
}

/** Writes everything of an installation but its keys into one closed file, as it is at one moment. */
export async function makeBackup(
  owner: Sql,
  { file, passphrase, now }: { file: string; passphrase: string; now: Date },
): Promise<Copied> {
  if (existsSync(file)) throw REFUSALS.exists(file)
  const lines: TableLine[] = []
  await owner`select audit.record('backup.make', 'installation', '1', 1, null, null, null, 'setup')`
  await owner.begin('isolation level repeatable read read only', async (sql) => {
    await settle(sql)
    await writeClosed(`${file}.part`, packed(entriesOf(sql, now, lines), now), { passphrase }, () => file)
  })
  // Begun and not done is how a copy that failed in silence is found.
  await owner`select audit.record('backup.done', 'installation', '1', 1, null, null, null, 'setup')`
  return { tables: lines.length, rows: lines.reduce((sum, { rows }) => sum + rows, 0) }
}
