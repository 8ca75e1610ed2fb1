import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setTarget } from '@/db/commands/indicators/set-target'
import { figures } from '@/db/queries/indicators/figures'
import { targetHistory, targetsInForce } from '@/db/queries/indicators/targets'
import { type Context, reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { type SetTarget, targetIn } from '@/lib/indicators/set-target'
import { contextOf } from '@/tests/support/actors'
import { type World, world } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'

let loaded: Loaded
let w: World
let officer: Context
beforeAll(async () => {
  loaded = await loadedDatabase('none')
  w = await world(loaded.sql, { people: 2, sessions: 1 })
  officer = await contextOf(w.officer)
})
afterAll(() => loaded?.end())

const set = (more: Partial<SetTarget> = {}, ctx = officer) =>
  setTarget(ctx, {
    runId: w.runId,
    code: 'R-07',
    value: 600,
    source: 'مصوبهٔ کارگروه',
    reason: 'سهم تازهٔ استان',
    ...more,
  } as SetTarget)
const read = <T>(ctx: Context, work: Parameters<typeof reading<T>>[1]) => reading(scopeOf(ctx.actor), work)
const shown = async (level: 'run' | 'county' | 'neighbourhood', code: string, ctx = officer) => {
  const table = await read(ctx, (db) =>
    figures(db, scopeOf(ctx.actor), { runId: w.runId, asOf: '2024-05-30', counting: 'internal', level }),
  )
  const { target, quarterTarget } = table.places[0]!.figures.find((one) => one.code === code)!
  return [target, quarterTarget]
}

describe('a target', () => {
  it('is the office’s to set, within bounds, where the indicator is told', async () => {
    const other = await contextOf((await world(loaded.sql, { people: 0, sessions: 0 })).officer)
    for (const stranger of [other, await contextOf(w.facilitator)])
      await expect(set({}, stranger)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(set({ value: -1 })).rejects.toMatchObject({ code: 'E-TGT-01' })
    await expect(set({ value: 10.5 })).rejects.toMatchObject({ code: 'E-TGT-01' })
    await expect(set({ value: Number.NaN })).rejects.toThrow()
    await expect(set({ code: 'R-10', value: 1.2 })).rejects.toMatchObject({
      code: 'E-TGT-01',
      values: { min: 0, max: 100 },
    })
    await expect(set({ code: 'O-15' })).rejects.toMatchObject({ code: 'E-TGT-02' })
    await expect(set({ code: 'R-03', placeId: w.placeId })).rejects.toMatchObject({ code: 'E-TGT-02' })
    await expect(set({ placeId: w.provinceId })).rejects.toMatchObject({ code: 'E-TGT-02' })
    await expect(set({ quarter: '1402-1' })).rejects.toMatchObject({ code: 'E-TGT-03' })
    await expect(set({ value: null })).rejects.toMatchObject({ code: 'E-TGT-04' })
    await expect(set({ reason: ' ' })).rejects.toThrow()
    expect(await read(officer, (db) => targetsInForce(db, scopeOf(officer.actor), w.runId))).toEqual([])
  })

  it('stands beside the figure of its place and its quarter; a revision keeps what was before, and why', async () => {
    expect(await shown('run', 'R-07')).toEqual([625, null])
    const { targetId } = await set()
    await set({ value: 580, reason: 'دو گروه کم شد' })
    await set({ quarter: '1403-1', value: 300 })
    await set({ placeId: w.countyId, value: 30 })
    await set({ placeId: w.placeId, value: 26 })
    expect(await shown('run', 'R-07')).toEqual([580, 300])
    expect(await shown('county', 'R-07')).toEqual([30, null])
    expect(await shown('neighbourhood', 'R-07')).toEqual([26, null])
    const history = await read(officer, (db) =>
      targetHistory(db, scopeOf(officer.actor), { runId: w.runId, code: 'R-07' }),
    )
    const ofRun = history.filter(({ placeId, year }) => placeId === null && year === null)
    expect(
      ofRun.map(({ value, before, revision, inForce, reason, by }) => [
        value,
        before,
        revision,
        inForce,
        reason,
        by,
      ]),
    ).toEqual([
      [580, 600, 2, true, 'دو گروه کم شد', 'کارشناس'],
      [600, null, 1, false, 'سهم تازهٔ استان', 'کارشناس'],
    ])
    const [told] =
      await loaded.sql`select action, before, after, reason from audit.event where entity_id = ${targetId}`
    expect(told).toMatchObject({
      action: 'target.set',
      before: { value: null },
      after: { code: 'R-07', value: 600, revision: 1 },
      reason: null,
    })
  })

  it('is taken away with a reason, and the plan’s own stands there again', async () => {
    await set({ placeId: w.placeId, code: 'R-08', value: 50 })
    expect(await shown('neighbourhood', 'R-08')).toEqual([50, null])
    await set({ placeId: w.placeId, code: 'R-08', value: null, reason: 'برنامهٔ گروه کافی است' })
    expect(await shown('neighbourhood', 'R-08')).toEqual([60, null])
    await expect(set({ placeId: w.placeId, code: 'R-08', value: null })).rejects.toMatchObject({
      code: 'E-TGT-04',
    })
  })

  it('may be a facilitator’s, for her sessions only, and is seen where she is', async () => {
    const [f] = await loaded.sql`select id from app.facilitator where run_id = ${w.runId}`
    await expect(set({ facilitatorId: f!.id })).rejects.toMatchObject({ code: 'E-TGT-02' })
    await set({ code: 'R-08', facilitatorId: f!.id, value: 40 })
    const facilitator = await contextOf(w.facilitator)
    const hers = await read(facilitator, (db) => targetsInForce(db, scopeOf(facilitator.actor), w.runId))
    expect(targetIn(hers, { code: 'R-08', facilitatorId: f!.id })).toBe(40)
    expect(targetIn(hers, { code: 'R-07', placeId: w.placeId })).toBe(26)
    expect(targetIn(hers, { code: 'R-07', placeId: w.countyId })).toBeNull()
    expect(targetIn(hers, { code: 'R-07' })).toBeNull()
  })

  it('of a closed run stays', async () => {
    const done = await world(loaded.sql, { people: 0, sessions: 0 })
    await loaded.sql`update app.run set status = 'CLOSED', frozen = '{}', frozen_hash = 'x' where id = ${done.runId}`
    await expect(set({ runId: done.runId }, await contextOf(done.officer))).rejects.toMatchObject({
      code: 'E-RUN-07',
    })
  })
})
