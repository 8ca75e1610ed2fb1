import { sql } from 'drizzle-orm'
import { type CertificateKind, certificateNumber } from '@/lib/certificates/number'
import { IssueCertificates } from '@/lib/certificates/schema'
import { ruleText } from '@/lib/programmes/closing'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import type { Db } from '../../client'
import { rulesOf } from '../../queries/rules'
import { authorise, type Context, inTransaction } from '../../transaction'
import { loadCohort, loadRun, placeOfScope, type RunRow, runClock } from '../programmes/load'
import { type Numbered, type Subject, writeCertificates } from './write-certificates'

export type CertificatesIssued = { issued: number }

/**
 * Gives a certificate to everybody who completed in a closed group, or to every certified facilitator of a run, who was
 * never given one. Asked again it gives none: what was taken back is given again one by one only. E-CRT-01: the group is
 * not closed.
 */
export async function issueCertificates(ctx: Context, input: IssueCertificates): Promise<CertificatesIssued> {
  const asked = IssueCertificates.parse(input)
  return inTransaction(ctx, async (db) => {
    if ('facilitatorsOf' in asked) return ofFacilitators(db, ctx, asked.facilitatorsOf)
    const cohort = await loadCohort(db, asked.cohortId)
    authorise(ctx.actor, 'run', await placeOfScope(db, cohort.scopeId))
    if (cohort.status !== 'CLOSED') throw new AppError('E-CRT-01')
    // The run is locked, so that two officers never give the same number.
    const run = await loadRun(db, cohort.runId)
    const subjects = await db.execute<Subject>(sql`
      select e.scope_id as "scopeId", e.person_id as "personId", e.id as "enrolmentId", null as "facilitatorId",
        e.credited_minutes as minutes, coalesce(e.completion_rule, '') as rule
      from app.enrolment e where e.cohort_id = ${cohort.id} and e.status = 'COMPLETED'
        and not exists (select from app.certificate k where k.enrolment_id = e.id)
      order by e.row_no`)
    const next = await nextOf(db, run, 'P')
    const rows = subjects.map((one, i) => ({ ...one, number: certificateNumber(run.code, 'P', next + i) }))
    return written(db, ctx, run, rows)
  })
}

async function ofFacilitators(db: Db, ctx: Context, runId: string): Promise<CertificatesIssued> {
  const run = await loadRun(db, runId)
  authorise(ctx.actor, 'run', await placeOfScope(db, run.scopeId))
  const rules = await rulesOf(db, run.id, runClock(run, ctx.now))
  const rule = ruleText({
    mode: 'SHARE_OF_HOURS',
    share: rules.COMPLETION_SHARE_FACILITATOR,
    plannedMinutes: rules.FAC_TRAINING_MINUTES,
  })
  const subjects = await db.execute<Omit<Subject, 'rule'> & { number: string | null }>(sql`
    select f.scope_id as "scopeId", f.person_id as "personId", null as "enrolmentId", f.id as "facilitatorId",
      f.training_minutes as minutes, f.certificate_no as number
    from app.facilitator f where f.run_id = ${run.id} and f.certified_on is not null
      and f.status in ('CERTIFIED', 'ASSIGNED', 'ACTIVE', 'FINISHED')
      and not exists (select from app.certificate k where k.facilitator_id = f.id)
    order by f.certificate_no, f.id`)
  let next = await nextOf(db, run, 'F')
  const rows = subjects.map(({ number, ...one }) => ({
    ...one,
    rule,
    number: number ?? certificateNumber(run.code, 'F', next++),
  }))
  return written(db, ctx, run, rows)
}

/** The number after the highest of its kind, whether it stands in the file of a facilitator or on a certificate. */
async function nextOf(db: Db, run: RunRow, kind: CertificateKind): Promise<number> {
  const [row] = await db.execute<{ n: number }>(sql`
    select coalesce(max(substring(x.number from ${`-${kind}-(\\d+)$`})::int), 0) as n from (
      select number from app.certificate where run_id = ${run.id}
      union all select certificate_no from app.facilitator where run_id = ${run.id}) x`)
  return (row?.n ?? 0) + 1
}

async function written(
  db: Db,
  ctx: Context,
  run: RunRow,
  rows: readonly Numbered[],
): Promise<CertificatesIssued> {
  return { issued: (await writeCertificates(db, ctx, await givenNow(db, run, ctx), rows)).length }
}

/** The day on which certificates of a run are given now, and for how many days they hold. */
export async function givenNow(db: Db, run: RunRow, ctx: Context) {
  const clock = runClock(run, ctx.now)
  const { CERTIFICATE_VALID_DAYS: validDays } = await rulesOf(db, run.id, clock)
  return { runId: run.id, day: tehranDay(clock), validDays }
}
