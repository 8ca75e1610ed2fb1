import { type SQL, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { giveServiceCard, settleServiceQuery } from '@/db/commands/associations/service-card'
import { endVolunteer, strikeShift } from '@/db/commands/associations/volunteer'
import { checkCertificate } from '@/db/commands/certificates/check-certificate'
import { issueCertificates } from '@/db/commands/certificates/issue-certificates'
import { printCertificate } from '@/db/commands/certificates/print-certificate'
import { reissueCertificate } from '@/db/commands/certificates/reissue-certificate'
import { revokeCertificate } from '@/db/commands/certificates/revoke-certificate'
import { queryMyCard, queryMyService, viewMyCard, withdrawByCard } from '@/db/commands/surveys/my-card'
import { serviceCertificates, serviceQueries, waitingQueries } from '@/db/queries/associations/service'
import { certificateView } from '@/db/queries/certificates/list'
import { reading } from '@/db/transaction'
import { checkDigit } from '@/lib/surveys/card'
import { contextOf, scopeOfStaff } from '@/tests/support/actors'
import { type Staff, staff } from '@/tests/support/factories'
import { visitor } from '../surveys/asked'
import { type Association, established, NOW, ownField } from './field'

const field = ownField()

const ctx = (who: Staff) => contextOf(who, NOW)
const straight = (who: Staff, statement: SQL) =>
  reading(scopeOfStaff(who), async (db) => (await db.execute(statement)).length)
const NAME = 'روژین کریمی'

type Served = { one: Association; volunteerId: string; shiftIds: string[] }
/** A volunteer with 90 minutes on the 1st of May in the field and 60 on the 20th in a class. */
async function served(): Promise<Served> {
  const one = await established(field, field.here)
  const { volunteerId } = await one.volunteer(NAME)
  const shiftIds: string[] = []
  for (const [day, minutes, role] of [
    ['2024-05-01', 90, null],
    ['2024-05-20', 60, 'TEACHING'],
  ] as const) {
    const { activityId } = await one.activity({ day })
    shiftIds.push(...(await one.shifts({ activityId, volunteerIds: [volunteerId], minutes, role })).shiftIds)
  }
  return { one, volunteerId, shiftIds }
}
const given = async ({ one, volunteerId }: Pick<Served, 'one' | 'volunteerId'>, who = one.coordinator) =>
  (await giveServiceCard(await ctx(who), { volunteerId })).code
const MAY = { from: '2024-05-01', until: '2024-05-31' }
const certify = async ({ one, volunteerId }: Served, period = MAY, who = one.coordinator) =>
  issueCertificates(await ctx(who), { serviceOf: volunteerId, ...period })
const certificates = async ({ one }: Pick<Served, 'one'>, who = one.coordinator) =>
  reading(scopeOfStaff(who), (db) => serviceCertificates(db, scopeOfStaff(who), { scopeId: one.scopeId }))

describe('a volunteer’s card', () => {
  it('shows her hours and roles, and not a word of who, where, when or what', async () => {
    const her = await served()
    const code = await given(her)
    expect(await viewMyCard(visitor(), code)).toEqual({
      minutes: 150,
      turns: 2,
      roles: [
        { role: 'FIELD', minutes: 90 },
        { role: 'TEACHING', minutes: 60 },
      ],
      demo: false,
    })
    await strikeShift(await ctx(her.one.coordinator), { shiftId: her.shiftIds[1]! })
    expect(await viewMyCard(visitor(), code)).toMatchObject({ minutes: 90, turns: 1 })
    const [raw] = await field.sql`select app.my_service(code_hash, 'test', 'test') as told
      from app.association_card where volunteer_id = ${her.volunteerId}`
    expect(JSON.stringify(raw!.told)).not.toMatch(
      /\d{4}-\d\d|[0-9a-f]{8}-[0-9a-f]{4}|\d\d:\d\d|روژین|هیأت|DISABLED/,
    )
  })

  it('that was replaced opens nothing; the new one goes on after she has left', async () => {
    const her = await served()
    const former = await given(her)
    const code = await given(her)
    await expect(viewMyCard(visitor(), former)).rejects.toMatchObject({ code: 'E-CRD-01' })
    await endVolunteer(await ctx(her.one.coordinator), {
      volunteerId: her.volunteerId,
      version: 1,
      leftOn: '2024-05-25',
    })
    expect(await viewMyCard(visitor(), code)).toMatchObject({ minutes: 150 })
    const audit =
      await field.sql`select after from audit.event where action = 'associations.card' and entity_id = ${her.volunteerId}`
    expect(audit.map(({ after }) => after)).toEqual([null, null])
  })

  it('is given within her association only, and its number is nobody’s to read', async () => {
    const her = await served()
    const other = await established(field, field.there)
    for (const who of [field.officer, field.here.officer, other.coordinator, field.womensOffice])
      await expect(given(her, who)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await given(her)
    await expect(
      straight(her.one.coordinator, sql`select code_hash from app.association_card`),
    ).rejects.toMatchObject({ code: 'E-GEN-02' })
    expect(await straight(her.one.coordinator, sql`select volunteer_id from app.association_card`)).toBe(1)
    for (const who of [field.officer, other.coordinator])
      expect(await straight(who, sql`select volunteer_id from app.association_card`)).toBe(0)
  })

  it('waits like any other where many wrong numbers came before it, and nobody else does', async () => {
    const code = await given(await served())
    for (let n = 0; n < 21; n++) {
      const digits = String(n * 1e6 + 33_333_333_333)
      await expect(
        viewMyCard(visitor('guessing-service'), digits + checkDigit(digits)),
      ).rejects.toMatchObject({ code: 'E-CRD-01' })
    }
    await expect(viewMyCard(visitor('guessing-service'), code)).rejects.toMatchObject({ code: 'E-CRD-02' })
    expect(await viewMyCard(visitor(), code)).toMatchObject({ minutes: 150 })
  })

  it('says «this is wrong» to the coordinator; above her only that one waits is known', async () => {
    const her = await served()
    const { one } = her
    const code = await given(her)
    for (const what of ['HOURS_LESS', 'HOURS_LESS', 'ROLE']) await queryMyService(visitor(), code, what)
    const read = async (who: Staff) =>
      reading(scopeOfStaff(who), async (db) => ({
        rows: await serviceQueries(db, scopeOfStaff(who), one.associationId),
        waiting: await waitingQueries(db, scopeOfStaff(who), one.scopeId),
      }))
    const { rows } = await read(one.coordinator)
    expect(rows.map(({ name, what, outcome }) => [name, what, outcome])).toEqual([
      [NAME, 'HOURS_LESS', null],
      [NAME, 'ROLE', null],
    ])
    for (const who of [field.officer, field.here.officer])
      expect(await read(who)).toEqual({ rows: [], waiting: { waiting: 2, since: '2024-06-01' } })
    for (const who of [field.far.officer, field.womensOffice])
      expect(await read(who)).toEqual({ rows: [], waiting: null })
    for (const who of [field.officer, field.here.officer])
      await expect(
        settleServiceQuery(await ctx(who), { queryId: rows[0]!.queryId, outcome: 'STANDS' }),
      ).rejects.toMatchObject({ code: 'E-GEN-02' })
    const settle = async () =>
      settleServiceQuery(await ctx(one.coordinator), { queryId: rows[0]!.queryId, outcome: 'CORRECTED' })
    await settle()
    await expect(settle()).rejects.toMatchObject({ code: 'E-GEN-03' })
    expect((await read(field.officer)).waiting).toMatchObject({ waiting: 1 })
    const audit = await field.sql`select action, actor_id is null as nobody from audit.event
      where entity_id = ${rows[0]!.queryId} order by seq`
    expect(audit.map(({ action, nobody }) => [action, nobody])).toEqual([
      ['card.query', true],
      ['associations.query', false],
    ])
    // The ways of a participant's card are none of hers.
    await expect(queryMyCard(visitor(), code, 'HOURS_LESS')).rejects.toMatchObject({ code: 'E-CRD-01' })
    await expect(withdrawByCard(visitor(), code)).rejects.toMatchObject({ code: 'E-CRD-01' })
    await expect(queryMyService(visitor(), code, 'ALLOWANCE')).rejects.toMatchObject({ code: 'E-GEN-01' })
  })
})

describe('a certificate of hours', () => {
  it('tells the hours of its period as they are written down, numbered in the province, with an audit row', async () => {
    const her = await served()
    expect(await certify(her)).toEqual({ issued: 1 })
    await certify(her, { from: '2024-05-10', until: '2024-05-31' })
    const [second, first] = await certificates(her)
    expect(first).toMatchObject({ ...MAY, minutes: 150, issuedOn: '2024-06-01', revoked: false })
    expect(second).toMatchObject({ from: '2024-05-10', minutes: 60 })
    const [province] = await field.sql`select code from app.place where id = ${field.provinceId}`
    const n = (text: string) => Number(/-V-(\d{4})$/.exec(text)![1])
    expect(first!.number.startsWith(`${province!.code}-SA-V-`)).toBe(true)
    expect(n(second!.number)).toBe(n(first!.number) + 1)
    const audit =
      await field.sql`select action, after from audit.event where entity_id = ${first!.certificateId}`
    expect(audit).toMatchObject([{ action: 'certificate.issue', after: { number: first!.number } }])
  })

  it('bears her name, the province’s programme, hours and period: neither the association nor its capacity group', async () => {
    const her = await served()
    await certify(her)
    const certificateId = (await certificates(her))[0]!.certificateId
    const paper = await printCertificate(await ctx(her.one.coordinator), { certificateId })
    expect(paper).toMatchObject({
      holder: 'VOLUNTEER',
      name: NAME,
      minutes: 150,
      ...MAY,
      placeFa: null,
      countyFa: null,
    })
    const claims = Buffer.from(paper.token.split('.')[1]!, 'base64url').toString('utf8')
    expect(JSON.parse(claims)).toEqual({
      s: paper.serial,
      n: paper.number,
      i: 'ر. ک.',
      p: 'استان آزمون',
      m: 150,
      d: '2024-06-01',
      f: MAY.from,
      t: MAY.until,
    })
    for (const typed of [paper.token, paper.serial]) {
      const told = await checkCertificate(visitor(), typed)
      expect(told).toMatchObject({
        verdict: 'VALID',
        facts: {
          holder: 'VOLUNTEER',
          programmeFa: 'استان آزمون',
          minutes: 150,
          ...MAY,
          officeFa: null,
          demo: false,
        },
      })
      const all = JSON.stringify(told) + claims
      for (const hidden of [NAME, 'DISABLED', her.one.associationId, her.one.code, field.here.name, 'مددجو'])
        expect(all).not.toContain(hidden)
      const [row] = await field.sql`select name_fa from app.association where id = ${her.one.associationId}`
      expect(all).not.toContain(row!.name_fa)
    }
  })

  it('is given and printed within the association only; above it there is a number and no name', async () => {
    const her = await served()
    const other = await established(field, field.there)
    const outside = [field.officer, field.here.officer, other.coordinator, field.womensOffice]
    for (const who of outside)
      await expect(certify(her, MAY, who)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await certify(her)
    const { certificateId, number } = (await certificates(her))[0]!
    for (const who of outside)
      await expect(printCertificate(await ctx(who), { certificateId })).rejects.toMatchObject({
        code: 'E-GEN-02',
      })
    for (const who of [field.officer, field.here.officer]) {
      const view = await reading(scopeOfStaff(who), (db) =>
        certificateView(db, scopeOfStaff(who), certificateId),
      )
      expect(view).toMatchObject({ number, name: null, initials: '' })
    }
    for (const who of [other.coordinator, field.far.officer, field.womensOffice])
      expect(
        await reading(scopeOfStaff(who), (db) => certificateView(db, scopeOfStaff(who), certificateId)),
      ).toBeNull()
  })

  it('is of nothing else: straight into the table, other hours, another period’s or another’s are refused', async () => {
    const her = await served()
    const other = await established(field, field.there)
    const put = (who: Staff, minutes: number, scopeId = her.one.scopeId) =>
      straight(
        who,
        sql`insert into app.certificate (scope_id, volunteer_id, province_id, from_on, until_on, number, serial, issued_on, minutes, rule, issued_by)
          values (${scopeId}, ${her.volunteerId}::uuid, ${field.provinceId}::uuid, '2024-05-01', '2024-05-31', 'x-V-1',
            ${`${her.volunteerId}`.slice(0, 22)}, '2024-06-01', ${minutes}, '', app.me()) returning 1`,
      )
    for (const who of [field.officer, field.here.officer, other.coordinator])
      await expect(put(who, 150)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(put(her.one.coordinator, 151)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(put(her.one.coordinator, 150, field.here.scope)).rejects.toMatchObject({ code: 'E-GEN-02' })
  })

  it('is refused of no hours (E-CRT-05), twice of one period (E-CRT-06), of days ahead or before she came (E-SA-08)', async () => {
    const her = await served()
    const refused = async (from: string, until: string) => expect(certify(her, { from, until })).rejects
    await (await refused('2024-05-02', '2024-05-19')).toMatchObject({ code: 'E-CRT-05' })
    await (await refused('2024-05-20', '2024-05-01')).toMatchObject({ code: 'E-SA-08' })
    await (await refused('2024-05-01', '2024-06-02')).toMatchObject({ code: 'E-SA-08' })
    await (await refused('2024-04-09', '2024-05-31')).toMatchObject({ code: 'E-SA-08' })
    await certify(her)
    await (await refused(MAY.from, MAY.until)).toMatchObject({ code: 'E-CRT-06' })
  })

  it('is taken back from within or from above, says so when checked, and may then be given anew', async () => {
    const her = await served()
    await certify(her)
    const certificateId = (await certificates(her))[0]!.certificateId
    const { serial, number } = await printCertificate(await ctx(her.one.coordinator), { certificateId })
    const revoke = async (who: Staff) =>
      revokeCertificate(await ctx(who), { certificateId, reason: 'ساعت‌ها نادرست بود' })
    for (const who of [field.far.officer, field.womensOffice])
      await expect(revoke(who)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await revoke(field.here.officer)
    await expect(revoke(her.one.coordinator)).rejects.toMatchObject({ code: 'E-CRT-02' })
    expect(await checkCertificate(visitor(), serial)).toMatchObject({
      verdict: 'REVOKED',
      facts: { revokedOn: '2024-06-01' },
    })
    await expect(reissueCertificate(await ctx(field.officer), { certificateId })).rejects.toMatchObject({
      code: 'E-CRT-02',
    })
    await strikeShift(await ctx(her.one.coordinator), { shiftId: her.shiftIds[0]! })
    await certify(her)
    const [again] = await certificates(her)
    expect(again).toMatchObject({ minutes: 60, revoked: false })
    expect(again!.number).not.toBe(number)
    await revokeCertificate(await ctx(her.one.coordinator), {
      certificateId: again!.certificateId,
      reason: 'نوبت دیگری مانده بود',
    })
    expect((await certificates(her)).map(({ revoked }) => revoked)).toEqual([true, true])
  })

  it('is no row of a run’s list and no oracle to who works for another programme', async () => {
    const her = await served()
    await certify(her)
    const director = await staff(field.sql, 'PROVINCE_DIRECTOR', field.provinceScope)
    await field.sql`update app.user_grant set programme = 'RESILIENCE' where user_id = ${director.userId}`
    expect(await certificates(her, director)).toEqual([])
    expect(await straight(director, sql`select 1 from app.certificate where volunteer_id is not null`)).toBe(
      0,
    )
  })
})
