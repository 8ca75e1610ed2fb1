import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { hashPassword } from '@/db/commands/access/password-hash'
import { env } from '@/lib/env'
import { inLetters, registerOf, world } from '@/tests/support/factories'

// A cohort of eight in the demonstration's province whose third sheet has the marks of the second, and its facilitator with an
// account. Made with the owner's rights, the sheets through the register's own door; prints what was made as JSON.
const owner = postgres(env().DATABASE_URL, { max: 1, onnotice: () => {} })
const w = await world(owner, { people: 8, sessions: 8 })
const chance = randomUUID().replaceAll('-', '')
const tag = `محلهٔ ${inLetters(chance.slice(0, 6))}`
const [province] =
  await owner`select id, scope_id from app.place where kind = 'PROVINCE' and name_en = 'West Azerbaijan'`
for (const [at, path] of [
  [w.countyScope, [1, province!.scope_id, w.countyScope]],
  [w.cohortScope, [1, province!.scope_id, w.countyScope, w.cohortScope]],
] as const)
  await owner`update app.scope set label = ${tag}, parent_id = ${path.at(-2)!}, path = ${[...path]} where id = ${at}`
await owner`update app.place set name_fa = ${tag}, name_en = ${tag} where id = ${w.placeId}`
await owner`update app.person set first_name = translate(first_name, '0123456789', '۰۱۲۳۴۵۶۷۸۹') where ${w.cohortScope} = any(scopes)`
const run = `QL-1${chance.slice(0, 8).toUpperCase()}`
// Older than the demonstration's run, so that the office's pages go on opening with that one.
await owner`update app.run set scope_id = ${province!.scope_id}, province_id = ${province!.id}, code = ${run}, start_date = '2024-01-01' where id = ${w.runId}`
for (const [n, away] of [[0, 1, 2], [1, 2, 3], [1, 2, 3], [4], [5]].entries()) {
  await owner`update app.run set pinned_now = (select starts_at + interval '3 hours' from app.session where id = ${w.sessionIds[n]!}) where id = ${w.runId}`
  const register = registerOf(w, n, Object.fromEntries(away.map((at) => [at, { code: 'ABSENT' }])))
  const [sent] =
    await owner`select app.save_register_by_session(${w.facilitator.hash}, ${owner.json(register as never)}, 'test') as answer`
  if (sent!.answer.status !== 'applied') throw new Error(JSON.stringify(sent!.answer))
}
await owner`update app.run set pinned_now = '2024-06-01T15:00:00Z' where id = ${w.runId}`
const handle = `field-${randomUUID().slice(0, 8)}@field.example`
const password = 'shirin-and-farhad'
await owner`update app.user_account set password_hash = ${await hashPassword(password)}, is_demo = true where id = ${w.facilitator.userId}`
await owner`insert into app.user_login (handle, kind, user_id) values (${handle}, 'EMAIL', ${w.facilitator.userId})`
console.log(JSON.stringify({ handle, password, run, tag }))
await owner.end()
