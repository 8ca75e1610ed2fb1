import { connect } from 'node:net'
import { DEMO_PASSWORD, expect, signIn, test } from './guarded'
import { cookieOf, host, isTrace, PRIVATE, rawRequest } from './raw-request'

// What the built server says of itself with each answer, and what it does not say. docs/security/asvs.md names these by their titles.

const DOORS = ['/healthz', '/readyz', '/api/public/v1/openapi.json', '/.well-known/certificate-keys.json']
const PUBLIC = ['/fa', '/en/method', '/fa/sign-in', '/fa/check', '/data/latest/figures.csv']

test('every answer says what it is, in which letters, and may be taken for nothing else', async ({
  page,
  baseURL,
}) => {
  await signIn(page, 'fa', 'officer1@demo.tabavar.local')
  const cookie = await cookieOf(page)
  const files = ['/fa/office/sessions/list.xlsx', '/fa/office/indicators/figures.csv', '/sw.js', '/icon.svg']
  for (const path of [...PUBLIC, ...PRIVATE, ...DOORS, ...files, '/fa/no-such-page', '/api/no-such-door']) {
    const { headers, status, body } = await rawRequest(baseURL!, path, {
      headers: { host: host(baseURL!), cookie },
    })
    const type = String(headers['content-type'] ?? '')
    if (body !== '' && status !== 307 && status !== 308) {
      expect(type, `${path} ${status}`).toMatch(/^[a-z]+\/[\w.+-]+/)
      // JSON is UTF-8 by itself; a drawing of ours holds no letters.
      if (/^text\/|^application\/xml/.test(type)) expect(type.toLowerCase(), path).toContain('utf-8')
    }
    expect(headers['x-content-type-options'], path).toBe('nosniff')
    expect(headers['content-security-policy'], path).toMatch(/default-src '(none|self)'/)
    expect(headers['content-security-policy'], path).toContain("frame-ancestors 'none'")
    expect(headers['referrer-policy'], path).toMatch(/^(same-origin|no-referrer)$/)
    if (PRIVATE.includes(path)) expect(headers['access-control-allow-origin'], path).toBeUndefined()
    // Which programs these are, and of which version, is nobody's business.
    for (const name of ['server', 'x-powered-by', 'x-nextjs-version'])
      expect(headers[name], `${path} ${name}`).toBeUndefined()
    expect(JSON.stringify(headers), path).not.toMatch(/next\.js|fastify|node\/|postgres/i)
  }
})

test('only what is there is answered: no folders, no sources, no ways of asking that nobody needs', async ({
  baseURL,
}) => {
  const ask = (path: string, method = 'GET') =>
    rawRequest(baseURL!, path, { method, headers: { host: host(baseURL!) } })
  for (const path of [
    ...[
      '/.git/config',
      '/.git/HEAD',
      '/.svn/entries',
      '/.env',
      '/package.json',
      '/.next/BUILD_ID',
      '/_next/static/',
      '/_next/',
    ],
    ...[
      '/data/',
      '/site/',
      '/db/migrations/0001_tables.sql',
      '/tests/',
      '/api/',
      '/metrics',
      '/site.json',
      '/.data/keys/keyring.json',
    ],
  ]) {
    const { status, body } = await ask(path)
    expect(status === 404 || status === 307 || status === 308, `${path} ${status}`).toBe(true)
    expect(body, path).not.toMatch(/Index of|\[core\]|masterKey|"dependencies"/)
  }
  for (const path of ['/fa', '/fa/office', '/healthz', '/api/register/v1']) {
    for (const method of ['TRACE', 'TRACK', 'PROPFIND']) {
      const { status, body } = await ask(path, method).catch(() => ({ status: 0, body: '' }))
      expect(status === 0 || (status >= 400 && status !== 500), `${method} ${path} ${status}`).toBe(true)
      expect(body, `${method} ${path}`).not.toContain('host:')
    }
  }
  for (const [path, method] of [
    ['/api/register/v1', 'GET'],
    ['/api/register/v1', 'DELETE'],
    ['/healthz', 'PUT'],
    ['/api/panel/v1', 'POST'],
  ] as const)
    expect((await ask(path, method)).status, `${method} ${path}`).toBeGreaterThanOrEqual(300)
})

