import { afterAll, beforeAll, expect, it } from 'vitest'
import { planSessions } from '@/db/commands/programmes/plan-sessions'
import { accountsOf } from '@/db/queries/access'
import { ownDrafts } from '@/db/queries/people/import-drafts'
import { cohortList, countyChoices } from '@/db/queries/programmes/cohorts'
import { sheetsOf } from '@/db/queries/workshops/today'
import { type Context, reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { staff } from '../../support/factories'
import { type Field, openField } from '../people/field'

let field: Field
let hers: Context
let stranger: Context
beforeAll(async () => {
  field = await openField()
  hers = await field.context(await staff(field.owner, 'FACILITATOR', field.cohorts[0]!.scopeId))
  const [tehran] = await field.owner`select scope_id from app.place where kind = 'PROVINCE' and code = '23'`
  stranger = await field.context(await staff(field.owner, 'PROVINCE_OFFICER', tehran!.scope_id))
  for (const [at, { cohortId }] of field.cohorts.entries())
    await planSessions(field.officer, { cohortId, days: [at], time: '09:30', startDay: '2026-10-03' })
})
afterAll(() => field.close())

const cohorts = (ctx: Context, more: object = {}) => {
  const scope = scopeOf(ctx.actor)
  return reading(scope, (db) => cohortList(db, scope, { runId: field.runId, page: 1, ...more }))
}
const sessions = (ctx: Context, more: object = {}) => {
  const scope = scopeOf(ctx.actor)
  return reading(scope, (db) => sheetsOf(db, scope, { runId: field.runId, locale: 'fa', size: 50, ...more }))
}

it('finds groups by neighbourhood, code and county, and says how many there are', async () => {
  const all = await cohorts(field.officer)
  expect([all.total, all.rows.length]).toEqual([3, 3])
  const [one] = all.rows
  const arabic = one!.placeFa.replaceAll('ی', 'ي').replaceAll('ک', 'ك')
  for (const search of [one!.placeFa, arabic, one!.code.toLowerCase()])
    expect(
      (await cohorts(field.officer, { search })).rows.map(({ code }) => code),
      search,
    ).toContain(one!.code)
  expect((await cohorts(field.officer, { search: 'هیچ‌جا' })).total).toBe(0)
  expect((await cohorts(field.officer, { status: 'CLOSED' })).total).toBe(0)
  const scope = scopeOf(field.officer.actor)
  const counties = await reading(scope, (db) => countyChoices(db, scope, field.runId))
  const counted = await Promise.all(
    counties.map(async ({ countyId }) => (await cohorts(field.officer, { countyId })).total),
  )
  expect(counted.reduce((sum, n) => sum + n, 0)).toBe(3)
  expect(await cohorts(field.officer, { page: 2 })).toEqual({ rows: [], total: 3 })
})

it('pages sessions in one order, whatever the page', async () => {
  const first = await sessions(field.officer, { size: 50 })
  const second = await sessions(field.officer, { size: 50, page: 2 })
  expect([first.total, first.lines.length, second.lines.length]).toEqual([90, 50, 40])
  expect(new Set([...first.lines, ...second.lines].map(({ sessionId }) => sessionId)).size).toBe(90)
  const place = field.cohorts[1]!.placeFa
  const found = await sessions(field.officer, { search: place })
  expect([found.total, new Set(found.lines.map((line) => line.placeName))]).toEqual([30, new Set([place])])
  expect((await sessions(field.officer, { status: 'APPROVED' })).total).toBe(0)
})

it('shows nothing of a neighbouring unit or province', async () => {
  expect((await cohorts(hers)).rows.map(({ cohortId }) => cohortId)).toEqual([field.cohorts[0]!.cohortId])
  expect((await sessions(hers)).total).toBe(30)
  expect((await cohorts(stranger)).total).toBe(0)
  expect((await sessions(stranger)).total).toBe(0)
  const scope = scopeOf(stranger.actor)
  expect(await reading(scope, (db) => ownDrafts(db, scope))).toEqual([])
})

it('finds accounts however their names are spelt', async () => {
  await staff(field.owner, 'FACILITATOR', field.provinceScope, 'علی‌رضا کاظمی')
  const admin = await field.context(await staff(field.owner, 'ADMIN', field.provinceScope, 'مدیر'))
  const scope = scopeOf(admin.actor)
  for (const text of ['علیرضا', 'علي رضا', 'كاظمي عليرضا']) {
    const { lines } = await reading(scope, (db) => accountsOf(db, scope, { text, page: 1, locale: 'fa' }))
    expect(
      lines.map(({ name }) => name),
      text,
    ).toEqual(['علی‌رضا کاظمی'])
  }
})
