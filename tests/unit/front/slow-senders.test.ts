import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { frontSettings } from './front-settings'

// The front server over a framework that counts what reaches it.
let upstream: Server
let front: FastifyInstance
let port: number
let settings: ReturnType<typeof frontSettings>
const reached: string[] = []
const open: Socket[] = []

beforeAll(async () => {
  upstream = createServer((request, response) => {
    reached.push(`${request.method} ${request.url}`)
    let size = 0
    request.on('data', (part: Buffer) => {
      size += part.length
    })
    request.on('end', () => response.end(`page ${size} ${request.headers['content-type'] ?? ''}`))
  })
  await new Promise<void>((done) => upstream.listen(0, '127.0.0.1', done))
  settings = frontSettings({ FRONT_NEXT_URL: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}` })
  const { buildFront } = await import('@/server/front/app')
  front = await buildFront()
  await front.listen({ port: 0, host: '127.0.0.1' })
  port = (front.server.address() as AddressInfo).port
})
afterAll(async () => {
  for (const socket of open) socket.destroy()
  front?.server.closeAllConnections()
  await front?.close()
  upstream?.closeAllConnections()
  upstream?.close()
  settings?.remove()
})

const begun = (text: string) =>
  new Promise<Socket>((done, fail) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text, () => done(socket)))
    socket.on('error', fail)
    open.push(socket)
  })
const post = (path: string, body: Buffer, type = 'multipart/form-data; boundary=x') =>
  fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    body: new Uint8Array(body),
    headers: { 'content-type': type },
  })

describe('slow senders', () => {
  it('hold no connection of the framework: a form is passed on when it is whole', async () => {
    const head =
      'POST /fa/sign-in HTTP/1.1\r\nhost: tabavar.example\r\ncontent-type: text/plain\r\ncontent-length: 50\r\n\r\nabc'
    const slow = await Promise.all(Array.from({ length: 200 }, () => begun(head)))
    const answer = await post('/fa/somewhere', Buffer.from('whole'))
    expect([answer.status, await answer.text()]).toEqual([200, 'page 5 multipart/form-data; boundary=x'])
    expect(reached).toEqual(['POST /fa/somewhere'])
    // One of them ends what she began: it arrives whole.
    const said = new Promise<string>((done) => slow[0]!.once('data', (data) => done(String(data))))
    slow[0]!.write('d'.repeat(47))
    expect(await said).toContain('200 OK')
    expect(reached).toEqual(['POST /fa/somewhere', 'POST /fa/sign-in'])
  })

  it('are let go: headers within 15 seconds, a whole request within a minute, looked at every five', () => {
    const server = front.server as Server & { connectionsCheckingInterval?: number }
    expect([server.headersTimeout, server.requestTimeout, server.timeout]).toEqual([15_000, 60_000, 65_000])
  })
})

describe('what is sent', () => {
  it('arrives as it was, small or larger than what is gathered', async () => {
    for (const size of [0, 1, 1024 * 1024, 3 * 1024 * 1024 + 7]) {
      const answer = await post('/fa/office/people/import/upload', Buffer.alloc(size, 'x'))
      expect(await answer.text()).toBe(`page ${size} multipart/form-data; boundary=x`)
    }
  })
})
