import type { Task } from 'graphile-worker'
import { attackRelease } from '@/db/commands/releases/attack-release'
import { type ActorFacts, asActor } from '@/lib/access/actor'
import { AppError } from '@/lib/shared/result'

type Settings = { now: () => Date; log: (line: string) => void }

/** What is no longer waiting, or was never ready, is not tried again. */
const OVER = ['E-PUB-05', 'E-PUB-06', 'E-GEN-02']

/** The attack on a prepared release, in the name of whoever prepared it. The payload is an id. */
export function releaseJobs({ now, log }: Settings): Record<'release-attack', Task> {
  return {
    'release-attack': async (payload, { query, job }) => {
      const { release } = payload as { release: string }
      const { rows } = await query<{ facts: ActorFacts | null }>('select app.actor_of_release($1) as facts', [
        release,
      ])
      const facts = rows[0]?.facts
      if (!facts) return
      const ctx = { actor: asActor(facts), now: now(), requestId: `job-${job.id}` }
      try {
        const { result } = await attackRelease(ctx, { releaseId: release })
        log(`release attack: ${result}`)
      } catch (error) {
        if (!(error instanceof AppError && OVER.includes(error.code))) throw error
      }
    },
  }
}