test('what comes in parts that contradict each other is refused, and nobody is answered with another’s', async ({
  baseURL,
}) => {
  const { hostname, port } = new URL(baseURL!)
  const raw = (text: string) =>
    new Promise<string>((done) => {
      let said = ''
      const socket = connect(Number(port), hostname, () => socket.write(text))
      socket.setTimeout(5000, () => socket.destroy())
      socket.on('data', (part) => (said += part))
      socket.on('error', () => done(said))
      socket.on('close', () => done(said))
    })
  const at = `host: ${host(baseURL!)}\r\n`
  const hidden = 'GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n'
  for (const head of [
    `content-length: ${hidden.length + 5}\r\ntransfer-encoding: chunked\r\n`,
    'content-length: 4\r\ncontent-length: 40\r\n',
    'transfer-encoding: chunked\r\ntransfer-encoding: identity\r\n',
    'transfer-encoding : chunked\r\n',
    'x: 1\r\n\tcontent-length: 4\r\n\u0000: 1\r\n',
  ]) {
    const answer = await raw(
      `POST /fa/sign-in HTTP/1.1\r\n${at}content-type: text/plain\r\n${head}\r\n0\r\n\r\n${hidden}`,
    )
    expect(answer, head).toMatch(/^HTTP\/1\.1 4\d\d/)
    expect(answer, head).not.toContain('{"status":"ok"}')
  }
})

test('an error tells a code and an id, and nothing of what is within', async ({ page, baseURL }) => {
  await signIn(page, 'fa', 'officer1@demo.tabavar.local')
  const cookie = await cookieOf(page)
  for (const [path, method, body] of [
    ['/api/register/v1', 'POST', '{"v":'],
    ['/api/register/v1', 'POST', '{"v":1,"sessionId":{"$ne":null}}'],
    ['/api/panel/v1?run=x&run=y', 'GET', undefined],
    ['/api/sync/v1/push', 'POST', 'x'],
    ['/fa/office/people/%C0%AE', 'GET', undefined],
    ['/fa/office?run=a&run=b&page=1&page=2', 'GET', undefined],
    ['/fa/office/sessions?status=HELD&status=APPROVED&__proto__=x&constructor=y', 'GET', undefined],
  ] as const) {
    const answer = await rawRequest(baseURL!, path, {
      method,
      headers: { host: host(baseURL!), cookie, 'content-type': 'application/json' },
      ...(body && { body }),
    })
    expect(answer.status, path).toBeLessThan(500)
    expect(isTrace(answer.body), path).toBe(false)
    expect(answer.body, path).not.toMatch(/node_modules|postgres|drizzle|select .* from|relation "/i)
  }
})

test('a password is masked, may be pasted, and is filled in by whoever keeps it', async ({
  page,
  context,
}) => {
  await page.goto('/fa/sign-in')
  const field = page.locator('input[name="password"]')
  await expect(field).toHaveAttribute('type', 'password')
  await expect(field).toHaveAttribute('autocomplete', 'current-password')
  await expect(page.locator('input[name="handle"]')).toHaveAttribute('autocomplete', 'username')
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate(() => navigator.clipboard.writeText('چهار سیب روی میز'))
  await field.focus()
  await page.keyboard.press('Control+V')
  await expect(field).toHaveValue('چهار سیب روی میز')
})

test('signing in again ends the session before it', async ({ page, context, baseURL }) => {
  // A form that was open before: whoever is signed in is not shown another one.
  const late = await context.newPage()
  await late.goto('/fa/sign-in')
  await signIn(page, 'fa', 'facilitator11@demo.tabavar.local')
  const first = await cookieOf(page)
  const account = async (cookie: string) =>
    (await rawRequest(baseURL!, '/fa/account', { headers: { host: host(baseURL!), cookie } })).status
  expect(await account(first)).toBe(200)
  await late.locator('input[name="handle"]').fill('facilitator11@demo.tabavar.local')
  await late.locator('input[name="password"]').fill(DEMO_PASSWORD)
  await late.locator('form:has(input[name="handle"]) button[type="submit"]').click()
  await late.waitForURL((url) => !url.pathname.endsWith('/sign-in'))
  const second = await cookieOf(page)
  expect(second).not.toBe(first)
  expect(await account(second)).toBe(200)
  expect(await account(first)).not.toBe(200)
})
