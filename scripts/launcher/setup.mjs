// Talks with dist/server/setup.mjs, which migrates, loads the demo and knows the accounts.
import { existsSync } from 'node:fs'
import { runProgram } from './children.mjs'
import { Stop, tail } from './errors.mjs'
import { setupProgram } from './paths.mjs'
import { step } from './say.mjs'

export const hasSetup = () => existsSync(setupProgram())

async function ask(args, { env, run }) {
  const answer = await runProgram('set-up', process.execPath, [setupProgram(), ...args], { env, run })
  if (answer.code === 0) return answer.out
  if (answer.code === 2) throw new Stop(answer.output.trim())
  throw new Stop(`Set-up (${args.join(' ')}) failed: ${tail(answer.output, 12)}`)
}

/** The last line that is JSON is the answer; anything before it is talk. */
export function jsonLine(text) {
  for (const line of text.trim().split('\n').reverse()) {
    if (!/^\s*[[{]/.test(line)) continue
    try {
      return JSON.parse(line)
    } catch {
      // Not this line.
    }
  }
  throw new Stop('Set-up gave no readable answer.')
}

export const migrate = (context) =>
  step('Migrating the database', async () => (await ask(['migrate'], context)).trim().split('\n').at(-1))

export const status = async (context) => jsonLine(await ask(['status'], context))

export const loadDemo = (which, context) =>
  step(which === 'none' ? 'Taking the demo away' : `Loading the ${which} demo`, async () => {
    await ask(['demo', which], context)
  })

/** The passphrase stays in its file: what is typed on a command line everybody on the machine can read. */
export const makeBackup = async ({ file, key }, context) =>
  jsonLine(await ask(['backup', file, key], context))
export const restoreBackup = async ({ file, key, without }, context) =>
  jsonLine(await ask(['restore', file, key, ...(without ? ['without-erasures'] : [])], context))

/** A base of the built-in database, made as its superuser. */
export const makeBase = async ({ folder, key }, { superuser, data }, { env, run }) =>
  jsonLine(await ask(['base', folder, key, data], { env: { ...env, DATABASE_URL: superuser }, run }))
export const afterRestore = async ({ without }, context) =>
  jsonLine(await ask(['restored', ...(without ? ['without-erasures'] : [])], context))

/** The path of the first administrator's one-time link, or null where somebody can already administer. */
export const firstAdmin = async (context) => jsonLine(await ask(['first-admin'], context)).path ?? null

/** What is not as it was sealed in the audit (db/audit-proof.ts). */
export const auditProof = async (context) => jsonLine(await ask(['audit-proof'], context))

/** The master key changed, its former one taken away, or how far that is (db/key-rotation.ts). */
export const changeKeys = async (work, context) => jsonLine(await ask(['keys', work], context))

export async function accounts(context) {
  const answer = jsonLine(await ask(['accounts'], context))
  return Array.isArray(answer) ? answer : (answer.accounts ?? [])
}

/** One line for each role (its first account), since a demo has dozens. */
export function accountLines(list) {
  const byRole = new Map()
  for (const account of list) {
    const role = account.role ?? ''
    const same = byRole.get(role)
    if (same) same.count += 1
    else byRole.set(role, { ...account, count: 1 })
  }
  const rows = [...byRole.values()].map((each) => [
    String(each.role ?? ''),
    String(each.login ?? each.mobile ?? each.email ?? ''),
    String(each.password ?? ''),
    [each.name, each.place, each.count > 1 ? `(${each.count - 1} more)` : ''].filter(Boolean).join(', '),
  ])
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column].length)))
  return rows.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd())
}
