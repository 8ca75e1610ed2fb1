import { createHash, randomBytes } from 'node:crypto'
import type { Sql } from 'postgres'
import { env, keyring } from '@/lib/env'
import { encodeSid, isSecureAddress, sessionCookieName } from '@/lib/server/session-cookie'

// What the tables of addresses fill in, and the cookies to ask with; bundled with the worlds that want them.

/** A maker of cookies for this installation, from a session's token. */
export function cookies(): (token: string) => Promise<string> {
  const name = sessionCookieName(isSecureAddress(env().NEXTAUTH_URL))
  return async (token) => `${name}=${await encodeSid(token, 86_400, keyring().authSecret)}`
}

/** A new session of an account, its second factor just shown. */
export async function sessionOf(owner: Sql, userId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await owner`insert into app.auth_session (token_hash, user_id, expires_at, factor_at)
    values (${createHash('sha256').update(token).digest()}, ${userId}, now() + interval '1 day', now())`
  return token
}

export type Asked = Record<string, string | undefined>

/** One of each thing of the demonstration that an address can name; `there` says where one of a table is looked for. */
export async function askedIds(owner: Sql, there: (table: string) => string): Promise<Asked> {
  const one = async (statement: string) => (await owner.unsafe(statement))[0]?.id as string | undefined
  // Other journeys make runs and cohorts of their own in the demonstration's province; its own run is the one named.
  const led = `(select c.id from app.cohort c join app.run r on r.id = c.run_id and r.code = 'WA-1403-DEMO'
    join app.cohort_facilitator l on l.cohort_id = c.id and l.to_day is null
    join app.facilitator f on f.id = l.facilitator_id join app.user_login u on u.user_id = f.user_id
    where u.handle = 'facilitator01@demo.tabavar.local' limit 1)`
  const any = (table: string, more = '') =>
    one(`select id from ${table} where ${there(table)} ${more} order by id limit 1`)
  /** What an account of the demonstration holds a role in. */
  const of = (
    name: string,
  ) => `scope_id in (select g.scope_id from app.user_grant g join app.user_login l on l.user_id = g.user_id
    where l.handle = '${name}@demo.tabavar.local')`
  const asked: Asked = {
    run: 'WA-1403-DEMO',
    closedRun: 'WA-1403-DEMO',
    charityProvince: await one(`select id from app.place where kind = 'PROVINCE' and code = '19'`),
    cohort: await one(`select code as id from app.cohort where id = ${led}`),
    session: await one(
      `select id from app.session where cohort_id = ${led} and status = 'SUBMITTED' order by day limit 1`,
    ).then((id) => id ?? one(`select id from app.session where cohort_id = ${led} order by day limit 1`)),
    enrolment: await one(
      `select id from app.enrolment where cohort_id = ${led} and status = 'ACTIVE' order by row_no limit 1`,
    ),
    person: await one(
      `select person_id as id from app.enrolment where cohort_id = ${led} order by row_no limit 1`,
    ),
    facilitator: await any('app.facilitator'),
    record: await one(
      `select id from app.community_record where scope_id = (select scope_id from app.cohort where id = ${led}) order by id limit 1`,
    ),
    task: await one(
      `select id from app.task where scope_id = (select scope_id from app.cohort where id = ${led}) order by id limit 1`,
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
    interest: await one('select id from pub.interest order by id limit 1'),
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
  asked.member = await one(
    `select id from app.hamyar_member where group_id = '${asked.group}' order by id limit 1`,
  )
  asked.volunteer =
    (await one(
      `select id from app.association_volunteer where association_id = '${asked.association}' order by id limit 1`,
    )) ?? asked.volunteer
  return { ...asked, quarter: '1403-1' }
}

/** What there is none of; from now on an id is asked for that nothing has. */
export function missingIn(asked: Asked): string[] {
  const missing = Object.keys(asked).filter((name) => !asked[name])
  for (const name of missing) asked[name] = '0197f000-0000-7000-8000-000000000000'
  return missing
}
