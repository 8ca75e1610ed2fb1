import 'server-only'
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql } from 'postgres'
import { KEYRING_MS, keyring, keyringFile } from '@/lib/env'
import { hashesLeft } from './index-rotation'
import { changingAlone, KeysRefused } from './key-change'
import { rescueKeys } from './rescue-key'
import { SEALED_COLUMNS, type SealedColumnAt } from './sealed-columns'
import { keepSecrets } from './secret-file'
import { ACCOUNTS_KEY, formerKids, SYNC_KEY, sealedAnew } from './vault'

// A new master key while everything goes on. See docs/decisions/0041-keys-are-changed-while-everything-goes-on.md.

/** A former key goes at the earliest this long after the last thing was sealed under it: longer than any act takes. */
export const RETIRE_AFTER_MS = 10 * 60_000
/** `v1.`, the key's name, a dot and the nonce: no two values have the same beginning. */
const KID = { from: 4, letters: 8 }
const BEGINNING = 29

export type Rotated = { added: boolean; sealed: number; left: number }
export type Left = { table: string; column: string; rows: number }

/**
 * Adds a master key and seals anew, in small batches, what is under former ones. Where a change is under way it goes on with
 * it and adds none. Readers and writers go on meanwhile: both keys open, and only the new one seals.
 */
export async function rotateKeys(owner: Sql, { now, many }: { now: Date; many?: number }): Promise<Rotated> {
  return changingAlone(owner, async (sql) => {
    const ring = keyring(true)
    const added = ring.formerMasterKeys.length === 0
    if (added) {
      await sql`select audit.record('keys.rotate', 'installation', '1', 1, null, null, null, 'setup')`
      keepSecrets(keyringFile(), {
        ...ring,
        masterKey: randomBytes(32).toString('base64'),
        formerMasterKeys: [{ key: ring.masterKey, until: now.toISOString() }],
        rescueSecret: ring.rescueSecret ?? rescueKeys().secret.d,
      })
      // Until every process has looked at the file again, some still seal under the former key.
      await sleep(2 * KEYRING_MS)
    }
    const kids = await kidsOf(sql)
    let sealed = 0
    for (const at of SEALED_COLUMNS) sealed += await sealAll(sql, at, kids, many ?? at.many)
    return { added, sealed, left: (await leftUnder(sql, kids)).reduce((sum, { rows }) => sum + rows, 0) }
  })
}

/** Takes the former keys out of the keyring; refused while a value is under one of them, or may still be on its way. */
export async function retireKeys(owner: Sql, { now }: { now: Date }): Promise<{ retired: number }> {
  return changingAlone(owner, async (sql) => {
    const ring = keyring(true)
    const former = ring.formerMasterKeys
    if (former.length === 0) throw new KeysRefused('There is no former key: nothing is to be retired.')
    const young = former.some(({ until }) => now.getTime() - Date.parse(until) < RETIRE_AFTER_MS)
    if (young)
      throw new KeysRefused(
        'The key was changed less than ten minutes ago: what was begun before may still be on its way.',
      )
    const left = await leftUnder(sql, await kidsOf(sql))
    if (left.length > 0) {
      throw new KeysRefused(
        `Something is still sealed under a former key (${told(left)}): run «npm run keys -- rotate» again.`,
      )
    }
    const hashes = await hashesLeft(sql)
    if (hashes.length > 0)
      throw new KeysRefused(
        `Something is still hashed under a former index key (${told(hashes)}): run «npm run keys -- rotate-index» again.`,
      )
    await sql`select audit.record('keys.retire', 'installation', '1', 1, null, null, null, 'setup')`
    keepSecrets(keyringFile(), { ...ring, formerMasterKeys: [] })
    return { retired: former.length }
  })
}

/** What is still under a former key, table by table. */
export async function keysLeft(owner: Sql): Promise<Left[]> {
  return leftUnder(owner, await kidsOf(owner))
}

const told = (left: readonly Left[]) =>
  left.map(({ table, column, rows }) => `${table}.${column}: ${rows}`).join(', ')

async function kidsOf(sql: Sql): Promise<Map<string, string>> {
  const provinces = await sql<{ id: string }[]>`select id from app.place where kind = 'PROVINCE'`
  return formerKids([...provinces.map(({ id }) => id), ACCOUNTS_KEY, SYNC_KEY])
}

const kidAt = ({ column }: SealedColumnAt) => `substr(${column}, ${KID.from}, ${KID.letters})`

async function leftUnder(sql: Sql, kids: Map<string, string>): Promise<Left[]> {
  const found: Left[] = []
  for (const at of SEALED_COLUMNS) {
    const [row] = await sql.unsafe<{ rows: number }[]>(
      `select count(*)::int as rows from ${at.table} where ${kidAt(at)} = any($1::text[])`,
      [[...kids.keys()]],
    )
    if (row!.rows > 0) found.push({ table: at.table, column: at.column, rows: row!.rows })
  }
  return found
}

/** A column from its first row to its last; a value somebody changed meanwhile is left as she wrote it. */
async function sealAll(
  sql: Sql,
  at: SealedColumnAt,
  kids: Map<string, string>,
  many: number,
): Promise<number> {
  const { table, column, row } = at
  let sealed = 0
  for (let after: string | null = null; ; ) {
    const rows: { id: string; value: string }[] = await sql.unsafe(
      `select ${row}::text as id, ${column} as value from ${table} where ${kidAt(at)} = any($1::text[])
        and ($2::uuid is null or ${row} > $2::uuid) order by ${row} limit ${many}`,
      [[...kids.keys()], after],
    )
    if (rows.length === 0) return sealed
    const anew = rows.map(({ id, value }) => {
      const name = kids.get(value.slice(KID.from - 1, KID.from - 1 + KID.letters))!
      return sealedAnew(name, { table: table.split('.')[1]!, column, rowId: id }, value)
    })
    const done = await sql.unsafe(
      `update ${table} t set ${column} = x.anew from unnest($1::uuid[], $2::text[], $3::text[]) as x(id, began, anew)
        where t.${row} = x.id and left(t.${column}, ${BEGINNING}) = x.began`,
      [rows.map(({ id }) => id), rows.map(({ value }) => value.slice(0, BEGINNING)), anew],
    )
    sealed += done.count
    after = rows.at(-1)!.id
  }
}
