import type { Task } from 'graphile-worker'

/** Once a night; what a stopped machine missed is done the night after. */
export const INTEREST_CRONTAB = '41 2 * * * interest-forget'

/** Forgets letters that were answered longer ago than the office's rule keeps them. */
export function interestJobs({ log }: { log: (line: string) => void }): Record<'interest-forget', Task> {
  return {
    'interest-forget': async (_payload, { query }) => {
      const { rows } = await query<{ gone: number }>('select app.forget_interest() as gone')
      if (rows[0] && rows[0].gone > 0) log(`letters forgotten: ${rows[0].gone}`)
    },
  }
}
