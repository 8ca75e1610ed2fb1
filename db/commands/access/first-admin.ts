import 'server-only'
import type { Sql } from 'postgres'
import { hashOfToken, newToken } from './token'

/**
 * For the set-up of an installation without a demo: the secret of a one-time link for its first administrator, who
 * chooses her own sign-in name. Null when somebody can already administer it. Runs with the owner's login.
 */
export async function firstAdmin(owner: Sql): Promise<string | null> {
  return owner.begin(async (sql) => {
    await sql`select pg_advisory_xact_lock(hashtext('tabavar.administrators'))`
    const [ready] = await sql`select 1 from app.user_grant g join app.user_account u on u.id = g.user_id
      where g.role = 'ADMIN' and g.ended_at is null and u.status = 'ACTIVE' and u.password_hash is not null`
    if (ready) return null
    const [root] = await sql`select id from app.scope where kind = 'NATION'`
    let [account] =
      await sql`select u.id from app.user_account u join app.user_grant g on g.user_id = u.id and g.role = 'ADMIN'
      where u.password_hash is null and g.ended_at is null and g.scope_id = ${root!.id} and u.status = 'ACTIVE' limit 1`
    if (!account) {
      ;[account] =
        await sql`insert into app.user_account (scope_id, display_name) values (${root!.id}, 'مدیر سامانه') returning id`
      await sql`insert into app.user_grant (user_id, role, scope_id) values (${account!.id}, 'ADMIN', ${root!.id})`
    }
    await sql`update app.invitation set expires_at = now() where user_id = ${account!.id} and used_at is null and expires_at > now()`
    const token = newToken()
    await sql`insert into app.invitation (token_hash, scope_id, user_id, expires_at)
      values (${hashOfToken(token)}, ${root!.id}, ${account!.id}, now() + interval '72 hours')`
    await sql`select audit.record('access.first-admin', 'user_account', ${account!.id}, ${root!.id}, null, null, null, 'setup')`
    return token
  })
}
