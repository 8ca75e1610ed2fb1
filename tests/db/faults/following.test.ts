import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pools, type Reader } from '@/db/client'
import { exportAttendance } from '@/db/commands/reports/export-attendance'
import { exportCompleters } from '@/db/commands/reports/export-completers'
import { exportFigures } from '@/db/commands/reports/export-figures'
import { exportIndicators } from '@/db/commands/reports/export-indicators'
import { exportPeople } from '@/db/commands/reports/export-people'
import { exportSessions } from '@/db/commands/reports/export-sessions'
import { publicReading } from '@/db/public-reading'
import { followerStands } from '@/db/queries/gauges'
import { peopleWhole } from '@/db/queries/people/people-list'
import { cohortsOf } from '@/db/queries/programmes/cohorts'
import { runsInReach } from '@/db/queries/programmes/run-line'
import { publicRelease } from '@/db/queries/public'
import { publicSiblings } from '@/db/queries/public-siblings'
import { type Context, inTransaction, reading, readingAnywhere } from '@/db/transaction'
import { type Scope, scopeOf } from '@/lib/access/actor'
import { AppError } from '@/lib/shared/result'
import { contextOf } from '../../support/actors'
import { staff } from '../../support/factories'
import { type Followed, openFollowed, until } from './follower-cluster'
import { HEAVY } from './heavy-readings'

// Readings that a server which follows the primary may answer (docs/decisions/0045-reading-from-a-follower.md): that they reach it,
// that it shows nobody more than the primary does, and that no answer is older than its question, whatever becomes of it.
let f: Followed
let officer: Context
let stranger: Context
let scope: Scope
let runId: string
let cohort: string

beforeAll(async () => {
  f = await openFollowed()
  const [run] = await f.owner`select id, scope_id from app.run where code = 'WA-1403-DEMO'`
  const [tehran] = await f.owner`select scope_id from app.place where kind = 'PROVINCE' and code = '23'`
  runId = run!.id
  officer = await signedIn('PROVINCE_OFFICER', run!.scope_id)
  stranger = await signedIn('PROVINCE_OFFICER', tehran!.scope_id)
  scope = scopeOf(officer.actor)
  cohort = (await reading(scope, (db) => cohortsOf(db, scope, runId)))[0]!.code
  await f.owner`create schema drill`
  await f.owner`create table drill.act (id uuid primary key)`
  await f.owner`grant usage on schema drill to public`
  await f.owner`grant select, insert on drill.act to public`
}, 600_000)
afterAll(() => f?.close(), 60_000)

async function signedIn(role: string, at: number): Promise<Context> {
  const who = await staff(f.owner, role, at, `follower ${role} ${at}`)
  return { ...(await contextOf(who, new Date())), requestId: `far-${randomUUID()}` }
}

const recovering = sql`select pg_is_in_recovery() as far`
const isFar = async (db: Reader) => (await db.execute<{ far: boolean }>(recovering))[0]!.far
const farNow = () => readingAnywhere(scope, isFar)
const write = (id: string) =>
  inTransaction(officer, (db) => db.execute(sql`insert into drill.act (id) values (${id}::uuid)`))
const sees = (id: string) =>
  readingAnywhere(scope, async (db) => ({
    far: await isFar(db),
    there: (await db.execute(sql`select 1 from drill.act where id = ${id}::uuid`)).length === 1,
  }))
const pause = () => f.follower()`select pg_wal_replay_pause()`
const paused = async <T>(work: () => Promise<T>): Promise<T> => {
  await until(true, farNow)
  await pause()
  await until('paused', async () => (await f.follower()`select pg_get_wal_replay_pause_state() as s`)[0]!.s)
  f.patience.catchUpMs = 50
  try {
    return await work()
  } finally {
    f.patience.catchUpMs = 20_000
    await f.follower()`select pg_wal_replay_resume()`
    await until(true, farNow)
  }
}

