import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '@/tests/support/database'
import { registerOf, type World, world } from '@/tests/support/factories'
import { everything, kept, recounted, review, send } from './register-sent'

let database: FreshDatabase
let owner: Sql
let app: Sql
beforeAll(async () => {
  database = await freshDatabase()
  owner = postgres(database.ownerUrl, { max: 2, onnotice: () => {} })
  app = postgres(database.appUrl, { max: 6, onnotice: () => {} })
})
afterAll(async () => {
  await Promise.all([owner?.end(), app?.end()])
  await database?.drop()
})

describe('the office decides on a sheet', () => {
  it('approves, and says who did', async () => {
    const w = await world(owner)
    await send(app, w.facilitator, registerOf(w))
    const id = w.sessionIds[0]!
    expect(await review(app, w.officer, id, 2, 'APPROVE')).toMatchObject({
      status: 'applied',
      version: 3,
      sessionStatus: 'APPROVED',
    })
    const [sheet] = await owner`select status, approved_by from app.session where id = ${id}`
    expect(sheet).toEqual({ status: 'APPROVED', approved_by: w.officer.userId })
    expect(await owner`select decision, decided_by from app.sheet_review where session_id = ${id}`).toEqual([
      { decision: 'APPROVE', decided_by: w.officer.userId },
    ])
    expect(
      await owner`select action from audit.event where entity_id = ${id} and actor_id = ${w.officer.userId}`,
    ).toEqual([{ action: 'session.approve' }])
    expect(await kept(owner, w)).toEqual(await recounted(owner, w))
  })

  const refusals: [string, string, (w: World) => Promise<unknown>][] = [
    [
      'a facilitator approving her own',
      'E-GEN-02',
      async (w) => review(app, w.facilitator, w.sessionIds[0]!, 2, 'APPROVE'),
    ],
    [
      'a version that has moved on',
      'E-GEN-03',
      async (w) => review(app, w.officer, w.sessionIds[0]!, 1, 'APPROVE'),
    ],
    [
      'a return without a reason',
      'E-GEN-01',
      async (w) => review(app, w.officer, w.sessionIds[0]!, 2, 'RETURN', ' '),
    ],
    [
      'reopening what is not approved',
      'E-SES-09',
      async (w) => review(app, w.officer, w.sessionIds[0]!, 2, 'REOPEN', 'چرا'),
    ],
    [
      'a sheet nobody sent in',
      'E-SES-09',
      async (w) => review(app, w.officer, w.sessionIds[1]!, 1, 'APPROVE'),
    ],
    [
      'a sheet that is not there',
      'E-GEN-02',
      async (w) => review(app, w.officer, randomUUID(), 1, 'APPROVE'),
    ],
  ]
  it.each(refusals)('refuses %s and writes nothing', async (_, code, act) => {
    const w = await world(owner)
    await send(app, w.facilitator, registerOf(w))
    const before = await everything(owner, w)
    expect(await act(w)).toMatchObject({ status: 'refused', code })
    expect(await everything(owner, w)).toBe(before)
  })

  it.each(['run', 'cohort'])('a closed %s keeps its sheets as they are', async (closed) => {
    const w = await world(owner)
    await send(app, w.facilitator, registerOf(w))
    await review(app, w.officer, w.sessionIds[0]!, 2, 'APPROVE')
    if (closed === 'run') await owner`update app.run set status = 'CLOSED' where id = ${w.runId}`
    else await owner`update app.cohort set status = 'CLOSED' where id = ${w.cohortId}`
    const before = await everything(owner, w)
    expect(await review(app, w.officer, w.sessionIds[0]!, 3, 'REOPEN', 'چرا')).toMatchObject({
      code: 'E-SES-08',
    })
    expect(await everything(owner, w)).toBe(before)
  })

  it('another province’s officer is a stranger', async () => {
    const [w, other] = [await world(owner), await world(owner)]
    await send(app, w.facilitator, registerOf(w))
    expect(await review(app, other.officer, w.sessionIds[0]!, 2, 'APPROVE')).toMatchObject({
      code: 'E-GEN-02',
    })
  })
})

describe('rollups', () => {
  it('equal a recount after any sequence of saves and decisions', async () => {
    const step = fc.record({
      session: fc.integer({ min: 0, max: 2 }),
      act: fc.constantFrom('submit', 'draft', 'APPROVE', 'RETURN', 'REOPEN', 'cancel'),
      marks: fc.array(
        fc.record({
          code: fc.constantFrom('PRESENT', 'LATE', 'LEFT_EARLY', 'ABSENT', 'EXCUSED'),
          minutes: fc.integer({ min: 0, max: 119 }),
        }),
        { minLength: 5, maxLength: 5 },
      ),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const w = await world(owner, { people: 5 })
        for (const { session, act, marks } of steps) {
          const id = w.sessionIds[session]!
          const [now] = await owner`select version from app.session where id = ${id}`
          if (['APPROVE', 'RETURN', 'REOPEN'].includes(act)) {
            await review(app, w.officer, id, now!.version, act, 'دلیل')
            continue
          }
          const exceptions = Object.fromEntries(
            marks.map((m, i) => [
              i,
              {
                code: m.code,
                late: m.code === 'LATE' ? m.minutes : 0,
                early: m.code === 'LEFT_EARLY' ? m.minutes : 0,
              },
            ]),
          )
          const payload = registerOf(w, session, exceptions, {
            baseVersion: now!.version,
            outcome: act,
            cancelReason: 'دلیل',
          })
          await send(app, w.officer, act === 'cancel' ? { ...payload, ops: [] } : payload)
        }
        expect(await kept(owner, w)).toEqual(await recounted(owner, w))
      }),
      { numRuns: 25, seed: 1403 },
    )
  })
})
