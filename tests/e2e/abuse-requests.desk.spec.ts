import { gzipSync } from 'node:zlib'
import { expect, signIn, test } from './guarded'
import { cookieOf, FILES, host, isTrace, PRIVATE, type Raw, rawRequest } from './raw-request'

// What is sent to the built server: after «?», as a body, in a header. The acts are in abuse-acts.desk.spec.ts.

test('S20 what stands after «?» is allowed or refused, and never reaches the database', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(600_000)
  await signIn(page, 'fa', 'officer1@demo.tabavar.local')
  const cookie = await cookieOf(page)
  const pages = ['', '/people', '/cohorts', '/sessions', '/indicators', '/quality', '/tasks', '/facilitators']
    .concat(['/neighbourhoods', '/runs', '/outcomes', '/sync', '/releases', '/quarters', '/community'])
    .map((path) => `/fa/office${path}`)
  const keys = [
    'sort',
    'order',
    'page',
    'status',
    'county',
    'cohort',
    'day',
    'from',
    'to',
    'asOf',
    'split',
  ].concat(['before', 'after', 'id', 'entity', 'month', 'filter[$ne]', 'columns', 'limit', 'kind', 'run'])
  const values = [
    "'; drop table app.person; --",
    'name"--',
    '1e309',
    'NaN',
    '\u0000',
    '%',
    '_%_',
    '-1',
  ].concat(['9'.repeat(400), '../../etc', '{"$gt":""}', '\u202e1403/02/31', '۱۴۰۳/۱۳/۴۵', 'a'.repeat(2000)])
  const failed: string[] = []
  let turn = 0
  for (const path of pages) {
    for (const value of values) {
      const query = new URLSearchParams(keys.map((key) => [key, value]))
      // One key alone too, another one each time: all together the first may hide the others.
      const alone = new URLSearchParams([[keys[turn++ % keys.length]!, value]])
      for (const asked of [query, alone]) {
        const { status, body } = await rawRequest(baseURL!, `${path}?${asked}`, {
          headers: { host: host(baseURL!), cookie },
        })
        if (status >= 500 || isTrace(body)) failed.push(`${status} ${path}?${asked}`.slice(0, 160))
      }
    }
  }
  expect(failed).toEqual([])
})

