import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closed } from '@/db/backup/age'
import { shapeOf, tablesOf } from '@/db/backup/catalogue'
import { FORMAT, HEAD, keyMarks, makeBackup } from '@/db/backup/make'
import { BackupRefused } from '@/db/backup/refused'
import { restoreBackup } from '@/db/backup/restore'
import { packed } from '@/db/backup/tar'
import { type FreshDatabase, freshDatabase } from '@/tests/support/database'

const passphrase = 'twenty letters and some more'
const folder = mkdtempSync(join(tmpdir(), 'tabavar-copies-'))
const file = join(folder, 'whole.tabavar')
const NAME = 'دو\nسطر، "گیومه" و \\پس‌خط'
const opened: { database: FreshDatabase; sql: Sql }[] = []

async function open() {
  const database = await freshDatabase()
  const sql = postgres(database.ownerUrl, { max: 2, onnotice: () => {} })
  opened.push({ database, sql })
  return sql
}

/** What guards the rows: keys, checks, triggers, row-level security. */
const guards = async (sql: Sql) =>
  (
    await sql`select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) as text from pg_constraint
      where connamespace in (select oid from pg_namespace where nspname in ('app', 'audit', 'pub'))
      union all select tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal
      union all select oid::regclass || ' ' || relrowsecurity::text || relforcerowsecurity::text from pg_class
        where relkind = 'r' and relnamespace in (select oid from pg_namespace where nspname in ('app', 'audit', 'pub')) order by 1`
  ).map(({ text }) => text)

const nothingHappened = async (sql: Sql) => {
  const [row] = await sql`select (select count(*)::int from app.place where name_en = 'Copied') places,
      (select count(*)::int from audit.event where action = 'backup.restore') acts`
  expect(row).toEqual({ places: 0, acts: 0 })
}

let first: Sql
let empty: Sql
let made: Awaited<ReturnType<typeof makeBackup>>
beforeAll(async () => {
  first = await open()
  empty = await open()
  await first`update app.place set name_en = 'Copied', name_fa = ${NAME} where name_en = 'Zanjan' and kind = 'COUNTY'`
  const [place] = await first`select id, scope_id from app.place where name_en = 'Copied'`
  await first`insert into app.user_account (scope_id, display_name) values (${place!.scope_id}, '')`
  // Long enough for several sealed pieces; nothing in it can be compressed much.
  await first`insert into app.user_account (scope_id, display_name)
    select 1, (select string_agg(md5(i::text || j::text), '') from generate_series(1, 2000) j) from generate_series(1, 8) i`
  made = await makeBackup(first, { file, passphrase, now: new Date('2026-05-01T08:00:00Z') })
})
afterAll(async () => {
  for (const { database, sql } of opened) {
    await sql.end()
    await database.drop()
  }
  rmSync(folder, { recursive: true, force: true })
})

describe('a copy', () => {
  it('is a file for its owner alone, that tells nothing without its key', () => {
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(made.tables).toBeGreaterThan(100)
    expect(readFileSync(file).includes('آذربایجان')).toBe(false)
  })

  it('is not written over another, and leaves no half of itself', async () => {
    const again = makeBackup(first, { file, passphrase, now: new Date() })
    await expect(again).rejects.toThrow('already there')
    expect(() => statSync(`${file}.part`)).toThrow()
  })
})

