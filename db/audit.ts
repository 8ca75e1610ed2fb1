import { sql } from 'drizzle-orm'
import type { Db } from './client'
import type { Context } from './transaction'

export type AuditEntry = {
  action: string
  entity: string
  entityId: string
  scopeId: number
  before?: unknown
  after?: unknown
  reason?: string | null
}

/** Appends who did what, in the transaction of the act. Never put identifiers or names into before or after. */
export async function audit(db: Db, ctx: Context, entry: AuditEntry): Promise<void> {
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value))
  await db.execute(sql`select audit.record(${entry.action}, ${entry.entity}, ${entry.entityId}, ${entry.scopeId}::int,
    ${json(entry.before)}::jsonb, ${json(entry.after)}::jsonb, ${entry.reason ?? null}, ${ctx.requestId})`)
}

/** The same for many acts of one kind, a row for each, in one statement: sent one by one they cost more than the acts. */
export async function auditAll(db: Db, ctx: Context, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return
  await db.execute(sql`select audit.record(x.action, x.entity, x."entityId", x."scopeId", x.before, x.after, x.reason, ${ctx.requestId})
    from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb)
      as x(action text, entity text, "entityId" text, "scopeId" int, before jsonb, after jsonb, reason text)`)
}
