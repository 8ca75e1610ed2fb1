import { issueCertificates } from '@/db/commands/certificates/issue-certificates'
import { closeCohort } from '@/db/commands/programmes/close-cohort'
import { moveRun } from '@/db/commands/programmes/move-run'
import { instantAt } from '@/lib/shared/tehran'
import { DAYS, FINAL_RELEASE, LOADS } from './calendar'
import { publishAsOf } from './releases'
import type { DemoCohort } from './set-up'
import type { Stage } from './stage'

/** The end of the run: who completed, cohorts closed and their certificates, the run closed, a last release. */
export async function playClosing(stage: Stage, cohorts: readonly DemoCohort[]): Promise<void> {
  await stage.turnTo(instantAt(DAYS.cohortsClosed, '10:00'))
  const { runId, cast } = stage
  const officer = await stage.as(cast.officer)
  await moveRun(officer, { runId, to: 'CLOSING' })
  for (const { cohortId } of cohorts) {
    await closeCohort(officer, { cohortId, day: DAYS.cohortsClosed })
    await issueCertificates(officer, { cohortId })
  }
  const director = await stage.as(cast.director)
  await moveRun(director, { runId, to: 'CLOSED' })
  await stage.turnTo(LOADS.full.now)
  await publishAsOf(stage, FINAL_RELEASE)
}
