import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeBase } from '@/db/backup/base'
import { closePools, openPools } from '@/db/client'
import { gauges } from '@/db/queries/gauges'
import { makeKey, passphraseOf } from '@/scripts/launcher/backup.mjs'
import { passingHome } from '@/scripts/launcher/postgres-home.mjs'
import { recoverCluster } from '@/scripts/launcher/recovery.mjs'
import { world } from '@/tests/support/factories'
import {
  asked,
  between,
  type Cluster,
  committed,
  fingerprint,
  newHome,
  openCluster,
  PASSWORD,
  proof,
  results,
  seal,
  setUp,
  writers,
} from './drill-cluster'

// The whole way once: a machine with an archive is written to, dies with its disk, and comes back on an empty one. A short form
// with every test run; `npm run test:drill` with the times of an installation, minutes of writing and the finished demonstration.
const LONG = process.env.DRILL === 'long'
const SECONDS = LONG ? 60 : 2
const ACTS = LONG ? 10_000 : 600

const place = mkdtempSync(join(tmpdir(), 'tabavar-drill-'))
const archive = join(place, 'archive')
const key = join(place, 'archive.key')
const log = join(results, 'recovery.log')
const opened: Cluster[] = []
const figures: Record<string, unknown> = { archiveSeconds: SECONDS }
let first: Cluster
let quiet: { at: string; tables: Record<string, string> }
let any: number
let died: number
let acts: Awaited<ReturnType<typeof writers>>['acts']
let there: Awaited<ReturnType<typeof committed>>

const base = () =>
  asked(first.superuser, (sql) =>
    makeBase(sql, { archive, data: join(first.home.folder, 'data'), passphrase: passphraseOf(key) }),
  )

async function putBack(to: string, from: { archive?: string; key?: string } = {}): Promise<Cluster> {
  const home = passingHome()
  try {
    await recoverCluster(home, {
      ...{ archive, key, to, log, password: PASSWORD, env: process.env, run: undefined, ...from },
    })
  } catch (error) {
    expect(existsSync(join(home.folder, 'data'))).toBe(false)
    expect(existsSync(join(home.folder, 'data.new'))).toBe(false)
    rmSync(home.folder, { recursive: true, force: true })
    throw error
  }
  const cluster = await openCluster(home)
  opened.push(cluster)
  return cluster
}

beforeAll(async () => {
  makeKey(key)
  first = await openCluster(newHome(), { folder: archive, key, seconds: SECONDS, patience: 2 })
  // When each act was committed is kept by the server itself, also by those that come after it.
  await asked(first.superuser, (sql) => sql`alter system set track_commit_timestamp = on`)
  await first.stop()
  first = await openCluster(first.home, { folder: archive, key, seconds: SECONDS, patience: 2 })
  setUp(first, 'migrate')
  if (LONG) setUp(first, 'demo', 'full')
  else await asked(first.owner, (sql) => world(sql))
  await asked(
    first.owner,
    (sql) =>
      sql`create schema drill create table act (id bigint generated always as identity primary key, worker int not null)`,
  )
}, 600_000)

afterAll(async () => {
  await closePools()
  for (const cluster of opened) {
    await cluster.stop()
    rmSync(cluster.home.folder, { recursive: true, force: true })
  }
  if (first && existsSync(first.home.folder)) await first.destroy()
  writeFileSync(join(results, 'figures.json'), `${JSON.stringify(figures, null, 2)}\n`)
  rmSync(place, { recursive: true, force: true })
})