describe('what cannot be put back', () => {
  const refused = async (text: string, given: { file?: string; passphrase?: string } = {}) => {
    const sql = empty
    const error = await restoreBackup(sql, { file, passphrase, ...given }).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(BackupRefused)
    expect(error.message).toContain(text)
    expect(error.message.match(/\.(\s|$)/g)).toHaveLength(1)
    await nothingHappened(sql)
  }
  const changed = (name: string, bytes: Buffer) => {
    writeFileSync(join(folder, name), bytes)
    return { file: join(folder, name) }
  }

  it('is refused in one sentence, and nothing of it is written: wrong key, cut file, changed file, another file', async () => {
    const before = await guards(empty)
    const whole = readFileSync(file)
    await refused('does not open this copy', { passphrase: 'another key of twenty letters' })
    // Cut where its first tables are already in: at the edge of a sealed piece, and within one.
    const pieces = Math.floor((whole.length - 250) / 65_552)
    const edge = whole.length - ((whole.length - 200) % 65_552)
    expect(pieces).toBeGreaterThan(1)
    await refused('cut short or damaged', changed('edge', whole.subarray(0, edge)))
    await refused('cut short or damaged', changed('cut', whole.subarray(0, whole.length - 1)))
    const flipped = Buffer.from(whole)
    flipped[whole.length - 100]! ^= 1
    await refused('cut short or damaged', changed('flipped', flipped))
    await refused('not a copy made by', changed('other', Buffer.from('a letter')))
    expect(await guards(empty)).toEqual(before)
  })

  it('is refused where the keys are not those it was made with', async () => {
    const head = await empty.begin(async (sql) => ({
      ...FORMAT,
      madeAt: '2026-05-01T08:00:00.000Z',
      database: await shapeOf(sql),
      keys: { ...keyMarks(), indexKey: '0000000000000000' },
    }))
    const tables = (await tablesOf(empty)).map(({ name, columns }) => ({ table: name, columns }))
    async function* entries() {
      yield {
        name: HEAD,
        body: Buffer.from([head, ...tables].map((line) => JSON.stringify(line)).join('\n')),
      }
    }
    const archive = Readable.from(packed(entries(), new Date(0))).pipe(createGzip())
    const bytes: Buffer[] = []
    for await (const piece of closed(archive, passphrase)) bytes.push(piece)
    await refused('not those of the copy', changed('keys', Buffer.concat(bytes)))
  })

  it('is refused where somebody already works', async () => {
    const filled = await open()
    await filled`update app.place set name_fa = 'کار ما' where name_en = 'Zanjan' and kind = 'COUNTY'`
    await filled`insert into app.user_account (scope_id, display_name, password_hash) values (1, 'x', 'x')`
    await expect(restoreBackup(filled, { file, passphrase })).rejects.toThrow('into an empty one only')
    const [row] = await filled`select name_fa from app.place where name_en = 'Zanjan' and kind = 'COUNTY'`
    expect(row!.name_fa).toBe('کار ما')
  })

  it('is refused where the database has another shape', async () => {
    const other = await open()
    await other`alter table app.place add column later text`
    await expect(restoreBackup(other, { file, passphrase })).rejects.toThrow('of another version')
  })
})

it('is put back whole: every row, what guards them, the numbers that come next, and the audit of it', async () => {
  const before = await guards(empty)
  expect(await restoreBackup(empty, { file, passphrase })).toEqual({ ...made, erased: 0 })
  expect(await guards(empty)).toEqual(before)
  expect(before).toEqual(await guards(first))
  const [place] = await empty`select name_fa, scope_id from app.place where name_en = 'Copied'`
  expect(place!.name_fa).toBe(NAME)
  const said = async (sql: Sql, limit: number) =>
    (await sql`select to_jsonb(e) as row from audit.event e order by seq limit ${limit}`).map(
      ({ row }) => row,
    )
  const told = await said(first, 1000)
  const kept = await said(empty, 1000)
  // The chain goes on where it stood: the same acts in the same order, then the putting back. That the copy was finished is
  // known where it was made.
  expect(told.at(-1)).toMatchObject({ action: 'backup.done' })
  expect(kept.slice(0, -1)).toEqual(told.slice(0, -1))
  expect(kept.at(-2)).toMatchObject({ action: 'backup.make' })
  expect(kept.at(-1)).toMatchObject({ action: 'backup.restore', seq: told.length })
  await expect(empty`delete from audit.event`).rejects.toMatchObject({ code: 'TB002' })
})
