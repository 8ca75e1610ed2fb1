import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { hashPassword } from '@/db/commands/access/password-hash'
import { env } from '@/lib/env'
import { inLetters, world } from '@/tests/support/factories'

// A cohort of four (or as many as asked for) in the demonstration's province, with three sessions (or as many), and its facilitator with an
// account. Made with the owner's rights; prints what was made as JSON.
const owner = postgres(env().DATABASE_URL, { max: 1, onnotice: () => {} })
const w = await world(owner, { people: Number(process.argv[2] ?? 4), sessions: Number(process.argv[3] ?? 3) })
const chance = randomUUID().replaceAll('-', '')
// Other journeys look at the lists it stands in: a name of Persian letters, a code as codes are.
const tag = `محلهٔ ${inLetters(chance.slice(0, 6))}`
const [province] =
  await owner`select id, scope_id from app.place where kind = 'PROVINCE' and name_en = 'West Azerbaijan'`
await owner`update app.scope set parent_id = ${province!.scope_id}, path = array[1, ${province!.scope_id}, ${w.countyScope}]::int[] where id = ${w.countyScope}`
await owner`update app.scope set path = array[1, ${province!.scope_id}, ${w.countyScope}, ${w.cohortScope}]::int[] where id = ${w.cohortScope}`
await owner`update app.scope set label = ${tag} where id in (${w.countyScope}, ${w.cohortScope})`
await owner`update app.place set name_fa = ${tag}, name_en = ${tag} where id = ${w.placeId}`
await owner`update app.cohort set planned_minutes = 3600, status = 'RUNNING' where id = ${w.cohortId}`
// Older than the demonstration's run, so that the office's pages go on opening with that one.
const run = `FU-1${chance.slice(0, 8).toUpperCase()}`
await owner`update app.run set scope_id = ${province!.scope_id}, province_id = ${province!.id}, code = ${run}, start_date = '2024-01-01' where id = ${w.runId}`
// Pages in Persian are read for Latin digits; a name has none.
const persian = (name: string) => name.replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[Number(digit)]!)
await owner`update app.person set first_name = translate(first_name, '0123456789', '۰۱۲۳۴۵۶۷۸۹') where ${w.cohortScope} = any(scopes)`
const handle = `field-${randomUUID().slice(0, 8)}@field.example`
const password = 'shirin-and-farhad'
await owner`update app.user_account set password_hash = ${await hashPassword(password)}, is_demo = true where id = ${w.facilitator.userId}`
await owner`insert into app.user_login (handle, kind, user_id) values (${handle}, 'EMAIL', ${w.facilitator.userId})`
console.log(
  JSON.stringify({ handle, password, run, sessions: w.sessionIds, name: persian(w.people[1]!.name), tag }),
)
await owner.end()
