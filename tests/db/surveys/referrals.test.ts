import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endReferral, takeReferral, viewReferral } from '@/db/commands/surveys/referrals'
import { askToTalk, takeAnswersBack } from '@/db/commands/surveys/respondent'
import { referralCounts } from '@/db/queries/surveys/outcomes'
import { myReferrals } from '@/db/queries/surveys/referrals'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { contextOf } from '@/tests/support/actors'
import { type Staff, staff } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'
import { type AskedWorld, agreed, answer, askedWorld, visitor } from './asked'

let db: Loaded
beforeAll(async () => {
  db = await loadedDatabase('none')
})
afterAll(() => db.end())

const REACH = { name: 'گلی', reach: '۰۹۱۲۰۰۰۰۰۰۰، عصرها' }
async function asksFor(w: AskedWorld, at = 0) {
  const code = w.codes[at]!
  await agreed(code, w.waveId)
  await answer(code, w.waveId, 'WHO-5', 1)
  await askToTalk(visitor(), code, { waveId: w.waveId, ...REACH })
}
const seenBy = async (who: Staff) => {
  const scope = scopeOf((await contextOf(who)).actor)
  return reading(scope, (at) => myReferrals(at, scope))
}
const counts = async (w: AskedWorld, who: Staff, asOf = '2024-06-30') => {
  const scope = scopeOf((await contextOf(who)).actor)
  return reading(scope, (at) => referralCounts(at, scope, { runId: w.runId, asOf }))
}

describe('a referral', () => {
  it('goes from the offer to its end, in the hands of one counsellor', async () => {
    const w = await askedWorld(db.sql)
    await asksFor(w)
    const mine = await staff(db.sql, 'COUNSELLOR', w.countyScope)
    const other = await staff(db.sql, 'COUNSELLOR', w.provinceScope)
    const [waiting] = await seenBy(mine)
    expect(waiting).toMatchObject({ status: 'OFFERED', countyFa: 'ارومیه', offeredOn: '2024-06-01' })
    expect(await seenBy(other)).toHaveLength(1)
    const which = { referralId: waiting!.referralId, version: 1 }
    await expect(viewReferral(await contextOf(mine), which)).rejects.toMatchObject({ code: 'E-REF-01' })
    await takeReferral(await contextOf(mine), which)
    expect(await seenBy(other)).toEqual([])
    expect(await viewReferral(await contextOf(mine), { ...which, version: 2 })).toEqual(REACH)
    await expect(viewReferral(await contextOf(other), which)).rejects.toMatchObject({ code: 'E-REF-01' })
    await endReferral(await contextOf(mine), { ...which, version: 2, outcome: 'DONE' })
    const [row] =
      await db.sql`select status, reach_sealed as sealed from app.referral where id = ${which.referralId}`
    expect({ ...row }).toEqual({ status: 'DONE', sealed: '' })
    expect(await counts(w, w.officer)).toEqual({
      OFFERED: 0,
      ACCEPTED: 0,
      DONE: 1,
      DECLINED: 0,
      LAPSED: 0,
      all: 1,
    })
    expect((await counts(w, w.officer, '2024-05-31')).all).toBe(0)
    const events =
      await db.sql`select action, actor_id as who, before, after from audit.event where entity = 'referral' and entity_id = ${which.referralId} order by seq`
    expect(events.map((event) => event.action)).toEqual([
      'referral.offer',
      'referral.take',
      'referral.view',
      'referral.end',
    ])
    expect(events[0]!.who).toBeNull()
    expect(JSON.stringify(events)).not.toMatch(/گلی|۰۹۱۲/)
  })

  it('is seen by nobody else: not the facilitator, not the office, not a counsellor elsewhere', async () => {
    const w = await askedWorld(db.sql)
    await asksFor(w)
    const elsewhere = await staff(db.sql, 'COUNSELLOR', (await askedWorld(db.sql)).provinceScope)
    for (const who of [w.facilitator, w.officer, w.director, elsewhere]) expect(await seenBy(who)).toEqual([])
    expect((await counts(w, w.facilitator)).all).toBe(0)
    expect((await counts(w, w.officer)).OFFERED).toBe(1)
    const [held] = await db.sql`select reach_sealed as sealed from app.referral where wave_id = ${w.waveId}`
    expect(held!.sealed).not.toContain('گلی')
  })

  it('lapses with everything else when she takes her answers back', async () => {
    const w = await askedWorld(db.sql)
    await asksFor(w)
    await takeAnswersBack(visitor(), w.codes[0]!)
    expect(await counts(w, w.officer)).toMatchObject({ LAPSED: 1, all: 1 })
    const [held] = await db.sql`select reach_sealed as sealed from app.referral where wave_id = ${w.waveId}`
    expect(held!.sealed).toBe('')
  })
})
