import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pullPack } from '@/db/commands/sync/pull-pack'
import { takeRescue } from '@/db/commands/sync/take-rescue'
import { keyring } from '@/lib/env'
import { encodeSid } from '@/lib/server/session-cookie'
import { sealRescue } from '@/lib/sync/rescue'
import { composeSms } from '@/lib/sync/sms-code'
import { contextOf } from '@/tests/support/actors'
import { type Staff, staff, world } from '@/tests/support/factories'
import { count, type Field, helper, openField, sheet } from './field'
import { batchOf, markOp, newPhone, type Phone, push, received, type Sent, told, wholeSheet } from './phone'

let f: Field
let phone: Phone
beforeAll(async () => {
  f = await openField({ people: 5, sessions: 6 })
  phone = await newPhone(f.w.facilitator)
})
afterAll(() => f?.close())

/** The file her phone would write: sealed to what the office's own answer says. */
async function fileOf(...sent: Sent[]): Promise<string> {
  const pull = await pullPack(await contextOf(phone.who), { device: phone.device })
  return sealRescue(
    pull.rescue!,
    sent.map(({ body, signature }) => ({ text: body.toString('utf8'), signature })),
  )
}
const take = (who: { hash: Buffer }, file: string) => takeRescue(who.hash, file, 'test')

describe('a rescue file', () => {
  it('is applied in the name of the phone’s owner, by whoever may review, and its carrier stands in the audit', async () => {
    const ops = wholeSheet(f.w, 0)
    const file = await fileOf(await batchOf(phone, ops))
    const before = await f.owner`select last_seen_at, skew_seconds from app.device where id = ${phone.device}`
    expect(await take(f.w.officer, file)).toEqual({
      operations: 6,
      fresh: 6,
      known: 0,
      disputed: 0,
      waiting: 0,
      sheets: 1,
    })
    expect((await sheet(f.owner, f.w, 0)).status).toBe('SUBMITTED')
    const actors =
      await f.owner`select distinct actor_id, device_id from app.operation where session_id = ${f.w.sessionIds[0]!}`
    expect([...actors]).toEqual([{ actor_id: f.w.facilitator.userId, device_id: phone.device }])
    const [trace] =
      await f.owner`select actor_id, after from audit.event where action = 'sync.carry' and entity_id = ${phone.device}`
    expect(trace).toMatchObject({ actor_id: f.w.officer.userId, after: { operations: 6, again: false } })
    expect(
      await f.owner`select last_seen_at, skew_seconds from app.device where id = ${phone.device}`,
    ).toEqual(before)
    expect(await count(f.owner, 'auth_session', `user_id = '${f.w.facilitator.userId}'`)).toBe(1)
  })

  it('any copy of it is taken once: again, by another, and by the phone itself', async () => {
    const colleague = await helper(f.owner, f.w)
    const ops = wholeSheet(f.w, 1)
    const sent = await batchOf(phone, ops)
    const file = await fileOf(sent)
    expect((await take(colleague, file)).fresh).toBe(6)
    expect(await take(colleague, file)).toMatchObject({ operations: 6, fresh: 0, known: 6 })
    expect(await take(f.w.officer, await fileOf(sent))).toMatchObject({ fresh: 0, known: 6 })
    const other = await fileOf(await batchOf(phone, ops))
    expect(await take(f.w.officer, other)).toMatchObject({ fresh: 0, known: 6 })
    expect(told(await push(phone, ops))).toEqual(ops.map(() => 'duplicate'))
    const again = await received(phone, sent)
    expect(again.ops).toHaveLength(6)
    expect(await count(f.owner, 'operation', `session_id = '${f.w.sessionIds[1]}'`)).toBe(6)
  })

  it('after the phone has sent the same, says that all of it is known', async () => {
    const ops = wholeSheet(f.w, 2)
    await push(phone, ops)
    expect(await take(f.w.officer, await fileOf(await batchOf(phone, ops)))).toMatchObject({
      fresh: 0,
      known: 6,
    })
  })

  it('is refused, and writes nothing, where it was changed, not signed by her phone, or is about places out of reach', async () => {
    const stranger = (await world(f.owner, { people: 2 })).officer
    const auditor = await staff(f.owner, 'AUDITOR', f.w.provinceScope)
    const sent = await batchOf(phone, [markOp(f.w, 0, 'ABSENT', { session: 3 })])
    const file = await fileOf(sent)
    await expect(take(f.w.officer, file.replace('"data":"', '"data":"AAAA'))).rejects.toMatchObject({
      code: 'E-RSC-01',
    })
    await expect(take(f.w.officer, 'سلام')).rejects.toMatchObject({ code: 'E-RSC-01' })
    const forged = { ...sent, body: Buffer.from(sent.body.toString().replace('ABSENT', 'PRESENT')) }
    await expect(take(f.w.officer, await fileOf(sent, forged))).rejects.toMatchObject({ code: 'E-RSC-02' })
    const unknown = await batchOf({ ...phone, device: randomUUID() }, [
      markOp(f.w, 0, 'ABSENT', { session: 3 }),
    ])
    await expect(take(f.w.officer, await fileOf(unknown))).rejects.toMatchObject({ code: 'E-RSC-02' })
    await expect(take(stranger, file)).rejects.toMatchObject({ code: 'E-RSC-03' })
    await expect(take(auditor, file)).rejects.toMatchObject({ code: 'E-RSC-02' })
    await expect(take({ hash: Buffer.alloc(32) }, file)).rejects.toMatchObject({ code: 'E-RSC-02' })
    expect(await count(f.owner, 'operation', `session_id = '${f.w.sessionIds[3]}'`)).toBe(0)
    expect(await count(f.owner, 'auth_session', `user_id = '${f.w.facilitator.userId}'`)).toBe(1)
  })

  it('of a phone that was withdrawn waits for a supervisor', async () => {
    const lost = await newPhone(f.w.facilitator)
    const sent = await batchOf(lost, [markOp(f.w, 0, 'ABSENT', { session: 4 })])
    await f.owner`update app.device set withdrawn_at = now(), withdrawn_by = ${f.w.officer.userId} where id = ${lost.device}`
    expect(await take(f.w.officer, await fileOf(sent))).toMatchObject({ fresh: 0, waiting: 1 })
    expect((await sheet(f.owner, f.w, 4)).marks[0]).toBe('NONE')
  })

  it('of somebody whose account is suspended is refused, writes nothing, and can be taken once it is open again', async () => {
    const file = await fileOf(await batchOf(phone, [markOp(f.w, 1, 'ABSENT', { session: 5 })]))
    const batches = await count(f.owner, 'sync_batch')
    await f.owner`update app.user_account set status = 'SUSPENDED' where id = ${f.w.facilitator.userId}`
    try {
      await expect(take(f.w.officer, file)).rejects.toMatchObject({ code: 'E-RSC-04' })
      expect(await count(f.owner, 'sync_batch')).toBe(batches)
      expect((await sheet(f.owner, f.w, 5)).marks[1]).toBe('NONE')
    } finally {
      await f.owner`update app.user_account set status = 'ACTIVE' where id = ${f.w.facilitator.userId}`
      // Suspending signed her out; she has signed in again.
      await f.owner`update app.auth_session set ended_at = null where user_id = ${f.w.facilitator.userId}`
    }
    expect(await take(f.w.officer, file)).toMatchObject({ fresh: 1 })
  })
})

