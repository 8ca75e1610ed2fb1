import type { FastifyInstance } from 'fastify'
import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll } from 'vitest'
import { closePools, openPools } from '@/db/client'
import { keyring } from '@/lib/env'
import { encodeSid } from '@/lib/server/session-cookie'
import { type FreshDatabase, freshDatabase } from '@/tests/support/database'
import { registerOf, type World, world } from '@/tests/support/factories'
import { type Attempt, onPhone, refusal } from './provoked'

let database: FreshDatabase
let owner: Sql
let front: FastifyInstance
let w: World
const open = () => openPools({ app: database.appUrl, pub: database.publicUrl })
beforeAll(async () => {
  database = await freshDatabase()
  Object.assign(process.env, { DATABASE_URL: database.ownerUrl, NEXTAUTH_URL: 'https://tabavar.example' })
  owner = postgres(database.ownerUrl, { max: 2, onnotice: () => {} })
  w = await world(owner, { people: 2 })
  const { buildFront } = await import('@/server/front/app')
  front = await buildFront()
  await closePools()
  open()
})
afterAll(async () => {
  await front?.close()
  await closePools()
  await owner?.end()
  await database?.drop()
})

/** Her phone sends a register, as it is or as bytes that are none; what came back, in the words of its screen. */
const sent = (payload: object | string, headers: object = {}): Attempt => {
  let id = ''
  const answer = async () => {
    const cookie = await encodeSid(w.facilitator.token, 3600, keyring().authSecret)
    const reply = await front.inject({
      method: 'POST',
      url: '/api/register/v1',
      headers: {
        host: 'tabavar.example',
        'content-type': 'application/json',
        cookie: `__Host-tabavar=${cookie}`,
        ...headers,
      },
      payload,
    })
    const told = reply.json()
    id = String(told.values?.requestId ?? '')
    return told
  }
  return async () => {
    const { codes, sentences } = await onPhone(answer)()
    return { codes, sentences: sentences.map((one) => (id ? one.replace(id, 'شماره') : one)) }
  }
}

refusal(
  'E-GEN-04',
  'a register arrives that is no register',
  'آنچه فرستاده شد خوانا نبود. صفحه را تازه کنید و دوباره بفرستید.',
  async () => ({ owner, attempt: sent({ v: 1, sessionId: 'x' }) }),
)
refusal(
  'E-GEN-04',
  'a register arrives in pieces',
  'آنچه فرستاده شد خوانا نبود. صفحه را تازه کنید و دوباره بفرستید.',
  async () => ({ owner, attempt: sent('{"v": 1, "ops": [') }),
)
refusal(
  'E-GEN-09',
  'the database is away',
  'اکنون نشد؛ چیزی ثبت نشد. کمی بعد دوباره تلاش کنید. (کد پیگیری: شماره)',
  async () => ({
    owner,
    attempt: async () => {
      await closePools()
      openPools({
        app: database.appUrl.replace(/\/[^/?]+(\?|$)/, '/no_such_database$1'),
        pub: database.publicUrl,
      })
      try {
        return await sent(registerOf(w))()
      } finally {
        await closePools()
        open()
      }
    },
  }),
)

const TOO_LARGE = 'آنچه فرستاده شد بزرگ‌تر از اندازهٔ مجاز است و خوانده نشد.'
refusal('E-IMP-01', 'something says it is larger than anything we take', TOO_LARGE, async () => ({
  owner,
  attempt: sent('{}', { 'content-length': String(7 * 1024 * 1024) }),
}))
refusal('E-IMP-01', 'a register is larger than any register', TOO_LARGE, async () => ({
  owner,
  attempt: sent({ ...registerOf(w), note: 'ن'.repeat(1024 * 1024) }),
}))
