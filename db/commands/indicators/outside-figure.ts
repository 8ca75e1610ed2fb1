import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { scopeOf } from '@/lib/access/actor'
import { AddOutsideFigure, checkOutsideDay, StrikeOutsideFigure } from '@/lib/indicators/outside'
import { uuidV7 } from '@/lib/shared/id'
import { AppError, orThrow } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import { outsidePaper } from '../../queries/indicators/outside-figures'
import { authorise, type Context, inTransaction } from '../../transaction'
import { openBytes, sealBytes } from '../../vault'
import { loadRun, placeOfScope, runClock } from '../programmes/load'

const spotOf = (rowId: string) => ({ table: 'outside_figure', column: 'sealed', rowId })

/**
 * Enters a county's statistic of social harm (O-15) with its source, and the paper it was read from where there is one,
 * sealed under the province's key. E-OUT-03: of a day that has not come.
 */
export async function addOutsideFigure(
  ctx: Context,
  input: AddOutsideFigure,
  paper: { bytes: Buffer; mime: string } | null,
): Promise<{ figureId: string }> {
  const asked = AddOutsideFigure.parse(input)
  return inTransaction(ctx, async (db) => {
    const run = await loadRun(db, asked.runId)
    authorise(ctx.actor, 'run', await placeOfScope(db, run.scopeId))
    orThrow(checkOutsideDay(asked.day, tehranDay(runClock(run, ctx.now))))
    const [county] = await db.execute<{ scopeId: number }>(sql`
      select scope_id as "scopeId" from app.place where id = ${asked.countyId} and kind = 'COUNTY' and parent_id = ${run.provinceId}`)
    if (!county) throw new AppError('E-GEN-02')
    const id = uuidV7(ctx.now.getTime(), randomBytes(16))
    const sealed = paper ? sealBytes(run.provinceId, spotOf(id), paper.bytes) : null
    const digest = paper ? createHash('sha256').update(paper.bytes).digest('hex') : null
    await db.execute(sql`
      insert into app.outside_figure (id, scope_id, run_id, code, place_id, title, day, value, unit, source, mime, size, digest, sealed, created_by)
      values (${id}, ${county.scopeId}, ${run.id}, 'O-15', ${asked.countyId}, ${asked.title}, ${asked.day}, ${asked.value}::numeric, ${asked.unit},
        ${asked.source}, ${paper?.mime ?? null}, ${paper?.bytes.byteLength ?? null}::int, decode(${digest}::text, 'hex'), ${sealed}, ${ctx.actor.userId})`)
    await audit(db, ctx, {
      action: 'outside.add',
      entity: 'outside_figure',
      entityId: id,
      scopeId: county.scopeId,
      after: { code: 'O-15', day: asked.day, value: asked.value, paper: paper?.mime ?? null },
    })
    return { figureId: id }
  })
}

/** Strikes such a figure out, with a reason that stays: it can be read and counts no more. E-OUT-01: struck out already. */
export async function strikeOutsideFigure(
  ctx: Context,
  input: StrikeOutsideFigure,
): Promise<{ figureId: string }> {
  const { figureId, reason } = StrikeOutsideFigure.parse(input)
  return inTransaction(ctx, async (db) => {
    const [row] = await db.execute<{ scopeId: number; value: number; struck: boolean }>(sql`
      select scope_id as "scopeId", value::float8 as value, struck_at is not null as struck from app.outside_figure
      where id = ${figureId} for update`)
    if (!row) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'run', await placeOfScope(db, row.scopeId))
    if (row.struck) throw new AppError('E-OUT-01')
    await db.execute(sql`
      update app.outside_figure set struck_by = ${ctx.actor.userId}, struck_at = now(), struck_reason = ${reason} where id = ${figureId}`)
    await audit(db, ctx, {
      action: 'outside.strike',
      entity: 'outside_figure',
      entityId: figureId,
      scopeId: row.scopeId,
      before: { value: row.value },
      reason,
    })
    return { figureId }
  })
}

/** The paper behind a figure, unsealed; that it was looked at is audited. */
export async function readOutsidePaper(
  ctx: Context,
  figureId: string,
): Promise<{ bytes: Buffer; mime: string }> {
  return inTransaction(ctx, async (db) => {
    const paper = await outsidePaper(db, scopeOf(ctx.actor), figureId)
    if (!paper) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'marks', await placeOfScope(db, paper.scopeId))
    await audit(db, ctx, {
      action: 'outside.view',
      entity: 'outside_figure',
      entityId: figureId,
      scopeId: paper.scopeId,
    })
    return { bytes: openBytes(paper.provinceId, spotOf(figureId), paper.sealed), mime: paper.mime }
  })
}
