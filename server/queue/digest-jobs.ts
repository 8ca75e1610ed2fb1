import type { Task } from 'graphile-worker'
import { type DigestSent, type DigestWays, sendDigest } from '@/db/commands/reports/send-digest'
import { type ActorFacts, asActor } from '@/lib/access/actor'
import { weekStart } from '@/lib/reports/digest'
import { digestWords } from '@/lib/server/digest-words'
import { weekday } from '@/lib/shared/jalali'
import { tehranDay, tehranTime } from '@/lib/shared/tehran'

/** Once an hour: who is due is asked each time, so that what a stopped machine missed goes out when it runs again. */
export const DIGEST_CRONTAB = '7 * * * * digest-week'
/** On Saturday not before people are up. */
const FIRST_HOUR = '07:00'
const MOST_TRIES = 12

type Settings = { ways: DigestWays; origin: string; now: () => Date; log: (line: string) => void }

/** The two jobs: one that finds who is due this week, one that sends one account's. Payloads hold ids and a day only. */
export function digestJobs({
  ways,
  origin,
  now,
  log,
}: Settings): Record<'digest-week' | 'digest-send', Task> {
  return {
    'digest-week': async (_payload, { query, addJob }) => {
      const at = now()
      const today = tehranDay(at)
      if (weekday(today) === 0 && tehranTime(at) < FIRST_HOUR) return
      const week = weekStart(today)
      const { rows } = await query<{ account: string }>('select app.digest_due($1::date) as account', [week])
      for (const { account } of rows)
        await addJob(
          'digest-send',
          { account, week },
          { jobKey: `digest:${account}:${week}`, jobKeyMode: 'preserve_run_at', maxAttempts: MOST_TRIES },
        )
      if (rows.length > 0) log(`digest: ${rows.length} accounts due`)
    },
    'digest-send': async (payload, { query, job }) => {
      const { account, week } = payload as { account: string; week: string }
      // What was for a week that is over is not sent any more.
      if (weekStart(tehranDay(now())) !== week) return
      const { rows } = await query<{ facts: ActorFacts | null }>('select app.actor_of_job($1) as facts', [
        account,
      ])
      const facts = rows[0]?.facts
      if (!facts) return
      const words = await digestWords(facts.locale)
      const ctx = { actor: asActor(facts), now: now(), requestId: `job-${job.id}` }
      const done: DigestSent = await sendDigest(ctx, { week, origin, words }, ways)
      if (done === 'again') throw new Error('not sent; tried again later')
    },
  }
}
