import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '@/tests/support/database'
import { registerOf, type World, world } from '@/tests/support/factories'
import { everything, review, send } from './register-sent'

let database: FreshDatabase
let owner: Sql
let app: Sql
beforeAll(async () => {
  database = await freshDatabase()
  owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} })
  app = postgres(database.appUrl, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await Promise.all([owner?.end(), app?.end()])
  await database?.drop()
})

const clockAt = (w: World, now: string) => owner`update app.run set pinned_now = ${now} where id = ${w.runId}`
const absent = { 0: { code: 'ABSENT' } }
const refused = async (w: World, code: string, act: () => Promise<unknown>) => {
  const before = await everything(owner, w)
  expect(await act()).toMatchObject({ status: 'refused', code })
  expect(await everything(owner, w)).toBe(before)
}

describe('the time to edit a sheet', () => {
  it('counts from when it was recorded, not from the session', async () => {
    // Held on 11 May, recorded on the 30th: 72 hours from there.
    const w = await world(owner, { people: 3, now: '2024-05-30T08:00:00Z' })
    await send(app, w.facilitator, registerOf(w))
    await clockAt(w, '2024-06-02T08:00:00Z')
    expect(await send(app, w.facilitator, registerOf(w, 0, absent, { baseVersion: 2 }))).toMatchObject({
      status: 'applied',
      version: 3,
    })
    await clockAt(w, '2024-06-02T08:00:01Z')
    await refused(w, 'E-ATT-04', () => send(app, w.facilitator, registerOf(w, 0, {}, { baseVersion: 3 })))
    expect(await send(app, w.officer, registerOf(w, 0, {}, { baseVersion: 3 }))).toMatchObject({
      status: 'applied',
    })
  })

  it('is over for good once approved, until the office reopens it with a reason', async () => {
    const w = await world(owner, { people: 3 })
    const id = w.sessionIds[0]!
    await send(app, w.facilitator, registerOf(w))
    await review(app, w.officer, id, 2, 'APPROVE')
    for (const who of [w.facilitator, w.officer])
      await refused(w, 'E-ATT-04', () => send(app, who, registerOf(w, 0, absent, { baseVersion: 3 })))
    await refused(w, 'E-GEN-01', () => review(app, w.officer, id, 3, 'REOPEN', ' '))
    await refused(w, 'E-GEN-02', () => review(app, w.facilitator, id, 3, 'REOPEN', 'اصلاح'))
    await clockAt(w, '2024-07-20T08:00:00Z')
    await review(app, w.officer, id, 3, 'REOPEN', 'یک نفر اشتباه ثبت شده')
    expect(await send(app, w.facilitator, registerOf(w, 0, absent, { baseVersion: 4 }))).toMatchObject({
      status: 'applied',
      sessionStatus: 'SUBMITTED',
    })
    expect(
      await owner`select decision, reason from app.sheet_review where session_id = ${id} and decision = 'REOPEN'`,
    ).toEqual([{ decision: 'REOPEN', reason: 'یک نفر اشتباه ثبت شده' }])
    expect(
      await owner`select reason from audit.event where entity_id = ${id} and action = 'session.reopen'`,
    ).toEqual([{ reason: 'یک نفر اشتباه ثبت شده' }])
  })
})

describe('a sheet recorded too late', () => {
  it('is the office’s to write; afterwards the facilitator has her time to edit it', async () => {
    // The first session was on 11 May: 31 days before.
    const w = await world(owner, { people: 3, now: '2024-06-11T08:00:00Z' })
    await refused(w, 'E-SES-06', () => send(app, w.facilitator, registerOf(w)))
    await refused(w, 'E-SES-06', () => send(app, w.facilitator, registerOf(w, 0, {}, { outcome: 'draft' })))
    expect(await send(app, w.officer, registerOf(w))).toMatchObject({
      status: 'applied',
      sessionStatus: 'SUBMITTED',
    })
    expect(await owner`select recorded_by from app.session where id = ${w.sessionIds[0]!}`).toEqual([
      { recorded_by: w.officer.userId },
    ])
    expect(await send(app, w.facilitator, registerOf(w, 0, absent, { baseVersion: 2 }))).toMatchObject({
      status: 'applied',
    })
  })

  it('by a day less is still hers', async () => {
    const w = await world(owner, { people: 3, now: '2024-06-10T08:00:00Z' })
    expect(await send(app, w.facilitator, registerOf(w))).toMatchObject({ status: 'applied' })
  })
})
