import { sql } from 'drizzle-orm'
import { AddRecord, CorrectRecord, StrikeRecord } from '@/lib/community/schema'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { asJson, checkVersion, placeOfScope } from '../programmes/load'
import { checkNobodyNamed, checkWritten, factsOf, loadRecord, runOf, type Written } from './load-record'

const textsOf = ({ what, elements, shocks, resources, priorities }: Written) => [
  what,
  elements,
  shocks,
  resources,
  priorities,
]

/** What a neighbourhood worked out or did, on a day of the run. A proposal begins as PROPOSED. */
export async function addRecord(ctx: Context, input: AddRecord): Promise<{ recordId: string }> {
  const { cohortId, ...written } = AddRecord.parse(input)
  return inTransaction(ctx, async (db) => {
    const [cohort] = await db.execute<{ scopeId: number; runId: string; status: string }>(
      sql`select scope_id as "scopeId", run_id as "runId", status from app.cohort where id = ${cohortId}`,
    )
    if (!cohort) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'record', await placeOfScope(db, cohort.scopeId))
    await checkWritten(db, await runOf(db, cohort.runId), ctx.now, written)
    await checkNobodyNamed(db, cohortId, textsOf(written))
    const status = written.kind === 'PROPOSAL' ? 'PROPOSED' : null
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.community_record (scope_id, run_id, cohort_id, kind, day, what, elements, shocks, resources, priorities, addressed_to,
        participants, status, created_by)
      values (${cohort.scopeId}, ${cohort.runId}, ${cohortId}, ${written.kind}, ${written.day}, ${written.what}, ${written.elements},
        ${written.shocks}, ${written.resources}, ${written.priorities}, ${written.addressedTo}, ${written.participants}, ${status}, app.me())
      returning id`)
    await audit(db, ctx, {
      action: 'community.add',
      entity: 'community_record',
      entityId: made!.id,
      scopeId: cohort.scopeId,
      after: { ...factsOf(written), cohort: cohortId },
    })
    return { recordId: made!.id }
  })
}

/**
 * A record written anew, with the reason; what stood before is kept with who changed it and when. Its kind stays: another
 * kind is another record. E-CMN-05: a proposal would be later than its answer.
 */
export async function correctRecord(ctx: Context, input: CorrectRecord): Promise<{ recordId: string }> {
  const { recordId, version, reason, ...written } = CorrectRecord.parse(input)
  return inTransaction(ctx, async (db) => {
    const { place, ...before } = await loadRecord(db, recordId)
    authorise(ctx.actor, 'record', place)
    checkVersion(before, version)
    if (written.kind !== before.kind) throw new AppError('E-GEN-04')
    await checkWritten(db, await runOf(db, before.runId), ctx.now, written)
    await checkNobodyNamed(db, before.cohortId, [...textsOf(written), reason])
    const [answered] = await db.execute<{ day: string | null }>(
      sql`select min(day)::text as day from app.community_fate where record_id = ${recordId}`,
    )
    if (answered?.day && answered.day < written.day) throw new AppError('E-CMN-05')
    const { kind, day, what, elements, shocks, resources, priorities, addressedTo, participants } = before
    const stood = { kind, day, what, elements, shocks, resources, priorities, addressedTo, participants }
    const former = { ...stood, by: ctx.actor.userId, at: ctx.now.toISOString(), reason }
    await db.execute(sql`
      update app.community_record set day = ${written.day}, what = ${written.what}, elements = ${written.elements}, shocks = ${written.shocks},
        resources = ${written.resources}, priorities = ${written.priorities}, addressed_to = ${written.addressedTo},
        participants = ${written.participants}, former = former || ${asJson([former])}::jsonb, version = version + 1
      where id = ${recordId}`)
    await audit(db, ctx, {
      action: 'community.correct',
      entity: 'community_record',
      entityId: recordId,
      scopeId: before.scopeId,
      before: factsOf(before),
      after: factsOf(written),
      reason,
    })
    return { recordId }
  })
}

/** A record that was a mistake: it stays to be read, with the reason, and counts no more. */
export async function strikeRecord(ctx: Context, input: StrikeRecord): Promise<{ recordId: string }> {
  const { recordId, version, reason } = StrikeRecord.parse(input)
  return inTransaction(ctx, async (db) => {
    const { place, ...before } = await loadRecord(db, recordId)
    authorise(ctx.actor, 'record', place)
    checkVersion(before, version)
    if ((await runOf(db, before.runId)).status === 'CLOSED') throw new AppError('E-RUN-07')
    await checkNobodyNamed(db, before.cohortId, [reason])
    await db.execute(sql`
      update app.community_record set struck_by = app.me(), struck_at = ${ctx.now.toISOString()}::timestamptz, struck_reason = ${reason},
        version = version + 1 where id = ${recordId}`)
    await audit(db, ctx, {
      action: 'community.strike',
      entity: 'community_record',
      entityId: recordId,
      scopeId: before.scopeId,
      before: factsOf(before),
      reason,
    })
    return { recordId }
  })
}
