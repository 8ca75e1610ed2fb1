import postgres from 'postgres'
import type { Programme } from '@/lib/access/policy'
import { GIVEN_ROLES, type GivenRole, programmeOf, roleFits } from '@/lib/access/role-place'
import { env } from '@/lib/env'
import { scope, staff } from '@/tests/support/factories'
import { askedIds, cookies, missingIn, sessionOf } from './asked-ids'

// Somebody of every role beside each programme of the demonstration: in the same province, the same county and, where the role is
// one of a unit of that programme, the same unit as what is asked for. Accounts of the demonstration where there is one, else one
// made with the owner's rights. Prints cookies, ids and names as JSON.
const owner = postgres(env().DATABASE_URL, { max: 1, onnotice: () => {} })
const cookieOf = cookies()
/** Lists of accounts are read for Latin letters. */
const NAME = 'همکار آزمون'
const demoHandle = '%@demo.tabavar.local'

/** By programme an account of the demonstration whose unit is the home's. */
const HOMES = {
  RESILIENCE: 'facilitator01',
  HAMYAR: 'hamyar-book-14',
  CHARITY: 'charity-aftab',
  ASSOCIATION: 'assoc-coordinator-01',
} as const satisfies Record<Programme, string>
const PROGRAMMES = Object.keys(HOMES) as Programme[]
type Home = { programme: Programme; province: number; county: number; unit: number }

const homes: Home[] = []
for (const programme of PROGRAMMES) {
  const [at] = await owner<{ path: number[] }[]>`
    select s.path from app.user_grant g join app.user_login l on l.user_id = g.user_id and g.ended_at is null
    join app.scope s on s.id = g.scope_id and s.kind = 'UNIT'
    where l.handle = ${`${HOMES[programme]}@demo.tabavar.local`} order by g.granted_at limit 1`
  const [, province, county, unit] = at!.path
  homes.push({ programme, province: province!, county: county!, unit: unit! })
}
const homeOf = (programme: Programme) => homes.find((one) => one.programme === programme)!

/** An account of the demonstration with the role where a home has it; the class is one of the province, not of the cohort. */
async function known(role: GivenRole, { programme, province, county, unit }: Home): Promise<string | null> {
  const own = role === 'TRAINER' ? province : programmeOf(role) === programme ? unit : null
  const [there] = await owner<{ id: string }[]>`
    select g.user_id as id from app.user_grant g join app.scope s on s.id = g.scope_id
    join app.user_login l on l.user_id = g.user_id and l.handle like ${demoHandle}
    join app.user_account u on u.id = g.user_id and u.is_demo and u.status = 'ACTIVE'
    where g.role = ${role} and g.ended_at is null and ((s.kind = 'PROVINCE' and s.id = ${province})
      or (s.kind = 'COUNTY' and s.id = ${county}) or (s.kind = 'UNIT' and ${own} = any(s.path)))
    and not exists (select from app.user_grant h where h.user_id = g.user_id and h.role <> g.role and h.ended_at is null)
    order by s.kind desc, l.handle limit 1`
  return there?.id ?? null
}

/** Where somebody of the role works beside a home: its unit, or one of her own programme in the same county. */
async function nodeFor(role: GivenRole, home: Home): Promise<number> {
  if (roleFits(role, { kind: 'PROVINCE', programme: null })) return home.province
  if (roleFits(role, { kind: 'COUNTY', programme: null })) return home.county
  const programme = programmeOf(role)!
  if (programme === home.programme && role !== 'TRAINER') return home.unit
  return scope(owner, home.county, 'UNIT', programme, 'جای آزمون')
}

async function made(role: GivenRole, home: Home): Promise<string> {
  const who = await staff(owner, role, await nodeFor(role, home), NAME)
  await owner`update app.user_grant set programme = ${programmeOf(role)} where user_id = ${who.userId}`
  await owner`update app.user_account set is_demo = true where id = ${who.userId}`
  return who.token
}

const who: Record<string, Record<string, string>> = {}
for (const home of homes) {
  const here: Record<string, string> = {}
  for (const role of GIVEN_ROLES) {
    const userId = await known(role, home)
    here[role] = await cookieOf(userId ? await sessionOf(owner, userId) : await made(role, home))
  }
  who[home.programme] = here
}

// An officer who is no account of the demonstration and has shown no second factor.
const due = await staff(owner, 'PROVINCE_OFFICER', homeOf('RESILIENCE').province, NAME)
await owner`update app.auth_session set factor_at = null where user_id = ${due.userId}`

/** Where a table's things are: those of a unit in its home's unit, what hangs above the units in its province. */
const OF_UNIT = ['app.charity_agreement', 'app.charity_provider', 'app.charity_document']
function there(table: string): string {
  const programme = table.includes('charity')
    ? 'CHARITY'
    : table.includes('association')
      ? 'ASSOCIATION'
      : 'RESILIENCE'
  const { province, unit } = homeOf(programme)
  if (OF_UNIT.includes(table)) return `scope_id = ${unit}`
  return `scope_id in (select id from app.scope where path[2] = ${province})`
}
const asked = await askedIds(owner, there)
const one = async (statement: string) => (await owner.unsafe(statement))[0]?.id as string | undefined
const { province: groupsProvince } = homeOf('HAMYAR')
asked.groupsRelease = await one(
  `select id from app.release where programme = 'HAMYAR' and scope_id = ${groupsProvince} order by id limit 1`,
)
asked.facilitator =
  await one(`select f.id from app.facilitator f join app.user_login l on l.user_id = f.user_id
  join app.run r on r.id = f.run_id and r.code = 'WA-1403-DEMO' where l.handle = 'facilitator01@demo.tabavar.local'`)
asked.certificate = await one(
  `select id from app.certificate where facilitator_id = '${asked.facilitator}' order by id limit 1`,
)
// A draft opens for its sender, and other journeys send some: here nobody's is asked for.
asked.draft = undefined
const missing = missingIn(asked)

// Names that only a few roles may read: of the cohort and of the group asked for, and those that begin the lists.
const ofFacilitators = owner`select fold from app.person where id in (select person_id from app.facilitator)`
const names = {
  RESILIENCE: await owner<{ name: string }[]>`select name from (
    (select p.first_name || ' ' || p.last_name as name from app.enrolment e join app.person p on p.id = e.person_id
      join app.cohort c on c.id = e.cohort_id where c.code = ${asked.cohort!} and p.fold not in (${ofFacilitators}))
    union (select p.first_name || ' ' || p.last_name from app.enrolment e join app.person p on p.id = e.person_id
      join app.run r on r.id = e.run_id and r.code = 'WA-1403-DEMO' where p.fold not in (${ofFacilitators})
      order by p.last_name collate "fa-x-icu", p.first_name collate "fa-x-icu" limit 30)) named
    where name not in (select display_name from app.user_account)`,
  HAMYAR: await owner<
    { name: string }[]
  >`select p.first_name || ' ' || p.last_name as name from app.hamyar_member m
    join app.person p on p.id = m.person_id join app.hamyar_group g on g.id = m.group_id
    where g.scope_id = ${homeOf('HAMYAR').unit} and p.fold not in (${ofFacilitators})
    and p.first_name || ' ' || p.last_name not in (select display_name from app.user_account)`,
}
const told = Object.fromEntries(
  Object.entries(names).map(([programme, rows]) => [programme, rows.map(({ name }) => name)]),
)
console.log(JSON.stringify({ who, due: await cookieOf(due.token), asked, missing, names: told }))
await owner.end()
