// The master key is changed while the application runs; see docs/operations.md.
import { runCommand } from './command.mjs'
import { Stop } from './errors.mjs'
import { keyringFile } from './keys.mjs'
import { keysFolder } from './paths.mjs'
import { say } from './say.mjs'
import { changeKeys } from './setup.mjs'

const USAGE = 'Usage: npm run keys -- rotate   or   npm run keys -- retire   or   npm run keys -- status'
const WORK = ['rotate', 'retire', 'status']

export function askedKeys(args) {
  if (args.length !== 1 || !WORK.includes(args[0])) throw new Stop(USAGE)
  return args[0]
}

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
  status: ({ former, left }) => [
    former === 0 ? 'One master key; nothing is being changed.' : 'The master key is being changed.',
    ...left.map(({ table, column, rows }) => `  ${table}.${column}: ${rows} values under a former key`),
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
