import { spawn, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { weekStart } from '@/lib/reports/digest'
import { tehranDay } from '@/lib/shared/tehran'
import { post } from '@/scripts/bench/phones.mjs'
import { type Arena, openArena } from './arena'
import { chance } from './chance'
import { bytesOf, type Field, openField } from './field'
import { told } from './ledger'
import { verdictOf } from './verdict'

// F21: two whole installations of the application (each with Next, front server and worker) on one database, with the same keys and
// the same folder for the released pages, as behind a balancer.
const ACCOUNTS = 40
const CORRECTIONS = 8

let one: Arena
let other: Arena
let field: Field
let gateway: Server
const received = new Map<string, number>()

/** Counts the messages that reach it, by number; slow enough that two workers meet. */
const listening = () =>
  new Promise<Server>((ready) => {
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', (part) => (body += part))
      request.on('end', async () => {
        const to = new URLSearchParams(body).get('receptor') ?? ''
        received.set(to, (received.get(to) ?? 0) + 1)
        await sleep(20)
        response.end('ok')
      })
    })
    server.listen(0, '127.0.0.1', () => ready(server))
  })

beforeAll(async () => {
  gateway = await listening()
  const { port } = gateway.address() as AddressInfo
  const sms = { SMS_URL: `http://127.0.0.1:${port}/`, SMS_FROM: '3000' }
  one = await openArena({ demo: true, env: sms })
  await one.start()
  field = await openField(one, { beside: true })
  const data = join(one.folder, 'data')
  const shared = {
    DATABASE_URL: one.databaseUrl(),
    TABAVAR_KEYS: join(data, 'keys'),
    TABAVAR_SITE: join(data, 'site'),
    TABAVAR_ANCHORS: join(data, 'audit-anchors.jsonl'),
  }
  other = await openArena({ demo: true, env: { ...sms, ...shared } })
  await other.start()
})
afterAll(async () => {
  await other?.remove()
  await one?.remove()
  gateway?.close()
})

it('F21 a batch that reaches both at the same moment is taken once, with one receipt', async () => {
  const phones = await field.phones(8, 135)
  const acked = new Set<string>()
  const next = chance(21)
  await Promise.all(
    phones.map(async (phone) => {
      for (const batch of phone.batches) {
        const bytes = bytesOf(phone, batch)
        const ports = next() < 0.5 ? [one.port, other.port, one.port] : [other.port, one.port]
        const answers = (await Promise.all(ports.map((port) => post(port, undefined, bytes, 20_000)))) as {
          status: number
          text: string
        }[]
        expect(answers.map(({ status }) => status)).toEqual(ports.map(() => 200))
        expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
        for (const { op } of batch.ops) acked.add(op.id)
      }
    }),
  )
  const { agrees, ...verdict } = await one.asked((sql) => verdictOf(sql, phones, acked))
  expect(verdict).toEqual({ lost: 0, doubled: 0, partial: 0 })
  told('F21 batches', { operations: acked.size, ...verdict })
})

it('F21 a job that both have put in the queue is done once: nobody gets a message twice', async () => {
  const week = weekStart(tehranDay(new Date()))
  const accounts = await one.asked(async (sql) => {
    const rows = await sql<
      { id: string }[]
    >`select user_id as id from bench.cohort where n >= 100 order by n limit ${ACCOUNTS}`
    for (const [at, { id }] of rows.entries())
      await sql`insert into app.user_login (handle, kind, user_id) values (${`+98912${1_000_000 + at}`}, 'MOBILE', ${id})`
    const ids = rows.map(({ id }) => id)
    // Once as the hourly look puts them in, from both, and once more under no key at all.
    for (const key of ['digest:', 'digest:', null])
      await sql`select graphile_worker.add_job('digest-send', json_build_object('account', x, 'week', ${week}::text), job_key => ${key}::text || x || ':' || ${week}::text)
        from unnest(${ids}::text[]) x`
    return ids
  })
  const waiting = () =>
    one.asked(
      async (sql) =>
        (
          await sql<
            { n: number }[]
          >`select count(*)::int n from graphile_worker.jobs where task_identifier = 'digest-send' and attempts < max_attempts`
        )[0]!.n,
    )
  for (let tries = 0; tries < 240 && (await waiting()) > 0; tries += 1) await sleep(500)
  expect([...received.values()]).toEqual(accounts.map(() => 1))
  const [row] = await one.asked(
    (sql) =>
      sql`select count(*)::int sent, count(distinct user_id)::int accounts from app.digest_sent where state = 'SENT' and user_id = any(${accounts}::uuid[])`,
  )
  expect(row).toEqual({ sent: ACCOUNTS, accounts: ACCOUNTS })
  told('F21 jobs', {
    accounts: ACCOUNTS,
    jobs: ACCOUNTS * 2,
    messages: [...received.values()].reduce((sum, n) => sum + n, 0),
  })
})

