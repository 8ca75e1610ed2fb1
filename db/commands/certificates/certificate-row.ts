import { sql } from 'drizzle-orm'
import { AppError } from '@/lib/shared/result'
import type { Db } from '../../client'
import type { Subject } from './write-certificates'

/** `runId` is null, and `provinceId` is not, of a volunteer's hours. */
export type CertificateRow = Subject & {
  id: string
  runId: string | null
  provinceId: string | null
  number: string
  revoked: boolean
}

/** A certificate the caller may see, locked until her transaction ends. */
export async function loadCertificate(db: Db, certificateId: string): Promise<CertificateRow> {
  const [row] = await db.execute<CertificateRow>(sql`
    select id, scope_id as "scopeId", run_id as "runId", province_id as "provinceId", person_id as "personId", enrolment_id as "enrolmentId",
      facilitator_id as "facilitatorId", number, minutes, rule, revoked_at is not null as revoked
    from app.certificate where id = ${certificateId} for update`)
  if (!row) throw new AppError('E-GEN-02')
  return row
}
