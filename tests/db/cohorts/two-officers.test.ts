import type { Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { movePlace } from '@/db/commands/neighbourhoods/move-place'
import { closeCohort } from '@/db/commands/programmes/close-cohort'
import { planSessions } from '@/db/commands/programmes/plan-sessions'
import { readyCohort } from '@/db/commands/programmes/ready-cohort'
import { replaceFacilitator } from '@/db/commands/programmes/replace-facilitator'
import { transferPerson } from '@/db/commands/programmes/transfer-person'
import { reviewSheet } from '@/db/commands/workshops/review-sheets'
import { contextOf } from '@/tests/support/actors'
import { registerOf, type Staff, staff, type World, world } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'
import { recorded, group as shortGroup } from '../programmes/closing-world'
import { send } from '../workshops/register-sent'
import { appLogin, auditOf, county, enrolmentOf, group, rule } from './field'

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

const made = (options: Parameters<typeof world>[1] = {}) => world(db.sql, { people: 2, ...options })
const colleague = (w: World) => staff(db.sql, 'PROVINCE_OFFICER', w.provinceScope, 'همکار')

/** Both ask in the same moment; answers what each got: «done», or the code it was refused with. */
async function atOnce(...asked: Promise<unknown>[]): Promise<string[]> {
  const answers = await Promise.allSettled(asked)
  return answers
    .map((answer) => (answer.status === 'fulfilled' ? 'done' : (answer.reason.code as string)))
    .sort()
}
const acts = async (id: string) => (await auditOf(db.sql, id)).map(({ action }) => action)

describe('two officers act on the same group at once', () => {
  it('and declare it ready once', async () => {
    const w = await made({ sessions: 30 })
    await db.sql`update app.cohort set status = 'FORMING' where id = ${w.cohortId}`
    await rule(db.sql, w, 'COHORT_MIN_SIZE', 2)
    const ready = async (who: Staff) =>
      readyCohort(await contextOf(who), { cohortId: w.cohortId, version: 1 })
    expect(await atOnce(ready(w.officer), ready(await colleague(w)))).toEqual(['E-GEN-03', 'done'])
    expect(await acts(w.cohortId)).toEqual(['cohort.ready'])
  })

  it('and close it once, with one outcome for each person', async () => {
    const w = await shortGroup(db.sql)
    await recorded(app, w)
    const close = async (who: Staff) => closeCohort(await contextOf(who), { cohortId: w.cohortId })
    expect(await atOnce(close(w.officer), close(await colleague(w)))).toEqual(['E-RUN-07', 'done'])
    expect((await acts(w.cohortId)).filter((action) => action === 'cohort.close')).toHaveLength(1)
    const left = await db.sql`select count(*)::int n from app.enrolment where cohort_id = ${w.cohortId}
      and status in ('REGISTERED', 'ACTIVE')`
    expect(left[0]).toEqual({ n: 0 })
  })

  it('and one approves the sheet the other returns: one decision stands', async () => {
    const w = await made()
    await send(app, w.facilitator, registerOf(w))
    const decide = async (who: Staff, decision: 'APPROVE' | 'RETURN') =>
      reviewSheet(await contextOf(who), {
        sessionId: w.sessionIds[0]!,
        version: 2,
        decision,
        reason: 'شمارش را بازبینی کنید',
      })
    const answers = await atOnce(decide(w.officer, 'APPROVE'), decide(await colleague(w), 'RETURN'))
    expect(answers).toEqual(['E-GEN-03', 'done'])
    const [sheet] = await db.sql`select status, version from app.session where id = ${w.sessionIds[0]!}`
    const decided = (await acts(w.sessionIds[0]!)).slice(1)
    expect(decided).toEqual([sheet!.status === 'APPROVED' ? 'session.approve' : 'session.return'])
    // Hours stand with an approved sheet and are gone with a returned one; never half of either.
    const [hours] =
      await db.sql`select sum(credited_minutes)::int m from app.enrolment where cohort_id = ${w.cohortId}`
    expect(hours!.m).toBe(sheet!.status === 'APPROVED' ? 240 : 0)
  })

  it('and write its plan once each, whole: never a mixture of two', async () => {
    const w = await made({ sessions: 0 })
    const plan = async (who: Staff, time: string, minutes: number) =>
      planSessions(await contextOf(who), {
        cohortId: w.cohortId,
        days: [0, 2],
        time,
        startDay: '2024-06-08',
        minutes,
      })
    const other = await colleague(w)
    expect(await atOnce(plan(w.officer, '09:30', 120), plan(other, '15:00', 180))).toEqual(['done', 'done'])
    const kinds =
      await db.sql`select planned_minutes m, count(*)::int n from app.session where cohort_id = ${w.cohortId} group by 1`
    expect([[{ m: 120, n: 30 }], [{ m: 180, n: 20 }]]).toContainEqual(kinds.map((row) => ({ ...row })))
  })

  it('and give the last place of it to two people: one of them gets it', async () => {
    const w = await made()
    await rule(db.sql, w, 'COHORT_MAX_SIZE', 3)
    const from = await group(db.sql, w, { people: 2 })
    const move = async (who: Staff, enrolmentId: string) =>
      transferPerson(await contextOf(who), { enrolmentId, version: 1, cohortId: w.cohortId, reason: 'WORK' })
    const [first, second] = from.people
    const answers = await atOnce(
      move(w.officer, first!.enrolmentId),
      move(await colleague(w), second!.enrolmentId),
    )
    expect(answers).toEqual(['E-COH-02', 'done'])
    const states = await Promise.all(from.people.map(({ enrolmentId }) => enrolmentOf(db.sql, enrolmentId)))
    expect(states.map(({ status }) => status).sort()).toEqual(['REGISTERED', 'TRANSFERRED'])
  })

  it('and take its neighbourhood to two counties: it lies in one, with its group', async () => {
    const w = await made()
    const [khoy, salmas] = [await county(db.sql, w), await county(db.sql, w)]
    const move = async (who: Staff, countyId: string) =>
      movePlace(await contextOf(who), { placeId: w.placeId, countyId, reason: 'تقسیمات کشوری' })
    await atOnce(move(w.officer, khoy.countyId), move(await colleague(w), salmas.countyId))
    const [at] =
      await db.sql`select p.parent_id as place, c.county_id as cohort, p.scope_id as scope, s.parent_id as above
      from app.place p join app.cohort c on c.place_id = p.id join app.scope s on s.id = c.scope_id where p.id = ${w.placeId}`
    expect(at!.cohort).toBe(at!.place)
    expect(at!.above).toBe(at!.scope)
    expect([khoy.countyId, salmas.countyId]).toContain(at!.place)
  })
})

describe('a facilitator is replaced while she records a session', () => {
  it('what she saved of it stays for her successor; what she still sends is refused and writes nothing', async () => {
    const w = await made({ people: 4, now: '2024-05-11T07:00:00Z' })
    const other = await group(db.sql, w)
    await db.sql`update app.cohort_facilitator set to_day = '2024-05-10' where cohort_id = ${other.cohortId}`
    const whole = registerOf(w)
    const half = { ...whole, ops: whole.ops.slice(0, 2), outcome: 'draft' }
    expect(await send(app, w.facilitator, half)).toMatchObject({ sessionStatus: 'HELD' })
    await replaceFacilitator(await contextOf(w.officer), {
      cohortId: w.cohortId,
      byFacilitatorId: other.facilitatorId,
      reason: 'بیماری',
    })
    const marks = async () =>
      (
        await db.sql`select count(*)::int n, max(s.version) as version, max(s.status) as status from app.session s
          left join app.attendance a on a.session_id = s.id where s.id = ${w.sessionIds[0]!}`
      ).map((row) => ({ ...row }))[0]
    const before = await marks()
    expect(before).toMatchObject({ n: 2, status: 'HELD' })
    // Signed out by the change; and with a new sign-in the session is not hers any more.
    const rest = { ...whole, baseVersion: 2, ops: whole.ops.slice(2) }
    expect(await send(app, w.facilitator, rest)).toEqual({ status: 'signed-out' })
    await db.sql`update app.auth_session set ended_at = null`
    expect(await send(app, w.facilitator, rest)).toMatchObject({ status: 'refused', code: 'E-GEN-02' })
    expect(await marks()).toEqual(before)
    expect(await send(app, other.facilitator, rest)).toMatchObject({
      status: 'applied',
      sessionStatus: 'SUBMITTED',
    })
    expect(await marks()).toMatchObject({ n: 4, status: 'SUBMITTED' })
  })
})
