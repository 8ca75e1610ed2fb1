import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { AddLegalBasis, AttachLegalBasis } from '@/lib/programmes/set-up'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { loadRun, placeOfScope } from './load'

/** A legal basis of the province's own, with the days it is in force, and the run that rests on it. */
export async function addLegalBasis(ctx: Context, input: AddLegalBasis): Promise<{ legalBasisId: string }> {
  const asked = AddLegalBasis.parse(input)
  return inTransaction(ctx, async (db) => {
    const run = await loadRun(db, asked.runId)
    authorise(ctx.actor, 'run', await placeOfScope(db, run.scopeId))
    if (run.status === 'CLOSED') throw new AppError('E-RUN-07')
    const code = `BASIS-${randomBytes(5).toString('hex').toUpperCase()}`
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.legal_basis (code, title_fa, title_en, kind, source, valid_from, valid_to, province_id)
      values (${code}, ${asked.titleFa}, ${asked.titleEn || asked.titleFa}, ${asked.kind}, ${asked.citation},
        ${asked.validFrom ?? null}::date, ${asked.validTo ?? null}::date, ${run.provinceId})
      returning id`)
    await db.execute(
      sql`insert into app.run_legal_basis (run_id, legal_basis_id) values (${run.id}, ${made!.id})`,
    )
    await audit(db, ctx, {
      action: 'run.basis',
      entity: 'run',
      entityId: run.id,
      scopeId: run.scopeId,
      after: { basis: asked.titleFa, validFrom: asked.validFrom ?? null, validTo: asked.validTo ?? null },
    })
    return { legalBasisId: made!.id }
  })
}

/** Rests a run on a basis that is there already, or no longer. E-RUN-04: an approved run keeps at least one. */
export async function attachLegalBasis(ctx: Context, input: AttachLegalBasis): Promise<{ runId: string }> {
  const asked = AttachLegalBasis.parse(input)
  return inTransaction(ctx, async (db) => {
    const run = await loadRun(db, asked.runId)
    authorise(ctx.actor, 'run', await placeOfScope(db, run.scopeId))
    if (run.status === 'CLOSED') throw new AppError('E-RUN-07')
    const [basis] = await db.execute<{ title: string }>(
      sql`select title_fa as title from app.legal_basis where id = ${asked.legalBasisId}`,
    )
    if (!basis) throw new AppError('E-GEN-02')
    if (asked.attached)
      await db.execute(sql`
        insert into app.run_legal_basis (run_id, legal_basis_id) values (${run.id}, ${asked.legalBasisId}) on conflict do nothing`)
    else {
      await db.execute(
        sql`delete from app.run_legal_basis where run_id = ${run.id} and legal_basis_id = ${asked.legalBasisId}`,
      )
      const [left] = await db.execute(sql`select 1 from app.run_legal_basis where run_id = ${run.id} limit 1`)
      if (!left && run.status !== 'DRAFT') throw new AppError('E-RUN-04')
    }
    await audit(db, ctx, {
      action: 'run.basis',
      entity: 'run',
      entityId: run.id,
      scopeId: run.scopeId,
      ...(asked.attached ? { after: { basis: basis.title } } : { before: { basis: basis.title } }),
    })
    return { runId: run.id }
  })
}
