import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawSample } from '@/db/commands/quality/draw-sample'
import { recordCall } from '@/db/commands/quality/record-call'
import { callLines, callSamples } from '@/db/queries/quality/calls'
import { reading } from '@/db/transaction'
import { callResult } from '@/lib/quality/draw'
import { contextOf, scopeOfStaff } from '@/tests/support/actors'
import { type Staff, staff, type World, world } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'
import { hold, turnTo } from './field'

let db: Loaded
let app: Sql
beforeAll(async () => {
  db = await loadedDatabase('none')
  app = postgres(db.database.appUrl, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await app?.end()
  await db.end()
})

/** Six sheets; the third has the marks of the second, so it is flagged. */
async function field(): Promise<World> {
  const w = await world(db.sql, { people: 6, sessions: 6 })
  for (const [n, away] of [[0, 1, 2], [1, 2, 3], [1, 2, 3], [0], [1], [2]].entries())
    await hold(db, app, w, n, away)
  await turnTo(db.sql, w, '2024-06-01T15:00:00Z')
  return w
}
const DAYS = { fromDay: '2024-05-11', toDay: '2024-05-31' }
const drawn = async (w: World, more: object = {}, who: Staff = w.officer) =>
  (await drawSample(await contextOf(who), { runId: w.runId, ...DAYS, wanted: 3, ...more })).sampleId
const lines = (who: Staff, sampleId: string) =>
  reading(scopeOfStaff(who), (reader) => callLines(reader, scopeOfStaff(who), sampleId))
const samples = (who: Staff, w: World) =>
  reading(scopeOfStaff(who), (reader) => callSamples(reader, scopeOfStaff(who), w.runId))
const drawnOnly = (list: Awaited<ReturnType<typeof lines>>) =>
  list.map(({ sessionId, personId, flagged }) => ({ sessionId, personId, flagged }))

describe('a call-back sample', () => {
  it('is drawn by the office among those marked as there, keeps its seed, and the seed gives it again', async () => {
    const w = await field()
    const first = await drawn(w)
    const [kept] = await samples(w.officer, w)
    expect(kept).toMatchObject({
      sampleId: first,
      wanted: 3,
      pool: 6,
      poolFlagged: 1,
      weight: 3,
      by: 'کارشناس',
      outcomes: [null, null, null],
    })
    const again = await drawn(w, { seed: kept!.seed })
    const [one, two] = [await lines(w.officer, first), await lines(w.officer, again)]
    expect(drawnOnly(two)).toEqual(drawnOnly(one))
    for (const { sessionId, personId } of one) {
      const [mark] =
        await db.sql`select code from app.attendance where session_id = ${sessionId} and person_id = ${personId}`
      expect(mark!.code).toBeLessThan(4)
    }
    const [row] =
      await db.sql`select action, actor_id, after from audit.event where entity = 'call_sample' and entity_id = ${first}`
    expect(row).toMatchObject({
      action: 'call.draw',
      actor_id: w.officer.userId,
      after: { seed: kept!.seed, wanted: 3, drawn: 3, pool: 6 },
    })
    expect(JSON.stringify(row)).not.toContain('زن')
  })

  it('weighs flagged sessions more, by the rule', async () => {
    const w = await field()
    await db.sql`insert into app.rule (key, value, level, run_id, valid_from, source) values ('CALLBACK_FLAG_WEIGHT', '20', 'RUN', ${w.runId}, '-infinity', 'test')`
    let hits = 0
    for (let i = 0; i < 20; i++) {
      const [line] = await lines(w.officer, await drawn(w, { wanted: 1, seed: `seed-${i}` }))
      hits += line!.flagged ? 1 : 0
    }
    // 20 in 25: sixteen of twenty, give or take; without a weight it would be three.
    expect(hits).toBeGreaterThan(10)
  })

  it('is refused where there is nothing to draw, too much is asked for or the days are wrong, and to all but the office', async () => {
    const w = await field()
    await expect(drawn(w, { wanted: 0 })).rejects.toMatchObject({ code: 'E-QLT-02', values: { max: 200 } })
    await expect(drawn(w, { wanted: 201 })).rejects.toMatchObject({ code: 'E-QLT-02' })
    await expect(drawn(w, { toDay: '2024-06-02' })).rejects.toMatchObject({ code: 'E-QLT-04' })
    await expect(drawn(w, { fromDay: '2024-06-01', toDay: '2024-05-31' })).rejects.toMatchObject({
      code: 'E-QLT-04',
    })
    await expect(drawn(w, { fromDay: '2024-05-30', toDay: '2024-05-31' })).rejects.toMatchObject({
      code: 'E-QLT-03',
    })
    const inCounty = await staff(db.sql, 'COUNTY_OFFICER', w.countyScope)
    for (const who of [w.facilitator, inCounty, (await field()).officer])
      await expect(drawn(w, {}, who)).rejects.toMatchObject({ code: 'E-GEN-02' })
  })

  it('shows names to whoever may see people, rows to the auditor, nothing to the facilitator, and a number to nobody', async () => {
    const w = await field()
    const sampleId = await drawn(w)
    const inCounty = await staff(db.sql, 'COUNTY_OFFICER', w.countyScope)
    const auditor = await staff(db.sql, 'AUDITOR', w.provinceScope)
    expect(
      (await lines(inCounty, sampleId)).map(({ name, mayRecord }) => [name !== null, mayRecord]),
    ).toEqual(Array(3).fill([true, false]))
    expect((await lines(auditor, sampleId)).map(({ name, rowNo }) => [name, rowNo !== null])).toEqual(
      Array(3).fill([null, true]),
    )
    expect(await lines(w.facilitator, sampleId)).toEqual([])
    expect(await samples(w.facilitator, w)).toEqual([])
    expect(await lines((await field()).officer, sampleId)).toEqual([])
    expect(
      Object.keys((await lines(w.officer, sampleId))[0]!).filter((key) => /mobile|phone|national/i.test(key)),
    ).toEqual([])
  })

  it('keeps what was said, once more where it was heard wrong, and tells the share with how many answered', async () => {
    const w = await field()
    const sampleId = await drawn(w)
    const [a, b, c] = await lines(w.officer, sampleId)
    const record = async (
      lineId: string,
      outcome: 'CONFIRMED' | 'NOT_CONFIRMED' | 'NOT_REACHED',
      version = 1,
      who = w.officer,
    ) => recordCall(await contextOf(who), { lineId, version, outcome })
    await record(a!.lineId, 'CONFIRMED')
    await record(b!.lineId, 'NOT_REACHED')
    await record(c!.lineId, 'CONFIRMED')
    await record(c!.lineId, 'NOT_CONFIRMED', 2)
    await expect(record(c!.lineId, 'CONFIRMED', 2)).rejects.toMatchObject({ code: 'E-GEN-03' })
    await expect(record(a!.lineId, 'NOT_CONFIRMED', 2, w.facilitator)).rejects.toMatchObject({
      code: 'E-GEN-02',
    })
    const [sample] = await samples(w.officer, w)
    expect(callResult(sample!.outcomes)).toEqual({
      all: 3,
      open: 0,
      notReached: 1,
      answered: 2,
      confirmed: 1,
      share: 0.5,
    })
    const acts =
      await db.sql`select action, before, after from audit.event where entity_id = ${sampleId} order by seq`
    expect(acts.map(({ action }) => action)).toEqual([
      'call.draw',
      'call.record',
      'call.record',
      'call.record',
      'call.record',
    ])
    expect(acts.at(-1)).toMatchObject({
      before: { outcome: 'CONFIRMED' },
      after: { outcome: 'NOT_CONFIRMED' },
    })
  })
})
