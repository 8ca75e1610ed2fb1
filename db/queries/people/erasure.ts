import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Programme } from '@/lib/access/policy'
import type { ErasurePlan } from '@/lib/people/erasure'
import type { Reader } from '../../client'

export type PersonErasure = ErasurePlan & {
  /** Her row and those that became one with it. */
  ids: string[]
  scopeId: number
  path: number[]
  programme: Programme | null
  name: string
}

/** What stands in the way of erasing somebody and what would go with her, for who reviews her; null for anybody else. */
export async function personErasure(
  db: Reader,
  _scope: Scope,
  personId: string,
): Promise<PersonErasure | null> {
  const [row] = await db.execute<{ plan: PersonErasure | null }>(
    sql`select app.erasure_of(${personId}::uuid) as plan`,
  )
  return row?.plan ?? null
}
