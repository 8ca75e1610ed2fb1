import { readFileSync } from 'node:fs'
import postgres from 'postgres'
import { expect, signIn, test } from './guarded'
import { cookieOf, FILES, host, isTrace, PRIVATE, rawRequest } from './raw-request'

// Cases of abuse that only the built server can answer; docs/security/abuse.md says where each of the others is tried.
const RUN = 'WA-1403-DEMO'

/** How many rows each table that an act writes to holds. */
async function counts(): Promise<Record<string, number>> {
  const sql = postgres(process.env.DATABASE_URL!, { max: 1, onnotice: () => {} })
  try {
    const tables = await sql<{ name: string }[]>`select schemaname || '.' || tablename as name from pg_tables
      where schemaname in ('app', 'pub') and tablename not in ('auth_throttle', 'auth_session') order by 1`
    const counted: Record<string, number> = {}
    for (const { name } of tables) {
      const [row] = await sql.unsafe(`select count(*)::int as n from ${name}`)
      counted[name] = row!.n
    }
    return counted
  } finally {
    await sql.end()
  }
}

test.describe('S09 around the proxy', () => {
  const BYPASS: Record<string, string>[] = [
    { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
    { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' },
    { 'x-middleware-subrequest': 'src/middleware' },
    { 'x-middleware-next': '1' },
    { 'x-middleware-rewrite': '/fa/office' },
    { 'x-nextjs-data': '1' },
    { 'x-matched-path': '/fa/office' },
    { 'x-invoke-path': '/fa/office', 'x-invoke-status': '200' },
    { 'next-router-prefetch': '1', rsc: '1' },
    { rsc: '1', 'next-router-segment-prefetch': '/_tree' },
    { rsc: '1', 'next-router-state-tree': '%5B%22%22%2C%7B%7D%5D' },
    { 'x-original-url': '/fa/office', 'x-rewrite-url': '/fa/office' },
    { 'x-forwarded-host': 'localhost', 'x-forwarded-for': '127.0.0.1' },
    { 'x-tabavar-path': '/fa/office', 'x-tabavar-user': 'director@demo.tabavar.local' },
    { authorization: 'Bearer x', cookie: 'tabavar.sid=x; __Host-tabavar.sid=x' },
  ]
  const WRITTEN = [
    '//fa/office',
    '/fa//office',
    '/fa/./office',
    '/x/../fa/office',
    '/fa/office/',
    '/fa/office.rsc',
    '/fa/office.segments/_tree.segment.rsc',
    '/fa/office.segment.rsc',
    '/fa/office?_rsc=1',
    '/fa/office.json',
    '/_next/data/x/fa/office.json',
    '/%66a/office',
    '/fa/%6Fffice',
    '/fa/office%2Fpeople',
    '/FA/office',
    '/fa/Office',
    '/fa/office;x=1',
    '/fa/office%00',
    '/fa/office#x',
    '/fa\\office',
    '/en/../fa/office',
  ]

  test('nobody signed out reads a page of the office, however it is asked for', async ({ page, baseURL }) => {
    await signIn(page, 'fa', 'officer1@demo.tabavar.local')
    const cookie = await cookieOf(page)
    const known = await rawRequest(baseURL!, `/fa/office?run=${RUN}`, {
      headers: { host: host(baseURL!), cookie },
    })
    // The canary: it stands on the office's pages and nowhere else.
    expect(known.body).toContain(RUN)
    const read: string[] = []
    const ask = async (path: string, headers: Record<string, string>) => {
      const answer = await rawRequest(baseURL!, path, { headers: { host: host(baseURL!), ...headers } })
      if (answer.body.includes(RUN) || answer.status >= 500 || isTrace(answer.body))
        read.push(`${path} ${JSON.stringify(headers)} → ${answer.status}`)
    }
    for (const path of [...PRIVATE, ...FILES, '/api/figures/v1']) {
      for (const headers of BYPASS) await ask(path, headers)
    }
    for (const path of WRITTEN) {
      await ask(path, {})
      await ask(path, { rsc: '1' })
    }
    expect(read).toEqual([])
  })
})

type Manifest = { node: Record<string, unknown> }
const actions = () =>
  Object.keys(
    (
      JSON.parse(
        readFileSync(`${process.env.NEXT_DIST_DIR ?? '.next'}/server/server-reference-manifest.json`, 'utf8'),
      ) as Manifest
    ).node,
  )

test.describe('S10 and S11: acts called from nowhere', () => {
  const call = (baseURL: string, id: string, headers: Record<string, string>, body = '[{},{}]') =>
    rawRequest(baseURL, '/fa/sign-in', {
      method: 'POST',
      headers: {
        host: host(baseURL),
        'next-action': id,
        'content-type': 'text/plain;charset=UTF-8',
        accept: 'text/x-component',
        ...headers,
      },
      body,
    })

  test('every act of the build, called by nobody and by a facilitator with nothing in hand, changes nothing', async ({
    page,
    baseURL,
  }) => {
    const ids = actions()
    expect(ids.length).toBeGreaterThan(100)
    await signIn(page, 'fa', 'facilitator07@demo.tabavar.local')
    const cookie = await cookieOf(page)
    const before = await counts()
    const told: string[] = []
    const origin = baseURL!
    for (const id of ids) {
      for (const headers of [{ origin }, { origin, cookie }] as Record<string, string>[]) {
        const { body } = await call(origin, id, headers)
        if (isTrace(body) || /node_modules|postgres|drizzle/i.test(body)) told.push(id)
      }
    }
    expect(told).toEqual([])
    expect(await counts()).toEqual(before)
  })

  test('an act that does not exist, or of an older build, is not found', async ({ baseURL }) => {
    for (const id of ['0'.repeat(42), 'x', '../../etc/passwd', 'a'.repeat(5000)]) {
      const answer = await call(baseURL!, id, { origin: baseURL! })
      expect(answer.status, id.slice(0, 20)).toBeGreaterThanOrEqual(400)
      expect(isTrace(answer.body)).toBe(false)
    }
  })

  test('another site can neither call an act nor send to an address of ours', async ({ page, baseURL }) => {
    await signIn(page, 'fa', 'officer1@demo.tabavar.local')
    const cookie = await cookieOf(page)
    const before = await counts()
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `https://${host(baseURL!)}.evil.example` },
      { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
    ]
    const ids = actions()
    for (const headers of foreign) {
      for (const id of ids.slice(0, 12)) {
        const { status } = await call(baseURL!, id, { cookie, ...headers })
        expect(status, JSON.stringify(headers)).toBeGreaterThanOrEqual(400)
      }
      for (const [path, type, body] of [
        ['/api/register/v1', 'application/json', '{}'],
        ['/api/register/v1', 'text/plain', '{}'],
        ['/api/sync/v1/push', 'application/json', '{}'],
        ['/fa/office/people/import/upload', 'application/x-www-form-urlencoded', 'a=b'],
        ['/fa/office/registers/import/upload', 'multipart/form-data; boundary=x', '--x--'],
        ['/fa/pictures', 'multipart/form-data; boundary=x', '--x--'],
        ['/fa/voices', 'multipart/form-data; boundary=x', '--x--'],
        ['/fa/office/indicators/outside', 'multipart/form-data; boundary=x', '--x--'],
        ['/fa/office/people/find', 'application/json', '{}'],
      ] as const) {
        const { status } = await rawRequest(baseURL!, path, {
          method: 'POST',
          headers: { host: host(baseURL!), cookie, 'content-type': type, ...headers },
          body,
        })
        expect(status, `${path} ${type} ${JSON.stringify(headers)}`).toBeGreaterThanOrEqual(400)
        expect(status, `${path} ${type}`).toBeLessThan(500)
      }
    }
    expect(await counts()).toEqual(before)
  })
})
