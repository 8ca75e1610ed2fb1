import { sql } from 'drizzle-orm'
import { audit } from '../../audit'
import type { Db } from '../../client'
import type { Context } from '../../transaction'

const SUBJECTS = {
  NEED: { table: sql`app.charity_need`, entity: 'charity_need', reason: true },
  PROVIDER: { table: sql`app.charity_provider`, entity: 'charity_provider', reason: false },
  AGREEMENT: { table: sql`app.charity_agreement`, entity: 'charity_agreement', reason: true },
} as const

type Step = {
  subject: keyof typeof SUBJECTS
  id: string
  scopeId: number
  from: string | null
  to: string
  act: string
  reason?: string
  after?: Record<string, unknown>
}

/** Puts a need, a provider or an agreement where a step leads it: history row, state and audit in one. */
export async function writeStep(db: Db, ctx: Context, step: Step): Promise<void> {
  const { subject, id, scopeId, from, to, act } = step
  const { table, entity, reason: keeps } = SUBJECTS[subject]
  const at = sql`${ctx.now.toISOString()}::timestamptz`
  const reason = step.reason || null
  await db.execute(sql`
    insert into app.charity_step (scope_id, subject, subject_id, from_status, to_status, reason, made_by, made_at)
    values (${scopeId}, ${subject}, ${id}::uuid, ${from}, ${to}, ${reason}, app.me(), ${at})`)
  if (from !== null)
    await db.execute(sql`
      update ${table} set status = ${to}, status_since = ${at}, ${keeps ? sql`reason = ${reason},` : sql``} version = version + 1
      where id = ${id}::uuid`)
  await audit(db, ctx, {
    action: `charity.${act}`,
    entity,
    entityId: id,
    scopeId,
    ...(from !== null && { before: { status: from } }),
    after: { status: to, ...step.after },
    reason,
  })
}
