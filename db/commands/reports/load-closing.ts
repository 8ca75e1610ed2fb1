import { sql } from 'drizzle-orm'
import type { Place } from '@/lib/access/policy'
import type { FrozenQuarter } from '@/lib/indicators/quarter'
import { AppError } from '@/lib/shared/result'
import type { Db } from '../../client'
import { placeOfScope } from '../programmes/load'

export type ClosingRow = {
  scopeId: number
  runId: string
  state: string
  preparedBy: string
  signedAt: string | null
  frozen: FrozenQuarter
  hash: string
  runClosed: boolean
  place: Place
}

/** A closed quarter the caller may see, its row held until her transaction ends, so that no reason slips under a signature. */
export async function loadClosing(db: Db, closingId: string): Promise<ClosingRow> {
  const [row] = await db.execute<Omit<ClosingRow, 'place'>>(sql`
    select q.scope_id as "scopeId", q.run_id as "runId", q.state, q.prepared_by as "preparedBy", q.signed_at::text as "signedAt",
      q.frozen, q.hash, r.status = 'CLOSED' as "runClosed"
    from app.quarter_closing q join app.run r on r.id = q.run_id
    where q.id = ${closingId}::uuid and q.state <> 'WITHDRAWN' for update of q`)
  if (!row) throw new AppError('E-GEN-02')
  return { ...row, place: await placeOfScope(db, row.scopeId) }
}
