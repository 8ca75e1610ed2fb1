import { type CodeValues, fail, ok, type Result } from '@/lib/shared/result'

export const RUN_STATES = [
  'DRAFT',
  'APPROVED',
  'STEP1_RUNNING',
  'STEP2_RUNNING',
  'CLOSING',
  'CLOSED',
  'SUSPENDED',
] as const
export type RunState = (typeof RUN_STATES)[number]

const MOVES: Record<RunState, readonly RunState[]> = {
  DRAFT: ['APPROVED'],
  APPROVED: ['STEP1_RUNNING'],
  STEP1_RUNNING: ['STEP2_RUNNING', 'SUSPENDED'],
  STEP2_RUNNING: ['CLOSING', 'SUSPENDED'],
  CLOSING: ['CLOSED', 'SUSPENDED'],
  CLOSED: [],
  SUSPENDED: ['STEP1_RUNNING', 'STEP2_RUNNING', 'CLOSING'],
}

/** Whether a run may go from one state to the next; E-RUN-07 where it may not. */
export function moveRunTo(from: RunState, to: RunState): Result<RunState, 'E-RUN-07'> {
  return MOVES[from].includes(to) ? ok(to) : fail('E-RUN-07')
}

export type RunWarning = { code: 'W-RUN-01' | 'W-RUN-02' | 'W-RUN-03' | 'W-RUN-05'; values: CodeValues }
export type RunPlan = {
  startDay: string
  cohorts: readonly { targetSize: number; placeId: string; countyId: string }[]
  legalBases: readonly { title: string; validTo: string | null }[]
  targets: { counties: number; neighbourhoods: number; participants: number }
}

/** What differs from the targets of the plan or from the law in force; each must be acknowledged before approval. */
export function runWarnings(run: RunPlan): RunWarning[] {
  const sum = run.cohorts.reduce((all, cohort) => all + cohort.targetSize, 0)
  const places = new Set(run.cohorts.map((cohort) => cohort.placeId)).size
  const counties = new Set(run.cohorts.map((cohort) => cohort.countyId)).size
  const { targets } = run
  const found: RunWarning[] = []
  if (sum !== targets.participants)
    found.push({ code: 'W-RUN-01', values: { sum, target: targets.participants } })
  if (places !== targets.neighbourhoods)
    found.push({ code: 'W-RUN-02', values: { n: places, target: targets.neighbourhoods } })
  if (counties !== targets.counties)
    found.push({ code: 'W-RUN-03', values: { n: counties, target: targets.counties } })
  for (const basis of run.legalBases)
    if (basis.validTo !== null && basis.validTo < run.startDay)
      found.push({ code: 'W-RUN-05', values: { title: basis.title } })
  return found
}

/**
 * The trap of the sentence «25 neighbourhoods of 625 people»: the number for all of them read as the number for each.
 * TIMES: the sum is so many times too large; ONE: a single cohort is planned for everybody. Null where nobody read it so.
 */
export function totalReadAsEach(run: Pick<RunPlan, 'cohorts' | 'targets'>): 'TIMES' | 'ONE' | null {
  const { participants, neighbourhoods } = run.targets
  if (neighbourhoods < 2 || run.cohorts.length === 0) return null
  const sum = run.cohorts.reduce((all, cohort) => all + cohort.targetSize, 0)
  const everyOne = run.cohorts.every((cohort) => cohort.targetSize >= participants)
  if (sum === participants * neighbourhoods || (everyOne && run.cohorts.length > 1)) return 'TIMES'
  return run.cohorts.some((cohort) => cohort.targetSize >= participants) ? 'ONE' : null
}

/** E-RUN-04 unless at least one legal basis is attached. */
export function checkLegalBases(count: number): Result<number, 'E-RUN-04'> {
  return count > 0 ? ok(count) : fail('E-RUN-04')
}
