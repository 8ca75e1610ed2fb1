import { z } from 'zod'
import { scopeOf } from '@/lib/access/actor'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { type CohortPage, cohortPage } from '../../queries/programmes/cohorts'
import { runsInReach } from '../../queries/programmes/run-line'
import { cohortMarks, type MarkLine } from '../../queries/reports/cohort-marks'
import { authorise, type Context, inTransaction, readingBeside, requireFreshFactor } from '../../transaction'

const Attendance = z.strictObject({ runId: z.uuid(), code: z.string().min(1).max(80) })

/** A cohort's people by its sessions, for a file; names only for whom row-level security shows them. */
export async function exportAttendance(
  ctx: Context,
  input: z.input<typeof Attendance>,
): Promise<{ cohort: CohortPage; marks: MarkLine[] }> {
  const { runId, code } = Attendance.parse(input)
  return inTransaction(ctx, async (db) => {
    const scope = scopeOf(ctx.actor)
    const run = (await runsInReach(db, scope)).find((one) => one.runId === runId)
    const cohort = run && (await cohortPage(db, scope, { runId, code, clock: run.clock }))
    if (!cohort) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'marks', cohort)
    requireFreshFactor(ctx)
    const marks = await readingBeside(ctx, db, (far) => cohortMarks(far, scope, cohort.cohortId))
    await audit(db, ctx, {
      action: 'export',
      entity: 'cohort',
      entityId: cohort.cohortId,
      scopeId: cohort.scopeId,
      after: {
        what: 'attendance',
        rows: cohort.people.length,
        names: cohort.people.some(({ name }) => name !== null),
      },
    })
    return { cohort, marks }
  })
}
