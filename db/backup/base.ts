import 'server-only'
import { createWriteStream, existsSync } from 'node:fs'
import { chmod, type FileHandle, mkdir, open, readdir } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql } from 'postgres'
import { baseFolder, baseName, LIGHT, systemOf } from './archive'
import { contentsOf, writeClosed } from './closed-file'
import { keyMarks, lacksKeys } from './make'
import { isSound, logPlaceOf, PAGE } from './pages'
import { REFUSALS } from './refused'
import { type Entry, type Member, members, packed } from './tar'

const FORMAT = { format: 'tabavar-base', formatVersion: 1 } as const
const HEAD = 'head.json'
const DATA = 'data'
type Head = typeof FORMAT & { startedAt: string; server: string; keys: Record<string, string> }

/** What belongs to the running server, or is made anew by every start. */
const EMPTY = /^(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)$/
const LEFT_OUT =
  /^(postmaster\.(pid|opts)|backup_(label|manifest)(\.old)?|tablespace_map(\.old)?|(recovery|standby)\.signal|current_logfiles|pg_internal\.init.*|pgsql_tmp.*|t\d+_\d+.*)$/
const RELATION = /^(?:base\/\d+|global)\/\d+(?:_(?:fsm|vm|init))?(?:\.(\d+))?$/
const PAGES_A_FILE = 131_072
const READ = 32 * PAGE
/** How long the server may take to give the end of the copy to its archive. */
const PATIENCE = '120s'

type Copy = { files: number; bytes: number; spoilt: string[]; from: bigint }

/** Every file below the data folder, folders first with a stroke at their end; the control file, by which all is read, last. */
async function* namesIn(data: string, folder = ''): AsyncGenerator<string> {
  const entries = await readdir(join(data, folder), { withFileTypes: true }).catch(() => [])
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const name = folder ? `${folder}/${entry.name}` : entry.name
    if (LEFT_OUT.test(entry.name) || name === 'global/pg_control') continue
    if (entry.isSymbolicLink()) throw REFUSALS.tablespace(join(data, name))
    if (entry.isFile()) yield name
    if (!entry.isDirectory()) continue
    yield `${name}/`
    if (!EMPTY.test(name)) yield* namesIn(data, name)
  }
  if (folder === '') yield 'global/pg_control'
}

/**
 * A page that does not carry its checksum is read again: it may be half written at this moment. One that was written since the
 * copy began comes whole from the log.
 */
async function soundLater(file: FileHandle, at: number, number: number, from: bigint): Promise<boolean> {
  const page = Buffer.alloc(PAGE)
  for (let tries = 0; tries < 5; tries += 1) {
    const { bytesRead } = await file.read(page, 0, PAGE, at)
    if (bytesRead < PAGE || isSound(page, number) || logPlaceOf(page) >= from) return true
    await sleep(50)
  }
  return false
}

/** A file as long as it was when it was opened: what it lacks or has grown by since comes from the log. */
async function* bytesOf(file: FileHandle, name: string, size: number, copy: Copy): AsyncGenerator<Buffer> {
  const relation = RELATION.exec(name)
  const first = relation ? Number(relation[1] ?? 0) * PAGES_A_FILE : -1
  try {
    for (let at = 0; at < size; at += READ) {
      const part = Buffer.alloc(Math.min(READ, size - at))
      let filled = 0
      while (filled < part.length) {
        const { bytesRead } = await file.read(part, filled, part.length - filled, at + filled)
        if (bytesRead === 0) break
        filled += bytesRead
      }
      for (let page = 0; first >= 0 && page + PAGE <= filled; page += PAGE) {
        const number = first + (at + page) / PAGE
        if (isSound(part.subarray(page, page + PAGE), number)) continue
        if (!(await soundLater(file, at + page, number, copy.from)))
          copy.spoilt.push(`${name}, page ${number}`)
      }
      copy.bytes += part.length
      yield part
    }
  } finally {
    await file.close()
  }
}

