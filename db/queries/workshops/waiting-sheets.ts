import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Reader } from '../../client'

/** How many sheets await approval in the asker's reach. */
export async function waitingSheets(db: Reader, _scope: Scope): Promise<number> {
  const [row] = await db.execute<{ n: number }>(sql`
    select count(*)::int n from app.session where status = 'SUBMITTED' and scope_id = any((select app.my_scope('review'))::int[])`)
  return row?.n ?? 0
}
