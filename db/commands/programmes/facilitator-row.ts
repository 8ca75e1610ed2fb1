import { sql } from 'drizzle-orm'
import type { FacilitatorState } from '@/lib/programmes/facilitator'
import { AppError } from '@/lib/shared/result'
import type { Db } from '../../client'

export type FacilitatorRow = {
  id: string
  scopeId: number
  runId: string
  personId: string
  userId: string | null
  status: FacilitatorState
  trainingMinutes: number
  organisationId: string
  certifiedOn: string | null
  version: number
}

/** A facilitator the caller may see, locked until her transaction ends. */
export async function loadFacilitator(db: Db, facilitatorId: string): Promise<FacilitatorRow> {
  const [row] = await db.execute<FacilitatorRow>(sql`
    select id, scope_id as "scopeId", run_id as "runId", person_id as "personId", user_id as "userId", status,
      training_minutes as "trainingMinutes", organisation_id as "organisationId", certified_on::text as "certifiedOn", version
    from app.facilitator where id = ${facilitatorId} for update`)
  if (!row) throw new AppError('E-GEN-02')
  return row
}

export type FacilitatorAnswer = { facilitatorId: string; status: FacilitatorState; version: number }
