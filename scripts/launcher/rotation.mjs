// Keys are changed while the application runs; see docs/operations.md.
import { runCommand } from './command.mjs'
import { Stop } from './errors.mjs'
import { keyringFile } from './keys.mjs'
import { keysFolder } from './paths.mjs'
import { say } from './say.mjs'
import { changeKeys } from './setup.mjs'

const WORK = ['rotate', 'retire', 'rotate-index', 'rotate-audit', 'status']
const USAGE = `Usage: ${WORK.map((word) => `npm run keys -- ${word}`).join('   or   ')}`

export function askedKeys(args) {
  if (args.length !== 1 || !WORK.includes(args[0])) throw new Stop(USAGE)
  return args[0]
}

const copyIt = () =>
  `Copy ${keyringFile(keysFolder())} to where you keep it: without it nobody is found, and the audit proves nothing.`
const times = (n) => (n === 1 ? 'once' : `${n} times`)

const linesOf = {
  rotate: ({ added, sealed, left }) => [
    added
      ? 'A new master key seals from now on; the former one still opens.'
      : 'A change was under way and went on.',
    `${sealed} values were sealed anew, ${left} are left under the former key.`,
    `Copy ${keyringFile(keysFolder())} to where you keep it, and keep the former copy beside the backups made until now.`,
    left > 0 ? 'Run this again, then «npm run keys -- retire».' : 'In ten minutes: «npm run keys -- retire».',
  ],
  retire: ({ retired }) => [
    `${retired} former ${retired === 1 ? 'key is' : 'keys are'} gone from the keyring; everything is under the present one.`,
    'Backups made before need the keyring of their day.',
  ],
  'rotate-index': ({ added, hashed, left }) => [
    added
      ? 'A new index key counts from now on; the former one alone finds nobody.'
      : 'A change was under way and went on; run this again for another key.',
    `${hashed} hashes were counted anew, ${left} are left under a former key.`,
    copyIt(),
    ...(left > 0 ? ['Run this again.'] : []),
  ],
  'rotate-audit': ({ chains, links }) => [
    'The audit is sealed under a new key from now on; the former one proves what lies before, and nothing else.',
    `${links} links in ${chains} chains are fixed where they end now.`,
    copyIt(),
    'Then «npm run audit».',
  ],
  status: ({ former, left, index, hashes, audit }) => [
    former === 0 ? 'One master key; nothing is being changed.' : 'The master key is being changed.',
    ...left.map(({ table, column, rows }) => `  ${table}.${column}: ${rows} values under a former key`),
    `The index key was changed ${times(index)}, the key of the audit ${times(audit)}.`,
    ...hashes.map(
      ({ table, column, rows }) => `  ${table}.${column}: ${rows} hashes under a former index key`,
    ),
  ],
}

export const main = (args) =>
  runCommand(
    'keys',
    () => askedKeys(args),
    async (context, work) => {
      for (const line of linesOf[work](await changeKeys(work, context))) say(line)
    },
  )
