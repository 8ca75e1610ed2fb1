import type { Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { replaceFacilitator } from '@/db/commands/programmes/replace-facilitator'
import { transferPerson } from '@/db/commands/programmes/transfer-person'
import { basisOf } from '@/db/queries/indicators/basis'
import { cohortFacts } from '@/db/queries/indicators/cohort-facts'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { contextOf } from '@/tests/support/actors'
import { registerOf, type Staff, type World, world } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'
import { review, send } from '../workshops/register-sent'
import { appLogin, auditOf, enrolmentOf, group, member, rule } from './field'

let db: Loaded
let app: Sql
beforeAll(async () => {
  db = await loadedDatabase('none')
  app = appLogin(db)
})
afterAll(async () => {
  await app.end()
  await db.end()
})

const made = (options: Parameters<typeof world>[1] = {}) =>
  world(db.sql, { people: 3, sessions: 4, ...options })
const idsOf = async (w: World) =>
  (await db.sql`select id from app.enrolment where cohort_id = ${w.cohortId} order by row_no`).map(
    (row) => row.id as string,
  )
const waiter = (w: World, row: number, waits: number) =>
  member(db.sql, w, { cohortId: w.cohortId, scopeId: w.cohortScope, row, waits })

describe('somebody goes on in another group', () => {
  const over = async (w: World, enrolmentId: string, cohortId: string, more: object = {}, by = w.officer) =>
    transferPerson(await contextOf(by), {
      enrolmentId,
      version: (await db.sql`select version from app.enrolment where id = ${enrolmentId}`)[0]!.version,
      cohortId,
      reason: 'WORK',
      ...more,
    })

  it('with the hours she has earned, which stay her former group’s and are never counted twice', async () => {
    const w = await made()
    const other = await group(db.sql, w)
    const [one] = await idsOf(w)
    await send(app, w.facilitator, registerOf(w))
    const { enrolmentId, carriedMinutes } = await over(w, one!, other.cohortId)
    expect(carriedMinutes).toBe(120)
    expect(await enrolmentOf(db.sql, one!)).toMatchObject({
      status: 'TRANSFERRED',
      closed: '2024-05-31',
      minutes: 120,
    })
    expect(await enrolmentOf(db.sql, enrolmentId)).toMatchObject({
      status: 'ACTIVE',
      day: '2024-06-01',
      minutes: 0,
      carried: 120,
    })
    expect(await auditOf(db.sql, one!)).toMatchObject([
      { action: 'enrolment.transfer', actor: w.officer.userId },
    ])
    // Her new facilitator sees her, her consent and nothing of the former group.
    const seen = await contextOf(other.facilitator)
    const { readCount } = await seenBy(seen.actor.userId, w.people[0]!.personId)
    expect(readCount).toEqual({ person: 1, consent: 1, enrolment: 1 })
    // A sheet of the former group that comes back later still moves what she took along.
    await review(app, w.officer, w.sessionIds[0]!, 2, 'RETURN', 'شمارش')
    expect(await enrolmentOf(db.sql, enrolmentId)).toMatchObject({ carried: 0 })
    expect(await enrolmentOf(db.sql, one!)).toMatchObject({ minutes: 0 })
  })

  it('is one person in every figure, whatever the day, with each hour once', async () => {
    const w = await made()
    const other = await group(db.sql, w, { people: 0, sessions: 1, firstDay: '2024-06-01' })
    const [one] = await idsOf(w)
    await send(app, w.facilitator, registerOf(w))
    await over(w, one!, other.cohortId)
    const { actor } = await contextOf(w.officer)
    const figures = (asOf: string, counting: 'internal' | 'public' = 'internal') =>
      reading(scopeOf(actor), async (tx) => {
        const asked = { runId: w.runId, asOf, counting }
        const basis = await basisOf(tx, scopeOf(actor), asked)
        const levels = ['run', 'neighbourhood'] as const
        const { run: whole, neighbourhood: places } = await cohortFacts(tx, asked, levels, basis)
        const read = (facts: (typeof whole)[number]['facts']) => [facts.enrolled, facts.creditedMinutes]
        return {
          run: read(whole[0]!.facts),
          old: read(places.find(({ place }) => place?.placeId === w.placeId)!.facts),
          next: read(places.find(({ place }) => place?.placeId === other.placeId)!.facts),
        }
      })
    expect(await figures('2024-05-31')).toEqual({ run: [3, 360], old: [3, 360], next: [0, 0] })
    expect(await figures('2024-06-01')).toEqual({ run: [3, 360], old: [2, 240], next: [1, 120] })
    expect(await figures('2024-06-01', 'public')).toEqual({ run: [3, 0], old: [2, 0], next: [1, 0] })
    // Added up from the marks too, where something later is not to be counted.
    const later = { ...w, people: [w.people[1]!, w.people[2]!] }
    await db.sql`update app.session set day = '2024-06-01', starts_at = '2024-06-01T06:00:00Z' where id = ${w.sessionIds[1]!}`
    await send(app, w.facilitator, registerOf(later, 1))
    await db.sql`update app.session set day = '2024-06-02' where id = ${w.sessionIds[1]!}`
    expect(await figures('2024-06-01')).toEqual({ run: [3, 360], old: [2, 240], next: [1, 120] })
    // Whoever waits is in no figure yet.
    await waiter(w, 9, 100)
    expect((await figures('2024-06-01')).run).toEqual([3, 360])
  })

  const seenBy = async (userId: string, personId: string) =>
    app.begin(async (tx) => {
      await tx`select set_config('app.user_id', ${userId}, true)`
      const [readCount] = await tx`select
        (select count(*)::int from app.person where id = ${personId}) person,
        (select count(*)::int from app.consent where person_id = ${personId}) consent,
        (select count(*)::int from app.enrolment where person_id = ${personId}) enrolment`
      return { readCount: { ...readCount } }
    })

  it('neither into a full one, nor by who holds one of the two only, nor unasked into a group for others', async () => {
    const w = await made()
    const [one] = await idsOf(w)
    const [other, men] = [await group(db.sql, w), await group(db.sql, w, { audience: 'MEN' })]
    await expect(over(w, one!, other.cohortId, {}, w.facilitator)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(over(w, one!, w.cohortId)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(over(w, one!, other.cohortId, { version: 9 })).rejects.toMatchObject({ code: 'E-GEN-03' })
    await expect(over(w, one!, men.cohortId)).rejects.toMatchObject({ code: 'W-ENR-05' })
    await rule(db.sql, w, 'COHORT_MAX_SIZE', 2)
    await expect(over(w, one!, other.cohortId)).rejects.toMatchObject({ code: 'E-COH-02' })
    expect(await enrolmentOf(db.sql, one!)).toMatchObject({ status: 'REGISTERED' })
    await db.sql`update app.rule set value = '9' where run_id = ${w.runId} and key = 'COHORT_MAX_SIZE'`
    await over(w, one!, men.cohortId, { acknowledged: ['W-ENR-05'] })
  })

  it('and comes back: her old enrolment goes on, and no hour is counted twice or lost', async () => {
    const w = await made()
    const other = await group(db.sql, w, { sessions: 3 })
    const [one] = await idsOf(w)
    await send(app, w.facilitator, registerOf(w))
    const { enrolmentId } = await over(w, one!, other.cohortId)
    await db.sql`update app.enrolment set credited_minutes = 60 where id = ${enrolmentId}`
    await db.sql`update app.run set pinned_now = '2024-06-11T15:00:00Z' where id = ${w.runId}`
    const back = await over(w, enrolmentId, w.cohortId)
    expect(back).toEqual({ enrolmentId: one, cohortId: w.cohortId, carriedMinutes: 180 })
    expect(await enrolmentOf(db.sql, one!)).toMatchObject({
      status: 'ACTIVE',
      minutes: 120,
      carried: 60,
      closed: null,
    })
    expect(await enrolmentOf(db.sql, enrolmentId)).toMatchObject({
      status: 'TRANSFERRED',
      minutes: 60,
      carried: 120,
    })
    const [row] = await db.sql`select away::text, transferred_to from app.enrolment where id = ${one!}`
    expect(row).toEqual({ away: '{[2024-06-01,2024-06-11)}', transferred_to: null })
    // A sheet of the other group that is changed now still moves what she brought along.
    await db.sql`update app.enrolment set credited_minutes = 90 where id = ${enrolmentId}`
    expect(await enrolmentOf(db.sql, one!)).toMatchObject({ carried: 90 })
    await db.sql`update app.run set pinned_now = '2024-06-21T15:00:00Z' where id = ${w.runId}`
    expect(await over(w, one!, other.cohortId)).toMatchObject({ enrolmentId, carriedMinutes: 210 })
    expect(await enrolmentOf(db.sql, enrolmentId)).toMatchObject({
      status: 'ACTIVE',
      minutes: 90,
      carried: 120,
    })
    await db.sql`update app.enrolment set status = 'COMPLETED' where id = ${one!}`
    await expect(over(w, enrolmentId, w.cohortId)).rejects.toMatchObject({ code: 'E-ENR-01' })
  })
})

describe('a facilitator is replaced in mid-course', () => {
  it('loses sight at once; what she sent stays, what is open becomes her successor’s', async () => {
    const w = await made()
    const other = await group(db.sql, w)
    await db.sql`update app.cohort_facilitator set to_day = '2024-05-11' where cohort_id = ${other.cohortId}`
    await send(app, w.facilitator, registerOf(w))
    const replace = async (by: Staff) =>
      replaceFacilitator(await contextOf(by), {
        cohortId: w.cohortId,
        byFacilitatorId: other.facilitatorId,
        reason: 'جابه‌جایی محل کار',
      })
    await expect(replace(w.facilitator)).rejects.toMatchObject({ code: 'E-GEN-02' })
    expect(await replace(w.officer)).toMatchObject({ fromDay: '2024-05-13' })
    expect(await send(app, w.facilitator, registerOf(w, 1))).toMatchObject({ status: 'signed-out' })
    const old =
      await db.sql`select status, end_reason as why, replaced_by as by from app.facilitator where user_id = ${w.facilitator.userId}`
    expect(old[0]).toMatchObject({ status: 'REPLACED', why: 'جابه‌جایی محل کار', by: other.facilitatorId })
    expect((await auditOf(db.sql, w.cohortId)).map(({ action }) => action)).toContain('facilitator.replace')
    // A role given or taken signs out: she comes in again.
    await db.sql`update app.auth_session set ended_at = null where user_id = ${other.facilitator.userId}`
    expect(await send(app, other.facilitator, registerOf(w, 1))).toMatchObject({ status: 'applied' })
    expect(await review(app, w.officer, w.sessionIds[0]!, 2, 'APPROVE')).toMatchObject({ status: 'applied' })
    await expect(replace(w.officer)).rejects.toMatchObject({ code: 'E-FAC-05' })
  })

  it('not by somebody without a certificate', async () => {
    const w = await made()
    const other = await group(db.sql, w)
    await db.sql`update app.facilitator set status = 'IN_TRAINING' where id = ${other.facilitatorId}`
    const officer = await contextOf(w.officer)
    await expect(
      replaceFacilitator(officer, {
        cohortId: w.cohortId,
        byFacilitatorId: other.facilitatorId,
        reason: 'بیماری',
      }),
    ).rejects.toMatchObject({ code: 'E-FAC-01' })
    const [still] = await db.sql`select to_day from app.cohort_facilitator where cohort_id = ${w.cohortId}`
    expect(still!.to_day).toBeNull()
  })
})
