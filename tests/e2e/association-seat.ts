import postgres from 'postgres'
import { env } from '@/lib/env'

// Seats an account (its handle) as coordinator of an association (its id), as its office would; made with the owner's rights.
const [associationId, handle] = process.argv.slice(2) as [string, string]
const owner = postgres(env().DATABASE_URL, { max: 1, onnotice: () => {} })
const rows = await owner`
  insert into app.user_grant (user_id, role, scope_id, programme, granted_by)
  select l.user_id, 'VOLUNTEER_COORDINATOR', a.scope_id, 'ASSOCIATION', l.user_id
  from app.user_login l, app.association a where l.handle = ${handle} and a.id = ${associationId}::uuid returning id`
console.log(JSON.stringify({ seated: rows.length }))
await owner.end()
