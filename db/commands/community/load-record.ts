import { sql } from 'drizzle-orm'
import type { Place } from '@/lib/access/policy'
import type { ProposalState, RecordKind } from '@/lib/community/kinds'
import { foldText } from '@/lib/shared/persian-text'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import type { Db } from '../../client'
import { rulesOf } from '../../queries/rules'
import { placeOfScope, type RunRow, runClock } from '../programmes/load'

export type Written = {
  kind: RecordKind
  day: string
  what: string
  elements: string | null
  shocks: string | null
  resources: string | null
  priorities: string | null
  addressedTo: string | null
  participants: number | null
}
export type RecordRow = Written & {
  id: string
  scopeId: number
  runId: string
  cohortId: string
  status: ProposalState | null
  struck: boolean
  version: number
}

/** A record the caller may see, locked; E-CMN-06 where it is struck out. */
export async function loadRecord(db: Db, recordId: string): Promise<RecordRow & { place: Place }> {
  const [row] = await db.execute<RecordRow>(sql`
    select id, scope_id as "scopeId", run_id as "runId", cohort_id as "cohortId", kind, day::text as day, what, elements, shocks,
      resources, priorities, addressed_to as "addressedTo", participants, status, struck_at is not null as struck, version
    from app.community_record where id = ${recordId} for update`)
  if (!row) throw new AppError('E-GEN-02')
  if (row.struck) throw new AppError('E-CMN-06')
  return { ...row, place: await placeOfScope(db, row.scopeId) }
}

type Run = Pick<RunRow, 'id' | 'status' | 'startDate' | 'pinnedNow'>

/** The run of a record as its facilitator sees it too; she may not lock it. */
export async function runOf(db: Db, runId: string): Promise<Run> {
  const [run] = await db.execute<Run>(sql`
    select id, status, start_date::text as "startDate", pinned_now::text as "pinnedNow" from app.run where id = ${runId}`)
  if (!run) throw new AppError('E-GEN-02')
  return run
}

/** E-RUN-07: a closed run takes nothing in. E-CMN-02: a day before the run or after today. E-CMN-01: a count out of bounds. */
export async function checkWritten(
  db: Db,
  run: Run,
  now: Date,
  { day, participants }: Pick<Written, 'day' | 'participants'>,
): Promise<void> {
  if (run.status === 'CLOSED') throw new AppError('E-RUN-07')
  const clock = runClock(run, now)
  if (day < run.startDate || day > tehranDay(clock)) throw new AppError('E-CMN-02')
  const { COMMUNITY_MOST_PARTICIPANTS: max } = await rulesOf(db, run.id, clock)
  if (participants !== null && !(participants >= 1 && participants <= max))
    throw new AppError('E-CMN-01', { min: 1, max })
}

/** E-CMN-04: one of the texts holds the full name of somebody of the cohort, however it is spelt. */
export async function checkNobodyNamed(db: Db, cohortId: string, texts: (string | null)[]): Promise<void> {
  const said = foldText(texts.filter((text) => text !== null).join(' . '))
  const people = await db.execute<{ name: string }>(sql`
    select distinct p.first_name || ' ' || p.last_name as name from app.enrolment e join app.person p on p.id = e.person_id
    where e.cohort_id = ${cohortId}`)
  if (people.some(({ name }) => foldText(name).length >= 6 && said.includes(foldText(name))))
    throw new AppError('E-CMN-04')
}

/** What the audit keeps of a record: never what people wrote. */
export const factsOf = ({ kind, day, addressedTo, participants }: Written) => ({
  kind,
  day,
  ...(addressedTo && { addressedTo }),
  ...(participants !== null && { participants }),
})
