import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres, { type Sql } from 'postgres'
import { auditKeys } from '@/db/audit-keys'
import { proveAudit } from '@/db/audit-proof'
import { rotateAudit } from '@/db/audit-rotation'
import { makeBase } from '@/db/backup/base'
import { makeBackup } from '@/db/backup/make'
import { BackupRefused, REFUSALS } from '@/db/backup/refused'
import { restoreBackup } from '@/db/backup/restore'
import { afterRestore } from '@/db/backup/restored'
import { holdsSecret, makeSigningKey } from '@/db/certificate-keys'
import { closePools } from '@/db/client'
import { firstAdmin } from '@/db/commands/access/first-admin'
import { hashesLeft, liftToPresent, rotateIndex } from '@/db/index-rotation'
import { KeysRefused } from '@/db/key-change'
import { keysLeft, retireKeys, rotateKeys } from '@/db/key-rotation'
import { loginRoles } from '@/db/logins'
import { printedAccounts } from '@/db/seed/demo/accounts'
import { type DemoLoaded, loadDemo } from '@/db/seed/demo/load'
import { Refusal } from '@/db/seed/demo/wipe'
import { seedReference } from '@/db/seed/reference/load'
import { env, keyring } from '@/lib/env'
import { readAnchors } from './queue/audit-anchors'
import { readErasures } from './queue/erasure-file'
import { openQueue, prepareQueue } from './queue/prepare'

async function asOwner<T>(work: (owner: Sql) => Promise<T>): Promise<T> {
  const owner = postgres(env().DATABASE_URL, { max: 1, onnotice: () => {} })
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}

const MIGRATIONS = 'db/migrations'
/** So long a migration waits for a table that others are using: whoever comes after it waits behind it. Then it lets them pass and tries again. */
const LOCK_TIMEOUT_MS = 2000
const MOST_TRIES = 60
const BETWEEN_TRIES_MS = 500
/** Held by whoever migrates: another instance that starts at the same moment waits, and finds it done. */
const MIGRATING = 1403

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      const { code } = ((error as Error).cause ?? error) as { code?: string }
      if (code !== '55P03' || tries >= MOST_TRIES) throw error
      await sleep(BETWEEN_TRIES_MS)
    }
  }
}

/** Where a newer version has been, this one would read and write what it does not know: there is no way back but a copy. */
async function refuseNewer(owner: Sql): Promise<void> {
  const { entries } = JSON.parse(readFileSync(`${MIGRATIONS}/meta/_journal.json`, 'utf8')) as {
    entries: { when: number }[]
  }
  const [there] = await owner`select to_regclass('public.__drizzle_migrations') is not null as yes`
  if (!there?.yes) return
  const [row] = await owner<
    { last: number }[]
  >`select coalesce(max(created_at), 0)::float8 as last from public.__drizzle_migrations`
  if (row!.last > entries.at(-1)!.when)
    throw new Refusal(
      'This database has the shape of a newer version of Tabavar: start that one, or put back a copy that was made before it.',
    )
}

/** Brings the database to the shape of this code: migrations, login roles, root of the tree, reference data. */
async function migrateDatabase(): Promise<void> {
  const alone = postgres(env().DATABASE_URL, { max: 1, onnotice: () => {} })
  try {
    await alone`select pg_advisory_lock(${MIGRATING})`
    await migrateAlone()
  } finally {
    await alone.end()
  }
}

async function migrateAlone(): Promise<void> {
  const connection = { lock_timeout: LOCK_TIMEOUT_MS }
  const owner = postgres(env().DATABASE_URL, { max: 1, onnotice: () => {}, connection })
  try {
    await refuseNewer(owner)
    const settings = { migrationsFolder: MIGRATIONS, migrationsSchema: 'public' }
    await patiently(() => migrate(drizzle(owner), settings))
    for (const role of Object.values(loginRoles(keyring().loginSecret))) {
      const [known] = await owner`select 1 from pg_roles where rolname = ${role.name}`
      // A role's name cannot be a parameter; it is made of our own prefix and hex digits only.
      await owner.unsafe(
        `${known ? 'alter' : 'create'} role ${role.name} login password '${role.password}' in role`.replace(
          / in role$/,
          known ? '' : ` in role ${role.group}`,
        ),
      )
      // Compiling a plan costs half a second and these statements take milliseconds.
      await owner.unsafe(`alter role ${role.name} set jit = off`)
      // Rows come from memory: read by their index, ten years of others are left alone.
      await owner.unsafe(`alter role ${role.name} set random_page_cost = 1.1`)
      // A year's marks are put in order in memory and not on the disk; the server's own 4 MB hold a tenth of them.
      await owner.unsafe(`alter role ${role.name} set work_mem = '16MB'`)
    }
  } finally {
    await owner.end()
  }
  await prepareQueue(env().DATABASE_URL)
  await asOwner(openQueue)
  // A client of its own: drizzle has overwritten the serializers of the other.
  await asOwner(seedReference)
  await asOwner((owner) => owner.begin((sql) => liftToPresent(sql as unknown as Sql)))
  await asOwner(standingKey)
}

/** A key that signs certificates: the first one, or another where the secret half of the last one is not on this machine. */
async function standingKey(owner: Sql): Promise<void> {
  const [standing] = await owner<
    { kid: string }[]
  >`select kid from app.certificate_key where retired_at is null`
  if (standing && holdsSecret(standing.kid)) return
  const { kid, publicKey } = await makeSigningKey()
  await owner.begin(async (sql) => {
    await sql`update app.certificate_key set retired_at = now() where retired_at is null`
    await sql`insert into app.certificate_key (kid, public_key) values (${kid}, ${publicKey})`
  })
}

