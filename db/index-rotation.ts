import 'server-only'
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql } from 'postgres'
import { KEYRING_MS, type Keyring, keyring, keyringFile } from '@/lib/env'
import { HASHED_COLUMNS, type HashedColumnAt } from './hashed-columns'
import { lifted, liftedText, type Steps, stepsOf } from './index-key'
import { changingAlone, KeysRefused, whole } from './key-change'
import { keepSecrets } from './secret-file'

// A new index key. See docs/decisions/0041-keys-are-changed-while-everything-goes-on.md.

/** Shorter than the database's own look for deadlocks: whoever writes is never given up for us. */
const LOCK_TIMEOUT = '300ms'
const BETWEEN_TRIES_MS = 200
const MOST_TRIES = 150
const MANY = 5000

export type IndexRotated = { added: boolean; hashed: number; left: number }
export type HashesLeft = { table: string; column: string; rows: number }

/**
 * Adds an index key and hashes under it, in one transaction, what is under the former. Reading goes on; whoever writes one of those columns
 * meanwhile waits, and a hash counted before is refused by the database: no woman can stand there under two keys. A change that
 * was broken off, or left something, goes on and adds no key.
 */
export async function rotateIndex(owner: Sql, { now }: { now: Date }): Promise<IndexRotated> {
  return changingAlone(owner, async (sql) => {
    let kept: Keyring | undefined
    const change = async () => {
      await lockAll(sql)
      const ring = keyring(true)
      const before = stepsOf(ring)
      const name = await nameOf(sql)
      requireKnown(before, name)
      const added = name.equals(before.at(-1)!.name) && (await leftUnder(sql, before)).length === 0
      const next = added ? withAnother(ring, now) : ring
      const steps = stepsOf(next)
      await sql`update app.index_key set name = ${steps.at(-1)!.name}`
      const hashed = await liftAll(sql, steps)
      await sql`select audit.record('keys.rotate-index', 'installation', '1', 1, null, null, null, 'setup')`
      if (added) keepSecrets(keyringFile(), next)
      kept = next
      return { added, hashed }
    }
    const done = await patiently(() => whole(sql, change)).catch((error) => {
      if (!kept || error instanceof KeysRefused) throw error
      throw new KeysRefused(
        'The change was broken off at its end: run «npm run keys -- rotate-index» again at once; until then nobody is found by her national id.',
      )
    })
    // What was counted a moment before and is refused nowhere: tries of names and networks.
    await sleep(2 * KEYRING_MS)
    const steps = stepsOf(kept!)
    await whole(sql, () => liftAll(sql, steps))
    return { ...done, left: (await leftUnder(sql, steps)).reduce((sum, { rows }) => sum + rows, 0) }
  })
}

/** Brings the database under the index key of the keyring: after a copy was put back, an empty one was made, or a change was broken off. */
export async function liftToPresent(sql: Sql): Promise<void> {
  // A database that is still behind (docs/faults.md, F16) knows of no name: everything in it is under the first key.
  const [known] = await sql<{ yes: boolean }[]>`select to_regclass('app.index_key') is not null as yes`
  if (!known!.yes) return
  const steps = stepsOf(keyring(true))
  const name = await nameOf(sql)
  if (name.equals(steps.at(-1)!.name)) return
  requireKnown(steps, name)
  await sql`update app.index_key set name = ${steps.at(-1)!.name}`
  await liftAll(sql, steps)
}

function requireKnown(steps: Steps, name: Buffer): void {
  if (!steps.some((step) => step.name.equals(name)))
    throw new KeysRefused(
      'The database is under an index key that keyring.json lacks; put the newest copy of it back.',
    )
}

/** What is not under the present index key, column by column. */
export const hashesLeft = (owner: Sql): Promise<HashesLeft[]> => leftUnder(owner, stepsOf(keyring(true)))

const withAnother = (ring: Keyring, now: Date): Keyring => ({
  ...ring,
  formerIndexKeys: [...ring.formerIndexKeys, { key: ring.indexKey, until: now.toISOString() }],
  indexKey: randomBytes(32).toString('base64'),
})

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      if ((error as { code?: string }).code !== '55P03') throw error
      if (tries >= MOST_TRIES)
        throw new KeysRefused('Something writes people without an end: try again in a quieter hour.')
      await sleep(BETWEEN_TRIES_MS)
    }
  }
}

async function lockAll(sql: Sql): Promise<void> {
  await sql.unsafe(`set local lock_timeout = '${LOCK_TIMEOUT}'`)
  await sql.unsafe(`lock table ${HASHED_COLUMNS.map(({ table }) => table).join(', ')} in exclusive mode`)
  await sql`set local lock_timeout = 0`
}

async function nameOf(sql: Sql): Promise<Buffer> {
  const [row] = await sql<{ name: Buffer }[]>`select name from app.index_key`
  return Buffer.from(row!.name)
}

/** What of a column is not under the last of the keys; the same question as `app.index_named`. */
function stale({ column, form }: HashedColumnAt, steps: Steps): string {
  const name = steps.at(-1)!.name.toString('hex')
  if (form === 'bytes')
    return name === ''
      ? `length(${column}) = 36`
      : `(length(${column}) <> 36 or substr(${column}, 1, 4) <> '\\x${name}'::bytea)`
  const hashed = `position(':' in ${column}) > 0`
  return name === ''
    ? `${column} ~ ':[0-9a-f]{8}\\.'`
    : `${hashed} and position(':${name}.' in ${column}) = 0`
}

async function leftUnder(sql: Sql, steps: Steps): Promise<HashesLeft[]> {
  const found: HashesLeft[] = []
  for (const at of HASHED_COLUMNS) {
    const { table, column } = at
    const [row] = await sql.unsafe<{ rows: number }[]>(
      `select count(*)::int as rows from ${table} where ${column} is not null and ${stale(at, steps)}`,
    )
    if (row!.rows > 0) found.push({ table, column, rows: row!.rows })
  }
  return found
}

async function liftAll(sql: Sql, steps: Steps): Promise<number> {
  let hashed = 0
  for (const at of HASHED_COLUMNS) hashed += await liftColumn(sql, at, steps)
  return hashed
}

async function liftColumn(sql: Sql, at: HashedColumnAt, steps: Steps): Promise<number> {
  const { table, column, row, form } = at
  const value = form === 'bytes' ? `encode(${column}, 'hex')` : column
  const rows: { id: string; value: string }[] = await sql.unsafe(
    `select ${row}::text as id, ${value} as value from ${table} where ${column} is not null and ${stale(at, steps)}`,
  )
  const anew = rows.flatMap(({ id, value }) => {
    const hash =
      form === 'bytes' ? lifted(steps, Buffer.from(value, 'hex'))?.toString('hex') : liftedText(steps, value)
    return hash ? [{ id, hash }] : []
  })
  const type = row === column ? 'text' : 'uuid'
  let hashed = 0
  for (let from = 0; from < anew.length; from += MANY) {
    const some = anew.slice(from, from + MANY)
    const given = [some.map(({ id }) => id), some.map(({ hash }) => hash)]
    const those = `unnest($1::${type}[], $2::text[]) as x(id, hash)`
    if (row === column)
      await sql.unsafe(
        `delete from ${table} t using ${those} where t.${row} = x.id and exists (select from ${table} o where o.${row} = x.hash)`,
        given,
      )
    const hash = form === 'bytes' ? "decode(x.hash, 'hex')" : 'x.hash'
    const done = await sql.unsafe(
      `update ${table} t set ${column} = ${hash} from ${those} where t.${row} = x.id`,
      given,
    )
    hashed += done.count
  }
  return hashed
}
