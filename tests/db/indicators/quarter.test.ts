import { sql as q } from 'drizzle-orm'
import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepareQuarter, signQuarter, withdrawQuarter } from '@/db/commands/indicators/close-quarter'
import { decideDuplicate } from '@/db/commands/people/decide-duplicate'
import { leaveCohort } from '@/db/commands/programmes/leave-cohort'
import { countedQuarter } from '@/db/queries/indicators/quarter-inputs'
import { closedQuarter, quartersOf } from '@/db/queries/indicators/quarters'
import { runNamed } from '@/db/queries/programmes/run-line'
import { type Context, inTransaction, reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { type FrozenQuarter, quarterText } from '@/lib/indicators/quarter'
import type { QuarterInputs } from '@/lib/indicators/quarter-inputs'
import { contextOf } from '@/tests/support/actors'
import { registerOf, staff, type World, world } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'
import { review, send } from '../workshops/register-sent'

let loaded: Loaded
let app: Sql
beforeAll(async () => {
  loaded = await loadedDatabase('none')
  app = postgres(loaded.database.appUrl, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await app?.end()
  await loaded?.end()
})

const only = ({ closingId }: { closingId: string }) => ({ closingId })
const SPRING = { year: 1403, quarter: 1 } as const
/** Four women and three sessions of June 2024; the run's clock stands in the summer. */
const summer = (now = '2024-07-03T15:00:00Z') =>
  world(loaded.sql, { people: 4, sessions: 3, firstDay: '2024-06-10', now })
const line = (ctx: Context, w: World) =>
  reading(scopeOf(ctx.actor), async (db) => {
    const [run] = await loaded.sql`select code from app.run where id = ${w.runId}`
    return (await runNamed(db, scopeOf(ctx.actor), run!.code))!
  })
const sheet = async (ctx: Context, w: World) => {
  const run = await line(ctx, w)
  return reading(scopeOf(ctx.actor), (db) => closedQuarter(db, scopeOf(ctx.actor), run, SPRING))
}
const kept = async (closingId: string) => {
  const [row] = await loaded.sql`select inputs, frozen, hash from app.quarter_closing where id = ${closingId}`
  return row as unknown as { inputs: QuarterInputs; frozen: FrozenQuarter; hash: string }
}
const prepare = (ctx: Context, w: World, reason?: string) =>
  prepareQuarter(ctx, { runId: w.runId, quarter: '1403-1', reason })

describe('closing a quarter', () => {
  it('waits for its end, for approvals or a reason, and for who may', async () => {
    const early = await summer('2024-06-19T15:00:00Z')
    await expect(prepare(await contextOf(early.officer), early)).rejects.toMatchObject({ code: 'E-QTR-01' })
    const w = await summer()
    const officer = await contextOf(w.officer)
    await send(app, w.facilitator, registerOf(w, 0))
    await expect(prepare(officer, w)).rejects.toMatchObject({ code: 'E-QTR-03', values: { n: 1 } })
    for (const stranger of [await contextOf(w.facilitator), await contextOf(early.officer)])
      await expect(prepare(stranger, w, 'عجله داریم')).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(prepareQuarter(officer, { runId: w.runId, quarter: '1402-4' })).rejects.toMatchObject({
      code: 'E-TGT-03',
    })
    const { closingId } = await prepare(officer, w, 'برگهٔ نشست نخست هنوز در راه است')
    await expect(prepare(officer, w, 'دوباره')).rejects.toMatchObject({ code: 'E-QTR-02' })
    expect((await kept(closingId)).frozen.unapproved).toEqual({
      count: 1,
      reason: 'برگهٔ نشست نخست هنوز در راه است',
    })
    const [told] = await loaded.sql`select action, after from audit.event where entity_id = ${closingId}`
    expect(told).toMatchObject({ action: 'quarter.prepare', after: { quarter: '1403-1', unapproved: 1 } })
  })

  it('takes two people, one of whom may sign', async () => {
    const w = await summer()
    const director = await contextOf(w.director)
    const officer = await contextOf(w.officer)
    const mine = await prepare(director, w)
    await expect(signQuarter(director, only(mine))).rejects.toMatchObject({ code: 'E-QTR-04' })
    await expect(signQuarter(officer, only(mine))).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(
      inTransaction(director, (db) =>
        db.execute(
          q`update app.quarter_closing set state = 'SIGNED', signed_by = ${w.director.userId}, signed_at = now() where id = ${mine.closingId}`,
        ),
      ),
    ).rejects.toMatchObject({ code: 'E-QTR-04' })
    await expect(withdrawQuarter(officer, { ...only(mine), reason: '' })).rejects.toMatchObject({
      issues: [{ path: ['reason'], message: 'E-GEN-01' }],
    })
    await withdrawQuarter(officer, { ...only(mine), reason: 'زود بود' })
    await expect(withdrawQuarter(officer, { ...only(mine), reason: 'زود بود' })).rejects.toMatchObject({
      code: 'E-QTR-05',
    })
    const anew = await prepare(officer, w)
    await signQuarter(director, only(anew))
    await expect(signQuarter(director, only(anew))).rejects.toMatchObject({ code: 'E-QTR-05' })
    for (const change of [q`hash = 'x'`, q`frozen = '{}'`, q`state = 'WITHDRAWN'`])
      await expect(
        inTransaction(director, (db) =>
          db.execute(q`update app.quarter_closing set ${change} where id = ${anew.closingId}`),
        ),
      ).rejects.toMatchObject({ code: 'E-GEN-02' })
    const run = await line(officer, w)
    const lines = await reading(scopeOf(officer.actor), (db) => quartersOf(db, scopeOf(officer.actor), run))
    expect(lines.map(({ quarter, state, ended }) => [quarter, state, ended])).toEqual([
      [1, 'SIGNED', true],
      [2, null, false],
      [3, null, false],
      [4, null, false],
    ])
  })
})

describe('a closed quarter', () => {
  it('keeps its bytes whatever is edited later; what changed stands beside it with its act and day', async () => {
    const w = await summer()
    const officer = await contextOf(w.officer, new Date('2024-07-03T15:00:00Z'))
    for (const at of [0, 1]) {
      await send(app, w.facilitator, registerOf(w, at, at === 1 ? { 3: { code: 'ABSENT' } } : {}))
      await review(app, w.officer, w.sessionIds[at]!, 2, 'APPROVE')
    }
    const { closingId, hash } = await prepare(officer, w)
    await signQuarter(await contextOf(w.director), { closingId })
    const before = await kept(closingId)
    expect((await sheet(officer, w))!.adjustments).toEqual([])

    // A sheet is opened again and corrected, a late one arrives, a woman withdraws, another is put right in her traits.
    await review(app, w.officer, w.sessionIds[0]!, 3, 'REOPEN', 'یک نفر اشتباه ثبت شده بود')
    await send(app, w.officer, { ...registerOf(w, 0, { 0: { code: 'ABSENT' } }), baseVersion: 4 })
    await send(app, w.facilitator, registerOf(w, 2))
    const [left] = await loaded.sql`select id from app.enrolment where run_id = ${w.runId} and row_no = 2`
    await leaveCohort(officer, {
      enrolmentId: left!.id,
      day: '2024-06-14',
      status: 'WITHDRAWN',
      reason: 'WORK',
    } as never)
    const [twin] =
      await loaded.sql`insert into app.person (province_id, scopes, first_name, last_name, fold, sex, birth_year)
      values (${w.provinceId}, ${[w.cohortScope]}, 'زن ۳', 'آزمون', 'زن3ازمون', 'F', 1370) returning id`
    const [alike] = await loaded.sql`insert into app.duplicate_case (scope_id, person_id, other_id)
      values (${w.provinceScope}, ${w.people[2]!.personId}, ${twin!.id}) returning id`
    await decideDuplicate(officer, {
      caseId: alike!.id,
      decision: 'SAME',
      keepId: twin!.id,
      reason: 'یک نفر است',
    })
    await loaded.sql`update app.person set birth_year = 1360, sex = 'M' where id = ${w.people[1]!.personId}`

    const after = await kept(closingId)
    expect(after).toEqual(before)
    const again = countedQuarter(after.inputs)
    expect(quarterText(again.quarter)).toBe(quarterText(before.frozen))
    expect(again.hash).toBe(hash)

    const now = (await sheet(officer, w))!
    expect([now.state, now.holds, now.hash]).toEqual(['SIGNED', true, hash])
    const whole = now.adjustments.filter(({ level }) => level === 'run')
    const of = (code: string) => whole.find((one) => one.code === code)!
    expect([of('R-08').frozen.value, of('R-08').now.value]).toEqual([4, 6])
    expect([of('R-10').frozen.numerator, of('R-10').now.numerator]).toEqual([7, 10])
    expect(of('R-13').now).toMatchObject({ numerator: 3, denominator: 4 })
    for (const { frozen, now: is, changes, code } of whole) {
      const moved = changes.reduce(
        (sum, { from, to }) => sum + (to?.numerator ?? 0) - (from?.numerator ?? 0),
        0,
      )
      expect([code, moved]).toEqual([code, is.numerator - frozen.numerator])
    }
    expect(of('R-08').changes.map(({ kind, what, key }) => [kind, what, key])).toEqual([
      ['session', 'added', w.sessionIds[2]],
    ])
    expect(of('R-13').changes.map(({ kind, what, key }) => [kind, what, key])).toEqual([
      ['enrolment', 'changed', left!.id],
    ])
    for (const { changes, at } of whole) {
      expect(at).toMatch(/^\d{4}-\d{2}-\d{2}T/)
      for (const change of changes) expect([change.act, change.at]).not.toContain(null)
    }
  })

  it('is seen by the province alone', async () => {
    const w = await summer()
    const officer = await contextOf(w.officer)
    await prepare(officer, w)
    const county = await contextOf(await staff(loaded.sql, 'COUNTY_OFFICER', w.countyScope))
    expect(await sheet(county, w)).toBeNull()
    const other = await contextOf((await summer()).officer)
    for (const [ctx, seen] of [
      [officer, 1],
      [county, 0],
      [other, 0],
      [await contextOf(w.facilitator), 0],
    ] as const) {
      const [{ n }] = (await inTransaction(ctx, (db) =>
        db.execute(q`select count(*)::int as n from app.quarter_closing where run_id = ${w.runId}`),
      )) as unknown as [{ n: number }]
      expect(n).toBe(seen)
      const acts = await inTransaction(ctx, (db) =>
        db.execute(q`select * from app.acts_since(${w.runId}::uuid, '2020-01-01'::timestamptz)`),
      )
      if (seen === 0) expect(acts).toHaveLength(0)
    }
    expect(await sheet(officer, w)).not.toBeNull()
  })
})
