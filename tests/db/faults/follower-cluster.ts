// A primary with a whole schema and the demonstration, a follower of it, and the application's own pools on both.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres, { type Sql } from 'postgres'
import { makeBase } from '@/db/backup/base'
import { closePools, openPools } from '@/db/client'
import { PATIENCE } from '@/db/follower'
import { loginUrls } from '@/db/logins'
import { loadDemo } from '@/db/seed/demo/load'
import { keyring } from '@/lib/env'
import { makeKey, passphraseOf } from '@/scripts/launcher/backup.mjs'
import { urlOf } from '@/scripts/launcher/cluster.mjs'
import { ownPort } from '@/scripts/launcher/ports.mjs'
import { passingHome } from '@/scripts/launcher/postgres-home.mjs'
import { openReplica } from '@/scripts/launcher/replica.mjs'
import { type Cluster, newHome, openCluster, PASSWORD, results, setUp } from '../backup/drill-cluster'

export type Followed = Awaited<ReturnType<typeof openFollowed>>

export async function openFollowed() {
  const place = mkdtempSync(join(tmpdir(), 'tabavar-following-'))
  const archive = join(place, 'archive')
  const key = join(place, 'archive.key')
  makeKey(key)
  const primary: Cluster = await openCluster(newHome(), { folder: archive, key, seconds: 60 })
  setUp(primary, 'migrate')
  const owner = postgres(primary.owner, { max: 2, onnotice: () => {} })
  const superuser = postgres(primary.superuser, { max: 2, onnotice: () => {} })
  openPools(primary.app, 4)
  await loadDemo(owner, 'snapshot')
  await makeBase(superuser, {
    archive,
    data: join(primary.home.folder, 'data'),
    passphrase: passphraseOf(key),
  })
  const homes: ReturnType<typeof passingHome>[] = []
  const said: string[] = []
  // It is waited for long, unless a test wants to see it given up.
  const patience = { ...PATIENCE, catchUpMs: 20_000, silentMs: 20_000, awayMs: 50, behindMs: 20 }
  let server: Awaited<ReturnType<typeof openReplica>> | undefined
  const promoted: NonNullable<typeof server>[] = []
  let behind: Sql | undefined
  let log = ''

  /** A follower of its own, and the pools anew with it; `under` the one that was there until now as the application's primary, if it is to be. */
  async function follow(under = false): Promise<void> {
    await behind?.end({ timeout: 0 }).catch(() => {})
    const before = server
    if (before && under) promoted.push(before)
    else await before?.stop()
    const home = passingHome()
    homes.push(home)
    log = join(results, `reading-${homes.length}.log`)
    rmSync(log, { force: true })
    const port = await ownPort(28_100)
    server = await openReplica(home, {
      ...{ primary: primary.superuser, port, archive, key, log, env: process.env, run: undefined },
      // Every statement stands in its log under the id of its request.
      settings: {
        ...{ fsync: 'off', max_connections: 60 },
        ...{ log_min_duration_statement: 0, log_line_prefix: '%a ' },
      },
    })
    behind = postgres(urlOf(port, 'postgres', PASSWORD, 'tabavar'), { max: 1, onnotice: () => {} })
    await closePools()
    const address = new URL(primary.owner)
    address.port = String(port)
    const logins = (at: number) => {
      const address = new URL(primary.owner)
      address.port = String(at)
      return loginUrls(address.href, keyring().loginSecret)
    }
    openPools(under ? logins(before!.port) : primary.app, 4, {
      ...logins(port),
      patience,
      say: (line) => said.push(line),
    })
  }
  await follow()

  return {
    ...{ primary, owner, superuser, follow, said, patience },
    /** The follower's own superuser. */
    follower: () => behind!,
    wrote: () => readFileSync(log, 'utf8'),
    /** Sends all processes of the follower a signal: the whole machine stands still, or is gone. */
    signal(name: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL', pids: readonly number[]) {
      for (const pid of pids) {
        try {
          process.kill(pid, name)
        } catch {}
      }
    },
    /** The application's own connections to the follower: at most four, and two for what is released. */
    connections: async () =>
      (
        await behind!<{ n: number }[]>`
        select count(*)::int as n from pg_stat_activity where usename like 'tabavar\_rw\_%' or usename like 'tabavar\_pub\_%'`
      )[0]!.n,
    async processes(): Promise<number[]> {
      const rows = await behind!<{ pid: number }[]>`select pid from pg_stat_activity`
      return [server!.pid, ...rows.map(({ pid }) => pid)]
    },
    async close() {
      await closePools()
      await behind?.end({ timeout: 0 }).catch(() => {})
      for (const one of [server, ...promoted]) await one?.stop().catch(() => {})
      for (const sql of [owner, superuser]) await sql.end({ timeout: 0 }).catch(() => {})
      await primary.destroy().catch(() => {})
      for (const { folder } of homes) rmSync(folder, { recursive: true, force: true })
      rmSync(place, { recursive: true, force: true })
    },
  }
}

/** Asks until the answer is the wanted one. */
export async function until<T>(wanted: T, ask: () => Promise<T>): Promise<void> {
  while ((await ask()) !== wanted) await sleep(20)
}
