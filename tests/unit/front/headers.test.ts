import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientAddress } from '@/lib/access/network'
import { doorHeaders } from '@/lib/access/page-policy'
import { frontSettings } from './front-settings'

let upstream: Server
let front: FastifyInstance
let arrived: IncomingHttpHeaders = {}
let own: Record<string, string> = {}
const lines: string[] = []
const said = console.log
let reached = 0
let settings: ReturnType<typeof frontSettings>

beforeAll(async () => {
  upstream = createServer((request, response) => {
    arrived = request.headers
    reached += 1
    for (const [name, value] of Object.entries(own)) response.setHeader(name, value)
    request.resume().on('end', () => response.end('page'))
  })
  await new Promise<void>((done) => upstream.listen(0, '127.0.0.1', done))
  settings = frontSettings({
    FRONT_NEXT_URL: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`,
    LOG_LEVEL: 'info',
    TABAVAR_PROXIES: '192.0.2.7',
  })
  console.log = (line: string) => lines.push(line)
  const { buildFront } = await import('@/server/front/app')
  front = await buildFront()
})
afterAll(async () => {
  console.log = said
  await front?.close()
  upstream?.close()
  settings?.remove()
})

const ask = (remoteAddress: string, headers: Record<string, string>) =>
  front.inject({ method: 'GET', url: '/fa', remoteAddress, headers: { host: 'tabavar.example', ...headers } })

const address = async (from: string, said?: string) => {
  await ask(from, said ? { 'x-forwarded-for': said } : {})
  return clientAddress(String(arrived['x-forwarded-for']))
}

describe('what a visitor may not say', () => {
  it('does not reach Next, whoever says it', async () => {
    for (const from of ['203.0.113.9', '127.0.0.1']) {
      await ask(from, {
        'x-middleware-subrequest': 'proxy:proxy:proxy',
        'x-tabavar-path': '/fa/office',
        'x-nextjs-data': '1',
        'x-invoke-path': '/fa/office',
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'http',
        forwarded: 'host=evil.example',
        'x-real-ip': '10.0.0.1',
        'x-request-id': 'chosen-by-me',
      })
      const kept = Object.keys(arrived).filter((name) =>
        /^x-(middleware|nextjs|invoke|tabavar|real)|^forwarded$/.test(name),
      )
      expect(kept).toEqual([])
      expect(arrived).toMatchObject({
        host: 'tabavar.example',
        'x-forwarded-host': 'tabavar.example',
        'x-forwarded-proto': 'https',
      })
      expect(arrived['x-request-id']).not.toBe('chosen-by-me')
    }
  })

  it('where she comes from is taken from her connection, or from the TLS proxy on this machine', async () => {
    expect(await address('203.0.113.9')).toBe('203.0.113.9')
    expect(await address('203.0.113.9', '198.51.100.1')).toBe('203.0.113.9')
    expect(await address('127.0.0.1', '198.51.100.1')).toBe('198.51.100.1')
    expect(await address('::1', '10.9.9.9, 198.51.100.1')).toBe('198.51.100.1')
    expect(await address('127.0.0.1')).toBe('127.0.0.1')
  })

  it('where she comes from is taken from a proxy on another machine, where the settings name it', async () => {
    expect(await address('192.0.2.7', '10.9.9.9, 198.51.100.1')).toBe('198.51.100.1')
    expect(await address('192.0.2.7')).toBe('192.0.2.7')
    expect(await address('192.0.2.8', '198.51.100.1')).toBe('192.0.2.8')
  })
})

describe('what is too large or comes from elsewhere', () => {
  it('is refused by its announced size, before it is passed on', async () => {
    const before = reached
    const answer = await front.inject({
      method: 'POST',
      url: '/fa/sign-in',
      headers: { 'content-length': String(7 * 1024 * 1024), 'content-type': 'text/plain' },
      payload: 'x',
    })
    expect(answer.statusCode).toBe(413)
    expect(reached).toBe(before)
  })

  it('does not save a register: neither another site’s page nor somebody without a cookie', async () => {
    const save = (headers: Record<string, string>) =>
      front.inject({
        method: 'POST',
        url: '/api/register/v1',
        headers: { host: 'tabavar.example', ...headers },
        payload: {},
      })
    expect((await save({ origin: 'https://evil.example' })).statusCode).toBe(403)
    expect((await save({ origin: 'null' })).statusCode).toBe(403)
    expect((await save({ origin: 'https://tabavar.example' })).statusCode).toBe(401)
    expect((await save({ cookie: '__Host-tabavar=made-up' })).statusCode).toBe(401)
    expect((await save({})).headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
  })

  it('reaches no page and no address with a form of another site, and reading is open', async () => {
    const before = reached
    for (const url of ['/fa/office/people/import/upload', '/fa/pictures', '/fa/sign-in', '/api/auth/x']) {
      for (const origin of ['https://evil.example', 'null', 'https://tabavar.example.evil.example'])
        for (const method of ['POST', 'PUT', 'DELETE'] as const)
          expect(
            (await front.inject({ method, url, headers: { host: 'tabavar.example', origin } })).statusCode,
          ).toBe(403)
    }
    expect(reached).toBe(before)
    const own = { host: 'tabavar.example', origin: 'https://tabavar.example' }
    expect((await front.inject({ method: 'POST', url: '/fa/sign-in', headers: own })).statusCode).toBe(200)
    expect((await ask('127.0.0.1', { origin: 'https://evil.example' })).statusCode).toBe(200)
  })

  it('passes no address on that holds a NUL', async () => {
    const before = reached
    const answer = await front.inject({ method: 'GET', url: '/fa/office?status=%00', headers: { host: 'x' } })
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'E-GEN-04'])
    expect(reached).toBe(before)
  })
})

describe('what answers by itself', () => {
  it('says of itself that it is data, over https only, and is open to no other origin', async () => {
    for (const [method, url] of [
      ['GET', '/healthz'],
      ['POST', '/api/register/v1'],
      ['GET', '/api/panel/v1'],
      ['POST', '/api/sync/v1/push'],
      ['GET', '/metrics'],
    ] as const) {
      const { headers } = await front.inject({
        method,
        url,
        headers: { host: 'tabavar.example', origin: 'https://tabavar.example' },
      })
      expect(headers, url).toMatchObject(doorHeaders({ https: true }))
      expect(headers, url).not.toHaveProperty('access-control-allow-origin')
      expect(headers, url).not.toHaveProperty('server')
    }
    expect(doorHeaders({ https: true })['strict-transport-security']).toMatch(
      /max-age=31536000; includeSubDomains/,
    )
  })

  it('is replaced by what a page says of itself', async () => {
    own = { 'content-security-policy': "default-src 'self'", 'x-content-type-options': 'nosniff' }
    const { headers } = await ask('203.0.113.9', {})
    own = {}
    expect(headers['content-security-policy']).toBe("default-src 'self'")
  })
})

describe('one request', () => {
  it('has one id, ours, in the log of the front and at the framework', async () => {
    await ask('203.0.113.9', { 'x-request-id': 'chosen-by-me' })
    const id = String(arrived['x-request-id'])
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
    const line = lines.map((one) => JSON.parse(one)).find(({ requestId }) => requestId === id)
    expect(line).toMatchObject({ door: '/*', method: 'GET', status: 200 })
    expect(Object.keys(line).sort()).toEqual(['door', 'level', 'method', 'ms', 'requestId', 'status', 'time'])
    expect(line.time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
  })
})
