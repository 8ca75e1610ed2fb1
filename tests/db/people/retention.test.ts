import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { enrolPeople } from '@/db/commands/people/enrol-people'
import { erasureJobs } from '@/server/queue/erasure-jobs'
import { staff } from '../../support/factories'
import { type Field, openField, RUN_START, somebody } from './field'

const DAY = 86_400_000
const TODAY = new Date('2027-06-01T01:53:00Z')
const later = (days: number) => new Date(TODAY.getTime() + days * DAY)
const logged: string[] = []
let field: Field
let people: string[]

/** The nightly job at an instant that is handed in. */
async function night(now: Date): Promise<void> {
  const { retention } = erasureJobs({ erasures: '', now: () => now, log: (line) => logged.push(line) })
  const query = async (text: string, values: unknown[]) => ({
    rows: await field.owner.unsafe(text, values as never[]),
  })
  await retention({}, { query } as never)
}

/** Whatever is kept for a time, counted by hand. */
const kept = async () => {
  const [row] = await field.owner`select
    (select count(*)::int from app.auth_session) as sessions, (select count(*)::int from app.auth_throttle) as failures,
    (select count(*)::int from app.invitation) as links, (select count(*)::int from app.api_token) as tokens,
    (select count(*)::int from app.calendar_feed) as feeds, (select count(*)::int from app.device_secret) as secrets,
    (select count(*)::int from app.import_draft) as drafts, (select count(*)::int from app.file where sealed <> '') as files,
    (select count(*)::int from app.voice where sealed <> '') as voices, (select count(*)::int from app.quarantine where sealed <> '') as taps,
    (select count(*)::int from app.session_guest where name <> '—') as guests,
    (select count(*)::int from app.programme_referral where reach_sealed <> '') as ways,
    (select count(*)::int from app.person where national_id_sealed is not null or mobile_sealed is not null or national_id_hash is not null) as contacts,
    (select count(*)::int from app.person_key) as keys`
  return { ...row }
}

beforeAll(async () => {
  field = await openField()
  const { owner: sql, runId, provinceId, provinceScope } = field
  const { cohortId, scopeId } = field.cohorts[0]!
  const { enrolled } = await enrolPeople(field.officer, {
    runId,
    registeredOn: RUN_START,
    people: [somebody(cohortId, 1), somebody(cohortId, 2)],
  })
  people = enrolled.map(({ personId }) => personId)
  const { userId } = await staff(sql, 'FACILITATOR', scopeId)
  const sessionId = randomUUID()
  await sql`delete from app.auth_session`
  await sql`update app.person set created_at = '2025-01-01'`
  await sql`delete from app.import_draft`
  await sql`insert into app.session (id, scope_id, run_id, cohort_id, seq, day, starts_at, planned_minutes, net_minutes, status)
    values (${sessionId}, ${scopeId}, ${runId}, ${cohortId}, 1, '2027-06-01', '2027-06-01T06:00:00Z', 120, 120, 'APPROVED')`
  await sql`insert into app.auth_session (token_hash, user_id, expires_at, ended_at) values ('\\x01', ${userId}, ${later(9)}, ${TODAY})`
  await sql`insert into app.auth_throttle (key, updated_at) values ('x', ${TODAY})`
  await sql`insert into app.invitation (token_hash, scope_id, user_id, expires_at) values ('\\x01', ${scopeId}, ${userId}, ${TODAY})`
  await sql`insert into app.api_token (scope_id, user_id, name, hash, exports, expires_at) values (${provinceScope}, ${userId}, 'x', '\\x01', '{people}', ${TODAY})`
  await sql`insert into app.calendar_feed (scope_id, user_id, token_hash, ended_at) values (${provinceScope}, ${userId}, '\\x01', ${TODAY})`
  const [device] =
    await sql`insert into app.device (scope_id, user_id, public_key, withdrawn_at, withdrawn_by)
    values (${provinceScope}, ${userId}, '{}', ${TODAY}, ${userId}) returning id`
  await sql`insert into app.device_secret (device_id, user_id, sealed) values (${device!.id}, ${userId}, 'x')`
  await sql`insert into app.import_draft (scope_id, run_id, kind, file_name, sealed, created_by, created_at) values (${scopeId}, ${runId}, 'ROSTER', 'x', 'x', ${userId}, ${TODAY})`
  await sql`insert into app.file (scope_id, session_id, kind, name, mime, size, digest, sealed, created_by, removed_by, removed_at)
    values (${scopeId}, ${sessionId}, 'PICTURE', 'x', 'image/jpeg', 9, '\\x00', 'x', ${userId}, ${userId}, ${TODAY})`
  await sql`insert into app.voice (scope_id, province_id, spoken, language, mime, size, digest, sealed, created_by, removed_by, removed_at)
    values (${provinceScope}, ${provinceId}, 'FACES', 'azb', 'audio/mpeg', 9, '\\x00', 'x', ${userId}, ${userId}, ${TODAY})`
  const [batch] =
    await sql`insert into app.sync_batch (scope_id, batch, device_id, user_id, seq, digest, sound, sent_at, ops, answer)
    values (${provinceScope}, ${randomUUID()}, ${device!.id}, ${userId}, 1, '\\x01', true, now(), '{}', '{}') returning id`
  await sql`insert into app.quarantine (scope_id, batch_id, op_id, session_id, device_id, user_id, sound, kind, sealed, code, claimed_at, state, decided_by, decided_at)
    values (${scopeId}, ${batch!.id}, ${randomUUID()}, ${sessionId}, ${device!.id}, ${userId}, true, 'mark', 'x', 'E-SYN-02', now(), 'APPLIED', ${userId}, ${TODAY})`
  await sql`insert into app.session_guest (scope_id, session_id, name, resolution, resolved_at) values (${scopeId}, ${sessionId}, 'مهمان', 'VISITOR', ${TODAY})`
  await sql`insert into app.programme_referral (scope_id, province_id, from_scope, programme, person_id, made_by, consent_how, consent_on, reach_sealed, status, answered_at, answered_by)
    values ((select path[3] from app.scope where id = ${scopeId}), ${provinceId}, ${scopeId}, 'CHARITY', ${people[0]!}, ${userId}, 'SAID', '2027-05-01', 'x', 'ACCEPTED', ${TODAY}, ${userId})`
})
afterAll(() => field.close())

