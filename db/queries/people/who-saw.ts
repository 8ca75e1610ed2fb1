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
  /** The file it was, where it went out of the house or onto paper: of a run's people, a group's marks, a session, a month. */
  file: 'people' | 'attendance' | 'register' | 'hours' | null
  aboutFa: string | null
  aboutEn: string | null
  /** The file held a part of the list, and nobody wrote down whom. */
  maybe: boolean
}

/**
 * Who opened, revealed or changed a person, the newest first; empty for whoever neither reviews one of her units nor reads
 * the audit there. Files she was in are hers too; pages of lists name nobody and stand in the audit as a whole.
 */
export async function whoSaw(
  db: Reader,
  _scope: Scope,
  { personId, page }: { personId: string; page: number },
): Promise<{ lines: SeenLine[]; total: number }> {
  const rows = await db.execute<Omit<SeenLine, 'roles'> & { roles: string | null; total: number }>(sql`
    select seq, at_ms as "atMs", who, roles, action, reason, field, file, about_fa as "aboutFa", about_en as "aboutEn", maybe, total
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
