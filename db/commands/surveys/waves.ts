import { sql } from 'drizzle-orm'
import { AppError, orThrow } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { INSTRUMENTS } from '@/lib/surveys/instruments'
import { CloseWave, OpenWave } from '@/lib/surveys/schema'
import { checkSpan } from '@/lib/surveys/wave'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { asArray, checkVersion, loadRun, placeOfScope, runClock } from '../programmes/load'

/**
 * Opens a wave of a run, today. E-ASM-11: there was one of this kind. E-ASM-07: an instrument whose words are not loaded
 * (`stored`: scores are stored directly, and need none). E-ASM-16: its last day has gone by.
 */
export async function openWave(ctx: Context, input: OpenWave, stored = false): Promise<{ waveId: string }> {
  const asked = OpenWave.parse(input)
  return inTransaction(ctx, async (db) => {
    const run = await loadRun(db, asked.runId)
    authorise(ctx.actor, 'run', await placeOfScope(db, run.scopeId))
    if (run.status === 'CLOSED') throw new AppError('E-RUN-07')
    const clock = runClock(run, ctx.now)
    const opensOn = tehranDay(clock)
    orThrow(checkSpan(opensOn, asked.closesOn))
    const supplied = await db.execute<{ instrument: string }>(sql`
      select distinct instrument from app.instrument_wording where scope_id = ${run.scopeId} and removed_at is null`)
    const loaded = new Set(supplied.map(({ instrument }) => instrument))
    const missing = asked.instruments.some(
      (code) => INSTRUMENTS[code].itemSource === 'OPERATOR_SUPPLIED' && !loaded.has(code),
    )
    if (missing && !stored) throw new AppError('E-ASM-07')
    const instruments = [...new Set(asked.instruments)]
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.assessment_wave (scope_id, run_id, kind, instruments, opens_on, closes_on, opened_by, opened_at)
      values (${run.scopeId}, ${run.id}, ${asked.kind}, ${asArray(instruments)}::text[], ${opensOn}, ${asked.closesOn}, app.me(),
        ${clock.toISOString()}::timestamptz) returning id`)
    await audit(db, ctx, {
      action: 'survey.open',
      entity: 'assessment_wave',
      entityId: made!.id,
      scopeId: run.scopeId,
      after: { wave: asked.kind, instruments, closesOn: asked.closesOn },
    })
    return { waveId: made!.id }
  })
}

/** Closes a wave: nobody answers it any more. E-ASM-12: it is closed already. */
export async function closeWave(ctx: Context, input: CloseWave): Promise<void> {
  const asked = CloseWave.parse(input)
  return inTransaction(ctx, async (db) => {
    const [wave] = await db.execute<{
      scopeId: number
      runId: string
      kind: string
      version: number
      closed: boolean
    }>(sql`
      select scope_id as "scopeId", run_id as "runId", kind, version, closed_at is not null as closed
      from app.assessment_wave where id = ${asked.waveId}`)
    if (!wave) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'run', await placeOfScope(db, wave.scopeId))
    const run = await loadRun(db, wave.runId)
    if (wave.closed) throw new AppError('E-ASM-12')
    checkVersion(wave, asked.version)
    await db.execute(sql`
      update app.assessment_wave set closed_at = ${runClock(run, ctx.now).toISOString()}::timestamptz, closed_by = app.me(), version = version + 1
      where id = ${asked.waveId}`)
    await audit(db, ctx, {
      action: 'survey.close',
      entity: 'assessment_wave',
      entityId: asked.waveId,
      scopeId: wave.scopeId,
      after: { wave: wave.kind },
    })
  })
}
