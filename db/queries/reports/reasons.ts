import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { type FrozenQuarter, quarterText } from '@/lib/indicators/quarter'
import { type SignedReason, signatureText } from '@/lib/reports/signature-text'
import type { ReportKind, ReportReason, ReportSignature } from '@/lib/reports/threshold'
import type { Reader } from '../../client'

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Whether the frozen figures still are what their hash says. */
export const figuresHold = (frozen: FrozenQuarter, hash: string): boolean =>
  hashOf(quarterText(frozen)) === hash

export const signatureHash = (kind: ReportKind, hash: string, reasons: readonly SignedReason[]): string =>
  hashOf(signatureText({ kind, hash, reasons }))

type ReasonRow = SignedReason & { by: string | null }

/** The reasons that stand for a closed quarter: of each figure the one written last. */
export async function reasonsOf(db: Reader, _scope: Scope, closingId: string): Promise<ReasonRow[]> {
  const rows = await db.execute<ReasonRow>(sql`
    select distinct on (x.code) x.code, x.reason, x.written_by as "writtenBy", u.display_name as by,
      to_char(x.written_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "writtenAt"
    from app.report_reason x left join app.user_account u on u.id = x.written_by
    where x.closing_id = ${closingId}::uuid order by x.code, x.written_at desc, x.id desc`)
  return [...rows]
}

export const asReportReason = ({ code, reason, by, writtenAt }: ReasonRow): ReportReason => ({
  code,
  reason,
  by: by ?? '',
  at: writtenAt,
})

/** The signature under a report, and whether it still stands under these reasons; null while nobody has signed. */
export async function signatureOf(
  db: Reader,
  _scope: Scope,
  { closingId, kind }: { closingId: string; kind: ReportKind },
): Promise<ReportSignature | null> {
  const [row] = await db.execute<{ by: string | null; at: string; hash: string }>(sql`
    select u.display_name as by, x.hash, to_char(x.signed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from app.report_signature x left join app.user_account u on u.id = x.signed_by
    where x.closing_id = ${closingId}::uuid and x.kind = ${kind}`)
  return row ? { by: row.by ?? '', at: row.at, hash: row.hash } : null
}
