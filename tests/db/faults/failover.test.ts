import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, connect as dial, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, it } from 'vitest'
import { makeBase } from '@/db/backup/base'
import { makeKey, passphraseOf } from '@/scripts/launcher/backup.mjs'
import { ownPort } from '@/scripts/launcher/ports.mjs'
import { passingHome } from '@/scripts/launcher/postgres-home.mjs'
import { openReplica } from '@/scripts/launcher/replica.mjs'
import { asked, type Cluster, newHome, openCluster, PASSWORD, results } from '../backup/drill-cluster'
import { startWriting, type Writing, writersIn } from './writing'

// The primary dies under eight writers, its follower takes its place, and the address moves to it, as a virtual address or a proxy before
// the database does it. The writers are the application's own pools, in a process of their own.
const ROUND = process.env.DRILL === 'long' ? 4000 : 400
const place = mkdtempSync(join(tmpdir(), 'tabavar-failover-'))
const archive = join(place, 'archive')
const key = join(place, 'archive.key')
const replicaHome = passingHome()
let primary: Cluster
let replica: Awaited<ReturnType<typeof openReplica>>
let program: string
let writing: Writing | undefined

/** The address the application knows. */
const sockets = new Set<Socket>()
let target = 0
const door = createServer((socket) => {
  sockets.add(socket)
  const inner = dial(target, '127.0.0.1')
  for (const [one, other] of [
    [socket, inner],
    [inner, socket],
  ] as const) {
    one.on('error', () => {})
    one.on('close', () => other.destroy())
    one.pipe(other)
  }
  socket.on('close', () => sockets.delete(socket))
})

const at = (port: number) => `postgresql://postgres:${PASSWORD}@127.0.0.1:${port}/tabavar`

beforeAll(async () => {
  makeKey(key)
  primary = await openCluster(newHome(), { folder: archive, key, seconds: 60 })
  await asked(primary.superuser, async (sql) => {
    await sql`create table operation (id uuid primary key)`
    await sql`create table effect (id uuid not null)`
    await makeBase(sql, { archive, data: join(primary.home.folder, 'data'), passphrase: passphraseOf(key) })
  })
  const port = await ownPort(28_000)
  replica = await openReplica(replicaHome, {
    ...{ primary: primary.superuser, port, archive, key, env: process.env, run: undefined },
    log: join(results, 'follower.log'),
    settings: { fsync: 'off', max_connections: 60 },
  })
  // From here on nothing is acknowledged that the follower does not have.
  await asked(primary.superuser, async (sql) => {
    await sql`alter system set synchronous_standby_names = '*'`
    await sql`select pg_reload_conf()`
    for (let state = ''; state !== 'sync'; await sleep(50))
      state =
        (await sql<{ state: string }[]>`select sync_state as state from pg_stat_replication`)[0]?.state ?? ''
  })
  target = primary.port
  await new Promise<void>((done) => door.listen(0, '127.0.0.1', done))
  program = await writersIn(results)
}, 300_000)

afterAll(async () => {
  writing?.kill()
  for (const socket of sockets) socket.destroy()
  door.close()
  await replica?.stop()
  if (primary) await primary.destroy().catch(() => {})
  for (const folder of [replicaHome.folder, place]) rmSync(folder, { recursive: true, force: true })
})

it('the primary dies for good: nothing acknowledged is lost, nothing is done twice, the writers go on by themselves', async () => {
  const address = at((door.address() as { port: number }).port)
  writing = startWriting(program, address)
  const { acknowledged, until } = writing
  await until(ROUND)
  const died = performance.now()
  await primary.destroy()
  const before = acknowledged.length
  await asked(at(replica.port), (sql) => sql`select pg_promote(true, 60)`)
  target = replica.port
  const promoted = performance.now()
  await until(before + ROUND)
  const first = acknowledged.find((each) => each.at > promoted)!.at
  await writing.stop()
  await writing.prove((work) => asked(at(replica.port), work))
  mkdirSync(results, { recursive: true })
  const figures = {
    ...{ acknowledged: acknowledged.length, lost: 0, doubled: 0 },
    ...{ promotedMs: promoted - died, firstSuccessMs: first - died },
  }
  writeFileSync(join(results, 'failover.json'), `${JSON.stringify(figures, null, 2)}\n`)
})
