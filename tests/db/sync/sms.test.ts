import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enterSms } from '@/db/commands/sync/enter-sms'
import { receiveSms } from '@/db/commands/sync/receive-sms'
import { registerView } from '@/db/queries/workshops/register'
import { reading } from '@/db/transaction'
import type { Scope } from '@/lib/access/actor'
import { composeSms } from '@/lib/sync/sms-code'
import { contextOf } from '@/tests/support/actors'
import { staff, world } from '@/tests/support/factories'
import { count, type Field, openField, sheet } from './field'
import { newPhone, push, told, wholeSheet } from './phone'

let f: Field
let codes: string[]
beforeAll(async () => {
  f = await openField({ people: 6, sessions: 6 })
  const rows = await f.owner`select id, sms_code from app.session`
  codes = f.w.sessionIds.map((id) => String(rows.find((row) => row.id === id)!.sms_code))
})
afterAll(() => f?.close())

const enter = async (text: string, who = f.w.officer) => enterSms(await contextOf(who), { text })
const message = (session: number, absent: number[], head = 6 - absent.length) =>
  composeSms({ code: codes[session]!, head, absent })

describe('the code of a session', () => {
  it('has six digits and is no other session’s', async () => {
    const [row] = await f.owner`select count(*)::int as n, count(distinct sms_code)::int as codes,
      min(sms_code) as least, max(sms_code) as most from app.session`
    expect(row!.codes).toBe(row!.n)
    expect(row!.least).toBeGreaterThanOrEqual(100_000)
    expect(row!.most).toBeLessThan(1_000_000)
  })
})

describe('a sheet by SMS', () => {
  it('becomes ordinary operations in a draft, and leaves a trace', async () => {
    expect(await enter(message(0, [2, 5]))).toEqual({
      sessionId: f.w.sessionIds[0],
      cohortCode: expect.any(String),
      seq: 1,
      present: 4,
      absent: 2,
      head: 4,
      known: false,
    })
    expect(await sheet(f.owner, f.w, 0)).toMatchObject({
      status: 'HELD',
      head: 4,
      marks: ['PRESENT', 'ABSENT', 'PRESENT', 'PRESENT', 'ABSENT', 'PRESENT'],
    })
    expect(await count(f.owner, 'operation', `session_id = '${f.w.sessionIds[0]}'`)).toBe(7)
    // Whoever confirms the draft is told where it came from.
    const scope = { userId: f.w.facilitator.userId } as Scope
    const opened = (at: number) =>
      reading(scope, (db) => registerView(db, scope, { sessionId: f.w.sessionIds[at]!, locale: 'fa' }))
    expect([(await opened(0))?.bySms, (await opened(5))?.bySms]).toEqual([true, undefined])
    const [trace] = await f.owner`select actor_id, after from audit.event where action = 'sync.sms'`
    expect(trace).toEqual({
      actor_id: f.w.officer.userId,
      after: { via: 'OFFICE', head: 4, absent: 2, present: 4 },
    })
  })

  it('counts once: the same message again changes nothing, another one is refused', async () => {
    await enter(message(1, []))
    expect((await enter(` ${message(1, [])} `)).known).toBe(true)
    await expect(enter(message(1, [3]))).rejects.toMatchObject({ code: 'E-SMS-03' })
    expect(await count(f.owner, 'operation', `session_id = '${f.w.sessionIds[1]}'`)).toBe(7)
  })

  it('writes nothing with a wrong character, a strange row, out of reach, or over marks', async () => {
    const text = message(2, [1])
    await expect(enter(text.replace(/\d$/, (d) => String((Number(d) + 1) % 10)))).rejects.toMatchObject({
      code: 'E-SMS-01',
    })
    await expect(enter(message(2, [7]))).rejects.toMatchObject({ code: 'E-SMS-04', values: { row: 7 } })
    const stranger = (await world(f.owner, { people: 2 })).officer
    await expect(enter(text, stranger)).rejects.toMatchObject({ code: 'E-SMS-02' })
    const auditor = await staff(f.owner, 'AUDITOR', f.w.provinceScope)
    await expect(enter(text, auditor)).rejects.toMatchObject({ code: 'E-SMS-02' })
    const phone = await newPhone(f.w.facilitator)
    await push(phone, wholeSheet(f.w, 2))
    await expect(enter(text)).rejects.toMatchObject({ code: 'E-SMS-05' })
    expect((await sheet(f.owner, f.w, 2)).marks[0]).toBe('ABSENT')
    expect(await count(f.owner, 'sms_sheet', `session_id = '${f.w.sessionIds[2]}'`)).toBe(0)
  })

  it('keeps both where her phone comes later and says something else', async () => {
    await enter(message(3, [2]))
    const phone = await newPhone(f.w.facilitator)
    const receipts = told(await push(phone, wholeSheet(f.w, 3)))
    expect(receipts.filter((one) => one.startsWith('conflict'))).toHaveLength(2)
    expect(
      await count(f.owner, 'sync_conflict', `session_id = '${f.w.sessionIds[3]}' and state = 'OPEN'`),
    ).toBe(2)
  })
})

describe('an SMS that a gateway brings', () => {
  const from = '۰۹۱۴ ۱۲۳ ۴۵۶۷'
  const receive = (text: string, number = from) => receiveSms({ from: number, text }, new Date(), 'test')

  it('must come from a number of an account that may record there, and is done by her rights', async () => {
    const text = message(4, [1])
    await expect(receive(text)).rejects.toMatchObject({ code: 'E-SMS-02' })
    await f.owner`insert into app.user_login (handle, kind, user_id) values ('+989141234567', 'MOBILE', ${f.w.facilitator.userId})`
    await expect(receive(text, '09141234568')).rejects.toMatchObject({ code: 'E-SMS-02' })
    await expect(receive(text, 'x')).rejects.toMatchObject({ code: 'E-SMS-02' })
    expect(await receive(text)).toMatchObject({ present: 5, absent: 1, known: false })
    expect((await receive(text)).known).toBe(true)
    const [row] =
      await f.owner`select via, entered_by, sender, words from app.sms_sheet where session_id = ${f.w.sessionIds[4]!}`
    expect(row).toMatchObject({ via: 'INBOUND', entered_by: f.w.facilitator.userId })
    expect(row!.sender).toHaveLength(32)
    expect(JSON.stringify(row)).not.toMatch(/9141234567/)
    expect((await sheet(f.owner, f.w, 4)).status).toBe('HELD')
  })
})
