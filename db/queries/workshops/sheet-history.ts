import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Reader } from '../../client'

/** One act on a sheet. `action` is the audit's word; names are shown to who may see the account. */
export type SheetAct = { id: string; at: Date; who: string | null; action: string; reason: string | null }

/** What has happened to a sheet, newest first. Read from the sheet's own rows, so that it needs no audit power. */
export async function sheetHistory(db: Reader, _scope: Scope, sessionId: string): Promise<SheetAct[]> {
  const rows = await db.execute<{
    id: string
    at: string
    who: string | null
    action: string
    reason: string | null
  }>(sql`
    select * from (
      select v.id::text, v.decided_at at, u.display_name who, 'session-' || lower(v.decision) as action, v.reason
      from app.sheet_review v left join app.user_account u on u.id = v.decided_by where v.session_id = ${sessionId}
      union all
      select 'r' || s.id, coalesce(s.submitted_at, s.recorded_at), u.display_name,
        case when s.status = 'CANCELLED' then 'session-cancel' when s.submitted_at is not null then 'session-submit' else 'session-save' end,
        case when s.status = 'CANCELLED' then s.cancel_reason end
      from app.session s left join app.user_account u on u.id = s.recorded_by where s.id = ${sessionId} and s.recorded_at is not null
    ) x order by at desc`)
  return rows.map((row) => ({ ...row, at: new Date(row.at) }))
}