describe('a follower that is fit to answer', () => {
  it('answers the readings that may go there, and is the only one that does', async () => {
    await until(true, farNow)
    expect(await farNow()).toBe(true)
    expect(await reading(scope, isFar)).toBe(false)
    expect(await inTransaction(officer, isFar)).toBe(false)
    const told = await publicReading(
      async (pub) => (await pub`select pg_is_in_recovery() as far, current_user as who`)[0]!,
    )
    expect(told).toEqual({ far: true, who: expect.stringMatching(/^tabavar_pub_/) })
  })

  it('answers each heavy question of the pages as the primary does, and refuses none', async () => {
    await until(true, farNow)
    f.said.length = 0
    const run = (await reading(scope, (db) => runsInReach(db, scope))).find((one) => one.runId === runId)!
    for (const [name, ask] of Object.entries(HEAVY)) {
      const asked = { scope, actor: officer.actor, run }
      const near = await reading(scope, (db) => ask(db, asked))
      let far = false
      const there = await readingAnywhere(scope, async (db) => {
        const answer = await ask(db, asked)
        far = await isFar(db)
        return answer
      })
      expect(far, name).toBe(true)
      expect(there, name).toEqual(near)
    }
    expect(await publicSiblings()).not.toEqual([])
    expect(await publicRelease()).not.toBeNull()
    expect(f.said).toEqual([])
  })

  it('is asked for the rows of files; who may take them and the audit stay with the primary', async () => {
    await until(true, farNow)
    const takes: [string, (ctx: Context) => Promise<unknown>][] = [
      ['figures', (ctx) => exportFigures(ctx, { runId, asOf: '2024-07-21' })],
      ['indicators', (ctx) => exportIndicators(ctx, { runId, asOf: '2024-07-21' })],
      ['people', (ctx) => exportPeople(ctx, { runId })],
      ['sessions', (ctx) => exportSessions(ctx, { runId, locale: 'fa' })],
      ['attendance', (ctx) => exportAttendance(ctx, { runId, code: cohort })],
      ['completers', (ctx) => exportCompleters(ctx, { runId, format: 'json' })],
    ]
    for (const [name, take] of takes) {
      const requestId = `far-${randomUUID()}`
      await take({ ...officer, requestId })
      expect(
        f
          .wrote()
          .split('\n')
          .filter((line) => line.startsWith(`tabavar ${requestId} `)).length,
        name,
      ).toBeGreaterThan(3)
      const audited =
        await f.owner`select 1 from audit.event where action = 'export' and request_id = ${requestId}`
      expect(audited.length, name).toBe(1)
      const refused = { ...stranger, requestId: `far-${randomUUID()}` }
      await expect(take(refused), name).rejects.toThrow(new AppError('E-GEN-02'))
      expect(f.wrote(), name).not.toContain(refused.requestId)
    }
  })

  it('shows a stranger nothing, and nobody anything without a name', async () => {
    await until(true, farNow)
    const counted = (who: Scope) =>
      readingAnywhere(who, async (db) => {
        const [row] = await db.execute(
          sql`select pg_is_in_recovery() as far, (select count(*)::int from app.run) as runs, (select count(*)::int from app.person) as people,
            (select count(*)::int from app.attendance) as marks, (select count(*)::int from app.cohort) as cohorts`,
        )
        return row
      })
    expect(await counted(scope)).toMatchObject({
      far: true,
      runs: 1,
      people: expect.toSatisfy((n: number) => n > 600),
    })
    const none = { far: true, runs: 0, people: 0, marks: 0, cohorts: 0 }
    expect(await counted(scopeOf(stranger.actor))).toEqual(none)
    expect(await counted({ userId: '' } as Scope)).toEqual(none)
    expect(
      (
        await readingAnywhere(scopeOf(stranger.actor), (db) =>
          peopleWhole(db, scopeOf(stranger.actor), { runId }, 10),
        )
      ).rows,
    ).toEqual([])
  })

  it('cannot be written to, and no reading that may go there can write at the primary either', async () => {
    await until(true, farNow)
    const id = randomUUID()
    const writes = (db: Reader) => db.execute(sql`insert into drill.act (id) values (${id}::uuid)`)
    await expect(readingAnywhere(scope, writes)).rejects.toThrow('25006')
    expect(f.said.at(-1)).toBe('readings: the follower is refused (25006); the primary answers')
    expect(await sees(id)).toEqual({ far: true, there: false })
  })
})

describe('no answer is older than its question', () => {
  it('whoever has written sees what she wrote, eight of them at once', async () => {
    await until(true, farNow)
    const seen: { far: boolean; there: boolean }[] = []
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let round = 0; round < 50; round += 1) {
          const id = randomUUID()
          await write(id)
          seen.push(await sees(id))
        }
      }),
    )
    expect(seen.filter(({ there }) => !there)).toEqual([])
    expect(seen.filter(({ far }) => far).length).toBeGreaterThan(0)
  })

  it('a follower that has not heard of a commit is not asked, until it has', async () => {
    await paused(async () => {
      const id = randomUUID()
      await write(id)
      expect(await sees(id)).toEqual({ far: false, there: true })
      expect(pools().follower!.state()).toBe('behind')
      expect(await publicReading(async (pub) => (await pub`select pg_is_in_recovery() as far`)[0]!.far)).toBe(
        false,
      )
      const stands = Object.fromEntries((await followerStands()).map(({ name, value }) => [name, value]))
      expect(stands.answers).toBe(0)
      await until(true, async () =>
        (await followerStands()).some(({ name, value }) => name === 'behind_bytes' && value > 0),
      )
    })
    await until(1, async () => (await followerStands()).find(({ name }) => name === 'answers')!.value)
  })

  it('a release that was taken back, a woman erased and a right that ended do not come back from it', async () => {
    const out = async () => (await publicSiblings()).length
    const before = await out()
    expect(before).toBeGreaterThan(0)
    const leaves = await signedIn('PROVINCE_OFFICER', await scopeIdOf('WA-1403-DEMO'))
    const named = (who: Scope) =>
      readingAnywhere(who, async (db) => {
        const rows = await db.execute<{ n: string }>(
          sql`select first_name as n from app.person where erased_at is null`,
        )
        return [...rows].map(({ n }) => n)
      })
    const everybody = (await named(scope)).length
    await paused(async () => {
      await f.owner`update pub.release set status = 'WITHDRAWN' where programme <> 'RESILIENCE'`
      expect(await out()).toBe(0)
      await f.owner`update app.person set erased_at = now(), first_name = '—' where id = (select id from app.person where erased_at is null and province_id = (select province_id from app.run where id = ${runId}) limit 1)`
      expect(await named(scope)).toHaveLength(everybody - 1)
      await f.owner`delete from app.user_grant where user_id = ${leaves.actor.userId}`
      expect(await named(scopeOf(leaves.actor))).toEqual([])
    })
    expect(await out()).toBe(0)
    expect(await named(scope)).toHaveLength(everybody - 1)
  })
})

