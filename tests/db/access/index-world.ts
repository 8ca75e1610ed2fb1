import { readFileSync, writeFileSync } from 'node:fs'
import postgres, { type Sql } from 'postgres'
import { restoreBackup } from '@/db/backup/restore'
import type { Erasure } from '@/db/erasure'
import { nationalIdHash, openForPerson, openPersonKey } from '@/db/vault'
import { freshDatabase } from '@/tests/support/database'

export const passphrase = 'twenty letters and some more'

/** Everybody's ten digits as only her own key opens them, and the hash she is found by. */
export async function everybody(sql: Sql) {
  const rows = await sql<{ id: string; province: string; nid: string; key: string; hash: Buffer }[]>`
    select p.id, p.province_id as province, p.national_id_sealed as nid, k.sealed as key, p.national_id_hash as hash
    from app.person p join app.person_key k on k.person_id = p.id where p.national_id_sealed is not null`
  return rows.map(({ id, province, nid, key, hash }) => ({
    province,
    digits: openForPerson(openPersonKey(province, id, key), 'national_id_sealed', nid),
    hash: Buffer.from(hash).toString('hex'),
  }))
}
/** Hashes that are not those of the digits beside them, and digits that stand there twice. */
export async function wrong(sql: Sql): Promise<string[]> {
  const all = await everybody(sql)
  if (all.length < 60) throw new Error('too few to tell')
  const others = all.filter((one) => nationalIdHash(one.province, one.digits).toString('hex') !== one.hash)
  const twice = all.filter((one, at) => all.findIndex(({ digits }) => digits === one.digits) !== at)
  return [...others, ...twice].map(({ digits }) => digits)
}
/** Work with the keyring of another day. */
export async function withRing<T>(file: string, text: string, work: () => Promise<T>): Promise<T> {
  const present = readFileSync(file, 'utf8')
  writeFileSync(file, text)
  try {
    return await work()
  } finally {
    writeFileSync(file, present)
  }
}

/** A copy put back into an installation of its own. */
export async function restored<T>(
  file: string,
  erasures: readonly Erasure[],
  work: (sql: Sql, erased: number) => Promise<T>,
): Promise<T> {
  const database = await freshDatabase()
  const sql = postgres(database.ownerUrl, { max: 2, onnotice: () => {} })
  try {
    const { erased } = await restoreBackup(sql, { file, passphrase, erasures })
    return await work(sql, erased)
  } finally {
    await sql.end()
    await database.drop()
  }
}
