import { sql as q } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  addOutsideFigure,
  readOutsidePaper,
  strikeOutsideFigure,
} from '@/db/commands/indicators/outside-figure'
import { measures } from '@/db/queries/indicators/measures'
import { outsideFigures } from '@/db/queries/indicators/outside-figures'
import { type Context, inTransaction, reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { cleanPaper } from '@/lib/server/papers'
import { contextOf } from '@/tests/support/actors'
import { staff, type World, world } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'

let loaded: Loaded
let w: World
let officer: Context
beforeAll(async () => {
  loaded = await loadedDatabase('none')
  w = await world(loaded.sql, { people: 1, sessions: 1 })
  officer = await contextOf(w.officer)
})
afterAll(() => loaded?.end())

const PDF = Buffer.from('%PDF-1.7 a letter')
const add = (ctx = officer, more: object = {}, paper: { bytes: Buffer; mime: string } | null = null) =>
  addOutsideFigure(
    ctx,
    {
      runId: w.runId,
      countyId: w.countyId,
      title: 'طلاق ثبت‌شده در سال ۱۴۰۲',
      day: '2024-03-19',
      value: 412,
      unit: 'واقعه',
      source: 'سالنامهٔ ثبت احوال، جدول ۳',
      ...more,
    },
    paper,
  )
const list = (ctx: Context) =>
  reading(scopeOf(ctx.actor), (db) =>
    outsideFigures(db, scopeOf(ctx.actor), { runId: w.runId, asOf: '2024-06-30' }),
  )
const o15 = async (ctx: Context) => {
  const table = await reading(scopeOf(ctx.actor), (db) =>
    measures(db, scopeOf(ctx.actor), {
      runId: w.runId,
      asOf: '2024-05-30',
      counting: 'internal',
      clock: new Date('2024-06-01T15:00:00Z'),
      reach: [],
    }),
  )
  return table.measures.find(({ code }) => code === 'O-15')!
}

describe('a figure from outside', () => {
  it('has no value until one is entered, and then is counted, never added up', async () => {
    expect(await o15(officer)).toMatchObject({ state: 'notYet', value: null })
    await add()
    await add(officer, { title: 'کودک‌همسری', value: 19 })
    expect(await o15(officer)).toMatchObject({ state: 'measured', value: 2, target: null })
  })

  it('is entered by the province’s office for its own counties, with a source, of a day that has come', async () => {
    const other = await world(loaded.sql, { people: 0, sessions: 0 })
    for (const stranger of [await contextOf(other.officer), await contextOf(w.facilitator)])
      await expect(add(stranger)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(add(officer, { countyId: other.countyId })).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(add(officer, { day: '2024-06-02' })).rejects.toMatchObject({ code: 'E-OUT-03' })
    for (const wrong of [{ source: ' ' }, { value: -1 }, { title: '' }])
      await expect(add(officer, wrong)).rejects.toThrow()
  })

  it('keeps its paper sealed, and says who looked at it', async () => {
    const paper = await cleanPaper(PDF)
    expect(paper).toMatchObject({ ok: true, value: { mime: 'application/pdf' } })
    expect(await cleanPaper(Buffer.from('<html>'))).toMatchObject({ ok: false, code: 'E-OUT-02' })
    expect(await cleanPaper(Buffer.alloc(6 * 1024 * 1024))).toMatchObject({ ok: false, code: 'E-FIL-01' })
    const { figureId } = await add(officer, {}, { bytes: PDF, mime: 'application/pdf' })
    const [row] = await loaded.sql`select sealed, size from app.outside_figure where id = ${figureId}`
    expect([row!.sealed.includes('letter'), row!.size]).toEqual([false, PDF.byteLength])
    const read = await readOutsidePaper(officer, figureId)
    expect([read.bytes.toString(), read.mime]).toEqual([PDF.toString(), 'application/pdf'])
    const [told] =
      await loaded.sql`select action from audit.event where entity_id = ${figureId} order by seq desc limit 1`
    expect(told!.action).toBe('outside.view')
    await expect(readOutsidePaper(await contextOf(w.facilitator), figureId)).rejects.toMatchObject({
      code: 'E-GEN-02',
    })
  })

  it('is struck out once, with a reason, and stays to be read', async () => {
    const before = (await o15(officer)).value!
    const { figureId } = await add()
    const strike = (reason: string) => strikeOutsideFigure(officer, { figureId, reason })
    await expect(strike('')).rejects.toThrow()
    await strike('جدول سال دیگری بود')
    await expect(strike('دوباره')).rejects.toMatchObject({ code: 'E-OUT-01' })
    expect((await o15(officer)).value).toBe(before)
    const found = (await list(officer)).find((one) => one.figureId === figureId)!
    expect([found.struckReason, found.struckBy]).toEqual(['جدول سال دیگری بود', 'کارشناس'])
    await expect(
      inTransaction(officer, (db) =>
        db.execute(q`update app.outside_figure set value = 1 where id = ${figureId}`),
      ),
    ).rejects.toMatchObject({ code: 'E-GEN-02' })
  })

  it('is the office’s alone: its county sees it, a facilitator does not', async () => {
    const county = await contextOf(await staff(loaded.sql, 'COUNTY_OFFICER', w.countyScope))
    expect((await list(county)).length).toBeGreaterThan(0)
    expect(await list(await contextOf(w.facilitator))).toEqual([])
  })
})
