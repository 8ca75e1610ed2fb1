import type { Task } from 'graphile-worker'
import { partLinks } from '@/db/commands/surveys/part-links'
import { type ActorFacts, asActor } from '@/lib/access/actor'

/** Once a night: what a stopped machine missed is done when it runs again. */
export const SURVEY_CRONTAB = '23 2 * * * survey-links'

type Settings = { now: () => Date; log: (line: string) => void }

/** A year after a run it is forgotten who stands behind its answers: in the program's own name, a run at a time. */
export function surveyJobs({ now, log }: Settings): Record<'survey-links', Task> {
  return {
    'survey-links': async (_payload, { query, job }) => {
      const at = now()
      const { rows } = await query<{ run: string; facts: ActorFacts | null }>(
        'select run_id as run, facts from app.links_due($1::timestamptz)',
        [at.toISOString()],
      )
      for (const { run, facts } of rows) {
        if (!facts) continue
        const { count } = await partLinks(
          { actor: asActor(facts), now: at, requestId: `job-${job.id}` },
          { runId: run },
        )
        log(`survey links: ${count} deleted`)
      }
    },
  }
}
