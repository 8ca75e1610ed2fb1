import type { Sql } from 'postgres'
import { type Actor, type ActorFacts, asActor } from '@/lib/access/actor'

/** The actor of an account, read with the owner's login: for the set-up program, which has no browser session. */
export async function actorOfAccount(owner: Sql, userId: string): Promise<Actor> {
  const [row] = await owner<{ facts: ActorFacts }[]>`
    select jsonb_build_object('userId', u.id, 'sessionId', null, 'displayName', u.display_name, 'locale', u.locale,
      'isDemo', u.is_demo, 'personId', u.person_id, 'grants', coalesce((
        select jsonb_agg(jsonb_build_object('role', g.role, 'scopeId', g.scope_id, 'path', to_jsonb(s.path),
          'programme', g.programme, 'kind', s.kind) order by g.granted_at)
        from app.user_grant g join app.scope s on s.id = g.scope_id where g.user_id = u.id and g.ended_at is null), '[]')) as facts
    from app.user_account u where u.id = ${userId}`
  if (!row) throw new Error(`no account ${userId}`)
  return asActor(row.facts)
}

/** Who acts when the program itself does: set-up and the demonstration. */
export async function systemActor(owner: Sql): Promise<Actor> {
  const [row] = await owner<{ id: string }[]>`select id from app.user_account where kind = 'SYSTEM'`
  if (!row) throw new Error('The reference data is missing: migrate first.')
  return actorOfAccount(owner, row.id)
}
