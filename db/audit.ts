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
