import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDemo } from '@/db/seed/demo/load'
import { staff } from '../../support/factories'
import { DRIFT, type Loaded, loadedDatabase, pairs, rows } from './loaded'

let demo: Loaded
beforeAll(async () => {
  demo = await loadedDatabase('snapshot')
})
afterAll(() => demo.end())
const one = async (statement: string) => (await rows(demo.sql, statement))[0]

async function asSectionFourteen() {
  expect(
    await one(`select count(*) filter (where status in ('SUBMITTED', 'APPROVED'))::int held, count(*) filter (where status = 'CANCELLED')::int cancelled,
      count(*) filter (where status = 'SCHEDULED')::int scheduled, (sum(net_minutes) filter (where status in ('SUBMITTED', 'APPROVED')))::int / 60 hours,
      sum(n_rows)::int "all", sum(n_present)::int present, sum(n_late)::int late, sum(n_absent)::int absent, sum(n_excused)::int excused,
      (sum(credited_minutes) / 60.0)::float8 "personHours" from app.session where cohort_id is not null`),
  ).toEqual({
    held: 437,
    cancelled: 5,
    scheduled: 313,
    hours: 874,
    all: 10_065,
    present: 8_492,
    late: 61,
    absent: 1_383,
    excused: 129,
    personHours: 17_075.5,
  })
}

