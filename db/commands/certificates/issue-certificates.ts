import { sql } from 'drizzle-orm'
import { type CertificateKind, certificateNumber, serviceSeries } from '@/lib/certificates/number'
import { IssueCertificates } from '@/lib/certificates/schema'
import { ruleText } from '@/lib/programmes/closing'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import type { Db } from '../../client'
import { associationClock } from '../../queries/associations/association-facts'
import { rulesIn, rulesOf } from '../../queries/rules'
import { authorise, type Context, inTransaction } from '../../transaction'
import { seeAssociation } from '../associations/load-association'
import { loadCohort, loadRun, placeOfScope, type RunRow, runClock } from '../programmes/load'
import { type Numbered, type Subject, writeCertificates } from './write-certificates'

export type CertificatesIssued = { issued: number }

/**
 * Gives a certificate to everybody who completed in a closed group, or to every certified facilitator of a run, who was
 * never given one. Asked again it gives none: what was taken back is given again one by one only. E-CRT-01: the group is
 * not closed. Or one to a volunteer for her hours between two days, by who works within her association.
 */
export async function issueCertificates(ctx: Context, input: IssueCertificates): Promise<CertificatesIssued> {
  const asked = IssueCertificates.parse(input)
  return inTransaction(ctx, async (db) => {
    if ('facilitatorsOf' in asked) return ofFacilitators(db, ctx, asked.facilitatorsOf)
    if ('serviceOf' in asked) return ofService(db, ctx, asked)
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

type Served = { associationId: string; scopeId: number; joinedOn: string; minutes: number }

/**
 * Hours of service, as they are written down between two days. E-SA-08: the period ends before it begins, begins before she came or
 * ends after today. E-CRT-05: she served none in it. E-CRT-06: a certificate of the same period stands.
 */
async function ofService(
  db: Db,
  ctx: Context,
  { serviceOf, from, until }: { serviceOf: string; from: string; until: string },
): Promise<CertificatesIssued> {
  const [her] = await db.execute<Served>(sql`
    select v.association_id as "associationId", v.scope_id as "scopeId", v.joined_on::text as "joinedOn", coalesce((
      select sum(s.minutes) from app.association_shift s join app.association_activity x on x.id = s.activity_id
      where s.volunteer_id = v.id and s.struck_at is null and x.day between ${from}::date and ${until}::date), 0)::int as minutes
    from app.association_volunteer v where v.id = ${serviceOf}::uuid for update of v`)
  if (!her) throw new AppError('E-GEN-02')
  const row = await seeAssociation(db, ctx, her.associationId)
  authorise(ctx.actor, 'record', row)
  if (from > until || from < her.joinedOn || until > row.today) throw new AppError('E-SA-08')
  if (her.minutes === 0) throw new AppError('E-CRT-05')
  const [series] = await db.execute<{ code: string; next: number }>(sql`
    select p.code, app.next_service_number(${her.scopeId}) as next from app.place p where p.id = ${row.provinceId}::uuid`)
  const rules = await rulesIn(db, row.provinceId, await associationClock(db, row.provinceId, ctx.now))
  const of = {
    provinceId: row.provinceId,
    from,
    until,
    day: row.today,
    validDays: rules.CERTIFICATE_VALID_DAYS,
  }
  const number = certificateNumber(serviceSeries(series!.code), 'V', series!.next)
  const subject = { scopeId: her.scopeId, personId: null, enrolmentId: null, facilitatorId: null, rule: '' }
  await writeCertificates(db, ctx, of, [{ ...subject, volunteerId: serviceOf, minutes: her.minutes, number }])
  return { issued: 1 }
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
