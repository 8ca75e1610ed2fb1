import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { makeBase } from '@/db/backup/base'
import { encodeSid } from '@/lib/server/session-cookie'
import { makeKey, passphraseOf } from '@/scripts/launcher/backup.mjs'
import { ownPort } from '@/scripts/launcher/ports.mjs'
import { passingHome } from '@/scripts/launcher/postgres-home.mjs'
import { openReplica } from '@/scripts/launcher/replica.mjs'
import { type Staff, staff } from '../support/factories'
import { type Arena, openArena } from './arena'
import { told } from './ledger'

// The built application reading from a follower (docs/decisions/0045-reading-from-a-follower.md): one installation as it is, another on
// the same database that is told of a streaming follower. What they show is compared from outside, as a browser and a program get it.
const RUN = 'WA-1403-DEMO'
const PAGES = ['', '/indicators', '/logframe', '/targets', '/quarters', '/outcomes', '/reports'].map(
  (page) => `/fa/office${page}?run=${RUN}`,
)
const FIGURES = `/api/figures/v1?run=${RUN}&asOf=1403-04-31`
const RELEASES = '/api/public/v1/releases'
const PEOPLE = `/api/office/v1/people?run=${RUN}`

const place = mkdtempSync(join(tmpdir(), 'tabavar-follower-'))
const log = join(place, 'follower.log')
const archive = join(place, 'archive')
const key = join(place, 'archive.key')
let home: ReturnType<typeof passingHome>
let one: Arena
let other: Arena
let replica: Awaited<ReturnType<typeof openReplica>>
let follower: Sql
let officer: Staff
let cookie: string
const secret = randomBytes(32).toString('base64url')

beforeAll(async () => {
  makeKey(key)
  one = await openArena({ demo: true, env: { TABAVAR_ARCHIVE: archive, TABAVAR_ARCHIVE_KEY: key } })
  await one.start()
  // A base says under which keys it was made.
  vi.stubEnv('TABAVAR_KEYS', join(one.folder, 'data/keys'))
  const settings = await one.ruled(async (sql) => {
    const [row] = await sql<{ data: string; seats: number }[]>`
      select current_setting('data_directory') as data, current_setting('max_connections')::int as seats`
    await makeBase(sql, { archive, data: row!.data, passphrase: passphraseOf(key) })
    return row!
  })
  home = passingHome()
  const port = await ownPort(28_400)
  replica = await openReplica(home, {
    ...{ primary: one.databaseUrl('superuser'), port, archive, key, log, env: process.env, run: undefined },
    // Every statement stands in its log, behind the name of who asked.
    settings: {
      ...{ max_connections: settings.seats, log_min_duration_statement: 0, log_line_prefix: '%a ' },
    },
  })
  const address = new URL(one.databaseUrl('superuser'))
  address.port = String(port)
  follower = postgres(address.href, {
    ...{ max: 1, onnotice: () => {}, connection: { application_name: 'a look from outside' } },
  })
  const data = join(one.folder, 'data')
  other = await openArena({
    demo: true,
    env: {
      DATABASE_URL: one.databaseUrl(),
      TABAVAR_KEYS: join(data, 'keys'),
      TABAVAR_SITE: join(data, 'site'),
      TABAVAR_ANCHORS: join(data, 'audit-anchors.jsonl'),
      TABAVAR_WORKER: '0',
      TABAVAR_READ_FROM: `postgresql://127.0.0.1:${port}/tabavar`,
    },
  })
  await other.start()
  await one.asked(async (sql) => {
    const [run] = await sql`select scope_id from app.run where code = ${RUN}`
    officer = await staff(sql, 'PROVINCE_OFFICER', run!.scope_id, 'reads from a follower')
    await sql`insert into app.api_token (scope_id, user_id, name, hash, exports, expires_at)
      select u.scope_id, u.id, 'follower', ${createHash('sha256').update(secret).digest()}, '{people}', now() + interval '1 day'
      from app.user_account u join app.user_login l on l.user_id = u.id where l.handle = 'officer1@demo.tabavar.local'`
  })
  cookie = `tabavar=${await encodeSid(officer.token, 86_400, one.authSecret())}`
}, 900_000)
afterAll(async () => {
  await follower?.end({ timeout: 0 }).catch(() => {})
  await other?.remove()
  await replica?.stop().catch(() => {})
  await one?.remove()
  if (home) rmSync(home.folder, { recursive: true, force: true })
  rmSync(place, { recursive: true, force: true })
  vi.unstubAllEnvs()
}, 120_000)

async function get(arena: Arena, path: string): Promise<{ status: number; text: string }> {
  const headers: Record<string, string> =
    path === PEOPLE ? { authorization: `Bearer tabavar_${secret}` } : { cookie }
  const answer = await fetch(`http://127.0.0.1:${arena.port}${path}`, { headers, redirect: 'manual' })
  return { status: answer.status, text: await answer.text() }
}

