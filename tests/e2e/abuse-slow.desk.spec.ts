import { connect, type Socket } from 'node:net'
import { expect, signIn, test } from './guarded'
import { cookieOf, host, rawRequest } from './raw-request'

// S43: thousands who send by drops, at once. What others get meanwhile is asked for; how long it took is not asserted beyond a minute.
const SLOW = 2000

test('S43 thousands of slow senders hold up nobody, and are let go', async ({ page, baseURL }) => {
  test.setTimeout(300_000)
  await signIn(page, 'fa', 'officer1@demo.tabavar.local')
  const cookie = await cookieOf(page)
  const { hostname, port } = new URL(baseURL!)
  const open: Socket[] = []
  let closed = 0
  const begin = (text: string) =>
    new Promise<void>((done) => {
      const socket = connect(Number(port), hostname, () => socket.write(text, () => done()))
      socket.on('error', () => done())
      socket.on('close', () => closed++)
      open.push(socket)
    })
  const at = `host: ${host(baseURL!)}\r\n`
  const body = (path: string) =>
    `POST ${path} HTTP/1.1\r\n${at}content-type: text/plain\r\ncontent-length: 100000\r\n\r\nx`
  const kinds = [
    'GET /fa/sign-in HTTP/1.1\r\n',
    `GET /fa HTTP/1.1\r\n${at}x-slow: `,
    '',
    body('/fa/sign-in'),
    body('/fa/office/people/import/upload'),
    body('/api/register/v1'),
    body('/api/sync/v1/push'),
    body('/fa/interest'),
  ]
  try {
    for (let i = 0; i < SLOW; i += 100)
      await Promise.all(Array.from({ length: 100 }, (_, k) => begin(kinds[(i + k) % kinds.length]!)))
    expect(open.length).toBe(SLOW)
    const drops = setInterval(() => {
      for (const socket of open) if (socket.writable) socket.write('x')
    }, 2000)
    try {
      // Released pages, a page of the office, a form, and the doors: each is answered while they drip.
      for (let round = 0; round < 3; round++) {
        expect((await rawRequest(baseURL!, '/fa', { headers: { host: host(baseURL!) } })).status).toBe(200)
        const office = await rawRequest(baseURL!, '/fa/office', { headers: { host: host(baseURL!), cookie } })
        expect(office.status).toBe(200)
        const form = await rawRequest(baseURL!, '/fa/sign-in', {
          method: 'POST',
          headers: { host: host(baseURL!), 'content-type': 'text/plain' },
          body: 'a form that is whole',
        })
        expect(form.status).toBeGreaterThanOrEqual(200)
        expect(form.status).toBeLessThan(500)
        expect((await rawRequest(baseURL!, '/readyz')).status).toBe(200)
      }
      // A person at her desk notices nothing.
      await page.goto('/fa/office')
      await expect(page.locator('h1').first()).toBeVisible()
      // Nobody drips for ever: headers have a quarter of a minute, a whole request has one.
      await expect.poll(() => closed, { timeout: 120_000, intervals: [2000] }).toBe(SLOW)
    } finally {
      clearInterval(drops)
    }
  } finally {
    for (const socket of open) socket.destroy()
  }
  expect((await rawRequest(baseURL!, '/healthz')).status).toBe(200)
})
