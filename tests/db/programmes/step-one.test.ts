import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addFacilitator } from '@/db/commands/people/add-facilitator'
import { assignFacilitator } from '@/db/commands/programmes/assign-facilitator'
import { certifyAll, certifyFacilitator } from '@/db/commands/programmes/certify-facilitator'
import { endFacilitator } from '@/db/commands/programmes/end-facilitator'
import { recordKnowledge } from '@/db/commands/programmes/record-knowledge'
import { replaceFacilitator } from '@/db/commands/programmes/replace-facilitator'
import type { Context } from '@/db/transaction'
import { foldText } from '@/lib/shared/persian-text'
import { contextOf } from '@/tests/support/actors'
import { registerOf, type Staff, staff, type World, world } from '@/tests/support/factories'
import { group } from '../cohorts/field'
import { type Loaded, loadedDatabase, rows } from '../demo/loaded'
import { send } from '../workshops/register-sent'

let loaded: Loaded
let app: Sql
let w: World
let officer: Context
let director: Context
let stranger: Context
const one = async (statement: string) => (await rows(loaded.sql, statement))[0] as Record<string, string>
const TODAY = '2024-06-01'

beforeAll(async () => {
  loaded = await loadedDatabase('none')
  app = postgres(loaded.database.appUrl, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await app.end()
  await loaded.end()
})

const settle = async () => {
  w = await world(loaded.sql, { people: 2, sessions: 4 })
  officer = await contextOf(w.officer)
  director = await contextOf(w.director)
  stranger = await contextOf((await world(loaded.sql, { people: 0, sessions: 0 })).officer)
}
const lead = () => one(`select id, version from app.facilitator where user_id = '${w.facilitator.userId}'`)

/** Another facilitator of the run, of the same organisation. */
async function another(status: string, more: { minutes?: number; account?: Staff } = {}): Promise<string> {
  const [person] = await loaded.sql`
    insert into app.person (province_id, scopes, first_name, last_name, fold, sex, birth_year)
    values (${w.provinceId}, array[${w.countyScope}::int], 'دیگری', 'آزمون', 'x', 'F', 1370) returning id`
  const [made] = await loaded.sql`
    insert into app.facilitator (scope_id, run_id, person_id, user_id, organisation_id, status, training_minutes)
    select scope_id, run_id, ${person!.id}, ${more.account?.userId ?? null}, organisation_id, ${status}, ${more.minutes ?? 0}
    from app.facilitator where user_id = ${w.facilitator.userId} returning id`
  return made!.id
}
const state = (id: string) =>
  one(
    `select status, end_reason as reason, ended_on::text as day, replaced_by as by from app.facilitator where id = '${id}'`,
  )
const event = (id: string) =>
  one(`select action, reason, after from audit.event where entity_id = '${id}' order by seq desc limit 1`)
const parts = () =>
  rows(
    loaded.sql,
    `select f.status, cf.from_day::text as from, cf.to_day::text as to from app.cohort_facilitator cf
     join app.facilitator f on f.id = cf.facilitator_id where cf.cohort_id = '${w.cohortId}' order by cf.from_day, cf.id`,
  )
const ways = async (who: Staff) =>
  (
    await one(`select count(*)::int n from app.user_grant where user_id = '${who.userId}' and ended_at is null
      and role = 'FACILITATOR' and scope_id = ${w.cohortScope}`)
  ).n

describe('an organisation', () => {
  it('of a county nominates again as the same one, and is not written down for the province as well', async () => {
    await settle()
    const [node] = await loaded.sql`
      insert into app.scope (parent_id, kind, programme, path, label) values (${w.provinceScope}, 'UNIT', 'RESILIENCE', '{}', 'class') returning id`
    await loaded.sql`update app.scope set path = array[1, ${w.provinceScope}::int, ${node!.id}::int] where id = ${node!.id}`
    await loaded.sql`insert into app.training_class (scope_id, run_id, title_fa, planned_minutes) values (${node!.id}, ${w.runId}, 'کارگاه', 3600)`
    const [county] = await loaded.sql`
      insert into app.organisation (scope_id, name_fa, fold, kind) values (${w.countyScope}, 'انجمن بانوان', ${foldText('انجمن بانوان')}, 'SOCIAL_ORG') returning id`
    const { facilitatorId } = await addFacilitator(officer, {
      runId: w.runId,
      organisation: 'انجمن  بانوان',
      countyId: '',
      first: 'مریم',
      last: 'آزموده',
      birth: '1365/02/01',
      sex: 'F',
    } as never)
    expect(await one(`select organisation_id id from app.facilitator where id = '${facilitatorId}'`)).toEqual(
      { id: county!.id },
    )
  })
})

describe('a nominee is refused', () => {
  it('with a reason, by the office of her province, once', async () => {
    await settle()
    const id = await another('NOMINATED')
    const refuse = (ctx: Context, reason: string) =>
      endFacilitator(ctx, { facilitatorId: id, ending: 'REJECTED', reason })
    await expect(refuse(stranger, 'ظرفیت پر است')).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(refuse(await contextOf(w.facilitator), 'ظرفیت پر است')).rejects.toMatchObject({
      code: 'E-GEN-02',
    })
    await expect(refuse(officer, ' ')).rejects.toThrow()
    expect(await state(id)).toEqual({ status: 'NOMINATED', reason: null, day: null, by: null })
    await refuse(officer, 'ظرفیت پر است')
    expect(await state(id)).toEqual({ status: 'REJECTED', reason: 'ظرفیت پر است', day: TODAY, by: null })
    expect(await event(id)).toMatchObject({ action: 'facilitator.refuse', reason: 'ظرفیت پر است' })
    await expect(refuse(officer, 'دوباره')).rejects.toMatchObject({ code: 'E-FAC-04' })
  })
})

describe('the knowledge test', () => {
  it('is entered for all at once, and the audit says whose and not what', async () => {
    await settle()
    const ids = [await another('IN_TRAINING'), await another('IN_TRAINING')]
    const scores = [
      { facilitatorId: ids[0]!, pre: 40, post: 75 },
      { facilitatorId: ids[1]!, pre: 55, post: null },
    ]
    await expect(recordKnowledge(stranger, { runId: w.runId, scores })).rejects.toMatchObject({
      code: 'E-GEN-02',
    })
    expect(await recordKnowledge(officer, { runId: w.runId, scores })).toEqual({ changed: 2 })
    expect(await recordKnowledge(officer, { runId: w.runId, scores })).toEqual({ changed: 0 })
    expect(
      await one(`select knowledge_pre pre, knowledge_post post from app.facilitator where id = '${ids[0]}'`),
    ).toEqual({
      pre: 40,
      post: 75,
    })
    expect(await event(ids[0]!)).toEqual({ action: 'facilitator.knowledge', reason: null, after: null })
  })
  it('is of this run’s people in training, from 0 to 100', async () => {
    const mine = await another('IN_TRAINING')
    const nominee = await another('NOMINATED')
    const put = (facilitatorId: string, post: number) =>
      recordKnowledge(officer, { runId: w.runId, scores: [{ facilitatorId, pre: null, post }] })
    await expect(put(mine, 101)).rejects.toThrow()
    await expect(put(nominee, 50)).rejects.toMatchObject({ code: 'E-GEN-02' })
    expect(await one(`select knowledge_post post from app.facilitator where id = '${nominee}'`)).toEqual({
      post: null,
    })
  })
})

describe('certificates', () => {
  it('are given to everybody who has the hours, and a number taken back is not given again', async () => {
    await settle()
    const [enough, short] = [
      await another('IN_TRAINING', { minutes: 3240 }),
      await another('IN_TRAINING', { minutes: 3239 }),
    ]
    await expect(certifyAll(stranger, { runId: w.runId })).rejects.toMatchObject({ code: 'E-GEN-02' })
    expect(await certifyAll(officer, { runId: w.runId })).toEqual({ certified: 1, left: 1 })
    expect((await state(short)).status).toBe('IN_TRAINING')
    await expect(certifyFacilitator(officer, { facilitatorId: short })).rejects.toMatchObject({
      code: 'E-FAC-02',
      values: { h: 54, min: 54 },
    })
    const number = (id: string) => one(`select certificate_no no from app.facilitator where id = '${id}'`)
    const first = (await number(enough)).no!
    expect(first).toMatch(/-F-001$/)
    await endFacilitator(director, {
      facilitatorId: enough,
      ending: 'REVOKED',
      reason: 'گواهی به اشتباه صادر شد',
    })
    expect(await state(enough)).toMatchObject({ status: 'NOT_CERTIFIED', reason: 'گواهی به اشتباه صادر شد' })
    expect((await certifyFacilitator(officer, { facilitatorId: enough })).certificateNo).toMatch(/-F-002$/)
    expect(await state(enough)).toEqual({ status: 'CERTIFIED', reason: null, day: null, by: null })
    await loaded.sql`update app.facilitator set training_minutes = 3240 where id = ${short}`
    expect((await certifyFacilitator(officer, { facilitatorId: short })).certificateNo).toMatch(/-F-003$/)
  })

  it('are taken back by the director alone: she leads no more, and what she led stays hers', async () => {
    await settle()
    const { id } = await lead()
    const revoke = (ctx: Context) =>
      endFacilitator(ctx, { facilitatorId: id!, ending: 'REVOKED', reason: 'به درخواست کارگروه' })
    await expect(revoke(officer)).rejects.toMatchObject({ code: 'E-GEN-02' })
    expect((await state(id!)).status).toBe('CERTIFIED')
    await revoke(director)
    expect(await parts()).toEqual([{ status: 'NOT_CERTIFIED', from: '2024-05-11', to: TODAY }])
    expect(await ways(w.facilitator)).toBe(0)
    expect(await event(id!)).toMatchObject({
      action: 'facilitator.revoke',
      reason: 'به درخواست کارگروه',
      after: { status: 'NOT_CERTIFIED', cohorts: 1 },
    })
    // E-FAC-01 at the doors of assigning and of recording, and nothing is written.
    await expect(
      assignFacilitator(officer, { cohortId: w.cohortId, facilitatorId: id! }),
    ).rejects.toMatchObject({ code: 'E-FAC-01' })
    expect(await send(app, w.officer, registerOf(w, 0))).toMatchObject({ code: 'E-FAC-01' })
    expect(
      await one(
        `select count(*)::int n from app.attendance a join app.session s on s.id = a.session_id where s.cohort_id = '${w.cohortId}'`,
      ),
    ).toEqual({ n: 0 })
  })
})

describe('somebody takes another’s place', () => {
  it('at the cohort, from a day on: sessions stay planned and the account’s way in moves', async () => {
    await settle()
    const { id } = await lead()
    const account = await staff(loaded.sql, 'TRAINER', w.countyScope, 'جانشین')
    const next = await another('CERTIFIED', { account })
    const replace = (ctx: Context) =>
      replaceFacilitator(ctx, {
        facilitatorId: id!,
        byFacilitatorId: next,
        reason: 'جابه‌جایی محل سکونت',
        fromDay: '2024-05-15',
      })
    await expect(replace(stranger)).rejects.toMatchObject({ code: 'E-GEN-02' })
    expect(await replace(officer)).toMatchObject({ cohorts: 1, fromDay: '2024-05-15' })
    expect(await parts()).toEqual([
      { status: 'REPLACED', from: '2024-05-11', to: '2024-05-14' },
      { status: 'ASSIGNED', from: '2024-05-15', to: null },
    ])
    expect(await state(id!)).toEqual({
      status: 'REPLACED',
      reason: 'جابه‌جایی محل سکونت',
      day: '2024-05-15',
      by: next,
    })
    expect([await ways(w.facilitator), await ways(account)]).toEqual([0, 1])
    expect(await event(id!)).toMatchObject({
      action: 'facilitator.replace',
      after: { status: 'REPLACED', cohorts: 1 },
    })
    expect(
      await one(
        `select count(*)::int n from app.session where cohort_id = '${w.cohortId}' and status = 'SCHEDULED'`,
      ),
    ).toEqual({ n: 4 })
    await expect(replace(officer)).rejects.toMatchObject({ code: 'E-FAC-04' })
    // The third session is on 15 May: the new one's.
    expect(await send(app, w.officer, registerOf(w, 2))).toMatchObject({ status: 'applied' })
  })

  it('from the earliest sheet that is still open, where no day is said: the new one answers for it', async () => {
    await settle()
    const { id } = await lead()
    await send(app, w.facilitator, registerOf(w, 0))
    const next = await another('CERTIFIED')
    expect(
      await replaceFacilitator(officer, { facilitatorId: id!, byFacilitatorId: next, reason: 'بیماری' }),
    ).toMatchObject({ fromDay: '2024-05-13' })
    expect(await send(app, w.officer, registerOf(w, 1))).toMatchObject({ status: 'applied' })
  })

  it('and so does who is given a group that was left', async () => {
    await settle()
    const { id } = await lead()
    await send(app, w.facilitator, registerOf(w, 0))
    await endFacilitator(officer, { facilitatorId: id!, ending: 'WITHDRAWN', reason: 'اشتغال' })
    expect(await send(app, w.officer, registerOf(w, 1))).toMatchObject({ code: 'E-FAC-01' })
    await assignFacilitator(officer, { cohortId: w.cohortId, facilitatorId: await another('CERTIFIED') })
    expect(await send(app, w.officer, registerOf(w, 1))).toMatchObject({ status: 'applied' })
  })

  it('in one of two groups only: she keeps the other, and its rules are the same', async () => {
    await settle()
    const { id } = await lead()
    const two = await group(loaded.sql, w)
    await loaded.sql`insert into app.cohort_facilitator (scope_id, cohort_id, facilitator_id, role, from_day)
      select scope_id, id, ${id!}, 'CO', '2024-05-11' from app.cohort where id = ${two.cohortId}`
    await send(app, w.facilitator, registerOf(w, 0))
    const ask = { cohortId: w.cohortId, reason: 'بیماری' }
    for (const [by, code] of [
      [await another('IN_TRAINING'), 'E-FAC-01'],
      [await another('REJECTED'), 'E-FAC-04'],
      [id!, 'E-FAC-05'],
    ] as const)
      await expect(replaceFacilitator(officer, { ...ask, byFacilitatorId: by })).rejects.toMatchObject({
        code,
      })
    const next = await another('CERTIFIED')
    const both = { ...ask, facilitatorId: id!, byFacilitatorId: next }
    await expect(replaceFacilitator(officer, both)).rejects.toThrow('E-GEN-04')
    expect(await replaceFacilitator(officer, { ...ask, byFacilitatorId: next })).toEqual({
      byFacilitatorId: next,
      cohorts: 1,
      fromDay: '2024-05-13',
    })
    expect(await parts()).toEqual([
      { status: 'CERTIFIED', from: '2024-05-11', to: '2024-05-12' },
      { status: 'ASSIGNED', from: '2024-05-13', to: null },
    ])
    expect(await state(id!)).toMatchObject({ status: 'CERTIFIED', by: null })
    expect(await ways(w.facilitator)).toBe(0)
    expect(await event(id!)).toMatchObject({
      action: 'facilitator.replace',
      after: { status: 'CERTIFIED', cohorts: 1 },
    })
    expect(await event(w.cohortId)).toMatchObject({ action: 'facilitator.replace', reason: 'بیماری' })
  })

  it('not before she is certified, nor beyond the cohorts a person may lead: nothing is written', async () => {
    await settle()
    const { id } = await lead()
    const replace = (byFacilitatorId: string) =>
      replaceFacilitator(officer, { facilitatorId: id!, byFacilitatorId, reason: 'بیماری' })
    await expect(replace(await another('IN_TRAINING'))).rejects.toMatchObject({ code: 'E-FAC-01' })
    await expect(replace(await another('REJECTED'))).rejects.toMatchObject({ code: 'E-FAC-04' })
    await expect(replace(id!)).rejects.toMatchObject({ code: 'E-FAC-05' })
    const busy = await another('ASSIGNED')
    const elsewhere = await world(loaded.sql, { people: 0, sessions: 0 })
    await loaded.sql`insert into app.cohort_facilitator (scope_id, cohort_id, facilitator_id, role, from_day)
      values (${elsewhere.cohortScope}, ${elsewhere.cohortId}, ${busy}, 'LEAD', '2024-05-11')`
    await loaded.sql`update app.cohort_facilitator set scope_id = ${w.cohortScope} where facilitator_id = ${busy}`
    await expect(replace(busy)).rejects.toMatchObject({ code: 'E-FAC-03' })
    expect(await state(id!)).toMatchObject({ status: 'CERTIFIED', by: null })
    expect(await parts()).toEqual([{ status: 'CERTIFIED', from: '2024-05-11', to: null }])
    expect(await ways(w.facilitator)).toBe(1)
  })

  it('in the class, a nominee for somebody who has left', async () => {
    await settle()
    const old = await another('IN_TRAINING')
    await endFacilitator(officer, { facilitatorId: old, ending: 'WITHDRAWN', reason: 'اشتغال' })
    const next = await another('NOMINATED')
    await replaceFacilitator(officer, { facilitatorId: old, byFacilitatorId: next, reason: 'اشتغال' })
    expect(await state(old)).toMatchObject({ status: 'REPLACED', by: next })
    expect((await state(next)).status).toBe('NOMINATED')
  })
})
