import { viewTask } from '@/db/commands/tasks/view-task'
import { guestCandidates } from '@/db/queries/workshops/guests'
import { cohortLedger, missedSessions } from '@/db/queries/workshops/ledger'
import { reading } from '@/db/transaction'
import { type Actor, actorCan, scopeOf } from '@/lib/access/actor'
import { requestIdOf } from '@/lib/server/action'
import { endingPower } from '@/lib/tasks/kinds'

/** A task with the hours of whom it is about; null where it is not the asker's to see. */
export async function readTask(actor: Actor, taskId: string, search: string) {
  const task = await viewTask({ actor, now: new Date(), requestId: await requestIdOf() }, { taskId })
  if (!task) return null
  const scope = scopeOf(actor)
  const { personId, cohortId, guestId } = task
  const more = await reading(scope, async (db) => ({
    ledger:
      personId && cohortId
        ? ((await cohortLedger(db, scope, { cohortId })).find((line) => line.personId === personId) ?? null)
        : null,
    missed:
      personId && cohortId && task.kind === 'MAKE_UP'
        ? await missedSessions(db, scope, { personId, cohortId })
        : [],
    guest: { search, found: guestId && search ? await guestCandidates(db, scope, { guestId, search }) : [] },
  }))
  return {
    task,
    ...more,
    mayEnd: actorCan(actor, endingPower(task.kind), task),
    mayPlan: actorCan(actor, 'run', task),
  }
}
