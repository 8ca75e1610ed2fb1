import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cacheOf, releasedHeaders } from '@/lib/access/page-policy'
import { openSiteDoor, type SiteDoor } from '@/server/front/site-door'
import { writeSite } from '@/server/site/store'

const folder = mkdtempSync(join(tmpdir(), 'door-'))
let door: SiteDoor
let server: Server
let passed: string[] = []

const html = 'text/html; charset=utf-8'
async function publish(text: string) {
  const page = (path: string, name = 'index.html', body = `${text} ${path} `.repeat(50)) => ({
    path,
    file: `${path.slice(1)}/${name}`,
    type: html,
    bytes: new TextEncoder().encode(body),
  })
  const plain = (path: string, type: string) => ({
    path,
    file: path.slice(1),
    type,
    bytes: new TextEncoder().encode(`${text},1`.repeat(50)),
  })
  await writeSite(folder, text, [
    {
      name: 'newest',
      key: text,
      files: () => [
        ...['/fa', '/en', '/fa/counties', '/fa/counties/شاهین-دژ', '/fa/releases/1'].map((path) =>
          page(path),
        ),
        {
          ...page('/fa'),
          path: '/fa/404.html',
          file: 'fa/404.html',
          bytes: new TextEncoder().encode('نیست'),
        },
        {
          ...page('/en'),
          path: '/en/404.html',
          file: 'en/404.html',
          bytes: new TextEncoder().encode('not there'),
        },
        plain('/fa/releases/1/data.csv', 'text/csv; charset=utf-8'),
        plain('/site/font.woff2', 'font/woff2'),
      ],
    },
  ])
}

beforeAll(async () => {
  await publish('first')
  door = await openSiteDoor(folder, { https: true })
  server = createServer((asked, answer) => {
    if (door.answer(asked, answer)) return
    passed.push(asked.url ?? '')
    answer.end('next')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
})
afterAll(() => {
  door.close()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

type Said = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer }
/** A request whose address is sent as it is written, which fetch would tidy first. */
const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<Said>((done, fail) => {
    const { port } = server.address() as AddressInfo
    request({ port, host: '127.0.0.1', path, method, headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part) => parts.push(part))
      answer.on('end', () =>
        done({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
      )
    })
      .on('error', fail)
      .end()
  })

describe('the door of released pages', () => {
  it('answers with the page, its policy and a mark to ask again with', async () => {
    const { status, headers, body } = await ask('/fa')
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      ...releasedHeaders({ https: true }),
      'content-type': html,
      vary: 'accept-encoding',
    })
    expect(headers['cache-control']).toBe('public, no-cache')
    expect(body.toString()).toContain('first')
    const again = await ask('/fa', { 'if-none-match': String(headers.etag) })
    expect([again.status, again.body.length]).toEqual([304, 0])
    expect((await ask('/fa', { 'if-none-match': '"another"' })).status).toBe(200)
  })

  it('sends what the browser can unpack, and what carries its hash only once', async () => {
    expect((await ask('/fa', { 'accept-encoding': 'gzip, br' })).headers['content-encoding']).toBe('br')
    expect((await ask('/fa', { 'accept-encoding': 'gzip, br;q=0' })).headers['content-encoding']).toBe('gzip')
    expect((await ask('/fa', { 'accept-encoding': 'vibrant' })).headers['content-encoding']).toBeUndefined()
    const font = await ask('/site/font.woff2', { 'accept-encoding': 'br' })
    expect(font.headers['content-encoding']).toBeUndefined()
    expect(font.headers['cache-control']).toBe(cacheOf('/site/font.woff2'))
    expect(cacheOf('/site/font.woff2')).toContain('immutable')
  })

  it('knows an address with its stroke, its percent signs and whatever stands behind a question mark', async () => {
    const plain = await ask('/fa/counties')
    for (const path of [
      '/fa/counties/',
      '/fa/counties?x=1',
      '/fa/counties?__proto__=1&run=9',
      '/fa/counties#a',
    ])
      expect((await ask(path)).body.equals(plain.body), path).toBe(true)
    expect((await ask(encodeURI('/fa/counties/شاهین-دژ'))).status).toBe(200)
    expect((await ask('/', {})).headers.location).toBe('/fa')
    expect((await ask('/fa', {}, 'HEAD')).body.length).toBe(0)
    expect((await ask('/fa/releases/1/data.csv')).headers['content-disposition']).toContain(
      'tabavar-1-data.csv',
    )
  })

  it('is not moved by hostile headers: the same bytes under the same mark', async () => {
    const plain = await ask('/fa')
    const hostile = await ask('/fa', {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'http',
      'x-original-url': '/fa/office',
      'x-http-method-override': 'DELETE',
      cookie: 'a=b',
      range: 'bytes=0-1',
      rsc: '1',
      'accept-language': 'en',
      'if-modified-since': 'garbage',
    })
    expect(hostile.body.equals(plain.body)).toBe(true)
    expect(hostile.headers.etag).toBe(plain.headers.etag)
    expect(JSON.stringify(hostile.headers)).not.toContain('evil')
  })

  it('reaches no file that the version does not list, however it is written', async () => {
    passed = []
    const tried = [
      '/site/../site.json',
      '/site/%2e%2e/site.json',
      '/fa/..%2f..%2f..%2fetc/passwd',
      '/fa/%00',
      '/fa/%zz',
      '//fa',
      '/fa/index.html',
      '/site.json',
      '/constructor',
    ]
    for (const path of tried) {
      const { status, body } = await ask(path)
      expect(body.toString() === 'next' || status === 404, path).toBe(true)
      expect(body.toString()).not.toMatch(/root:|"parts"/)
    }
    await ask('/fa', {}, 'POST')
    expect(passed).toContain('/fa')
  })

  it('says in the language of the address that a place or release is not there, and passes on what is not its own', async () => {
    const lost = await ask('/en/counties/nowhere')
    expect([lost.status, lost.body.toString()]).toEqual([404, 'not there'])
    expect((await ask('/fa/releases/99/counties/x')).body.toString()).toBe('نیست')
    expect((await ask('/fa/releases/99', { 'if-none-match': String(lost.headers.etag) })).status).toBe(404)
    passed = []
    const theirs = [
      '/fa/office',
      '/fa/check',
      '/en/card',
      '/fa/interest',
      '/fa/explore',
      '/healthz',
      '/fa/countiesx',
    ]
    for (const path of theirs) expect((await ask(path)).body.toString()).toBe('next')
    expect(passed).toEqual(theirs)
  })

  it('shows a newer version as soon as it looks, and keeps the old one while the pointer is away', async () => {
    await publish('second')
    await door.look()
    expect((await ask('/fa')).body.toString()).toContain('second')
    rmSync(join(folder, 'current'))
    await door.look()
    expect((await ask('/en')).body.toString()).toContain('second')
  })
})
