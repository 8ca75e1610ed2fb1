import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Reader } from '../../client'
import { masked } from '../audit'

export const SEEN_A_PAGE = 20

/** One visit to a person's record. `field` says which hidden identifier was shown, never what it is. */
export type SeenLine = {
  seq: number
  atMs: number
  who: string | null
  roles: string[]
  action: string
  reason: string | null
  field: string | null
}

/**
 * Who opened, revealed or changed a person, the newest first; empty for whoever neither reviews one of her units nor reads
 * the audit there. Lists and files of many people name nobody and stand in the audit as a whole.
 */
export async function whoSaw(
  db: Reader,
  _scope: Scope,
  { personId, page }: { personId: string; page: number },
): Promise<{ lines: SeenLine[]; total: number }> {
  const rows = await db.execute<Omit<SeenLine, 'roles'> & { roles: string | null; total: number }>(sql`
    select seq, at_ms as "atMs", who, roles, action, reason, field, total
    from app.who_saw_person(${personId}, ${SEEN_A_PAGE}, ${(page - 1) * SEEN_A_PAGE})`)
  return {
    total: rows[0]?.total ?? 0,
    lines: [...rows].map(({ total: _, roles, reason, ...row }) => ({
      ...row,
      roles: roles ? roles.split(',') : [],
      reason: reason === null ? null : masked(reason),
    })),
  }
}