describe('an installation with an archive', () => {
  it('keeps pages that say when they were spoilt', async () => {
    const [row] = await asked(first.owner, (sql) => sql`select current_setting('data_checksums') as on`)
    expect(row).toEqual({ on: 'on' })
  })

  it('gets no base of spoilt files, and one of sound files', async () => {
    const file = await asked(first.superuser, async (sql) => {
      await sql`create table drill.spoilt as select i, repeat('x', 500) as words from generate_series(1, 2000) i`
      await sql`checkpoint`
      const [row] = await sql`select pg_relation_filepath('drill.spoilt') as file`
      return join(first.home.folder, 'data', row!.file)
    })
    const bytes = readFileSync(file)
    bytes[5 * 8192 + 4000]! ^= 1
    writeFileSync(file, bytes)
    await expect(base()).rejects.toThrow(
      /Files of the database are damaged \(base\/\d+\/\d+, page 5; 1 in all\)/,
    )
    await asked(first.superuser, async (sql) => {
      await sql`drop table drill.spoilt`
      await sql`checkpoint`
    })
    const begun = performance.now()
    const made = await base()
    figures.base = { seconds: (performance.now() - begun) / 1000, bytes: made.bytes, files: made.files }
    expect(readdirSync(join(made.file, '..'))).toHaveLength(1)
    expect(readFileSync(made.file).subarray(0, 21).toString()).toBe('age-encryption.org/v1')
  })

  it('says within minutes that nothing is archived any more, and that it is again', async () => {
    openPools(first.app, 2)
    const stands = async () => Object.fromEntries((await gauges()).map(({ name, value }) => [name, value]))
    const until = async (failing: number) => {
      for (let tries = 0; tries < 600; tries += 1) {
        const now = await stands()
        if (now.archive_failing === failing) return now
        await asked(first.superuser, (sql) => sql`select pg_switch_wal()`)
        await sleep(200)
      }
      throw new Error(`archive_failing did not become ${failing}`)
    }
    renameSync(key, `${key}.away`)
    const failed = await until(1)
    expect(failed.archive_age_seconds).toBeGreaterThan(0)
    expect(failed.base_age_seconds).toBe(Number.POSITIVE_INFINITY)
    renameSync(`${key}.away`, key)
    await until(0)
    // The folder is not there, as when a disk is not mounted or is full: a file stands in its place.
    renameSync(archive, `${archive}.away`)
    writeFileSync(archive, '')
    await until(1)
    rmSync(archive)
    renameSync(`${archive}.away`, archive)
    await until(0)
    await closePools()
  })
})

describe('the machine dies under people who write', { timeout: LONG ? 1_800_000 : 180_000 }, () => {
  it('and comes back on an empty disk with what was archived, proved', async () => {
    const before = writers(first.owner)
    while (before.acts.length < ACTS) await sleep(50)
    await before.rest()
    await seal(first)
    quiet = { tables: await fingerprint(first), at: new Date(Date.now() + 1).toISOString() }
    await sleep(20)
    const after = writers(first.owner)
    while (after.acts.length < ACTS / 3) await sleep(20)
    any = Date.now()
    while (after.acts.length < ACTS) await sleep(50)
    await seal(first)
    // As long as it takes until a change is archived, twice.
    const end = Date.now() + 2000 * SECONDS
    while (Date.now() < end) await sleep(50)
    await first.destroy()
    died = Date.now()
    await after.rest()
    acts = [...before.acts, ...after.acts]

    const begun = performance.now()
    const back = await putBack('latest')
    there = await committed(back)
    any = between(there, any).getTime()
    const rto = performance.now() - begun
    const known = new Set(there.map(({ id }) => id))
    const lost = acts.filter(({ id }) => !known.has(id))
    const rpo = lost.length === 0 ? 0 : died - Math.min(...lost.map(({ done }) => done))
    Object.assign(figures, {
      acts: acts.length,
      lost: lost.length,
      rpoSeconds: rpo / 1000,
      rtoSeconds: rto / 1000,
      segments: readdirSync(join(archive, readdirSync(archive)[0]!, 'wal')).length,
    })
    expect(rpo).toBeLessThan(5 * 60_000)
    expect(rto).toBeLessThan(30 * 60_000)
    // Nothing is missing in the middle: whoever was acknowledged before the last one that is there is there.
    const last = there.at(-1)!.at
    expect(lost.filter(({ done }) => done < last)).toEqual([])
    expect(there.length).toBeGreaterThan(ACTS)
    expect(await proof(back)).toMatchObject({ findings: [] })
  })

  it('at an instant when nobody wrote: every table is what it was, row for row', async () => {
    const back = await putBack(quiet.at)
    expect(await fingerprint(back)).toEqual(quiet.tables)
    const { rows, findings } = await proof(back)
    expect(findings).toEqual([])
    expect(rows).toBeGreaterThanOrEqual(ACTS)
  })

  it('at any instant: exactly what had been committed', async () => {
    const back = await putBack(new Date(any).toISOString())
    const now = (await committed(back)).map(({ id }) => id)
    expect(now).toEqual(there.filter(({ at }) => at <= any).map(({ id }) => id))
    const known = new Set(now)
    expect(acts.filter(({ id, done }) => done < any && !known.has(id))).toEqual([])
    expect(acts.filter(({ id, begun }) => begun > any && known.has(id))).toEqual([])
    expect((await proof(back)).findings).toEqual([])
    // What the server itself says of a spoilt page, when somebody asks for it.
    const file = await asked(back.superuser, async (sql) => {
      await sql`checkpoint`
      const [row] = await sql`select pg_relation_filepath('drill.act') as file`
      return join(back.home.folder, 'data', row!.file)
    })
    await back.stop()
    const bytes = readFileSync(file)
    bytes[8000]! ^= 1
    writeFileSync(file, bytes)
    const again = await openCluster(back.home)
    opened.push(again)
    await expect(asked(again.owner, (sql) => sql`select * from drill.act`)).rejects.toMatchObject({
      code: 'XX001',
    })
  })
})

