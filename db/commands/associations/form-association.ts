import { sql } from 'drizzle-orm'
import { type Act, type Doing, formingState, missing } from '@/lib/associations/formation'
import type { State } from '@/lib/associations/kinds'
import { Dissolve, DoStep, Establish, UndoStep } from '@/lib/associations/schema'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { checkVersion } from '../programmes/load'
import { formingOf, type Held, lockAssociation, writeMove } from './load-association'

type Answer = Promise<{ associationId: string; state: State }>

/** Refuses with the first thing that stands before an act. */
function gate(act: Act, row: Held, doing: Omit<Doing, 'today'>): void {
  const [first] = missing(act, formingOf(row), { ...doing, today: row.today })
  if (first) throw new AppError(first.code, first.values)
}

/** One of the five steps is done, on a day, with what shows it. */
export async function doStep(ctx: Context, input: DoStep): Answer {
  const { associationId, version, step, day, evidence, letterNo } = DoStep.parse(input)
  return inTransaction(ctx, async (db) => {
    const row = await lockAssociation(db, ctx, associationId)
    authorise(ctx.actor, 'run', row)
    checkVersion(row, version)
    gate('step', row, { step, day, evidence })
    await db.execute(sql`
      insert into app.association_step (scope_id, association_id, step, done_on, evidence, letter_no, entered_by, entered_at)
      values (${row.scopeId}, ${associationId}::uuid, ${step}, ${day}::date, ${evidence}, ${letterNo || null}, app.me(),
        ${ctx.now.toISOString()}::timestamptz)`)
    await audit(db, ctx, {
      action: 'associations.step',
      entity: 'association',
      entityId: associationId,
      scopeId: row.scopeId,
      after: { step, day },
    })
    return { associationId, state: await settle(db, ctx, row, [...row.done, step]) }
  })
}

/** A step turned out not to be done: it is taken back with a reason and stays in the history. */
export async function undoStep(ctx: Context, input: UndoStep): Answer {
  const { associationId, version, step, reason } = UndoStep.parse(input)
  return inTransaction(ctx, async (db) => {
    const row = await lockAssociation(db, ctx, associationId)
    authorise(ctx.actor, 'run', row)
    checkVersion(row, version)
    gate('undo', row, { step, reason })
    await db.execute(sql`
      update app.association_step set undone_by = app.me(), undone_at = ${ctx.now.toISOString()}::timestamptz, undone_reason = ${reason}
      where association_id = ${associationId}::uuid and step = ${step} and undone_at is null`)
    await audit(db, ctx, {
      action: 'associations.undo',
      entity: 'association',
      entityId: associationId,
      scopeId: row.scopeId,
      before: { step },
      reason,
    })
    const left = row.done.filter((one) => one !== step)
    return { associationId, state: await settle(db, ctx, row, left) }
  })
}

/** The state its steps lead to: kept as a move where it is another, else the version counts up alone. */
async function settle(
  db: Parameters<typeof writeMove>[0],
  ctx: Context,
  row: Held,
  done: Held['done'],
): Promise<State> {
  const to = formingState(done)
  if (to === row.state)
    await db.execute(
      sql`update app.association set version = version + 1 where id = ${row.associationId}::uuid`,
    )
  else await writeMove(db, ctx, row, { act: 'form', to, reason: '' })
  return to
}

/** The association is established: all five steps are done. E-SA-01: one is not. */
export async function establishAssociation(ctx: Context, input: Establish): Answer {
  const { associationId, version, day } = Establish.parse(input)
  return inTransaction(ctx, async (db) => {
    const row = await lockAssociation(db, ctx, associationId)
    authorise(ctx.actor, 'run', row)
    checkVersion(row, version)
    gate('establish', row, { day })
    await writeMove(db, ctx, row, { act: 'establish', to: 'ESTABLISHED', reason: '', establishedOn: day })
    return { associationId, state: 'ESTABLISHED' }
  })
}

/** The association is no more; its county shows the gap at once. E-SA-07: nobody said why. */
export async function dissolveAssociation(ctx: Context, input: Dissolve): Answer {
  const { associationId, version, reason } = Dissolve.parse(input)
  return inTransaction(ctx, async (db) => {
    const row = await lockAssociation(db, ctx, associationId)
    authorise(ctx.actor, 'run', row)
    checkVersion(row, version)
    gate('dissolve', row, { reason })
    await writeMove(db, ctx, row, { act: 'dissolve', to: 'DISSOLVED', reason })
    return { associationId, state: 'DISSOLVED' }
  })
}
