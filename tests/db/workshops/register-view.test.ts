import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closePools, openPools } from '@/db/client'
import { registerView } from '@/db/queries/workshops/register'
import { reading } from '@/db/transaction'
import type { Scope } from '@/lib/access/actor'
import { type FreshDatabase, freshDatabase } from '@/tests/support/database'
import { registerOf, type Staff, type World, world } from '@/tests/support/factories'
import { review, send } from './register-sent'

let database: FreshDatabase
let owner: Sql
let app: Sql
beforeAll(async () => {
  database = await freshDatabase()
  process.env.DATABASE_URL ??= database.ownerUrl
  owner = postgres(database.ownerUrl, { max: 2, onnotice: () => {} })
  app = postgres(database.appUrl, { max: 2, onnotice: () => {} })
  openPools({ app: database.appUrl, pub: database.publicUrl })
})
afterAll(async () => {
  await Promise.all([closePools(), owner?.end(), app?.end()])
  await database?.drop()
})

const viewFor = (who: Staff, w: World) => {
  const scope = { userId: who.userId } as Scope
  return reading(scope, (db) => registerView(db, scope, { sessionId: w.sessionIds[0]!, locale: 'fa' }))
}

describe('a register opens locked where the save would be refused anyway', () => {
  const cases: [code: string | null, arrange: (w: World) => Promise<unknown>, options?: { now: string }][] = [
    [null, async () => {}],
    ['E-SES-05', async () => {}, { now: '2024-05-10T00:00:00Z' }],
    ['E-SES-06', async () => {}, { now: '2024-06-20T00:00:00Z' }],
    ['E-SES-08', (w) => owner`update app.run set status = 'CLOSED' where id = ${w.runId}`],
    ['E-FAC-01', (w) => owner`update app.facilitator set status = 'IN_TRAINING' where run_id = ${w.runId}`],
  ]
  it.each(cases)('%s', async (code, arrange, options = { now: '2024-05-12T15:00:00Z' }) => {
    const w = await world(owner, options)
    await arrange(w)
    expect((await viewFor(w.facilitator, w))!.lockedCode).toBe(code)
    const answer = await send(app, w.facilitator, registerOf(w))
    expect(answer.status === 'applied' ? null : answer.code).toBe(code)
  })

  it('E-ATT-04 once approved; a returned one opens again with its reason', async () => {
    const w = await world(owner)
    await send(app, w.facilitator, registerOf(w))
    await review(app, w.officer, w.sessionIds[0]!, 2, 'RETURN', 'ردیف سه را بازبینی کنید.')
    expect(await viewFor(w.facilitator, w)).toMatchObject({
      lockedCode: null,
      returnReason: 'ردیف سه را بازبینی کنید.',
    })
    await send(app, w.facilitator, { ...registerOf(w), ops: [], baseVersion: 3 })
    await review(app, w.officer, w.sessionIds[0]!, 4, 'APPROVE')
    expect((await viewFor(w.facilitator, w))!.lockedCode).toBe('E-ATT-04')
  })

  it('is not there for the facilitator of another group', async () => {
    const [mine, theirs] = [await world(owner), await world(owner)]
    expect(await viewFor(theirs.facilitator, mine)).toBeNull()
  })
})
