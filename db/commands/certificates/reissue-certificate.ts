import { sql } from 'drizzle-orm'
import { numberAgain } from '@/lib/certificates/number'
import { ReissueCertificate } from '@/lib/certificates/schema'
import { AppError } from '@/lib/shared/result'
import { authorise, type Context, inTransaction } from '../../transaction'
import { loadRun, placeOfScope } from '../programmes/load'
import { loadCertificate } from './certificate-row'
import { givenNow } from './issue-certificates'
import { writeCertificates } from './write-certificates'

type Standing = { qualified: boolean; live: boolean; given: number; first: string; minutes: number }

/**
 * Gives a certificate that was taken back once more, under a number of its own. E-CRT-02: it was not taken back, or
 * another one stands; E-CRT-01: she no longer qualifies. Hours of service are certified anew, as they stand by then.
 */
export async function reissueCertificate(
  ctx: Context,
  input: ReissueCertificate,
): Promise<{ certificateId: string; number: string }> {
  const asked = ReissueCertificate.parse(input)
  return inTransaction(ctx, async (db) => {
    const row = await loadCertificate(db, asked.certificateId)
    authorise(ctx.actor, 'run', await placeOfScope(db, row.scopeId))
    if (!row.runId) throw new AppError('E-CRT-02')
    const run = await loadRun(db, row.runId)
    const [now] = await db.execute<Standing>(sql`
      select bool_or(k.revoked_at is null) as live, count(*)::int as given, (array_agg(k.number order by k.created_at, k.id))[1] as first,
        coalesce((select e.status = 'COMPLETED' from app.enrolment e where e.id = ${row.enrolmentId}::uuid),
          (select f.certified_on is not null and f.status in ('CERTIFIED', 'ASSIGNED', 'ACTIVE', 'FINISHED')
            from app.facilitator f where f.id = ${row.facilitatorId}::uuid), false) as qualified,
        coalesce((select e.credited_minutes from app.enrolment e where e.id = ${row.enrolmentId}::uuid),
          (select f.training_minutes from app.facilitator f where f.id = ${row.facilitatorId}::uuid)) as minutes
      from app.certificate k where k.enrolment_id = ${row.enrolmentId}::uuid or k.facilitator_id = ${row.facilitatorId}::uuid`)
    if (!row.revoked || now!.live) throw new AppError('E-CRT-02')
    if (!now!.qualified) throw new AppError('E-CRT-01')
    const number = numberAgain(now!.first, now!.given)
    const of = { ...(await givenNow(db, run, ctx)), replaces: row.number }
    const { id: _, runId: __, provinceId: ___, revoked: ____, ...subject } = row
    const [certificateId] = await writeCertificates(db, ctx, of, [
      { ...subject, minutes: now!.minutes, number },
    ])
    return { certificateId: certificateId!, number }
  })
}