/** What somebody reads of a page: its words and figures in their order. */
const read = (html: string): string =>
  (/<main[\s>].*<\/main>/s.exec(html)?.[0] ?? '')
    .replace(/<(script|style|template)\b.*?<\/\1>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
const shown = async (arena: Arena, path: string) => {
  const { status, text } = await get(arena, path)
  return { status, text: path.startsWith('/api/') ? text : read(text) }
}

/** Statements of the application that the follower has answered. */
const answered = () =>
  readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => /^(?!a look from outside)\S.*LOG: +duration/.test(line)).length
/** Whether the follower was asked for it; it is tried until it was, since it may be behind for a moment. */
async function untilFar(path: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const before = answered()
    const { status } = await get(other, path)
    expect(status, path).toBe(200)
    if (answered() > before) return
    if (tries > 60) throw new Error(`the follower is not asked for ${path}: ${other.said().slice(-2000)}`)
    await sleep(500)
  }
}

describe('the built application with a follower', () => {
  it('asks it for the heavy pages, the figures’ file, the rows of people and what is released; without one nobody asks it', async () => {
    for (const path of [...PAGES, FIGURES, RELEASES, PEOPLE]) {
      await untilFar(path)
      const before = answered()
      expect((await get(one, path)).status, path).toBe(200)
      expect(answered(), path).toBe(before)
    }
    const [row] = await follower<{ n: number }[]>`
      select count(*)::int as n from pg_stat_activity where usename like 'tabavar\\_rw\\_%' or usename like 'tabavar\\_pub\\_%'`
    expect(row!.n).toBeGreaterThan(0)
    told('readings from a follower', { pages: PAGES.length, files: 3, statements: answered() })
  })

  it('shows the same words and figures, and gives the same bytes', async () => {
    for (const path of PAGES) {
      const near = await shown(one, path)
      expect(near.text.length, path).toBeGreaterThan(200)
      expect(await shown(other, path), path).toEqual(near)
    }
    for (const path of [FIGURES, RELEASES, PEOPLE]) {
      const near = await shown(one, path)
      expect(near.text.length, path).toBeGreaterThan(200)
      expect(await shown(other, path), path).toEqual(near)
    }
  })

  it('shows nothing that was taken back, though the follower has not heard of it', async () => {
    await untilFar(PEOPLE)
    const people = async () => (await shown(other, PEOPLE)).text
    const releases = async () => (await shown(other, RELEASES)).text
    const rowsOf = (text: string) => (JSON.parse(text) as { rows: { id: string; name: string }[] }).rows
    const her = rowsOf(await people())[0]!
    const before = await releases()
    await follower`select pg_wal_replay_pause()`
    for (let state = ''; state !== 'paused'; await sleep(20))
      state = (await follower`select pg_get_wal_replay_pause_state() as s`)[0]!.s
    try {
      await one.asked(async (sql) => {
        await sql`update app.person set erased_at = now(), first_name = '—', last_name = '—' where id = ${her.id}`
        await sql`update pub.release set status = 'WITHDRAWN' where programme = 'RESILIENCE'`
      })
      // The follower still has her and the release.
      const [still] = await follower`select first_name as name from app.person where id = ${her.id}`
      expect(still!.name).not.toBe('—')
      const [out] =
        await follower`select count(*)::int as n from pub.release where programme = 'RESILIENCE' and status = 'PUBLISHED'`
      expect(out!.n).toBeGreaterThan(0)
      const now = await people()
      expect(now).toBe((await shown(one, PEOPLE)).text)
      expect(rowsOf(now).find(({ id }) => id === her.id)?.name).not.toBe(her.name)
      expect(await releases()).toBe((await shown(one, RELEASES)).text)
      expect(await releases()).not.toBe(before)
    } finally {
      await follower`select pg_wal_replay_resume()`
    }
    await untilFar(PEOPLE)
    expect(await people()).toBe((await shown(one, PEOPLE)).text)
  })

  it('goes on where it is stopped in the middle: each page is right, and none fails', async () => {
    const asked = [...PAGES, FIGURES]
    const right = new Map<string, string>()
    for (const path of asked) right.set(path, (await shown(one, path)).text)
    await untilFar(FIGURES)
    const wrong: string[] = []
    let done = 0
    let going = true
    const readers = Array.from({ length: 4 }, async (_, reader) => {
      for (let round = reader; going; round += 1) {
        const path = asked[round % asked.length]!
        const { status, text } = await shown(other, path)
        if (status !== 200 || text !== right.get(path)) wrong.push(`${status} ${path}`)
        done += 1
      }
    })
    const answers = async (count: number) => {
      for (const until = done + count; done < until; ) await sleep(20)
    }
    await answers(8)
    const far = answered()
    await replica.stop()
    await answers(24)
    going = false
    await Promise.all(readers)
    expect(wrong).toEqual([])
    expect(far).toBeGreaterThan(0)
    expect(other.said()).toMatch(/readings: the follower is away.*; the primary answers/)
    told('a follower stopped under readers', { answers: done, wrong: wrong.length })
  })
})
