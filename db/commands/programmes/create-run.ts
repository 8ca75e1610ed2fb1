import { sql } from 'drizzle-orm'
import { CreateRun } from '@/lib/programmes/schema'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { rulesOf } from '../../queries/rules'
import { authorise, type Context, inTransaction } from '../../transaction'
import { asArray, placeOfScope } from './load'

export type RunMade = { runId: string; classId: string; classScopeId: number; version: number }

/**
 * A period in which a province carries the plan out, with the class of step 1 that belongs to it. A clock that stands
 * still is only for demonstrations.
 */
export async function createRun(ctx: Context, input: CreateRun): Promise<RunMade> {
  const asked = CreateRun.parse(input)
  return inTransaction(ctx, async (db) => {
    const [province] = await db.execute<{ id: string; scopeId: number }>(
      sql`select id, scope_id as "scopeId" from app.place where id = ${asked.provinceId} and kind = 'PROVINCE'`,
    )
    if (!province) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'run', await placeOfScope(db, province.scopeId))
    const mayPin = ctx.actor.isDemo || ctx.actor.grants.some((grant) => grant.role === 'SYSTEM')
    if (asked.demo && !mayPin) throw new AppError('E-GEN-02')
    if (asked.endDate <= asked.startDate) throw new AppError('E-RUN-08')
    const [run] = await db.execute<{ id: string }>(sql`
      insert into app.run (scope_id, province_id, code, name_fa, name_en, start_date, end_date, is_demo, pinned_now, letter_no, letter_date, audience)
      values (${province.scopeId}, ${province.id}, ${asked.code}, ${asked.nameFa}, ${asked.nameEn}, ${asked.startDate},
        ${asked.endDate}, ${asked.demo !== undefined}, ${asked.demo?.pinnedNow ?? null}::timestamptz, ${asked.letterNo ?? null},
        ${asked.letterDate ?? null}::date, ${asked.audience})
      returning id`)
    const runId = run!.id
    await db.execute(sql`
      insert into app.run_legal_basis (run_id, legal_basis_id)
      select ${runId}, id from app.legal_basis where id = any(${asArray(asked.legalBasisIds)}::uuid[])`)
    const title = `کارگاه تسهیلگران ${asked.nameFa}`
    const rules = await rulesOf(db, runId, ctx.now)
    const [node] = await db.execute<{ id: number }>(
      sql`select app.add_scope(${province.scopeId}, 'UNIT', 'RESILIENCE', ${title}) as id`,
    )
    const classScopeId = node!.id
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.training_class (scope_id, run_id, title_fa, planned_minutes)
      values (${classScopeId}, ${runId}, ${title}, ${rules.FAC_TRAINING_MINUTES}) returning id`)
    await audit(db, ctx, {
      action: 'run.create',
      entity: 'run',
      entityId: runId,
      scopeId: province.scopeId,
      after: {
        code: asked.code,
        startDate: asked.startDate,
        endDate: asked.endDate,
        audience: asked.audience,
      },
    })
    return { runId, classId: made!.id, classScopeId, version: 1 }
  })
}
