// The archive of the built-in database, beside which a copy of its files («base») can be taken to any instant since:
// <folder>/<system>/wal/<segment>.age and <folder>/<system>/base/<instant>.age, each closed with the key of the archive.
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { LIGHT_WORK } from './age'
import { contentsOf, writeClosed } from './closed-file'
import { BackupRefused, REFUSALS } from './refused'

/** How files of the archive are closed; most are closed while people work. */
export const LIGHT = { work: LIGHT_WORK, level: 3 } as const
const NAME = /^(?<segment>[0-9A-F]{24})(\.[0-9A-F]{8}\.backup|\.partial)?$|^[0-9A-F]{8}\.history$/
const SEGMENT = /^[0-9A-F]{24}$/
const BASE = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.age$/

/** Whether the server gives files of this name to its archive. */
export const isKept = (name: string) => NAME.test(name)
const walFolder = (system: string) => join(system, 'wal')
const walFile = (system: string, name: string) => join(walFolder(system), `${name}.age`)
export const baseFolder = (system: string) => join(system, 'base')
/** By the instant from which on it can be taken further, rounded up to a second. */
export const baseName = (at: Date) =>
  `${new Date(Math.ceil(at.getTime() / 1000) * 1000).toISOString().replace(/[-:]|\.000/g, '')}.age`

/** What names a cluster wherever it was carried: the first number of its control file. */
export async function systemOf(data: string): Promise<string> {
  const file = await open(join(data, 'global', 'pg_control'))
  try {
    const { buffer } = await file.read(Buffer.alloc(8), 0, 8, 0)
    return buffer.readBigUInt64LE().toString()
  } finally {
    await file.close()
  }
}

async function hashOf(source: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of source) hash.update(part)
  return hash.digest('hex')
}

/** Puts one file of the server's log into the archive: whole, on the disk, and never over another of its name. */
export async function keepSegment(
  system: string,
  name: string,
  { from, passphrase }: { from: string; passphrase: string },
): Promise<void> {
  if (!isKept(name)) throw REFUSALS.notOurs()
  const file = walFile(system, name)
  if (existsSync(file)) {
    // Kept once already, and the server had not heard of it.
    if ((await hashOf(contentsOf(file, passphrase))) === (await hashOf(createReadStream(from)))) return
    throw REFUSALS.exists(file)
  }
  await mkdir(walFolder(system), { recursive: true, mode: 0o700 })
  await writeClosed(`${file}.part`, createReadStream(from), { passphrase, ...LIGHT }, () => file)
}

/**
 * Opens one file of the log for a server that is being put back; false where the archive ends. A file that is missing
 * while later ones are there is a hole, which the server itself would take for the end.
 */
export async function openSegment(
  system: string,
  name: string,
  { to, passphrase }: { to: string; passphrase: string },
): Promise<boolean> {
  const file = walFile(system, name)
  if (!isKept(name) || !existsSync(file)) {
    if (SEGMENT.test(name) && (await laterThan(system, name))) throw REFUSALS.hole(name)
    return false
  }
  try {
    await pipeline(contentsOf(file, passphrase), createWriteStream(to, { mode: 0o644 }))
  } catch (error) {
    throw error instanceof BackupRefused ? REFUSALS.badPiece(file, error) : error
  }
  return true
}

async function laterThan(system: string, name: string): Promise<boolean> {
  const all = await readdir(walFolder(system)).catch(() => [])
  const same = all.map((file) => file.replace(/\.age$/, '')).filter((each) => SEGMENT.test(each))
  return same.some((each) => each.slice(0, 8) === name.slice(0, 8) && each > name)
}

export type Base = { file: string; system: string; at: Date }

/** The last base of an archive from which an instant can be reached (without one: the last there is). */
export async function baseBefore(archive: string, instant?: Date): Promise<Base> {
  const found: Base[] = []
  for (const name of await readdir(archive).catch(() => [] as string[])) {
    const system = join(archive, name)
    for (const file of await readdir(baseFolder(system)).catch(() => [] as string[])) {
      const at = BASE.exec(file)?.slice(1)
      if (at) {
        const [year, month, day, ...clock] = at
        found.push({
          file: join(baseFolder(system), file),
          system,
          at: new Date(`${year}-${month}-${day}T${clock.join(':')}Z`),
        })
      }
    }
  }
  if (found.length === 0) throw REFUSALS.noBase(archive)
  found.sort((one, other) => one.at.getTime() - other.at.getTime())
  const base = found.findLast(({ at }) => !instant || at <= instant)
  if (!base) throw REFUSALS.tooEarly(found[0]!.at)
  return base
}
