import { createHash, randomUUID } from 'node:crypto'
import {
  chmod,
  copyFile,
  link,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** A file of the site and the address it answers under. */
export type SiteFile = { path: string; file: string; type: string; bytes: Uint8Array }
export type SiteEntry = {
  path: string
  file: string
  type: string
  etag: string
  size: number
  /** Ready beside it, as `.br` and `.gz`. */
  packed: boolean
}
/** What belongs together and is written anew only when its key changes: a release at its own address, the newest, the assets. */
export type SitePart = { name: string; key: string; files: () => SiteFile[] | Promise<SiteFile[]> }
export type SiteManifest = {
  id: string
  /** What the site was made from, as the database said it then. */
  source: string
  parts: { name: string; key: string; entries: SiteEntry[] }[]
}

export const MANIFEST = 'site.json'
/** The pointer: a symbolic link to the version that is served. */
export const CURRENT = 'current'
const VERSIONS = 'versions'
const KEPT = 2

/** The version that is served now; null where there is none or it is not whole. */
export async function currentManifest(folder: string): Promise<SiteManifest | null> {
  try {
    return JSON.parse(await readFile(join(folder, CURRENT, MANIFEST), 'utf8')) as SiteManifest
  } catch {
    return null
  }
}

/** Whether every file of it lies there at its full length. */
export async function isWhole(folder: string, { parts }: SiteManifest): Promise<boolean> {
  const lies = async ({ file, size, packed }: SiteEntry) => {
    const path = join(folder, CURRENT, file)
    const found = await stat(path)
    if (packed) await Promise.all([stat(`${path}.br`), stat(`${path}.gz`)])
    return found.size === size
  }
  try {
    for (const { entries } of parts) if (!(await Promise.all(entries.map(lies))).every(Boolean)) return false
    return true
  } catch {
    return false
  }
}

/** A short name for what something was made from; another one where anything of it is another. */
export const keyOf = (...of: unknown[]) =>
  createHash('sha256').update(JSON.stringify(of)).digest('hex').slice(0, 24)

const idOf = (parts: readonly SitePart[]) => keyOf(...parts.map(({ name, key }) => [name, key]))

/**
 * Writes a version of the site whole and apart, and only then moves the pointer to it by one rename: whoever reads meanwhile, and
 * whatever dies meanwhile, has the old version or the new one. Parts that have not changed are taken over as they lie.
 */
export async function writeSite(
  folder: string,
  source: string,
  parts: readonly SitePart[],
): Promise<SiteManifest> {
  const before = await currentManifest(folder)
  const whole = before !== null && (await isWhole(folder, before))
  // Never the name of what lies there: a version is written once.
  const id = `${idOf(parts)}-${randomUUID().slice(0, 8)}`
  const making = join(folder, VERSIONS, `.${id}`)
  await mkdir(making, { recursive: true })
  const manifest: SiteManifest = { id, source, parts: [] }
  for (const { name, key, files } of parts) {
    const same = whole ? before.parts.find((part) => part.name === name && part.key === key) : undefined
    const entries = same
      ? await takeOver(join(folder, CURRENT), making, same.entries)
      : await write(making, await files())
    manifest.parts.push({ name, key, entries })
  }
  await writeFile(join(making, MANIFEST), JSON.stringify(manifest), { flush: true })
  await openToAll(making)
  await rename(making, join(folder, VERSIONS, id))
  const pointer = join(folder, `.${CURRENT}-${randomUUID()}`)
  await symlink(join(VERSIONS, id), pointer)
  await rename(pointer, join(folder, CURRENT))
  await tidy(folder, id)
  return manifest
}

/**
 * What is released is for everybody, so also for the user a web server runs as, under whatever umask this program was started.
 * The folder itself stays as whoever runs the installation has made it.
 */
async function openToAll(making: string): Promise<void> {
  const found = await readdir(making, { recursive: true, withFileTypes: true })
  await Promise.all([dirname(making), making].map((folder) => chmod(folder, 0o755)))
  for (const entry of found)
    await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644)
}

/** A few at a time: packing and forcing bytes onto the disk wait for other threads, not for each other. */
const AT_ONCE = 8

async function write(making: string, files: readonly SiteFile[]): Promise<SiteEntry[]> {
  for (const folder of new Set(files.map(({ file }) => dirname(join(making, file)))))
    await mkdir(folder, { recursive: true })
  const entries = new Array<SiteEntry>(files.length)
  let next = 0
  const work = async () => {
    for (let at = next++; at < files.length; at = next++) entries[at] = await writeOne(making, files[at]!)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return entries
}

async function writeOne(making: string, { path, file, type, bytes }: SiteFile): Promise<SiteEntry> {
  const target = join(making, file)
  const packed = /^(text|application\/(json|xml)|image\/svg)/.test(type)
  const [br, gz] = packed ? await Promise.all([brotliOf(bytes), gzipOf(bytes, { level: 9 })]) : []
  await Promise.all([
    writeFile(target, bytes, { flush: true }),
    br && writeFile(`${target}.br`, br, { flush: true }),
    gz && writeFile(`${target}.gz`, gz, { flush: true }),
  ])
  const etag = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
  return { path, file, type, etag, size: bytes.length, packed }
}

// Nine makes pages a twentieth smaller and takes fifteen times as long, while somebody waits to see her release.
const BROTLI_QUALITY = 5
const packBrotli = promisify(brotliCompress)
const gzipOf = promisify<Uint8Array, { level: number }, Buffer>(gzip)
const brotliOf = (bytes: Uint8Array) =>
  packBrotli(bytes, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  })

async function takeOver(from: string, to: string, entries: readonly SiteEntry[]): Promise<SiteEntry[]> {
  for (const { file, packed } of entries) {
    await mkdir(dirname(join(to, file)), { recursive: true })
    const names = packed ? [file, `${file}.br`, `${file}.gz`] : [file]
    // One more name for the same bytes; where the disk knows no second names, the bytes again.
    for (const name of names)
      await link(join(from, name), join(to, name)).catch(() => copyFile(join(from, name), join(to, name)))
  }
  return [...entries]
}

/** Leaves the version that is served and the one before it, for readers that are just opening its files. */
async function tidy(folder: string, id: string): Promise<void> {
  for (const name of await readdir(folder))
    if (name.startsWith(`.${CURRENT}-`)) await rm(join(folder, name), { force: true })
  const versions = join(folder, VERSIONS)
  const found: { name: string; at: number }[] = []
  for (const name of await readdir(versions)) {
    if (name === id) continue
    // What was begun and never ended.
    if (name.startsWith('.')) await rm(join(versions, name), { recursive: true, force: true })
    else found.push({ name, at: (await stat(join(versions, name))).mtimeMs })
  }
  found.sort((a, b) => b.at - a.at)
  for (const { name } of found.slice(KEPT - 1))
    await rm(join(versions, name), { recursive: true, force: true })
}