describe('what cannot be put back is refused in one sentence, and leaves nothing behind', () => {
  const refused = async (
    text: string | RegExp,
    to: string,
    from: { archive?: string; key?: string } = {},
  ) => {
    const error = (await putBack(to, from).catch((thrown: Error) => thrown)) as Error
    expect(error.message).toMatch(text)
    expect(error.message.match(/\.(\s|$)/g)).toHaveLength(1)
  }
  /** Another archive like ours, with something done to it. */
  const spoilt = (name: string, work: (system: string) => void) => {
    const copy = join(place, name)
    cpSync(archive, copy, { recursive: true })
    work(join(copy, readdirSync(copy)[0]!))
    return { archive: copy }
  }
  const oneOf = (folder: string, at: number) => join(folder, readdirSync(folder).sort().at(at)!)
  const cut = (file: string) => writeFileSync(file, readFileSync(file).subarray(0, -1000))
  const flip = (file: string) => {
    const bytes = readFileSync(file)
    bytes[bytes.length >> 1]! ^= 1
    writeFileSync(file, bytes)
  }

  it('another key, no base, too early, later than anything', async () => {
    const other = join(place, 'other.key')
    makeKey(other)
    chmodSync(other, 0o600)
    await refused('The key does not open this copy', 'latest', { key: other })
    await refused('There is no base', 'latest', { archive: join(place, 'nothing') })
    await refused('nothing before it can be reached', '2026-01-01T00:00:00Z')
    await refused(
      'The archive ends before anything was written after',
      new Date(died + 3_600_000).toISOString(),
    )
  })

  it('a base that is cut or changed, a piece of the log that is cut, changed or missing', async () => {
    const baseOf = (system: string) => oneOf(join(system, 'base'), 0)
    const pieceOf = (system: string) => {
      const pieces = readdirSync(join(system, 'wal')).filter((name) => /^[0-9A-F]{24}\.age$/.test(name))
      return join(system, 'wal', pieces.sort().at(-3)!)
    }
    await refused(
      'cut short or damaged',
      'latest',
      spoilt('a', (system) => cut(baseOf(system))),
    )
    await refused(
      'cut short or damaged',
      'latest',
      spoilt('b', (system) => flip(baseOf(system))),
    )
    await refused(
      /\.age is cut short or damaged/,
      'latest',
      spoilt('c', (system) => cut(pieceOf(system))),
    )
    await refused(
      /\.age is cut short or damaged/,
      'latest',
      spoilt('d', (system) => flip(pieceOf(system))),
    )
    await refused(
      /later pieces and lacks/,
      'latest',
      spoilt('e', (system) => rmSync(pieceOf(system))),
    )
  })
})