describe('the SNAPSHOT demonstration', () => {
  it('has the figures of 1403/04/31', asSectionFourteen)

  it('has 527 open enrolments, 98 that left, and nobody at the threshold', async () => {
    expect(
      await one(`select count(*) filter (where status in ('REGISTERED', 'ACTIVE'))::int open, count(*) filter (where status in ('WITHDRAWN', 'NO_SHOW'))::int "left",
        count(*) filter (where credited_minutes >= 2880)::int reached from app.enrolment`),
    ).toEqual({ open: 527, left: 98, reached: 0 })
  })

  it('has given its facilitators their certificates', async () => {
    expect(
      await one(
        `select count(*)::int "all", count(facilitator_id)::int facilitators, bool_and(f.certificate_no = k.number) numbers
         from app.certificate k left join app.facilitator f on f.id = k.facilitator_id`,
      ),
    ).toEqual({ all: 25, facilitators: 25, numbers: true })
  })

  it('has one sheet that the office opened again, approved since', async () => {
    expect(
      await one(
        `select s.status, c.code, s.seq, v.reason is not null reason from app.sheet_review v join app.session s on s.id = v.session_id
         join app.cohort c on c.id = s.cohort_id where v.decision = 'REOPEN'`,
      ),
    ).toEqual({ status: 'APPROVED', code: 'WA-06', seq: 3, reason: true })
  })

  it('leaves the sheets of the last two days to be approved, and no other', async () => {
    expect(
      await pairs(
        demo.sql,
        `select day::text, count(*)::int from app.session where status = 'SUBMITTED' group by 1`,
      ),
    ).toEqual({
      '2024-07-20': 9,
      '2024-07-21': 8,
    })
    expect(
      await one(
        `select count(*)::int n from app.session where status not in ('SUBMITTED', 'APPROVED', 'CANCELLED', 'SCHEDULED')`,
      ),
    ).toEqual({ n: 0 })
  })

  it('stands at Monday 1403/05/01 18:30, a day with 17 sessions, in step 2', async () => {
    expect(
      await one(`select status, to_char(pinned_now at time zone 'Asia/Tehran', 'YYYY-MM-DD HH24:MI') as now,
        (select count(*)::int from app.session s where s.day = (r.pinned_now at time zone 'Asia/Tehran')::date) today from app.run r`),
    ).toEqual({ status: 'STEP2_RUNNING', now: '2024-07-22 18:30', today: 17 })
  })

  it('recorded every sheet on its own evening, by the facilitator, and approved it later', async () => {
    expect(
      await one(`select count(*)::int n from app.session s where s.status in ('SUBMITTED', 'APPROVED') and s.cohort_id is not null and not (
        (s.recorded_at at time zone 'Asia/Tehran')::date = s.day and s.submitted_at >= s.starts_at and coalesce(s.approved_at > s.submitted_at, true)
        and exists (select from app.user_grant g where g.user_id = s.recorded_by and g.role = 'FACILITATOR' and g.scope_id = s.scope_id))`),
    ).toEqual({ n: 0 })
  })

  it('published as of 02/31, 03/31 and 04/28', async () => {
    expect(
      await pairs(demo.sql, "select as_of::text, number from pub.release where programme = 'RESILIENCE'"),
    ).toEqual({
      '2024-05-20': 1,
      '2024-06-20': 2,
      '2024-07-18': 3,
    })
  })

  it('keeps sums that are what the marks say', async () => {
    expect(await pairs(demo.sql, DRIFT)).toEqual({
      session: 0,
      enrolment: 0,
      facilitator: 0,
      month: 0,
      months: 0,
    })
  })

  it('was asked before the course, and nobody after it', async () => {
    expect(
      await one(`select count(*)::int answers, count(distinct respondent_key)::int people, count(distinct w.kind)::int waves,
        count(*) filter (where w.closed_at is null)::int open from app.assessment_response a join app.assessment_wave w on w.id = a.wave_id`),
    ).toEqual({ answers: 4200, people: 600, waves: 1, open: 0 })
  })

  it('is in the audit, and so is every act of it', async () => {
    const acts = await pairs(demo.sql, 'select action, count(*)::int from audit.event group by 1')
    expect(acts).toMatchObject({
      'demo.load': 1,
      'run.create': 1,
      'run.approve': 1,
      'facilitator.certify': 25,
      'session.submit': 447,
    })
    expect(acts).toMatchObject({
      'session.cancel': 5,
      'enrolment.withdraw': 73,
      'enrolment.no-show': 25,
      'release.sign': 6,
    })
  })

  it('is loaded again with the same figures and accounts, and taken away', async () => {
    const accounts = "select string_agg(id::text, ',' order by id) ids from app.user_account where is_demo"
    const before = await one(accounts)
    await loadDemo(demo.sql, 'snapshot')
    await asSectionFourteen()
    expect(await one(accounts)).toEqual(before)
    await loadDemo(demo.sql, 'none')
    expect(
      await one(`select (select count(*)::int from app.run) runs, (select count(*)::int from app.person) people, (select count(*)::int from app.attendance) marks,
        (select count(*)::int from pub.release) releases, (select count(*)::int from app.user_account where is_demo) accounts, (select count(*)::int from app.office_contact) + (select count(*)::int from app.programme_contact) contacts, (select count(*)::int from app.scope where kind = 'UNIT') units,
        (select count(*)::int from app.rule where level = 'NATION') > 40 rules`),
    ).toEqual({ runs: 0, people: 0, marks: 0, releases: 0, accounts: 0, contacts: 0, units: 0, rules: true })
  })

  it('is never loaded beside the accounts of an installation, but again where there was one', async () => {
    const { userId } = await staff(demo.sql, 'ADMIN', 1)
    await demo.sql`update app.user_account set password_hash = 'chosen' where id = ${userId}`
    await expect(loadDemo(demo.sql, 'snapshot')).rejects.toThrow(/accounts of its own/)
    await demo.sql`insert into app.user_account (scope_id, display_name, is_demo)
      values (1, 'نمونه', true)`
    await loadDemo(demo.sql, 'none')
    expect(await one('select count(*)::int n from app.user_account where is_demo')).toEqual({ n: 0 })
  })

  it('is never loaded over a real run', async () => {
    await demo.sql`insert into app.run (scope_id, province_id, code, name_fa, name_en, start_date, end_date)
      select scope_id, id, 'REAL-1', 'دورهٔ واقعی', 'Real', '2026-01-01', '2026-06-01' from app.place where kind = 'PROVINCE' and code = '04'`
    await expect(loadDemo(demo.sql, 'snapshot')).rejects.toThrow(/real run/)
    expect(await one('select count(*)::int n from app.run')).toEqual({ n: 1 })
  })
})
