import 'server-only'
import { sql } from 'drizzle-orm'
import { type Actor, type ActorFacts, asActor } from '@/lib/access/actor'
import { pools } from '../client'

/** Who is behind a session's hash, asked of the database each time; for doors that are not Next. */
export async function actorOfSession(hash: Buffer): Promise<Actor | null> {
  const [row] = await pools().db.execute<{ facts: ActorFacts | string | null }>(
    sql`select app.actor_of_session(${hash}) as facts`,
  )
  const facts = typeof row?.facts === 'string' ? (JSON.parse(row.facts) as ActorFacts) : row?.facts
  return facts ? asActor(facts) : null
}
