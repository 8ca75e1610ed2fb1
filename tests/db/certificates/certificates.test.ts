import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { issueCertificates } from '@/db/commands/certificates/issue-certificates'
import { printCertificate } from '@/db/commands/certificates/print-certificate'
import { reissueCertificate } from '@/db/commands/certificates/reissue-certificate'
import { revokeCertificate } from '@/db/commands/certificates/revoke-certificate'
import { closeCohort } from '@/db/commands/programmes/close-cohort'
import { certificateList, certificatesDue, certificateView } from '@/db/queries/certificates/list'
import { reading } from '@/db/transaction'
import { contextOf, scopeOfStaff } from '@/tests/support/actors'
import { type Staff, staff, type World } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'
import { closedRun, group, recorded } from '../programmes/closing-world'

let demo: Loaded
let app: Sql
beforeAll(async () => {
  demo = await loadedDatabase('none')
  app = postgres(demo.database.appUrl, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await app?.end()
  await demo.end()
})

const closedGroup = async () => {
  const w = await group(demo.sql)
  await recorded(app, w)
  await closeCohort(await contextOf(w.officer), { cohortId: w.cohortId })
  return w
}
const issue = async (w: World, who: Staff = w.officer) =>
  issueCertificates(await contextOf(who), { cohortId: w.cohortId })
const given = (w: World) =>
  demo.sql`select id, number, serial, minutes, rule, issued_on::text as day, issued_by as by, revoked_at is not null as revoked
    from app.certificate where run_id = ${w.runId} order by number`

describe('certificates', () => {
  it('are given to all who completed in a closed group, with a number, a serial and an audit row each', async () => {
    const w = await closedGroup()
    expect(await issue(w)).toEqual({ issued: 2 })
    const [run] = await demo.sql`select code from app.run where id = ${w.runId}`
    const rows = await given(w)
    expect(rows.map(({ number, minutes, rule, day, by }) => ({ number, minutes, rule, day, by }))).toEqual(
      [1, 2].map((n) => ({
        number: `${run!.code}-P-000${n}`,
        minutes: 240,
        rule: 'SHARE_OF_HOURS 0.8 240',
        day: '2024-06-01',
        by: w.officer.userId,
      })),
    )
    for (const { serial } of rows) expect(serial).toMatch(/^[\w-]{22}$/)
    expect(new Set(rows.map(({ serial }) => serial)).size).toBe(2)
    const audit =
      await demo.sql`select after from audit.event where action = 'certificate.issue' and entity_id = any(${rows.map(({ id }) => id)})`
    expect(audit.map(({ after }) => after.number).sort()).toEqual(rows.map(({ number }) => number))
  })

  it('are given once, and after the run is closed too', async () => {
    const w = await closedRun(demo.sql, app)
    expect(await issue(w)).toEqual({ issued: 2 })
    expect(await issue(w)).toEqual({ issued: 0 })
    expect(await given(w)).toHaveLength(2)
  })

  it('of facilitators carry the number of their files', async () => {
    const w = await group(demo.sql)
    await demo.sql`update app.facilitator set training_minutes = 3240, certificate_no = 'X-F-007' where run_id = ${w.runId}`
    expect(await issueCertificates(await contextOf(w.officer), { facilitatorsOf: w.runId })).toEqual({
      issued: 1,
    })
    expect(await given(w)).toMatchObject([
      { number: 'X-F-007', minutes: 3240, rule: 'SHARE_OF_HOURS 0.9 3600' },
    ])
  })

  it('are not given before the group is closed, nor by anybody else', async () => {
    const [open, w, other] = [await group(demo.sql), await closedGroup(), await closedGroup()]
    await expect(issue(open)).rejects.toMatchObject({ code: 'E-CRT-01' })
    for (const who of [w.facilitator, other.officer])
      await expect(issue(w, who)).rejects.toMatchObject({ code: 'E-GEN-02' })
    expect([...(await given(open)), ...(await given(w))]).toEqual([])
  })

  it('are taken back with a reason, once, and stay taken back when all are given again', async () => {
    const w = await closedGroup()
    await issue(w)
    const [first] = await given(w)
    const officer = await contextOf(w.officer)
    const other = await contextOf((await closedGroup()).officer)
    const asked = { certificateId: first!.id, reason: 'نام نادرست' }
    await expect(revokeCertificate(other, asked)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(revokeCertificate(officer, { ...asked, reason: ' ' })).rejects.toThrow('E-GEN-01')
    expect((await given(w))[0]).toMatchObject({ revoked: false })
    await revokeCertificate(officer, asked)
    await expect(revokeCertificate(officer, asked)).rejects.toMatchObject({ code: 'E-CRT-02' })
    expect(
      await demo.sql`select action, reason, actor_id from audit.event where entity_id = ${first!.id} order by seq desc limit 1`,
    ).toEqual([{ action: 'certificate.revoke', reason: 'نام نادرست', actor_id: w.officer.userId }])
    expect(await issue(w)).toEqual({ issued: 0 })
    expect((await given(w)).map(({ revoked }) => revoked)).toEqual([true, false])
  })

  it('go on paper for who may see the name, are written down, and not once they were taken back', async () => {
    const w = await closedGroup()
    await issue(w)
    const [first] = await given(w)
    const asked = { certificateId: first!.id }
    const prints = () =>
      demo.sql`select actor_id as by, after from audit.event where action = 'certificate.print' and entity_id = ${first!.id}`
    const auditor = await staff(demo.sql, 'AUDITOR', w.provinceScope)
    for (const who of [auditor, (await closedGroup()).officer])
      await expect(printCertificate(await contextOf(who), asked)).rejects.toMatchObject({ code: 'E-GEN-02' })
    expect(await prints()).toEqual([])
    const view = await printCertificate(await contextOf(w.officer), asked)
    expect(view).toMatchObject({
      name: expect.stringContaining('آزمون'),
      number: first!.number,
      minutes: 240,
    })
    expect(await prints()).toEqual([{ by: w.officer.userId, after: { number: first!.number } }])
    await revokeCertificate(await contextOf(w.officer), { ...asked, reason: 'نام نادرست' })
    await expect(printCertificate(await contextOf(w.officer), asked)).rejects.toMatchObject({
      code: 'E-CRT-02',
    })
    expect(await prints()).toHaveLength(1)
  })

  it('are given again one by one, under a number that says so', async () => {
    const w = await closedGroup()
    await issue(w)
    const [first, second] = await given(w)
    const officer = await contextOf(w.officer)
    await expect(reissueCertificate(officer, { certificateId: second!.id })).rejects.toMatchObject({
      code: 'E-CRT-02',
    })
    for (const times of [2, 3]) {
      const [last] = (await given(w)).filter(
        ({ number, revoked }) => number.startsWith(first!.number) && !revoked,
      )
      await revokeCertificate(officer, { certificateId: last!.id, reason: 'چاپ دوباره' })
      const again = await reissueCertificate(officer, { certificateId: last!.id })
      expect(again.number).toBe(`${first!.number}-${times}`)
      await expect(reissueCertificate(officer, { certificateId: last!.id })).rejects.toMatchObject({
        code: 'E-CRT-02',
      })
    }
    expect(new Set((await given(w)).map(({ serial }) => serial)).size).toBe(4)
  })

  it('stand on what they certify and in the giver’s name, whatever the application would send', async () => {
    const w = await closedGroup()
    await issue(w)
    const as = (who: Staff, statement: string) =>
      app.begin(async (sql) => {
        await sql`select set_config('app.user_id', ${who.userId}, true)`
        await sql.unsafe(statement)
      })
    const insert = (row: number, by: Staff) =>
      `insert into app.certificate (scope_id, run_id, person_id, enrolment_id, number, serial, issued_on, minutes, rule, issued_by)
       select scope_id, run_id, person_id, id, 'N-${row}', 'abcdefghijklmnopqrstuv', current_date, 1, 'x', '${by.userId}'
       from app.enrolment where cohort_id = '${w.cohortId}' and row_no = ${row}`
    for (const statement of [
      insert(3, w.officer),
      insert(1, w.director),
      `update app.certificate set minutes = 9999 where run_id = '${w.runId}'`,
      `update app.certificate set revoked_at = now(), revoke_reason = 'x', revoked_by = '${w.director.userId}' where run_id = '${w.runId}'`,
    ])
      await expect(as(w.officer, statement), statement).rejects.toMatchObject({ code: '42501' })
    const before = await given(w)
    await as(
      w.facilitator,
      `update app.certificate set revoked_at = now(), revoke_reason = 'x' where run_id = '${w.runId}'`,
    )
    expect(await given(w)).toEqual(before)
  })
})

describe('the list of certificates', () => {
  it('is found by number and county, without names for who may not see people, and not by a stranger', async () => {
    const [w, other] = [await closedGroup(), await closedGroup()]
    await issue(w)
    await issueCertificates(await contextOf(w.officer), { facilitatorsOf: w.runId })
    const auditor = await staff(demo.sql, 'AUDITOR', w.provinceScope)
    const list = (who: Staff, more = {}) => {
      const scope = scopeOfStaff(who)
      return reading(scope, (db) => certificateList(db, scope, { runId: w.runId, page: 1, ...more }))
    }
    const all = await list(w.officer)
    expect([all.total, all.valid]).toEqual([3, 3])
    expect(all.rows.map(({ name, countyFa, holder }) => [name, countyFa, holder])).toEqual([
      ['تسهیلگر آزمون', 'ارومیه', 'FACILITATOR'],
      ['زن 1 آزمون', 'ارومیه', 'PARTICIPANT'],
      ['زن 2 آزمون', 'ارومیه', 'PARTICIPANT'],
    ])
    const last = all.rows[2]!
    expect((await list(w.officer, { search: '۰۰۰۲' })).rows).toEqual([last])
    expect((await list(w.officer, { search: '%' })).total).toBe(0)
    expect((await list(w.officer, { countyId: w.countyId })).total).toBe(3)
    expect((await list(w.officer, { countyId: other.countyId })).total).toBe(0)
    expect((await list(w.officer, { state: 'REVOKED' })).total).toBe(0)
    expect((await list(auditor)).rows.map(({ name }) => name)).toEqual([null, null, null])
    expect((await list(other.officer)).total).toBe(0)
    const scope = scopeOfStaff(other.officer)
    expect(await reading(scope, (db) => certificateView(db, scope, last.certificateId))).toBeNull()
    const mine = scopeOfStaff(w.officer)
    expect(await reading(mine, (db) => certificateView(db, mine, last.certificateId))).toMatchObject({
      number: last.number,
      hasOther: false,
      revokedAt: null,
    })
    expect(await reading(mine, (db) => certificatesDue(db, mine, { cohortId: w.cohortId }))).toEqual({
      due: 0,
      given: 2,
    })
  })
})