/** What is there; `accounts` are those of an installation's own people, who are neither the program nor the demo. */
async function status(): Promise<{ migrated: boolean; runs: number; accounts: number }> {
  return asOwner(async (owner) => {
    const [there] = await owner`select to_regclass('app.run') is not null as yes`
    if (!there?.yes) return { migrated: false, runs: 0, accounts: 0 }
    const [row] = await owner<
      { runs: number; accounts: number }[]
    >`select (select count(*)::int from app.run) as runs,
      (select count(*)::int from app.user_account where kind = 'PERSON' and not is_demo) as accounts`
    return { migrated: true, runs: row?.runs ?? 0, accounts: row?.accounts ?? 0 }
  })
}

/** Replaces the demonstration. Never on another machine's database unless TABAVAR_DEMO=1 says that it is meant. */
async function demo(): Promise<DemoLoaded> {
  const wanted = rest[0]
  if (wanted !== 'snapshot' && wanted !== 'full' && wanted !== 'none')
    throw new Error('demo snapshot|full|none')
  const { DATABASE_URL, TABAVAR_DEMO } = env()
  if (!isLoopback(DATABASE_URL) && TABAVAR_DEMO !== '1')
    throw new Refusal('The database is on another machine: set TABAVAR_DEMO=1 to load the demo there.')
  try {
    return await asOwner((owner) => loadDemo(owner, wanted))
  } finally {
    await closePools()
  }
}

function isLoopback(databaseUrl: string): boolean {
  const { hostname, searchParams } = new URL(databaseUrl)
  const host = hostname || searchParams.get('host') || ''
  return host === '' || host.startsWith('/') || ['localhost', '127.0.0.1', '[::1]'].includes(host)
}

/** The one-time link of the first administrator, or null where somebody can already administer. */
async function administrator(): Promise<{ path: string | null }> {
  const token = await asOwner(firstAdmin)
  return { path: token === null ? null : `/fa/invitation/${token}` }
}

/** Proves the audit's chains anew, with the key and the places written down outside the database. */
async function auditProof() {
  const anchors = await readAnchors(env().TABAVAR_ANCHORS)
  const proof = await asOwner((owner) =>
    owner.begin('isolation level repeatable read read only', (sql) =>
      proveAudit((text, values = []) => sql.unsafe(text, values as never[]) as never, auditKeys(), anchors),
    ),
  )
  return { ...proof, anchors: anchors.length }
}

/** The file and the passphrase a copy is made or put back with: the one line of the key file. */
function copyAsked(): { file: string; passphrase: string } {
  const [file, key] = rest
  if (!file || !key) throw new Error('backup|restore <file> <key file>')
  return { file, passphrase: readFileSync(key, 'utf8').trim() }
}

/** Those erased so far, by the file outside the database; a restore without it is asked for by name only. */
async function erasuresAsked() {
  if (rest.includes('without-erasures')) return []
  const file = env().TABAVAR_ERASURES
  const erasures = await readErasures(file)
  if (!erasures) throw REFUSALS.noErasures(file)
  return erasures
}

async function restore() {
  const erasures = await erasuresAsked()
  return asOwner((owner) => restoreBackup(owner, { ...copyAsked(), erasures }))
}

/** What has to hold again after the files of the database were put back to an instant. */
async function restored() {
  const erasures = await erasuresAsked()
  return asOwner((owner) => owner.begin(async (sql) => ({ erased: await afterRestore(sql, erasures) })))
}

/** A base of the database's files in its archive; said in the audit once it is there. */
async function base() {
  const [archive, key, data] = rest
  if (!archive || !key || !data) throw new Error('base <archive> <key file> <data folder>')
  const passphrase = readFileSync(key, 'utf8').trim()
  return asOwner(async (superuser) => {
    const made = await makeBase(superuser, { archive, data, passphrase })
    await superuser`select audit.record('backup.base', 'installation', '1', 1, null, null, null, 'setup')`
    return made
  })
}

/** A new master, index or audit key, the end of a former master key, or how far that is. */
function keys(): Promise<unknown> {
  const now = new Date()
  const { formerMasterKeys, formerIndexKeys, formerAuditKeys } = keyring(true)
  const work: Record<string, (owner: Sql) => Promise<unknown>> = {
    rotate: (owner) => rotateKeys(owner, { now }),
    retire: (owner) => retireKeys(owner, { now }),
    'rotate-index': (owner) => rotateIndex(owner, { now }),
    'rotate-audit': (owner) => rotateAudit(owner, { now }),
    status: async (owner) => ({
      former: formerMasterKeys.length,
      left: await keysLeft(owner),
      index: formerIndexKeys.length,
      hashes: await hashesLeft(owner),
      audit: formerAuditKeys.length,
    }),
  }
  const asked = work[rest[0] ?? '']
  if (!asked) throw new Error('keys rotate|retire|rotate-index|rotate-audit|status')
  return asOwner(asked)
}

const [what = 'status', ...rest] = process.argv.slice(2)
const tasks: Record<string, () => Promise<unknown>> = {
  migrate: migrateDatabase,
  status,
  demo,
  accounts: () => asOwner(printedAccounts),
  'first-admin': administrator,
  'audit-proof': auditProof,
  keys,
  backup: () => asOwner((owner) => makeBackup(owner, { ...copyAsked(), now: new Date() })),
  restore,
  base,
  restored,
}
const task = tasks[what]
if (!task) throw new Error(`unknown task ${what} ${rest.join(' ')}`)
task().then(
  (answer) => {
    if (answer !== undefined) console.log(JSON.stringify(answer))
  },
  (error) => {
    const refused = [Refusal, BackupRefused, KeysRefused].some((kind) => error instanceof kind)
    console.error(refused ? error.message : error)
    process.exitCode = refused ? 2 : 1
  },
)