async function* filesOf(data: string, copy: Copy): AsyncGenerator<Entry | Member> {
  for await (const name of namesIn(data)) {
    if (name.endsWith('/')) {
      yield { name: `${DATA}/${name}`, body: Buffer.alloc(0) }
      continue
    }
    // What is dropped while it is copied is dropped again from the log.
    const file = await open(join(data, name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
    })
    if (!file) continue
    const { size } = await file.stat()
    copy.files += 1
    yield { name: `${DATA}/${name}`, size, bytes: bytesOf(file, name, size, copy) }
  }
  if (copy.spoilt.length > 0) throw REFUSALS.spoilt(copy.spoilt)
}

const lsn = (text: string) => {
  const [high, low] = text.split('/') as [string, string]
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`)
}

/**
 * Copies the files of a running cluster into its archive, from which it can be taken to any instant after. `superuser` is one
 * connection: the server gives the copy up when it ends.
 */
export async function makeBase(
  superuser: Sql,
  { archive, data, passphrase }: { archive: string; data: string; passphrase: string },
): Promise<{ file: string; files: number; bytes: number }> {
  const [server] = await superuser<{ archives: boolean; version: string }[]>`
    select current_setting('archive_mode') <> 'off' as archives, current_setting('server_version') as version`
  if (!server!.archives) throw REFUSALS.notArchiving()
  const system = join(archive, await systemOf(data))
  const folder = baseFolder(system)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const [start] = await superuser<
    { at: Date; place: string }[]
  >`select clock_timestamp() as at, pg_backup_start('tabavar base', true)::text as place`
  const copy: Copy = { files: 0, bytes: 0, spoilt: [], from: lsn(start!.place) }
  let file = ''
  async function* entries(): AsyncGenerator<Entry | Member> {
    const head: Head = {
      ...FORMAT,
      startedAt: start!.at.toISOString(),
      server: server!.version,
      keys: keyMarks(),
    }
    yield { name: HEAD, body: Buffer.from(`${JSON.stringify(head)}\n`, 'utf8') }
    yield* filesOf(data, copy)
    await superuser`select set_config('statement_timeout', ${PATIENCE}, false)`
    const [stop] = await superuser<{ label: string; at: Date }[]>`
      select s.labelfile as label, clock_timestamp() as at from pg_backup_stop(true) s`.catch((error) => {
      throw error.code === '57014' ? REFUSALS.notArchiving() : error
    })
    file = join(folder, baseName(stop!.at))
    if (existsSync(file)) throw REFUSALS.exists(file)
    yield { name: `${DATA}/backup_label`, body: Buffer.from(stop!.label, 'utf8') }
  }
  const draft = join(folder, `${process.pid}.part`)
  await writeClosed(draft, packed(entries(), start!.at), { passphrase, ...LIGHT }, () => file)
  return { file, files: copy.files, bytes: copy.bytes }
}

/** Puts the files of a base into a folder, which must be a new one. */
export async function unpackBase(file: string, passphrase: string, target: string): Promise<void> {
  await mkdir(target, { mode: 0o700 })
  const root = resolve(target)
  let last = ''
  for await (const { name, bytes } of members(contentsOf(file, passphrase))) {
    if (last === '') {
      if (name !== HEAD) throw REFUSALS.notOurs()
      await checkHead(bytes)
      last = name
      continue
    }
    const path = resolve(target, relative(DATA, name))
    if (!name.startsWith(`${DATA}/`) || !path.startsWith(root)) throw REFUSALS.notOurs()
    await mkdir(name.endsWith('/') ? path : dirname(path), { recursive: true, mode: 0o700 })
    if (!name.endsWith('/')) await pipeline(bytes, createWriteStream(path, { mode: 0o600 }))
    last = name
  }
  // The label is written last, and without it the server would take the copy for a whole database.
  if (last !== `${DATA}/backup_label`) throw REFUSALS.cut()
  await chmod(target, 0o700)
}

async function checkHead(bytes: AsyncIterable<Buffer>): Promise<void> {
  const parts: Buffer[] = []
  for await (const part of bytes) parts.push(part)
  const head = JSON.parse(Buffer.concat(parts).toString('utf8')) as Head
  if (head.format !== FORMAT.format || head.formatVersion !== FORMAT.formatVersion) throw REFUSALS.notOurs()
  if (lacksKeys(head.keys)) throw REFUSALS.otherKeys()
}
