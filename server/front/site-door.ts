import { readFileSync } from 'node:fs'
import { readlink } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { cacheOf, isOpenData, openDataHeaders, releasedHeaders } from '@/lib/access/page-policy'
import { savedName } from '@/lib/releases/open-data/address'
import { CURRENT, currentManifest, type SiteEntry } from '../site/store'

/** How soon a new version is seen. */
const LOOK_MS = 500
/** What is kept in memory at most; beyond it the oldest read goes. */
const MOST_BYTES = 48 * 1024 * 1024

type Encoding = '' | 'br' | 'gz'
/** `headers` are names and values in turn, made once: a page is asked for thousands of times. */
type Answer = { status: number; headers: string[]; etag: string; body: Buffer }
type Version = { pointer: string; entries: Map<string, SiteEntry>; kept: Map<string, Answer>; bytes: number }

export type SiteDoor = {
  /** Answers from the released files, or says that this is none of them. */
  answer: (request: IncomingMessage, response: ServerResponse) => boolean
  /** Looks whether there is a newer version; called by itself twice a second. */
  look: () => Promise<void>
  close: () => void
}

/** Under these addresses there are released pages only: what is not there does not exist. */
const OURS = /^\/(?:(fa|en)\/(?:counties|method|outcomes|programmes|releases)(?:\/.*)?|site\/.*)$/
const PATH = /^[^?#]*/

/**
 * The released pages, answered from memory before anything else is asked: no query, no session, no Next. Only addresses that the
 * version itself lists are answered, so that nothing a visitor writes into an address reaches the disk; what stands after «?»
 * and all headers but three change nothing.
 */
export async function openSiteDoor(folder: string, { https }: { https: boolean }): Promise<SiteDoor> {
  const fixed = releasedHeaders({ https })
  let version: Version | null = null

  const look = async () => {
    const pointer = await readlink(join(folder, CURRENT)).catch(() => null)
    // A pointer that has gone is about to come back: what was read is served meanwhile.
    if (pointer === null || pointer === version?.pointer) return
    const manifest = await currentManifest(folder)
    if (!manifest) return
    const entries = new Map(
      manifest.parts.flatMap((part) => part.entries).map((entry) => [entry.path, entry]),
    )
    version = { pointer, entries, kept: new Map(), bytes: 0 }
  }

  const headersOf = (entry: SiteEntry, encoding: Encoding, length: number) => {
    const download = savedName(entry.path)
    const said: Record<string, string> = {
      ...(isOpenData(entry.path) ? openDataHeaders({ https }) : fixed),
      'content-type': entry.type,
      'cache-control': cacheOf(entry.path),
      etag: etagOf(entry, encoding),
      ...(entry.packed ? { vary: 'accept-encoding' } : {}),
      ...(encoding === '' ? {} : { 'content-encoding': encoding === 'gz' ? 'gzip' : 'br' }),
      ...(download ? { 'content-disposition': `attachment; filename="${download}"` } : {}),
      'content-length': String(length),
    }
    return Object.entries(said).flat()
  }

  const read = (of: Version, entry: SiteEntry, encoding: Encoding): Answer => {
    const key = keyOf(encoding, entry.path)
    const known = of.kept.get(key)
    if (known) return known
    const file = join(folder, of.pointer, entry.file) + (encoding === '' ? '' : `.${encoding}`)
    const body = readFileSync(file)
    const answer = {
      status: entry.path.endsWith('/404.html') ? 404 : 200,
      headers: headersOf(entry, encoding, body.length),
      etag: etagOf(entry, encoding),
      body,
    }
    of.kept.set(key, answer)
    of.bytes += body.length
    for (const [oldest, { body: gone }] of of.kept) {
      if (of.bytes <= MOST_BYTES || oldest === key) break
      of.kept.delete(oldest)
      of.bytes -= gone.length
    }
    return answer
  }

  const answer = (request: IncomingMessage, response: ServerResponse): boolean => {
    if (!version || (request.method !== 'GET' && request.method !== 'HEAD')) return false
    const url = request.url ?? ''
    const encoding = encodingOf(request.headers['accept-encoding'])
    // Mostly the address is written as the version lists it, and was asked for before.
    const known = version.kept.get(keyOf(encoding, url))
    if (known) return send(request, response, known, url)
    const path = addressOf(url)
    if (path === null) return false
    if (path === '/') {
      response.writeHead(307, {
        ...fixed,
        location: '/fa',
        'cache-control': 'public, no-cache',
        'content-length': 0,
      })
      response.end()
      return true
    }
    const entry = version.entries.get(path) ?? lostIn(version, path)
    if (!entry) return false
    let found: Answer
    try {
      found = read(version, entry, entry.packed ? encoding : '')
    } catch {
      // Its files were taken away under us: whoever comes next looks again.
      version = null
      return false
    }
    return send(request, response, found, path)
  }

  const send = (request: IncomingMessage, response: ServerResponse, found: Answer, path: string): true => {
    if (found.status === 200 && request.headers['if-none-match'] === found.etag) {
      response.writeHead(304, { ...fixed, etag: found.etag, 'cache-control': cacheOf(path) })
      response.end()
      return true
    }
    response.writeHead(found.status, found.headers)
    if (request.method === 'HEAD') response.end()
    else response.end(found.body)
    return true
  }

  await look()
  const timer = setInterval(() => void look().catch(() => {}), LOOK_MS)
  timer.unref()
  return { answer, look, close: () => clearInterval(timer) }
}

/** The address as the version lists it: decoded, without what follows «?» and without a stroke at its end. */
function addressOf(url: string): string | null {
  const raw = PATH.exec(url)?.[0] ?? ''
  if (!raw.startsWith('/')) return null
  const bare = raw.length > 1 && raw.endsWith('/') ? raw.slice(0, -1) : raw
  if (!bare.includes('%')) return bare
  try {
    return decodeURIComponent(bare)
  } catch {
    return null
  }
}

function lostIn({ entries }: Version, path: string): SiteEntry | undefined {
  const ours = OURS.exec(path)
  return ours ? entries.get(`/${ours[1] ?? 'fa'}/404.html`) : undefined
}

const etagOf = ({ etag }: SiteEntry, encoding: Encoding) =>
  `"${etag}${encoding === '' ? '' : `-${encoding}`}"`

/** No address holds a blank. */
const keyOf = (encoding: Encoding, path: string) => `${encoding} ${path}`

/** Browsers say the same few things; whatever else is said is worked out each time. */
const understood = new Map<string, Encoding>()
const MOST_UNDERSTOOD = 64

function encodingOf(accepted: string | string[] | undefined): Encoding {
  const said = String(accepted ?? '')
  const known = understood.get(said)
  if (known !== undefined) return known
  const encoding = workedOut(said)
  if (understood.size < MOST_UNDERSTOOD) understood.set(said, encoding)
  return encoding
}

function workedOut(said: string): Encoding {
  const takes = (name: string) => new RegExp(`(^|[\\s,])${name}(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))`).test(said)
  return takes('br') ? 'br' : takes('gzip') ? 'gz' : ''
}