describe('the doors', () => {
  const SECRET = 'a gateway’s secret of some length'
  let front: FastifyInstance
  beforeAll(async () => {
    Object.assign(process.env, {
      DATABASE_URL: f.ownerUrl,
      NEXTAUTH_URL: 'https://tabavar.example',
      SMS_INBOUND_SECRET: Buffer.from(SECRET).toString('base64url'),
    })
    const { buildFront } = await import('@/server/front/app')
    front = await buildFront()
  })
  afterAll(() => front?.close())

  const rescue = async (payload: string, who?: Staff) =>
    front.inject({
      method: 'POST',
      url: '/api/sync/v1/rescue',
      headers: {
        host: 'tabavar.example',
        'content-type': 'application/json',
        ...(who && { cookie: `__Host-tabavar=${await encodeSid(who.token, 3600, keyring().authSecret)}` }),
      },
      payload,
    })

  it('take a file from whoever is signed in, and say why not', async () => {
    const file = await fileOf(await batchOf(phone, [markOp(f.w, 1, 'ABSENT', { session: 3 })]))
    expect((await rescue(file)).statusCode).toBe(401)
    const answer = await rescue(file, f.w.officer)
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-store'])
    expect(answer.json()).toEqual({
      v: 1,
      operations: 1,
      fresh: 1,
      known: 0,
      disputed: 0,
      waiting: 0,
      sheets: 1,
    })
    const refused = await rescue('{}', f.w.officer)
    expect([refused.statusCode, refused.json().code]).toEqual([422, 'E-RSC-01'])
  })

  it('take an SMS from the gateway that knows the secret only', async () => {
    const [row] = await f.owner`select sms_code from app.session where id = ${f.w.sessionIds[4]!}`
    await f.owner`insert into app.user_login (handle, kind, user_id) values ('+989141112233', 'MOBILE', ${f.w.facilitator.userId})`
    const text = composeSms({ code: String(row!.sms_code), head: 4, absent: [2] })
    const hand = (authorization: string, from = '09141112233') =>
      front.inject({
        method: 'POST',
        url: '/api/sms/v1/inbound',
        headers: { authorization },
        payload: { from, text },
      })
    const bearer = `Bearer ${process.env.SMS_INBOUND_SECRET}`
    expect((await hand('')).statusCode).toBe(401)
    expect((await hand(`${bearer}x`)).statusCode).toBe(401)
    expect((await hand(bearer, '09140000000')).json()).toMatchObject({ code: 'E-SMS-02' })
    expect((await hand(bearer)).json()).toEqual({ status: 'taken' })
    expect((await hand(bearer)).json()).toEqual({ status: 'known' })
  })
})