test('S26 what is too large, too deep, packed or unfinished is refused, and the server lives on', async ({
  page,
  baseURL,
}) => {
  await signIn(page, 'fa', 'facilitator08@demo.tabavar.local')
  const cookie = await cookieOf(page)
  const send = (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
    rawRequest(baseURL!, path, {
      method: 'POST',
      headers: { host: host(baseURL!), cookie, 'content-type': 'application/json', ...headers },
      body,
    })
  const large = Buffer.alloc(20 * 1024 * 1024, 'x')
  const deep = '['.repeat(100_000) + ']'.repeat(100_000)
  const answers: [string, Raw][] = []
  for (const path of ['/api/register/v1', '/api/sync/v1/push', '/fa/sign-in', '/fa/office/people/find'])
    answers.push([`20 MB ${path}`, await send(path, large)])
  for (const path of ['/api/register/v1', '/api/sync/v1/push']) {
    answers.push([`deep ${path}`, await send(path, deep)])
    answers.push([`many ${path}`, await send(path, `[${'1,'.repeat(1_000_000)}1]`)])
    answers.push([`gzip ${path}`, await send(path, gzipSync(large), { 'content-encoding': 'gzip' })])
  }
  for (const [what, { status }] of answers) {
    // 0: the connection was closed before everything was sent, which is what is wanted of 20 MB.
    expect(status === 0 || (status >= 400 && status < 500), `${what} → ${status}`).toBe(true)
  }
  expect((await rawRequest(baseURL!, '/healthz')).status).toBe(200)
  expect((await rawRequest(baseURL!, '/readyz')).status).toBe(200)
})

test('S12 and S14 a session is new at each sign-in, and its cookie is kept from scripts and other sites', async ({
  page,
  context,
}) => {
  const sessions = async () =>
    (await context.cookies()).filter(({ name }) => name.includes('tabavar') || name.includes('session'))
  await signIn(page, 'fa', 'facilitator09@demo.tabavar.local')
  const [first] = await sessions()
  expect(first).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  await context.clearCookies()
  await context.addCookies([{ ...first!, value: 'chosen-by-somebody' }])
  await signIn(page, 'fa', 'facilitator10@demo.tabavar.local')
  const [second] = await sessions()
  expect([first!.value, 'chosen-by-somebody']).not.toContain(second!.value)
  // What a script of the page can read of them.
  expect(await page.evaluate(() => document.cookie)).toBe('')
})

test('S35 nothing leads to another origin', async ({ baseURL }) => {
  const outside: string[] = []
  const asked = [
    '//evil.example',
    '/\\evil.example',
    '/%5Cevil.example',
    '/fa//evil.example',
    '/fa/..//evil.example',
  ]
    .concat([
      '/https:evil.example',
      '/%09/evil.example',
      '///evil.example/fa',
      '/fa/%2F%2Fevil.example',
      '/.evil.example',
    ])
    .concat([
      '/fa/sign-in?next=//evil.example',
      '/fa/office?next=https://evil.example',
      '/fa/sign-in?returnTo=//evil.example',
    ])
  for (const path of asked) {
    for (const headers of [{}, { 'x-forwarded-host': 'evil.example' }] as Record<string, string>[]) {
      const answer = await rawRequest(baseURL!, path, { headers: { host: host(baseURL!), ...headers } })
      const to = answer.headers.location
      if (to && new URL(to, baseURL).host !== host(baseURL!)) outside.push(`${path} → ${to}`)
    }
  }
  expect(outside).toEqual([])
})

test('S36 nothing private is kept on the way, whoever asks and however', async ({ page, baseURL }) => {
  await signIn(page, 'fa', 'officer1@demo.tabavar.local')
  const cookie = await cookieOf(page)
  const kept: string[] = []
  for (const path of [
    ...PRIVATE,
    ...FILES,
    '/fa/office/x.css',
    '/fa/office/people/a.js',
    '/api/figures/v1',
  ]) {
    for (const method of ['GET', 'HEAD']) {
      for (const headers of [{ cookie }, {}, { cookie, rsc: '1' }] as Record<string, string>[]) {
        const answer = await rawRequest(baseURL!, path, {
          method,
          headers: { host: host(baseURL!), ...headers },
        })
        // Asked for as a part of a page, an address that is none is sent on to itself: no content, nothing to keep.
        if (answer.status === 307 && String(answer.headers.location).includes('_rsc')) continue
        const control = String(answer.headers['cache-control'] ?? '')
        if (!control.includes('no-store')) kept.push(`${method} ${path} ${answer.status} «${control}»`)
      }
    }
  }
  expect(kept).toEqual([])
})

test('S37 a released page is the same for everybody, whatever is sent along', async ({ baseURL }) => {
  const paths = ['/fa', '/en', '/fa/counties', '/fa/method', '/data/latest/figures.csv', '/fa/releases']
  for (const path of paths) {
    const plain = await rawRequest(baseURL!, path, { headers: { host: host(baseURL!) } })
    expect(plain.status, path).toBeLessThan(400)
    for (const [query, headers] of [
      ['?x=1&county=%3Cscript%3E', {}],
      ['', { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' }],
      ['', { rsc: '1', 'next-router-prefetch': '1' }],
      ['', { 'accept-language': 'en', cookie: 'a=b', 'user-agent': '<script>' }],
      [`?${'a'.repeat(4000)}`, { origin: 'https://evil.example' }],
    ] as [string, Record<string, string>][]) {
      const answer = await rawRequest(baseURL!, path + query, {
        headers: { host: host(baseURL!), ...headers },
      })
      expect(answer.status, path + query.slice(0, 30)).toBe(plain.status)
      expect(answer.body === plain.body, `${path}${query.slice(0, 30)} ${JSON.stringify(headers)}`).toBe(true)
      expect(JSON.stringify(answer.headers)).not.toContain('evil.example')
    }
  }
})

test('S44 there is no image optimiser', async ({ baseURL }) => {
  for (const query of [
    'url=%2Ficon.svg&w=64&q=75',
    'url=http%3A%2F%2F127.0.0.1&w=64&q=75',
    'url=%2Fx.avif&w=99999&q=1',
  ]) {
    const answer = await rawRequest(baseURL!, `/_next/image?${query}`, { headers: { host: host(baseURL!) } })
    expect([400, 404]).toContain(answer.status)
  }
})
