import { sql } from 'drizzle-orm'
import { pools } from '@/db/client'
import type { Context } from '@/db/transaction'
import { type ActorFacts, asActor, type Scope } from '@/lib/access/actor'
import type { Staff } from './factories'

/** The context of a signed-in account of the test's, as a request would have it. */
export async function contextOf(who: Staff, now = new Date('2024-06-01T15:00:00Z')): Promise<Context> {
  const rows = await pools().db.execute<{ facts: ActorFacts }>(
    sql`select app.actor_of_session(${who.hash}) as facts`,
  )
  const facts = rows[0]?.facts
  if (!facts) throw new Error('this account is not signed in')
  return { actor: asActor(facts), now, requestId: 'test' }
}

/** Whose eyes a reading of the test's has: only who asks counts, for row-level security finds the rest. */
export const scopeOfStaff = ({ userId }: Staff) => ({ userId }) as Scope