it('F21 what comes out is written once, whole, and both servers show the same bytes', async () => {
  const page = async ({ port }: Arena) => (await fetch(`http://127.0.0.1:${port}/fa/releases`)).text()
  const text = (turn: number) => `آزمایش دو سرور ${turn}`
  await one.asked(async (sql) => {
    const [{ province, number }] = (await sql`select province, number from pub.release
      where status = 'PUBLISHED' and programme = 'RESILIENCE' limit 1`) as unknown as [
      { province: string; number: number },
    ]
    for (let turn = 1; turn <= CORRECTIONS; turn += 1)
      await sql`insert into pub.correction (province, release_number, day, text_fa) values (${province}, ${number}, '2024-07-19', ${text(turn)})`
  })
  for (let tries = 0; tries < 240; tries += 1) {
    const seen = await Promise.all([one, other].map(page))
    if (seen.every((each) => each.includes(text(CORRECTIONS)))) break
    await sleep(500)
  }
  const [first, second] = await Promise.all([one, other].map(page))
  expect(first).toBe(second)
  for (let turn = 1; turn <= CORRECTIONS; turn += 1) expect(first!.split(text(turn)).length).toBe(2)
  const drafts = readdirSync(join(one.folder, 'data/site')).filter((name) => /draft|\.new/.test(name))
  expect(drafts).toEqual([])
})

it('F21 all three keys are changed by command while both serve: nobody notices, and the new ones are used by both', async () => {
  const data = join(one.folder, 'data')
  const kept = () =>
    JSON.parse(readFileSync(join(data, 'keys/keyring.json'), 'utf8')) as Record<string, unknown>
  const before = kept()
  let going = true
  const answers: number[] = []
  const visits = [one, other].map(async ({ port }) => {
    while (going) {
      const address = `http://127.0.0.1:${port}/fa/office`
      answers.push((await fetch(address, { headers: { cookie: field.officer }, redirect: 'manual' })).status)
    }
  })
  const said: string[] = []
  for (const work of ['rotate', 'rotate-index', 'rotate-audit', 'status']) {
    const env = { ...process.env, TABAVAR_DATA: data, DATABASE_URL: '' }
    const done = spawn(process.execPath, ['scripts/keys.mjs', work], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [done.stdout, done.stderr]) stream.on('data', (part) => said.push(String(part)))
    expect(await new Promise((end) => done.once('close', end)), said.join('')).toBe(0)
  }
  going = false
  await Promise.all(visits)
  expect(new Set(answers)).toEqual(new Set([200]))
  for (const key of ['masterKey', 'indexKey', 'auditKey']) expect(kept()[key], key).not.toBe(before[key])
  expect(said.join('')).toContain('The index key was changed once, the key of the audit once.')
  const phones = await field.phones(2, 27)
  const acked = new Set<string>()
  for (const [at, phone] of phones.entries())
    for (const batch of phone.batches) {
      const { port } = at === 0 ? one : other
      const answer = (await post(port, undefined, bytesOf(phone, batch), 20_000)) as { status: number }
      expect(answer.status).toBe(200)
      for (const { op } of batch.ops) acked.add(op.id)
    }
  const { agrees, ...verdict } = await one.asked((sql) => verdictOf(sql, phones, acked))
  expect(verdict).toEqual({ lost: 0, doubled: 0, partial: 0 })
  told('F21 keys', { answers: answers.length, operations: acked.size, ...verdict })
})

it('F21 the audit that both sealed is one chain, without a gap', async () => {
  const data = join(one.folder, 'data')
  const unsealed = () =>
    one.asked(
      async (sql) =>
        (await sql<{ n: number }[]>`select value::int n from app.gauges() where name = 'audit_unsealed'`)[0]!
          .n,
    )
  for (let tries = 0; tries < 300 && (await unsealed()) > 0; tries += 1) await sleep(500)
  const proved = spawnSync(process.execPath, ['dist/server/setup.mjs', 'audit-proof'], {
    env: {
      ...process.env,
      DATABASE_URL: one.databaseUrl(),
      TABAVAR_KEYS: join(data, 'keys'),
      TABAVAR_ANCHORS: join(data, 'audit-anchors.jsonl'),
      NEXTAUTH_URL: 'http://localhost',
    },
    encoding: 'utf8',
  })
  const proof = JSON.parse(proved.stdout.trim().split('\n').at(-1)!) as { rows: number; findings: unknown[] }
  expect(proof.findings).toEqual([])
  expect(proof.rows).toBeGreaterThan(ACCOUNTS)
  told('F21 audit', { rows: proof.rows, findings: 0 })
})
