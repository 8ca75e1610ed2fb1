import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePools, openPools } from '@/db/client'
import { keyring } from '@/lib/env'
import { encodeSid } from '@/lib/server/session-cookie'
import { MOST_BYTES } from '@/lib/sync/schema'
import type { Staff } from '@/tests/support/factories'
import { count, type Field, helper, openField, sheet } from './field'
import { batchOf, newPhone, type Phone, type Sent, wholeSheet } from './phone'

let f: Field
let front: FastifyInstance
let phone: Phone
beforeAll(async () => {
  f = await openField({ people: 3, sessions: 2 })
  Object.assign(process.env, { DATABASE_URL: f.ownerUrl, NEXTAUTH_URL: 'https://tabavar.example' })
  const { buildFront } = await import('@/server/front/app')
  front = await buildFront()
  await closePools()
  openPools({ app: f.appUrl, pub: f.appUrl })
  phone = await newPhone(f.w.facilitator)
})
afterAll(async () => {
  await front?.close()
  await f?.close()
})

const cookie = async (who: Staff) =>
  `__Host-tabavar=${await encodeSid(who.token, 3600, keyring().authSecret)}`
const ask = async (
  method: 'GET' | 'POST',
  path: string,
  who: Staff | null,
  more: { payload?: string | Buffer; headers?: object } = {},
) =>
  front.inject({
    method,
    url: `/api/sync/v1/${path}`,
    headers: {
      host: 'tabavar.example',
      ...(method === 'POST' && { 'content-type': 'application/json' }),
      ...(who && { cookie: await cookie(who) }),
      ...more.headers,
    },
    payload: more.payload,
  })
const push = (who: Staff | null, { body, signature }: Sent, headers: object = {}) =>
  ask('POST', 'push', who, { payload: body, headers: { 'x-sync-signature': signature, ...headers } })

it('registers a phone, takes its batch, gives it its groups and its secret; nothing of it may be cached', async () => {
  const publicKey = phone.key
  expect(publicKey).toBeDefined()
  const sent = await batchOf(phone, wholeSheet(f.w))
  const answer = await push(f.w.facilitator, sent, { origin: 'https://tabavar.example' })
  expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-store'])
  expect(answer.json()).toMatchObject({
    v: 1,
    batch: sent.batch,
    agreed: null,
    sheets: [{ status: 'SUBMITTED' }],
  })
  expect((await push(f.w.facilitator, sent)).body).toBe(answer.body)
  expect((await sheet(f.owner, f.w)).status).toBe('SUBMITTED')
  const pulled = await ask('GET', `pull?device=${phone.device}`, f.w.facilitator)
  expect(pulled.json()).toMatchObject({ v: 1, assigned: [f.w.cohortId] })
  const since = encodeURIComponent(pulled.json().horizon)
  const later = await ask('GET', `pull?device=${phone.device}&since=${since}`, f.w.facilitator)
  expect(later.json().assigned).toEqual([f.w.cohortId])
  const secret = await ask('GET', `secret?device=${phone.device}`, f.w.facilitator)
  expect(secret.json()).toEqual({ device: phone.device, secret: phone.secret })
  const [key] = await f.owner`select public_key from app.device where id = ${phone.device}`
  const made = await ask('POST', 'device', f.w.facilitator, {
    payload: JSON.stringify({ publicKey: key!.public_key, name: 'گوشی' }),
  })
  expect(made.json().device).toMatch(/^[0-9a-f-]{36}$/)
})

it('says clearly what it does not take, and takes nothing of it', async () => {
  const sent = await batchOf(phone, wholeSheet(f.w, 1))
  const before = await count(f.owner, 'sync_batch')
  const told = async (
    answer: Promise<{ statusCode: number; json: () => { code?: string; status?: string } }>,
  ) => {
    const { statusCode, json } = await answer
    return [statusCode, json().code ?? json().status]
  }
  expect(await told(push(null, sent))).toEqual([401, 'signed-out'])
  expect(await told(push(f.w.facilitator, sent, { origin: 'https://evil.example' }))).toEqual([
    403,
    'E-GEN-02',
  ])
  expect(await told(push(f.w.facilitator, await batchOf(phone, [], { v: 0 })))).toEqual([426, 'E-SYN-07'])
  expect(await told(push(f.w.facilitator, { ...sent, body: sent.body.subarray(0, 90) }))).toEqual([
    422,
    'E-GEN-04',
  ])
  expect(await told(push(f.w.facilitator, { ...sent, body: Buffer.alloc(MOST_BYTES + 1, ' ') }))).toEqual([
    413,
    'E-SYN-08',
  ])
  expect(await told(ask('POST', 'device', f.w.facilitator, { payload: '{"publicKey":{}}' }))).toEqual([
    422,
    'E-GEN-04',
  ])
  expect(await told(ask('GET', 'pull?device=x', f.w.facilitator))).toEqual([422, 'E-GEN-04'])
  expect(await told(ask('GET', `pull?device=${randomUUID()}`, f.w.facilitator))).toEqual([403, 'E-SYN-01'])
  // Another account's sign-in, and a phone taken out of use, are two sentences.
  expect(await told(ask('GET', `secret?device=${phone.device}`, f.w.officer))).toEqual([403, 'E-SYN-01'])
  expect(await told(ask('GET', `pull?device=${phone.device}`, f.w.officer))).toEqual([403, 'E-SYN-01'])
  await f.owner`update app.device set withdrawn_at = now(), withdrawn_by = ${f.w.officer.userId} where id = ${phone.device}`
  for (const path of ['secret', 'pull'])
    expect(await told(ask('GET', `${path}?device=${phone.device}`, f.w.facilitator))).toEqual([
      403,
      'E-SYN-02',
    ])
  await f.owner`update app.device set withdrawn_at = null, withdrawn_by = null where id = ${phone.device}`
  expect(await told(ask('GET', `secret?device=${phone.device}`, null))).toEqual([401, 'signed-out'])
  await f.owner`update app.auth_session set ended_at = now(), end_reason = 'test' where token_hash = ${f.w.facilitator.hash}`
  expect(await told(push(f.w.facilitator, sent))).toEqual([401, 'signed-out'])
  expect(await told(ask('GET', `pull?device=${phone.device}`, f.w.facilitator))).toEqual([401, 'signed-out'])
  expect(await count(f.owner, 'sync_batch')).toBe(before)
  await f.owner`update app.auth_session set ended_at = null, end_reason = null where token_hash = ${f.w.facilitator.hash}`
  expect((await push(f.w.facilitator, sent)).statusCode).toBe(200)
  expect(await told(push(await helper(f.owner, f.w), sent))).toEqual([409, 'E-SYN-05'])
  const other = await batchOf(phone, wholeSheet(f.w, 0), { batch: sent.batch })
  expect(await told(push(f.w.facilitator, other))).toEqual([409, 'E-SYN-06'])
})