const NONE = {
  sessions: 0,
  failures: 0,
  links: 0,
  tokens: 0,
  feeds: 0,
  secrets: 0,
  files: 0,
  voices: 0,
  taps: 0,
  guests: 0,
  ways: 0,
}

it('keeps everything until its time is over', async () => {
  const before = await kept()
  await night(later(1))
  expect(await kept()).toEqual(before)
  expect(before).toMatchObject({ drafts: 1, sessions: 1, files: 1, contacts: 2, keys: 2 })
  await night(later(2))
  expect(await kept()).toEqual({ ...before, drafts: 0 })
  await night(later(90))
  expect(await kept()).toEqual({ ...before, drafts: 0 })
})

it('leaves no row past its limit the night after, and writes down how many and nothing of whom', async () => {
  await night(later(91))
  expect(await kept()).toEqual({ ...NONE, drafts: 0, contacts: 2, keys: 2 })
  const [row] =
    await field.owner`select after, e::text as whole from audit.event e where action = 'retention.forget' order by seq desc limit 1`
  expect(row!.after).toEqual({
    browsers: 1,
    failures: 1,
    links: 1,
    tokens: 1,
    feeds: 1,
    secrets: 1,
    files: 1,
    voices: 1,
    taps: 1,
    guests: 1,
    ways: 1,
  })
  expect(logged.at(-1)).toMatch(/^forgotten: /)
  expect(people.filter((id) => `${row!.whole}${logged.join()}`.includes(id))).toEqual([])
})

it('takes national id and telephone two years after the last class of a closed run, the key with them, and leaves her place', async () => {
  const sql = field.owner
  await night(later(740))
  expect(await kept()).toMatchObject({ contacts: 2, keys: 2 })
  await sql`update app.run set status = 'CLOSED', closed_at = ${later(30)}, frozen = '{}', frozen_hash = 'x' where id = ${field.runId}`
  await night(later(730))
  expect(await kept()).toMatchObject({ contacts: 2, keys: 2 })
  await night(later(732))
  expect(await kept()).toMatchObject({ contacts: 0, keys: 0 })
  const [row] =
    await sql`select count(*)::int as places, min(p.first_name) as first from app.enrolment e join app.person p on p.id = e.person_id`
  expect(row).toMatchObject({ places: 2, first: 'زهرا' })
  const before = await sql`select count(*)::int as n from audit.event where action = 'retention.forget'`
  await night(later(733))
  expect(await sql`select count(*)::int as n from audit.event where action = 'retention.forget'`).toEqual(
    before,
  )
})
