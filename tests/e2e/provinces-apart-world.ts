import { createHash, randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { GIVEN_ROLES, roleFits } from '@/lib/access/role-place'
import { env, keyring } from '@/lib/env'
import { encodeSid, isSecureAddress, sessionCookieName } from '@/lib/server/session-cookie'
import { staff, world } from '@/tests/support/factories'

// Another province beside the demonstration's three, with somebody of every role; and what the three hold, so that it can be
// asked for. Made with the owner's rights; prints what was made as JSON.
const owner = postgres(env().DATABASE_URL, { max: 1, onnotice: () => {} })
const w = await world(owner, { people: 3, sessions: 2 })
await owner`update app.place set name_fa = 'جای دیگر', name_en = 'Elsewhere' where province_id = ${w.provinceId} and kind <> 'PROVINCE'`
await owner`update app.run set name_fa = 'دورهٔ استان دیگر' where id = ${w.runId}`
// Their password is nobody's; like the demonstration's accounts they have no second factor to show.
const demoLike = (userId: string) => owner`update app.user_account set is_demo = true where id = ${userId}`

const secure = isSecureAddress(env().NEXTAUTH_URL)
const cookieOf = async (token: string) =>
  `${sessionCookieName(secure)}=${await encodeSid(token, 86_400, keyring().authSecret)}`

const strangers: Record<string, string> = {}
const NODES = [
  { kind: 'PROVINCE', at: w.provinceScope },
  { kind: 'COUNTY', at: w.countyScope },
  { kind: 'UNIT', at: w.cohortScope },
] as const
// Each role as high up as it can be held, and for every programme.
for (const role of GIVEN_ROLES) {
  const node = NODES.find(({ kind }) => roleFits(role, { kind, programme: null }))!
  const who = await staff(owner, role, node.at)
  await demoLike(who.userId)
  strangers[role] = await cookieOf(who.token)
}

/** Two of the whole installation, for the journeys of provinces.desk.spec.ts. */
const nation: Record<string, string> = {}
for (const role of ['ADMIN', 'NATIONAL_VIEWER']) {
  const who = await staff(owner, role, 1)
  await demoLike(who.userId)
  nation[role] = await cookieOf(who.token)
}

/** Accounts of the demonstration that may open what the strangers may not. */
const insiders: Record<string, string> = { 'administrator of the installation': nation.ADMIN! }
const INSIDE =
  'facilitator01 officer1 director admin counsellor hamyar-officer hamyar-worker-zanjan hamyar-book-14'
for (const name of `${INSIDE} assoc-officer assoc-coordinator-01 charity-officer charity-aftab`.split(' ')) {
  const [login] =
    await owner`select user_id from app.user_login where handle = ${`${name}@demo.tabavar.local`}`
  const token = randomBytes(32).toString('base64url')
  await owner`insert into app.auth_session (token_hash, user_id, expires_at, factor_at)
    values (${createHash('sha256').update(token).digest()}, ${login!.user_id}, now() + interval '1 day', now())`
  insiders[name] = await cookieOf(token)
}

const one = async (statement: string) => (await owner.unsafe(statement))[0]?.id as string | undefined
// Other journeys make runs and cohorts of their own in the demonstration's province; its own run is the one named.
const led = `(select c.id from app.cohort c join app.run r on r.id = c.run_id and r.code = 'WA-1403-DEMO'
  join app.cohort_facilitator l on l.cohort_id = c.id and l.to_day is null
  join app.facilitator f on f.id = l.facilitator_id join app.user_login u on u.user_id = f.user_id
  where u.handle = 'facilitator01@demo.tabavar.local' limit 1)`
const there = `scope_id in (select id from app.scope where path[2] <> ${w.provinceScope})`
const any = (table: string, more = '') =>
  one(`select id from ${table} where ${there} ${more} order by id limit 1`)
/** What an account of the demonstration holds a role in. */
const of = (
  name: string,
) => `scope_id in (select g.scope_id from app.user_grant g join app.user_login l on l.user_id = g.user_id
  where l.handle = '${name}@demo.tabavar.local')`
const asked: Record<string, string | undefined> = {
  run: 'WA-1403-DEMO',
  cohort: await one(`select code as id from app.cohort where id = ${led}`),
  session: await one(
    `select id from app.session where cohort_id = ${led} and status = 'SUBMITTED' limit 1`,
  ).then((id) => id ?? one(`select id from app.session where cohort_id = ${led} order by day limit 1`)),
  enrolment: await one(`select id from app.enrolment where cohort_id = ${led} and status = 'ACTIVE' limit 1`),
  person: await one(`select person_id as id from app.enrolment where cohort_id = ${led} limit 1`),
  facilitator: await any('app.facilitator'),
  record: await one(
    `select id from app.community_record where scope_id = (select scope_id from app.cohort where id = ${led}) limit 1`,
  ),
  task: await one(
    `select id from app.task where scope_id = (select scope_id from app.cohort where id = ${led}) limit 1`,
  ),
  certificate: await any('app.certificate'),
  figure: await any('app.outside_figure'),
  sample: await any('app.call_sample'),
  draft: await any('app.import_draft'),
  release: await any('app.release', "and programme = 'RESILIENCE'"),
  groupsRelease: await any('app.release', "and programme = 'HAMYAR'"),
  complaint: await any('app.charity_complaint'),
  document: await any('app.charity_document'),
  account: await one(
    `select user_id as id from app.user_login where handle = 'county-urmia@demo.tabavar.local'`,
  ),
  interest: await one('select id from pub.interest limit 1'),
  association: await one(`select id from app.association where ${of('assoc-coordinator-01')}`),
  volunteer: await any('app.association_volunteer'),
  meeting: await any('app.association_meeting'),
  agreement: await any('app.charity_agreement'),
  need: await any('app.charity_need'),
  provider: await any('app.charity_provider'),
  group: await one(`select id from app.hamyar_group where ${of('hamyar-book-14')}`),
  file: await any('app.file'),
  voice: await any('app.voice'),
}
asked.member = await one(`select id from app.hamyar_member where group_id = '${asked.group}' limit 1`)
asked.volunteer =
  (await one(
    `select id from app.association_volunteer where association_id = '${asked.association}' limit 1`,
  )) ?? asked.volunteer
// The demonstration's own: other journeys make provinces too, whose people are called alike.
const demo = owner`select province_id from app.run where is_demo union select province_id from app.hamyar_group where is_demo
  union select province_id from app.association where is_demo`
const names = await owner<{ name: string }[]>`
  select name_fa as name from app.place where kind = 'NEIGHBOURHOOD' and province_id in (${demo})
  union select p.first_name || ' ' || p.last_name from app.person p where p.province_id in (${demo})
  union select name_fa from app.run where is_demo
  union select c.code from app.cohort c join app.run r on r.id = c.run_id where r.is_demo
  union select handle from app.user_login where handle like '%@demo.tabavar.local'`
const missing = Object.keys(asked).filter((name) => !asked[name])
for (const name of missing) asked[name] = '0197f000-0000-7000-8000-000000000000'
asked.quarter = '1403-1'
// An address asked for is echoed in the answer; a name of a few letters may be a word.
const told = names
  .map(({ name }) => name)
  .filter((name) => name.length > 5 && !Object.values(asked).some((value) => value?.includes(name)))
console.log(JSON.stringify({ strangers, nation, insiders, asked, missing, names: told }))
await owner.end()
