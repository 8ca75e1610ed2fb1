import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DRIFT, type Loaded, loadedDatabase, pairs, putBack, rows } from './loaded'

// Every expected number is written by hand from section 14 of the specification.
let loaded: Loaded
beforeAll(async () => {
  loaded = await loadedDatabase('full')
})
afterAll(() => loaded.end())

const WAYS: [string, () => Promise<Loaded>][] = [
  ['as it is loaded', async () => loaded],
  ['copied and put back into an empty installation', () => putBack(loaded)],
]

describe.each(WAYS)('the FULL demonstration, %s', (_way, opened) => {
  let demo: Loaded
  beforeAll(async () => {
    demo = await opened()
  })
  afterAll(() => (demo === loaded ? undefined : demo.end()))
  const one = async (statement: string) => (await rows(demo.sql, statement))[0]

  it('has its places and people', async () => {
    expect(
      await one(`select (select count(distinct county_id)::int from app.cohort) counties, (select count(*)::int from app.place where kind = 'NEIGHBOURHOOD') places,
        (select count(*)::int from app.cohort) cohorts, (select count(*)::int from app.facilitator) facilitators, (select count(*)::int from app.enrolment) enrolments`),
    ).toEqual({ counties: 12, places: 25, cohorts: 25, facilitators: 25, enrolments: 625 })
    expect(
      await pairs(
        demo.sql,
        `select p.sex, count(*)::int from app.enrolment e join app.person p on p.id = e.person_id group by 1`,
      ),
    ).toEqual({ F: 600, M: 25 })
    expect(
      await pairs(
        demo.sql,
        `select zone, count(*)::int from app.place where kind = 'NEIGHBOURHOOD' group by 1`,
      ),
    ).toEqual({
      MARGINAL: 10,
      URBAN_VULNERABLE: 9,
      RURAL_VULNERABLE: 6,
    })
    expect(
      await one(
        `select count(distinct first_name || ' ' || last_name)::int n from app.person p join app.enrolment e on e.person_id = p.id`,
      ),
    ).toEqual({ n: 625 })
  })

  it('has its sessions', async () => {
    expect(
      await one(`select count(*) filter (where cohort_id is not null and status = 'APPROVED')::int held, count(*) filter (where status = 'CANCELLED')::int cancelled,
        count(*) filter (where class_id is not null)::int class, count(*)::int "all", count(replaces_id)::int replaced from app.session`),
    ).toEqual({ held: 750, cancelled: 5, class: 10, all: 765, replaced: 5 })
    expect(
      await pairs(demo.sql, `select month::text, sum(held)::int from app.cohort_month group by 1`),
    ).toEqual({
      140302: 84,
      140303: 174,
      140304: 179,
      140305: 233,
      140306: 80,
    })
    expect(
      await one(
        `select sum(net_minutes)::int / 60 hours from app.session where cohort_id is not null and status = 'APPROVED'`,
      ),
    ).toEqual({ hours: 1500 })
  })

  it('has its attendance', async () => {
    expect(
      await one(`select sum(n_rows)::int "all", sum(n_present)::int present, sum(n_late)::int late, sum(n_absent)::int absent, sum(n_excused)::int excused,
        sum(credited_minutes)::int minutes from app.session where cohort_id is not null`),
    ).toEqual({ all: 16_666, present: 14_254, late: 110, absent: 2_085, excused: 217, minutes: 1_720_380 })
    expect(
      await one(
        `select sum(n_rows)::int "all", sum(n_present)::int present, sum(n_absent)::int absent from app.session where class_id is not null`,
      ),
    ).toEqual({
      all: 250,
      present: 248,
      absent: 2,
    })
  })

  it('has its facilitators', async () => {
    expect(
      await one(`select sum(training_minutes)::int / 60 hours, count(certificate_no)::int certified, count(distinct certificate_no)::int numbers,
        count(*) filter (where training_minutes = 3600)::int sixty, count(*) filter (where training_minutes = 3240)::int "fiftyFour",
        round(avg(knowledge_pre), 2)::text pre, round(avg(knowledge_post), 2)::text post, count(distinct organisation_id)::int organisations from app.facilitator`),
    ).toEqual({
      hours: 1488,
      certified: 25,
      numbers: 25,
      sixty: 23,
      fiftyFour: 2,
      pre: '54.40',
      post: '73.84',
      organisations: 10,
    })
  })

  it('ends as the rules decide', async () => {
    expect(await pairs(demo.sql, 'select status, count(*)::int from app.enrolment group by 1')).toEqual({
      COMPLETED: 454,
      NOT_COMPLETED: 73,
      WITHDRAWN: 73,
      NO_SHOW: 25,
    })
    expect(
      await pairs(
        demo.sql,
        'select close_reason, count(*)::int from app.enrolment where close_reason is not null group by 1',
      ),
    ).toEqual({
      NO_SHOW: 25,
      WORK: 16,
      NO_INTEREST: 15,
      RELOCATION: 14,
      CARE_DUTY: 14,
      HEALTH: 14,
    })
    expect(
      await one(`select count(*) filter (where credited_minutes >= 3600)::int strict, count(*) filter (where credited_minutes = 2880)::int edge,
        count(*) filter (where credited_minutes = 0)::int none, count(*) filter (where credited_minutes > 0 and credited_minutes < 900)::int to15,
        count(*) filter (where credited_minutes >= 900 and credited_minutes < 1800)::int to30, count(*) filter (where credited_minutes >= 1800 and credited_minutes < 2700)::int to45,
        count(*) filter (where credited_minutes >= 2700 and credited_minutes < 2880)::int to48, count(*) filter (where credited_minutes >= 2880 and credited_minutes < 3600)::int to60
        from app.enrolment`),
    ).toEqual({ strict: 127, edge: 56, none: 25, to15: 38, to30: 35, to45: 73, to48: 0, to60: 327 })
  })

  it.each([
    ['p.sex', { F: '435/600', M: '19/25' }],
    [
      `case when e.age_at_start <= 29 then '18' when e.age_at_start <= 44 then '30' else '45' end`,
      { 18: '127/175', 30: '157/218', 45: '170/232' },
    ],
    ['p.is_household_head::text', { true: '84/125', false: '370/500' }],
    ['pl.zone', { MARGINAL: '186/250', URBAN_VULNERABLE: '172/225', RURAL_VULNERABLE: '96/150' }],
  ])('completed by %s', async (key, expected) => {
    expect(
      await pairs(
        demo.sql,
        `select ${key}, count(*) filter (where e.status = 'COMPLETED') || '/' || count(*) from app.enrolment e
         join app.person p on p.id = e.person_id join app.cohort c on c.id = e.cohort_id join app.place pl on pl.id = c.place_id group by 1`,
      ),
    ).toEqual(expected)
  })

  it('has the county table', async () => {
    const table = await rows(
      demo.sql,
      `select p.name_en "county", count(*)::int enrolled, count(*) filter (where e.status = 'COMPLETED')::int completed,
        (sum(e.credited_minutes) / 60.0)::float8 hours, count(*) filter (where e.status in ('WITHDRAWN', 'NO_SHOW'))::int "left"
       from app.enrolment e join app.cohort c on c.id = e.cohort_id join app.place p on p.id = c.county_id group by 1`,
    )
    expect(
      Object.fromEntries(
        table.map((row) => [row.county, [row.enrolled, row.completed, row.hours, row.left]]),
      ),
    ).toEqual({
      Urmia: [125, 92, 5745.5, 19],
      Khoy: [75, 54, 3461, 12],
      Miandoab: [75, 54, 3433.5, 12],
      Mahabad: [75, 54, 3417, 12],
      Bukan: [50, 38, 2348.5, 7],
      Salmas: [50, 36, 2331, 8],
      Piranshahr: [50, 38, 2323.5, 7],
      Naqadeh: [25, 18, 1118, 4],
      Sardasht: [25, 16, 1101.5, 5],
      'Shahin Dezh': [25, 20, 1198, 3],
      Maku: [25, 18, 1141.5, 4],
      Oshnavieh: [25, 16, 1054, 5],
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

  it('is closed, stands at 1403/07/01, and has published four times', async () => {
    expect(
      await one(
        `select status, is_demo, (pinned_now at time zone 'Asia/Tehran')::date::text as day from app.run`,
      ),
    ).toEqual({
      status: 'CLOSED',
      is_demo: true,
      day: '2024-09-22',
    })
    expect(await pairs(demo.sql, 'select status, count(*)::int from app.cohort group by 1')).toEqual({
      CLOSED: 25,
    })
    expect(
      await pairs(demo.sql, "select as_of::text, status from pub.release where programme = 'RESILIENCE'"),
    ).toEqual({
      '2024-05-20': 'SUPERSEDED',
      '2024-06-20': 'SUPERSEDED',
      '2024-07-18': 'SUPERSEDED',
      '2024-09-21': 'PUBLISHED',
    })
  })

  it('put every release through the attack, which found nothing that it did not take out', async () => {
    const attacks =
      await demo.sql`select r.as_of::text as day, a.result, (a.verdict->>'tested')::int tested, (a.verdict->>'narrowest')::int narrowest,
        jsonb_array_length(a.verdict->'exposures') found, jsonb_array_length(a.verdict->'breaches') breaches, p.audit,
        p.bundle_hash = a.bundle_hash and p.bundle_hash = encode(sha256(convert_to(p.bundle::text, 'UTF8')), 'hex') same
      from app.release_attack a join app.release r on r.id = a.release_id join pub.release p on p.id = r.id
      where r.programme = 'RESILIENCE' order by r.as_of`
    expect(attacks).toHaveLength(4)
    for (const [at, one] of attacks.entries()) {
      expect(one).toMatchObject({ result: 'PASSED', found: 0, breaches: 0, same: true })
      expect(one.tested).toBeGreaterThan(200)
      expect(one.narrowest).toBeGreaterThanOrEqual(5)
      expect(one.audit).toMatchObject({ releases: at + 1, tested: one.tested })
    }
  })

  it('has 479 certificates, each with a number and a serial of its own', async () => {
    expect(
      await one(`select count(*)::int "all", count(enrolment_id)::int participants, count(facilitator_id)::int facilitators,
        count(distinct number)::int numbers, count(distinct serial)::int serials, min(length(serial))::int bits, min(number) "first",
        count(*) filter (where revoked_at is null)::int valid from app.certificate`),
    ).toEqual({
      all: 479,
      participants: 454,
      facilitators: 25,
      numbers: 479,
      serials: 479,
      bits: 22,
      first: 'WA-1403-DEMO-F-001',
      valid: 479,
    })
    expect(
      await pairs(
        demo.sql,
        'select minutes::text, count(*)::int from app.certificate where facilitator_id is not null group by 1',
      ),
    ).toEqual({
      3240: 2,
      3600: 23,
    })
  })

  it('keeps the figures of its closing, in each group and in the run', async () => {
    expect(
      await one(`select sum((closing->>'enrolled')::int)::int enrolled, sum((closing->>'completed')::int)::int completed,
        sum((closing->>'strict')::int)::int strict, sum((closing->>'notCompleted')::int)::int "notCompleted",
        sum((closing->>'withdrawn')::int)::int withdrawn, sum((closing->>'noShow')::int)::int "noShow",
        sum((closing->>'creditedMinutes')::int)::int minutes, sum((closing->>'heldMinutes')::int)::int held,
        count(closed_on)::int closed, count(distinct closing->>'rule')::int rules from app.cohort`),
    ).toEqual({
      enrolled: 625,
      completed: 454,
      strict: 127,
      notCompleted: 73,
      withdrawn: 73,
      noShow: 25,
      minutes: 1_720_380,
      held: 90_000,
      closed: 25,
      rules: 1,
    })
    expect(
      await one(`select (closed_at at time zone 'Asia/Tehran')::date::text as day, length(frozen_hash)::int as hash,
        frozen->>'asOf' as "asOf" from app.run`),
    ).toEqual({ day: '2024-09-18', hash: 64, asOf: '2024-09-18' })
  })

  it('has 42 accounts, a trainer, a counsellor, the nineteen of Zanjan’s groups and charities and the 24 of Kurdistan’s associations', async () => {
    expect(
      await pairs(
        demo.sql,
        `select g.role, count(distinct u.id)::int from app.user_account u join app.user_grant g on g.user_id = u.id where u.is_demo group by 1`,
      ),
    ).toEqual({
      FACILITATOR: 25,
      COUNTY_OFFICER: 12,
      PROVINCE_OFFICER: 2,
      PROVINCE_DIRECTOR: 1,
      AUDITOR: 1,
      ADMIN: 1,
      TRAINER: 1,
      COUNSELLOR: 1,
      WELFARE_OFFICER: 2,
      ASSOCIATION_OFFICER: 2,
      CULTURAL_OFFICER: 10,
      VOLUNTEER_COORDINATOR: 12,
      COUNTY_WELFARE_OFFICER: 6,
      SOCIAL_WORKER: 6,
      GROUP_BOOKKEEPER: 2,
      CHARITY_OFFICER: 2,
      PROVIDER: 1,
    })
  })

  // 625 and 25 of the resilience plan, 132 of the hamyar groups.
  it('holds identifiers only sealed, one key each', async () => {
    expect(
      await one(`select count(*)::int people, count(national_id_sealed)::int sealed, count(distinct national_id_hash)::int hashes,
        (select count(*)::int from app.person_key) keys, count(*) filter (where national_id_sealed ~ '000[0-9]{7}')::int bare from app.person`),
    ).toEqual({ people: 782, sealed: 782, hashes: 782, keys: 782, bare: 0 })
  })
})
