import type { JobHelpers, Task } from 'graphile-worker'
import { type Ask, anchorsOf, type Head, sealAll } from '@/db/audit-chain'
import { writeAnchors } from './audit-anchors'

/** Every minute, and every night (a little after midnight in Tehran) the ends of the chains are written down outside the database. */
export const AUDIT_CRONTAB = [
  '* * * * * audit-seal ?jobKey=audit-seal&queue=audit&max=5',
  '37 20 * * * audit-anchor ?queue=audit',
].join('\n')

type Settings = { key: () => Buffer; anchors: string; now: () => Date; log: (line: string) => void }

/** Seals the audit behind the acts (decision record 0031-the-audit-is-sealed.md). */
export function auditJobs({ key, anchors, now, log }: Settings): Record<'audit-seal' | 'audit-anchor', Task> {
  const seal = (helpers: JobHelpers) => sealAll((work) => inOne(helpers, work), key, now)
  return {
    'audit-seal': async (_payload, helpers) => {
      await seal(helpers)
    },
    'audit-anchor': async (_payload, helpers) => {
      await seal(helpers)
      const { rows } = await helpers.query<Head>('select stream, n, mac from audit.seal_heads()')
      log(`audit: ${await writeAnchors(anchors, anchorsOf(rows, now()))} ends of chains written down`)
    },
  }
}

function inOne<T>(helpers: JobHelpers, work: (ask: Ask) => Promise<T>): Promise<T> {
  return helpers.withPgClient(async (client) => {
    await client.query('begin')
    try {
      const done = await work(async (text, values) => (await client.query(text, values)).rows)
      await client.query('commit')
      return done
    } catch (error) {
      await client.query('rollback')
      throw error
    }
  })
}
