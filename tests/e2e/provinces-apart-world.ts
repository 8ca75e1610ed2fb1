import postgres from 'postgres'
import { GIVEN_ROLES, roleFits } from '@/lib/access/role-place'
import { env } from '@/lib/env'
import { staff, world } from '@/tests/support/factories'
import { askedIds, cookies, missingIn, sessionOf } from './asked-ids'

// Another province beside the demonstration's three, with somebody of every role; and what the three hold, so that it can be
// asked for. Made with the owner's rights; prints what was made as JSON.
const owner = postgres(env().DATABASE_URL, { max: 1, onnotice: () => {} })
const w = await world(owner, { people: 3, sessions: 2 })
await owner`update app.place set name_fa = 'جای دیگر', name_en = 'Elsewhere' where province_id = ${w.provinceId} and kind <> 'PROVINCE'`
await owner`update app.run set name_fa = 'دورهٔ استان دیگر' where id = ${w.runId}`
// Their password is nobody's; like the demonstration's accounts they have no second factor to show.
const demoLike = (userId: string) => owner`update app.user_account set is_demo = true where id = ${userId}`

const cookieOf = cookies()
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
const userOf = async (name: string) =>
  (await owner`select user_id from app.user_login where handle = ${`${name}@demo.tabavar.local`}`)[0]!
    .user_id as string
const INSIDE =
  'facilitator01 officer1 director admin counsellor hamyar-officer hamyar-worker-zanjan hamyar-book-14'
for (const name of `${INSIDE} assoc-officer assoc-coordinator-01 charity-officer charity-aftab`.split(' ')) {
  insiders[name] = await cookieOf(await sessionOf(owner, await userOf(name)))
}

const asked = await askedIds(
  owner,
  () => `scope_id in (select id from app.scope where path[2] <> ${w.provinceScope})`,
)
// The demonstration's own: other journeys make provinces too, whose people are called alike.
const demo = owner`select province_id from app.run where is_demo union select province_id from app.hamyar_group where is_demo
  union select province_id from app.association where is_demo`
const names = await owner<{ name: string }[]>`
  select name_fa as name from app.place where kind = 'NEIGHBOURHOOD' and province_id in (${demo})
  union select p.first_name || ' ' || p.last_name from app.person p where p.province_id in (${demo})
  union select name_fa from app.run where is_demo
  union select c.code from app.cohort c join app.run r on r.id = c.run_id where r.is_demo
  union select handle from app.user_login where handle like '%@demo.tabavar.local'`
const missing = missingIn(asked)
// An address asked for is echoed in the answer; a name of a few letters may be a word.
const told = names
  .map(({ name }) => name)
  .filter((name) => name.length > 5 && !Object.values(asked).some((value) => value?.includes(name)))
console.log(JSON.stringify({ strangers, nation, insiders, asked, missing, names: told }))
await owner.end()