const scopeIdOf = async (code: string) =>
  (await f.owner`select scope_id from app.run where code = ${code}`)[0]!.scope_id as number

/** Eight who ask one question after another, until they are told to rest. */
function readers() {
  const answers: boolean[] = []
  const faults: unknown[] = []
  let resting = false
  const people = Array.from({ length: 8 }, async () => {
    while (!resting) {
      try {
        answers.push(
          await readingAnywhere(scope, async (db) => {
            const far = await isFar(db)
            await db.execute(sql`select count(*) from app.attendance, pg_sleep(0.02)`)
            expect((await runsInReach(db, scope)).map((run) => run.runId)).toContain(runId)
            return far
          }),
        )
      } catch (error) {
        faults.push(error)
      }
    }
  })
  const after = async (far: boolean, n: number) => {
    const from = answers.length
    while (answers.slice(from).filter((one) => one === far).length < n) await sleep(10)
  }
  const rest = async () => {
    resting = true
    await Promise.all(people)
    expect(faults).toEqual([])
  }
  return { after, rest }
}

describe('whatever becomes of it under load, nobody is refused', () => {
  it('it stands still as a whole and wakes up: the primary answers meanwhile', async () => {
    const pids = await f.processes()
    Object.assign(f.patience, { silentMs: 400, answerMs: 1000 })
    const all = readers()
    await all.after(true, 20)
    f.signal('SIGSTOP', pids)
    await all.after(false, 40)
    expect(pools().follower!.state()).toBe('away')
    f.signal('SIGCONT', pids)
    Object.assign(f.patience, { silentMs: 20_000, answerMs: 20_000 })
    await all.after(true, 40)
    await all.rest()
    // What was given up while it stood still is closed, not kept beside the new ones.
    await until(true, async () => (await f.connections()) <= 6)
  })

  it('it is killed: the primary answers, until there is one again', async () => {
    await until(true, farNow)
    const pids = await f.processes()
    const all = readers()
    await all.after(true, 20)
    f.signal('SIGKILL', pids)
    await all.after(false, 100)
    await all.rest()
    expect(await farNow()).toBe(false)
    expect(pools().follower!.state()).toBe('away')
    await f.follow()
    await until(true, farNow)
  })

  it('it takes the place of its primary, which goes on: nothing of what it holds then is told', async () => {
    const all = readers()
    await all.after(true, 20)
    await f.follower()`select pg_promote(true, 60)`
    await all.after(false, 40)
    await all.rest()
    await f.follower()`insert into drill.act (id) values ('00000000-0000-4000-8000-000000000000')`
    expect(await sees('00000000-0000-4000-8000-000000000000')).toEqual({ far: false, there: false })
    expect(pools().follower!.state()).toBe('other')
  })

  it('one that stayed with the former primary, and is ahead of the new one, is not believed', async () => {
    await f.follow(true)
    f.said.length = 0
    const id = randomUUID()
    await f.owner`insert into drill.act select gen_random_uuid() from generate_series(1, 20000)`
    await f.owner`insert into drill.act values (${id})`
    await until(1, async () => (await f.follower()`select 1 from drill.act where id = ${id}`).length)
    const [ahead] = await f.follower()`select (pg_last_wal_replay_lsn() - '0/0')::text as at`
    const [now] = await pools().db.execute<{ at: string }>(
      sql`select (pg_current_wal_flush_lsn() - '0/0')::text as at`,
    )
    expect(BigInt(ahead!.at) > BigInt(now!.at)).toBe(true)
    for (let tries = 0; tries < 20; tries += 1) {
      expect(await sees(id)).toEqual({ far: false, there: false })
      await sleep(10)
    }
    // However often it is tried, it is said once.
    expect(f.said).toEqual(['readings: the follower is other; the primary answers'])
  })
})
