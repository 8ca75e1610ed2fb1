import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { frontSettings } from './front-settings'

let upstream: Server
let front: FastifyInstance
let settings: ReturnType<typeof frontSettings>
const lines: string[] = []
const said = console.log
const TOKEN = 'a-token-of-more-than-24-letters'

beforeAll(async () => {
  upstream = createServer((_request, response) => response.end('page'))
  await new Promise<void>((done) => upstream.listen(0, '127.0.0.1', done))
  settings = frontSettings({
    FRONT_NEXT_URL: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`,
    METRICS_TOKEN: TOKEN,
    LOG_LEVEL: 'info',
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

const ask = (url: string, headers: Record<string, string> = {}) =>
  front.inject({ method: 'GET', url, headers: { host: 'tabavar.example', ...headers } })

describe('whether it lives', () => {
  it('lives while the database is away, and is not ready', async () => {
    expect((await ask('/healthz')).json()).toEqual({ status: 'ok' })
    const ready = await ask('/readyz')
    expect(ready.statusCode).toBe(503)
    expect(ready.headers['retry-after']).toBe('5')
    expect(ready.headers['cache-control']).toBe('no-store')
    expect(ready.json()).toEqual({ status: 'down', database: 'down', pages: 'ok' })
  })

  it('says that the pages are away when they are', async () => {
    await new Promise((done) => upstream.close(done))
    upstream.closeAllConnections()
    await expect
      .poll(async () => (await ask('/readyz')).json().pages, { timeout: 5000, interval: 200 })
      .toBe('down')
    upstream = createServer((_request, response) => response.end('page'))
    const port = Number(new URL(process.env.FRONT_NEXT_URL!).port)
    await new Promise<void>((done) => upstream.listen(port, '127.0.0.1', done))
  })
})

describe('measures', () => {
  it('are there for who holds the token, and for nobody else', async () => {
    for (const authorization of [
      '',
      'Bearer',
      `Bearer ${TOKEN}x`,
      `Bearer ${TOKEN.slice(1)}y`,
      `Basic ${TOKEN}`,
    ]) {
      const refused = await ask('/metrics', { authorization })
      expect(refused.statusCode, authorization).toBe(404)
      expect(refused.body).toBe('')
    }
    const read = await ask('/metrics', { authorization: `Bearer ${TOKEN}` })
    expect(read.statusCode).toBe(200)
    expect(read.body).toContain('# TYPE tabavar_requests_total counter')
    expect(read.body).toContain('tabavar_process_resident_memory_bytes')
  })

  it('and the log name doors by their pattern: nothing a visitor wrote is in them', async () => {
    const canary = 'canary-4218507731'
    await ask(`/fa/office/people?name=${canary}`, { cookie: `x=${canary}`, 'user-agent': canary })
    await ask(`/api/register/v1/${canary}`)
    await ask(`/${canary}`)
    const { body } = await ask('/metrics', { authorization: `Bearer ${TOKEN}` })
    expect(body).toMatch(/tabavar_requests_total\{door="\/\*",method="GET",status="200"\} \d/)
    expect(body).toMatch(/tabavar_request_seconds_count\{door="\/healthz"\} 1/)
    expect(body).not.toContain(canary)
    const logged = lines.map((line) => JSON.parse(line))
    expect(logged.length).toBeGreaterThan(8)
    for (const line of logged)
      expect(Object.keys(line)).toEqual(['time', 'level', 'requestId', 'door', 'method', 'status', 'ms'])
    expect(lines.join('\n')).not.toContain(canary)
  })
})
