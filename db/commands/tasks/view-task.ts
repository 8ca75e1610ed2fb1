import { z } from 'zod'
import { scopeOf } from '@/lib/access/actor'
import { CONFIDENTIAL } from '@/lib/tasks/kinds'
import { audit } from '../../audit'
import { type TaskPage, taskPage } from '../../queries/tasks/task-page'
import { authorise, type Context, inTransaction } from '../../transaction'

const View = z.strictObject({ taskId: z.uuid() })

/** Opens a task; null where it is not the asker's to see. Who read what was told in confidence is written down. */
export async function viewTask(ctx: Context, input: z.input<typeof View>): Promise<TaskPage | null> {
  const { taskId } = View.parse(input)
  return inTransaction(ctx, async (db) => {
    const task = await taskPage(db, scopeOf(ctx.actor), taskId)
    if (!task) return null
    authorise(ctx.actor, CONFIDENTIAL.includes(task.kind) ? 'review' : 'marks', task)
    if (CONFIDENTIAL.includes(task.kind))
      await audit(db, ctx, {
        action: 'task.view',
        entity: 'task',
        entityId: taskId,
        scopeId: task.scopeId,
      })
    return task
  })
}
