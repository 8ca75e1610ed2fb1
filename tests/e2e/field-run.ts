import postgres from 'postgres'
import { closePools, openPools } from '@/db/client'
import { hashPassword } from '@/db/commands/access/password-hash'
import { addFacilitator } from '@/db/commands/people/add-facilitator'
import { certifyFacilitator } from '@/db/commands/programmes/certify-facilitator'
import { createRun } from '@/db/commands/programmes/create-run'
import { acceptFacilitator } from '@/db/commands/programmes/nominate-facilitator'
import { loginUrls } from '@/db/logins'
import { systemActor } from '@/db/seed/system-actor'
import { env, keyring } from '@/lib/env'

// Makes the run that the office's own files belong to: started 1405/07/04, its clock at 1405/07/25, one certified
// facilitator with an account. Places, cohort, roster and plan come through the screens. Prints what was made as JSON.
const owner = postgres(env().DATABASE_URL, { max: 1, onnotice: () => {} })
openPools(loginUrls(env().DATABASE_URL, keyring().loginSecret), 2)

const ctx = { actor: await systemActor(owner), now: new Date('2026-09-20T06:00:00Z'), requestId: 'field-run' }
const [province] =
  await owner`select id, scope_id from app.place where kind = 'PROVINCE' and code = 'IR-04' or kind = 'PROVINCE' and name_en = 'West Azerbaijan'`
const bases = await owner`select id from app.legal_basis order by code`
const { runId } = await createRun(ctx, {
  provinceId: province!.id,
  code: 'WA-1405',
  nameFa: 'دورهٔ ۱۴۰۵ آذربایجان غربی',
  nameEn: 'West Azerbaijan 1405',
  startDate: '2026-09-26',
  endDate: '2027-01-20',
  legalBasisIds: bases.map((basis) => basis.id),
  demo: { pinnedNow: '2026-10-17T15:00:00Z' },
})
await owner`insert into app.rule (key, value, level, run_id, valid_from, source) values ('COHORT_MIN_SIZE', '15', 'RUN', ${runId}, '-infinity', 'test')`
await owner`update app.run set status = 'STEP2_RUNNING' where id = ${runId}`
const { facilitatorId } = await addFacilitator(ctx, {
  runId,
  organisation: 'انجمن آزمون',
  first: 'شیرین',
  last: 'آزموده',
  father: 'علی',
  birth: '1365/01/01',
  sex: 'F',
} as never)
await acceptFacilitator(ctx, { facilitatorId })
// The sixty hours of step 1 are another journey; here she has them.
await owner`update app.facilitator set training_minutes = 3600, status = 'IN_TRAINING' where id = ${facilitatorId}`
await certifyFacilitator(ctx, { facilitatorId })
const handle = 'shirin@field.example'
const [account] = await owner`insert into app.user_account (scope_id, display_name, password_hash, is_demo)
  values (${province!.scope_id}, 'شیرین آزموده', ${await hashPassword('shirin-and-farhad')}, true) returning id`
await owner`insert into app.user_login (handle, kind, user_id) values (${handle}, 'EMAIL', ${account!.id})`
await owner`update app.facilitator set user_id = ${account!.id} where id = ${facilitatorId}`
console.log(JSON.stringify({ runId, code: 'WA-1405', handle, password: 'shirin-and-farhad' }))
await closePools()
await owner.end()
