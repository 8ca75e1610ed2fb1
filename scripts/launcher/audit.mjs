// The audit is proved while the application runs (its database is used) or while it is stopped (one is started).
import { runCommand } from './command.mjs'
import { Stop } from './errors.mjs'
import { say } from './say.mjs'
import { auditProof } from './setup.mjs'

const WORDS = {
  CHANGED: 'changed, or in another’s place',
  GONE: 'gone',
  SLIPPED_IN: 'slipped in later',
  NOT_AS_ANCHORED: 'not as it was written down outside the database',
}

export const main = () =>
  runCommand(
    'audit',
    () => {},
    async (context) => {
      const { rows, chains, anchors, findings } = await auditProof(context)
      say(`${rows} rows in ${chains} chains, ${anchors} places written down, ${findings.length} findings`)
      for (const { kind, stream, n, seq } of findings)
        say(`  chain ${stream}, link ${n ?? '–'}, row ${seq ?? '–'}: ${WORDS[kind]}`)
      if (findings.length > 0) throw new Stop('The audit is not as it was sealed.')
    },
  )
