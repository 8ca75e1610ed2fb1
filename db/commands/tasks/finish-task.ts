import { sql } from 'drizzle-orm'
import { LeaveCohort } from '@/lib/programmes/schema'
import { AppError } from '@/lib/shared/result'
import { endingPower, mayEnd, type TaskKind } from '@/lib/tasks/kinds'
import { FinishTask } from '@/lib/tasks/schema'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { leaveCohort } from '../programmes/leave-cohort'
import { placeOfScope } from '../programmes/load'
import { resolveGuest } from '../workshops/resolve-guest'

type Task = {
  id: string
  scopeId: number
  kind: TaskKind
  state: string
  version: number
  enrolmentId: string | null
  about: string
  today: string
}

/**
 * Ends a task with its result. A withdrawal and a confirmed no-show leave the cohort, a guest is resolved, in the same
 * transaction. E-GEN-03: somebody else has ended or changed it. E-GEN-01: a result that is none of its kind.
 */
export async function finishTask(
  ctx: Context,
  input: FinishTask,
): Promise<{ taskId: string; result: string }> {
  const asked = FinishTask.parse(input)
  return inTransaction(ctx, async (db) => {
    const [task] = await db.execute<Task>(sql`
      select t.id, t.scope_id as "scopeId", t.kind, t.state, t.version, t.enrolment_id as "enrolmentId", t.about,
        (app.run_clock(r) at time zone 'Asia/Tehran')::date::text as today
      from app.task t join app.run r on r.id = t.run_id where t.id = ${asked.taskId} for update of t`)
    if (!task) throw new AppError('E-GEN-02')
    authorise(ctx.actor, endingPower(task.kind), await placeOfScope(db, task.scopeId))
    if (task.state !== 'OPEN' || task.version !== asked.version) throw new AppError('E-GEN-03')
    if (!mayEnd(task.kind, asked.result)) throw new AppError('E-GEN-01')
    // Before what follows from it: leaving drops every other open task of hers, and this one has its result.
    const [ended] = await db.execute(sql`
      update app.task set state = 'DONE', result = ${asked.result}, note = coalesce(note, nullif(${confidential(task) ? '' : asked.note}, '')),
        done_at = ${ctx.now.toISOString()}::timestamptz, done_by = app.me(), version = version + 1
      where id = ${task.id} and state = 'OPEN' returning 1`)
    if (!ended) throw new AppError('E-GEN-02')
    await follow({ ...ctx, db }, task, asked)
    await audit(db, ctx, {
      action: 'task.finish',
      entity: 'task',
      entityId: task.id,
      scopeId: task.scopeId,
      before: { state: 'OPEN' },
      after: { kind: task.kind, result: asked.result },
    })
    return { taskId: task.id, result: asked.result }
  })
}

// What was told in confidence stays as it was told, sealed; its ending has no words of its own.
const confidential = (task: Task) => task.kind === 'SAFEGUARD'

async function follow(ctx: Context, task: Task, asked: ReturnType<typeof FinishTask.parse>) {
  const day = asked.day ?? task.today
  if (asked.result === 'WITHDRAWN') {
    const reason = LeaveCohort.shape.reason.safeParse(asked.reason)
    if (!reason.success || reason.data === 'NO_SHOW' || !task.enrolmentId) throw new AppError('E-GEN-01')
    await leaveCohort(ctx, {
      enrolmentId: task.enrolmentId,
      status: 'WITHDRAWN',
      reason: reason.data,
      day,
    })
  }
  if (asked.result === 'NO_SHOW_CONFIRMED' && task.enrolmentId)
    await leaveCohort(ctx, {
      enrolmentId: task.enrolmentId,
      status: 'NO_SHOW',
      reason: 'NO_SHOW',
      day,
    })
  if (asked.result === 'MADE_UP' || asked.result === 'ENROLLED' || asked.result === 'VISITOR')
    await resolveGuest(ctx, {
      guestId: task.about,
      resolution: asked.result,
      enrolmentId: asked.enrolmentId ?? null,
    })
}
