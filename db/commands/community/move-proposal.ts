import { sql } from 'drizzle-orm'
import { nextStates } from '@/lib/community/kinds'
import { MoveProposal } from '@/lib/community/schema'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { checkVersion, runClock } from '../programmes/load'
import { checkNobodyNamed, loadRecord, runOf } from './load-record'

/**
 * What became of a proposal. E-CMN-03: a step its state does not allow. E-CMN-05: before the proposal or its last step.
 * E-CMN-02: a day that has not come.
 */
export async function moveProposal(ctx: Context, input: MoveProposal): Promise<{ recordId: string }> {
  const { recordId, version, status, day, reason } = MoveProposal.parse(input)
  return inTransaction(ctx, async (db) => {
    const { place, ...record } = await loadRecord(db, recordId)
    authorise(ctx.actor, 'record', place)
    checkVersion(record, version)
    if (record.status === null || !nextStates(record.status).includes(status)) throw new AppError('E-CMN-03')
    const run = await runOf(db, record.runId)
    if (run.status === 'CLOSED') throw new AppError('E-RUN-07')
    if (day > tehranDay(runClock(run, ctx.now))) throw new AppError('E-CMN-02')
    const [last] = await db.execute<{ day: string | null }>(
      sql`select max(day)::text as day from app.community_fate where record_id = ${recordId}`,
    )
    if (day < (last?.day ?? record.day)) throw new AppError('E-CMN-05')
    await checkNobodyNamed(db, record.cohortId, [reason])
    await db.execute(sql`
      insert into app.community_fate (scope_id, record_id, status, day, reason, entered_by)
      values (${record.scopeId}, ${recordId}, ${status}, ${day}, ${reason}, app.me())`)
    await db.execute(
      sql`update app.community_record set status = ${status}, version = version + 1 where id = ${recordId}`,
    )
    await audit(db, ctx, {
      action: 'community.fate',
      entity: 'community_record',
      entityId: recordId,
      scopeId: record.scopeId,
      before: { status: record.status },
      after: { status, day },
      reason,
    })
    return { recordId }
  })
}
