// The service worker: keeps the public shell of the phone, whole or not at all. It never keeps a private page or an
// answer of the office, and it takes over from an older one only when a person asks for it.
type Extendable = Event & { waitUntil(work: Promise<unknown>): void }
type Fetching = Extendable & { request: Request; respondWith(answer: Promise<Response>): void }
type WorkerScope = {
  location: Location
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
}
const scope = self as unknown as WorkerScope

/** The build this worker belongs to; written in by the front server. */
const BUILD = '__BUILD__'
const FAMILY = 'tabavar-shell-'
const SHELL = FAMILY + BUILD
/** Where a shell is gathered before it counts. */
const GATHERING = 'tabavar-gathering-'
const PAGES = ['/fa/phone', '/en/phone', '/fa/help', '/en/help']
const FILES = ['/manifest.webmanifest', '/icons/phone-192.png', '/icons/phone-512.png']
const LATER = /\bstatic\/(?:chunks|css|media)\/[\w./~-]+\.(?:js|css|wasm)\b/g
const STATIC = /\/(?:_next\/static\/[\w./~%@-]+|site\/[\w.-]+\.woff2)/g

/** A file as a stranger gets it: without a cookie, and not from the browser's own cache. */
async function fresh(path: string): Promise<Response> {
  const answer = await fetch(path, { credentials: 'omit', cache: 'reload' })
  if (!answer.ok || answer.redirected) throw new Error(`the shell's ${path} did not come`)
  return answer
}

/** The pages, and all that they and their styles name, into a cache nobody reads. */
async function gather(cache: Cache): Promise<void> {
  const found = new Set(FILES)
  for (const page of PAGES) {
    const answer = await fresh(page)
    for (const path of (await answer.clone().text()).match(STATIC) ?? []) found.add(path)
    await cache.put(page, answer)
  }
  for (const path of found) {
    const answer = await fresh(path)
    // What a script names is loaded by it later: the screens behind the PIN, the reader of paper sheets.
    if (path.endsWith('.js')) {
      for (const [name] of (await answer.clone().text()).matchAll(LATER)) found.add(`/_next/${name}`)
    }
    if (path.endsWith('.css')) {
      for (const [, name = ''] of (await answer.clone().text()).matchAll(/url\(["']?([^"')]+)/g)) {
        if (!name.startsWith('data:')) found.add(new URL(name, new URL(path, scope.location.href)).pathname)
      }
    }
    await cache.put(path, answer)
  }
}

/**
 * The shell, whole or not at all. Gathered apart first, so that one of the same build that lies here already serves until
 * the new one is complete; then laid over it, a page after all that it names.
 */
async function fill(): Promise<void> {
  const apart = GATHERING + BUILD
  const there = await caches.has(SHELL)
  await caches.delete(apart)
  try {
    const gathered = await caches.open(apart)
    await gather(gathered)
    const cache = await caches.open(SHELL)
    const isPage = (request: Request) => PAGES.includes(new URL(request.url).pathname)
    const all = await gathered.keys()
    for (const request of [...all.filter((one) => !isPage(one)), ...all.filter(isPage)]) {
      const answer = await gathered.match(request)
      if (answer) await cache.put(request, answer)
    }
  } catch (error) {
    if (!there) await caches.delete(SHELL)
    throw error
  } finally {
    await caches.delete(apart)
  }
}

async function kept(path: string): Promise<Response | undefined> {
  return (await caches.open(SHELL)).match(path)
}

/** A page of hers that cannot come without a network: what she took along opens instead, at the same session. */
function instead(url: URL): Response {
  const [, locale, , session = ''] = url.pathname.split('/')
  const at = /^[0-9a-f-]{36}$/.test(session) ? `#${session}` : ''
  return Response.redirect(`${url.origin}/${locale}/phone${at}`)
}

async function page(request: Request, url: URL): Promise<Response> {
  if (url.pathname.endsWith('/phone')) return (await kept(url.pathname)) ?? fetch(request)
  try {
    return await fetch(request)
  } catch (error) {
    const known = await kept(url.pathname)
    if (known) return known
    if (/^\/(fa|en)\/today(\/|$)/.test(url.pathname)) return instead(url)
    throw error
  }
}

/** A file of a build that a page loads only later, as the reader of paper sheets: kept from its first coming on. */
async function later(request: Request, path: string): Promise<Response> {
  const answer = await fetch(request)
  if (answer.ok && path.startsWith('/_next/static/')) {
    const copy = answer.clone()
    void caches
      .open(SHELL)
      .then((cache) => cache.put(path, copy))
      .catch(() => {})
  }
  return answer
}

scope.addEventListener('install', (event) => event.waitUntil(fill()))

scope.addEventListener('activate', (event) => {
  const tidy = async () => {
    for (const name of await caches.keys()) {
      const older = name.startsWith(FAMILY) && name !== SHELL
      if (older || (name.startsWith(GATHERING) && name !== GATHERING + BUILD)) await caches.delete(name)
    }
    await scope.clients.claim()
  }
  event.waitUntil(tidy())
})

scope.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== scope.location.origin) return
  if (request.mode === 'navigate') {
    if (/^\/(fa|en)\/(phone|help|today)(\/|$)/.test(url.pathname)) event.respondWith(page(request, url))
  } else if (/^\/(_next\/static|site)\//.test(url.pathname) || FILES.includes(url.pathname)) {
    event.respondWith(kept(url.pathname).then((found) => found ?? later(request, url.pathname)))
  }
})

scope.addEventListener('message', (event) => {
  if (event.data === 'renew') void scope.skipWaiting()
})
