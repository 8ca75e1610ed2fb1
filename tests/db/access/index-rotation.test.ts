import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { keyMarks, lacksKeys, makeBackup } from '@/db/backup/make'
import { enrolPeople } from '@/db/commands/people/enrol-people'
import { erasePerson } from '@/db/commands/people/erase-person'
import { findByNationalId } from '@/db/commands/people/find-by-national-id'
import { cardHash } from '@/db/commands/surveys/respondent'
import { HASHED_COLUMNS } from '@/db/hashed-columns'
import { hashesLeft, liftToPresent, rotateIndex } from '@/db/index-rotation'
import { RETIRE_AFTER_MS, retireKeys, rotateKeys } from '@/db/key-rotation'
import { nationalIdHash } from '@/db/vault'
import { AppError } from '@/lib/shared/result'
import { type Planted, plant } from '../people/canary'
import { type Field, openField, RUN_START, somebody } from '../people/field'
import { everybody, passphrase, restored, withRing, wrong } from './index-world'

// The index key is changed while people are looked for and registered; see docs/decisions/0041-keys-are-changed-while-everything-goes-on.md.
const PEOPLE = 60
const CARD = '1234-5678-9012'
let folder: string
let field: Field
let her: Planted
/** The keyring as it was before each change. */
const kept: string[] = []
const file = () => join(folder, 'keyring.json')
const ring = () => readFileSync(file(), 'utf8')
const copy = () => join(folder, 'before.tabavar')
const now = () => new Date()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'index-key-'))
  copyFileSync(join(process.env.TABAVAR_KEYS!, 'keyring.json'), file())
  vi.stubEnv('TABAVAR_KEYS', folder)
  kept.push(ring())
  field = await openField()
  her = await plant(field)
  await enrol(100, PEOPLE)
  await field.owner`update app.association_card set code_hash = ${cardHash(CARD)}`
  await field.owner`insert into app.erasure_log (scope_id, mark, erased_at, how) values (${field.provinceScope}, ${Buffer.alloc(32, 1)}, now(), 'SAID')`
  await makeBackup(field.owner, { file: copy(), passphrase, now: now() })
})
afterAll(async () => {
  await field?.close()
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

const people = (from: number, count: number, at = 0) =>
  Array.from({ length: count }, (_, i) => somebody(field.cohorts[(at + i) % 3]!.cohortId, from + i))
const enrol = (from: number, count: number, at = 0) =>
  enrolPeople(field.officer, {
    runId: field.runId,
    registeredOn: RUN_START,
    people: people(from, count, at),
    orWait: true,
  })
const find = async (n: number) =>
  (
    await findByNationalId(field.officer, {
      runId: field.runId,
      nationalId: somebody('', n).nationalId,
    })
  ).personId

describe('a new index key', () => {
  it('is counted under in every column that holds a hash under it', async () => {
    const columns = await field.owner<{ at: string }[]>`
      select table_schema || '.' || table_name || '.' || column_name as at from information_schema.columns
      where table_schema in ('app', 'pub') and (column_name in ('national_id_hash', 'code_hash', 'sender') or table_name = 'auth_throttle' and column_name = 'key')`
    const listed = HASHED_COLUMNS.map(({ table, column }) => `${table}.${column}`)
    expect(columns.map(({ at }) => at).sort()).toEqual([...listed].sort())
    const guarded = await field.owner<{ at: string }[]>`
      select tgrelid::regclass::text as at from pg_trigger where tgfoid = 'app.index_refuses()'::regprocedure`
    expect(guarded.map(({ at }) => at).sort()).toEqual(
      HASHED_COLUMNS.map(({ table }) => table)
        .filter((table) => table !== 'app.auth_throttle')
        .sort(),
    )
  })

  it('is taken while people are looked for and registered: nobody is told that a woman is not there, and none stands there twice', {
    timeout: 300_000,
  }, async () => {
    const known = new Map(await Promise.all([100, 101, 102].map(async (n) => [n, await find(n)] as const)))
    expect([...known.values()]).not.toContain(null)
    let going = true
    let looked = 0
    let registered = 0
    const failed: unknown[] = []
    // «It did not work just now, try again» is all that may be met: whoever counted a hash a moment before.
    const unless = (error: Error) => {
      if (!/TB005/.test(error.message)) failed.push(error)
    }
    const looking = async () => {
      for (let round = 0; going; round += 1) {
        const n = 100 + (round % 3)
        const found = await find(n).catch(unless)
        if (found !== undefined && found !== known.get(n)) failed.push(`${n}: ${found}`)
        looked += 1
      }
    }
    // Two offices register the same women at the same time, in another order.
    const registering = async (at: number) => {
      for (let round = 0; going || round < 5; round += 1) {
        await enrol(1000 + round * 2, 2, at).catch((error: Error) => {
          if (!(error instanceof AppError)) unless(error)
        })
        registered += 1
      }
    }
    const traffic = [looking(), looking(), registering(0), registering(1)]
    const done = await rotateIndex(field.owner, { now: now() })
    going = false
    await Promise.all(traffic)
    expect(failed).toEqual([])
    expect(looked).toBeGreaterThan(2)
    expect(registered).toBeGreaterThan(2)
    expect(done).toMatchObject({ added: true, left: 0 })
    expect(done.hashed).toBeGreaterThan(PEOPLE)
    expect(await wrong(field.owner)).toEqual([])
    expect(await hashesLeft(field.owner)).toEqual([])
    for (const [n, id] of known) expect(await find(n)).toBe(id)
    const again = await enrol(100, 1, 1).catch((error: AppError) => error)
    expect(again).toBeInstanceOf(AppError)
  })

  it('waits for who writes already, and who waits for it meanwhile is refused: no hash of before is left or comes in', async () => {
    const writing = await field.owner.reserve()
    await writing`begin`
    await writing`update app.person set version = version where id = ${her.personId}`
    const changed = rotateIndex(field.owner, { now: now() })
    const stale = nationalIdHash(field.provinceId, '0012345679')
    await writing`update app.person set national_id_hash = ${stale} where id = ${her.personId}`
    await writing`commit`
    writing.release()
    expect(await changed).toMatchObject({ added: true, left: 0 })
    expect(await wrong(field.owner)).toEqual([her.canaries.find((word) => /^00\d{8}$/.test(word))])
    // Her own hash again, by a statement that began before another change was committed and waited for it.
    const own = nationalIdHash(field.provinceId, her.canaries.find((word) => /^00\d{8}$/.test(word))!)
    await field.owner`update app.person set national_id_hash = ${own} where id = ${her.personId}`
    expect(await wrong(field.owner)).toEqual([])
    const changing = await field.owner.reserve()
    await changing`begin`
    await changing`lock table app.person in exclusive mode`
    const [{ name }] = (await changing`select name from app.index_key`) as unknown as [{ name: Buffer }]
    await changing`update app.index_key set name = '\\x01020304'`
    const waits =
      field.owner`update app.person set national_id_hash = ${own} where id = ${her.personId}`.catch(
        (error) => error,
      )
    await expect
      .poll(
        async () =>
          (await changing`select 1 from pg_locks where relation = 'app.person'::regclass and not granted`)
            .length,
      )
      .toBe(1)
    await changing`commit`
    expect(await waits).toMatchObject({ code: 'TB005' })
    await changing`update app.index_key set name = ${name}`
    changing.release()
  })

  it('leaves the former of no use: with it alone nobody is found, nor a card, nor who she is in an association', async () => {
    kept.push(ring())
    expect(JSON.parse(ring()).formerIndexKeys[0].key).toBe(JSON.parse(kept[0]!).indexKey)
    const held = async () => {
      const [row] = await field.owner`select array_agg(encode(national_id_hash, 'hex')) as ids from
        (select national_id_hash from app.person union all select national_id_hash from app.association_identity) x where national_id_hash is not null`
      const [cards] = await field.owner`select code_hash from app.association_card`
      return { ids: new Set<string>(row!.ids), card: cards!.code_hash as string }
    }
    const { ids, card } = await held()
    const women = await everybody(field.owner)
    const hits = () =>
      women.filter(({ province, digits }) => ids.has(nationalIdHash(province, digits).toString('hex'))).length
    expect(hits()).toBe(women.length)
    expect(card).toBe(cardHash(CARD))
    await withRing(file(), kept[0]!, async () => {
      expect(hits()).toBe(0)
      const tails = new Set([...ids].map((hash) => hash.slice(-64)))
      expect(
        women.filter(({ province, digits }) =>
          tails.has(nationalIdHash(province, digits).toString('hex').slice(-64)),
        ),
      ).toEqual([])
      expect(cardHash(CARD)).not.toBe(card)
    })
  })

  it('refuses a hash that was counted before it, wherever one is written or asked for', async () => {
    const stale = await withRing(file(), kept[0]!, async () => nationalIdHash(field.provinceId, '0012345679'))
    const refused = { code: 'TB005' }
    await expect(
      field.owner`update app.person set national_id_hash = ${stale} where id = ${her.personId}`,
    ).rejects.toMatchObject(refused)
    await expect(
      field.owner`update app.association_identity set national_id_hash = ${stale}`,
    ).rejects.toMatchObject(refused)
    await expect(
      field.owner`update app.association_card set code_hash = 'survey-card:x'`,
    ).rejects.toMatchObject(refused)
    await withRing(file(), kept[0]!, async () => {
      await expect(find(100)).rejects.toThrow('TB005')
    })
  })

  it('is found out where something stayed under the former: told, not retired over, and counted on the next run without another key', async () => {
    await field.owner`alter table app.person disable trigger person_index_key`
    const [was] =
      await field.owner`select national_id_hash as hash from app.person where id = ${her.personId}`
    const digits = her.canaries.find((word) => /^\d{10}$/.test(word) && word.startsWith('00'))!
    const former = await withRing(file(), kept[0]!, async () => nationalIdHash(field.provinceId, digits))
    await field.owner`update app.person set national_id_hash = ${former} where id = ${her.personId}`
    await field.owner`alter table app.person enable trigger person_index_key`
    expect(await hashesLeft(field.owner)).toEqual([
      { table: 'app.person', column: 'national_id_hash', rows: 1 },
    ])
    await rotateKeys(field.owner, { now: now() })
    const late = new Date(Date.now() + RETIRE_AFTER_MS + 60_000)
    await expect(retireKeys(field.owner, { now: late })).rejects.toThrow(
      /former index key \(app\.person\.national_id_hash: 1\): run «npm run keys -- rotate-index» again/,
    )
    expect(await rotateIndex(field.owner, { now: now() })).toEqual({ added: false, hashed: 1, left: 0 })
    const [is] = await field.owner`select national_id_hash as hash from app.person where id = ${her.personId}`
    expect(is!.hash).toEqual(was!.hash)
    expect(await retireKeys(field.owner, { now: late })).toEqual({ retired: 1 })
  })

  it('goes on where it was broken off between the file and the database, here and at a start', async () => {
    const another = (fill: number) => {
      const { indexKey, formerIndexKeys, ...rest } = JSON.parse(ring())
      const former = [...formerIndexKeys, { key: indexKey, until: now().toISOString() }]
      const next = { ...rest, indexKey: Buffer.alloc(32, fill).toString('base64'), formerIndexKeys: former }
      writeFileSync(file(), JSON.stringify(next))
    }
    another(9)
    await expect(find(100)).rejects.toThrow('TB005')
    expect(await rotateIndex(field.owner, { now: now() })).toMatchObject({ added: false, left: 0 })
    expect(await wrong(field.owner)).toEqual([])
    another(8)
    await field.owner.begin((sql) => liftToPresent(sql as unknown as Sql))
    expect(await wrong(field.owner)).toEqual([])
    expect(await hashesLeft(field.owner)).toEqual([])
    await withRing(file(), kept[0]!, async () => {
      await expect(rotateIndex(field.owner, { now: now() })).rejects.toThrow(/keyring\.json lacks/)
    })
  })

  it('erases as before, who she is in an association with her, and a copy from before it loses her again', async () => {
    await field.owner`update app.enrolment set status = 'WITHDRAWN', closed_on = '2026-10-06' where person_id = ${her.personId}`
    await erasePerson(field.officer, {
      personId: her.personId,
      how: 'SAID',
      name: her.name,
      sure: 'on',
    })
    expect(await field.owner`select 1 from app.association_identity`).toHaveLength(0)
    const marks = await field.owner<{ mark: string; at: Date }[]>`select mark, at from app.erasure_marks()`
    const erasures = marks
      .map(({ mark, at }) => ({ mark, at: new Date(at).toISOString() }))
      .filter(({ mark }) => mark !== Buffer.alloc(32, 1).toString('hex'))
    expect(erasures.map(({ mark }) => mark.length)).toEqual([72])

    // With the keyring of its day the copy is what it was; who was erased under a later key is asked for in one sentence.
    const day = kept[0]!
    await withRing(file(), day, async () => {
      await restored(copy(), [], async (sql) => expect(await wrong(sql)).toEqual([]))
      await expect(restored(copy(), erasures, async () => {})).rejects.toThrow(
        /names an index key that this keyring\.json lacks/,
      )
    })
    // With the master key of its day beside the present keys everything in it is under those, and she is gone.
    const present = JSON.parse(ring())
    const both = {
      ...present,
      formerMasterKeys: [{ key: JSON.parse(day).masterKey, until: now().toISOString() }],
    }
    const named = await withRing(file(), day, async () => keyMarks())
    expect(lacksKeys(named)).toBe(true)
    await withRing(file(), JSON.stringify(both), async () => {
      expect(lacksKeys(named)).toBe(false)
      await restored(copy(), erasures, async (sql, erased) => {
        expect(erased).toBe(1)
        expect(await wrong(sql)).toEqual([])
        expect(await hashesLeft(sql)).toEqual([])
        const [card] =
          await sql`select count(*)::int as n from app.person where id = ${her.personId} and erased_at is not null`
        expect(card!.n).toBe(1)
      })
    })
    await expect(restored(copy(), erasures, async () => {})).rejects.toThrow(/not those of the copy/)
  })
})
