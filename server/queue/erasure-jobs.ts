import type { Task } from 'graphile-worker'
import { writeErasures } from './erasure-file'

/** Who was erased is written down outside the database at once (the act asks for it), and once an hour in case it was not; every night what was kept long enough is forgotten. */
export const ERASURE_CRONTAB = [
  '17 * * * * erasure-note ?jobKey=erasure-note&queue=erasure',
  '53 1 * * * retention',
].join('\n')

type Settings = { erasures: string; now: () => Date; log: (line: string) => void }

/** Decision record 0040-erasing-a-person.md. */
export function erasureJobs({ erasures, now, log }: Settings): Record<'erasure-note' | 'retention', Task> {
  return {
    'erasure-note': async (_payload, { query }) => {
      const { rows } = await query<{ mark: string; at: Date }>('select mark, at from app.erasure_marks()')
      const fresh = await writeErasures(
        erasures,
        rows.map(({ mark, at }) => ({ mark, at: new Date(at).toISOString() })),
      )
      if (fresh > 0) log(`erasures written down: ${fresh}`)
    },
    retention: async (_payload, { query }) => {
      const { rows } = await query<{ gone: Record<string, number> }>(
        'select app.forget_old($1::timestamptz) as gone',
        [now().toISOString()],
      )
      const gone = Object.entries(rows[0]?.gone ?? {})
      if (gone.length > 0) log(`forgotten: ${gone.map(([what, n]) => `${what} ${n}`).join(', ')}`)
    },
  }
}
