// What the commands beside `npm start` share: the keys, the database and set-up, also while the application runs.
import { mkdirSync } from 'node:fs'
import { ensureBundle } from './build.mjs'
import { isStopping, onStopSignal, onTrouble, stopAll } from './children.mjs'
import { checkGiven, startLasting, stopServers } from './database.mjs'
import { report, Stop } from './errors.mjs'
import { ensureInstalled } from './install.mjs'
import { ensureKeyring } from './keys.mjs'
import { dataFolder, keysFolder, loadEnvFile, root, runsFolder } from './paths.mjs'
import { livingRun, Run, sweep } from './runs.mjs'
import { applicationEnvironment, publicAddress } from './serve.mjs'
import { hasSetup, migrate } from './setup.mjs'

let run
let ending = false

async function finish(code) {
  // Whoever comes second (a signal, a child that ended because of it) leaves the ending to the first.
  if (ending) return new Promise(() => {})
  ending = true
  await stopAll()
  await stopServers()
  run?.close()
  process.exit(code)
}

/** Whether `npm start` serves this folder at the moment. */
export const applicationRuns = () => livingRun(runsFolder(), 'start') !== undefined

/**
 * Runs `work({ env, run, database })` of a command against this installation's database. `ask` looks at what was typed first and
 * may refuse; what it returns is handed on, and first to `before`, which runs while there is no database yet.
 */
export async function runCommand(kind, ask, work, before = async (_context, _asked) => {}) {
  onStopSignal(() => finish(130))
  onTrouble((error) => {
    report(error)
    finish(1)
  })
  try {
    process.chdir(root)
    loadEnvFile()
    const asked = ask()
    const given = process.env.DATABASE_URL
    const serving = applicationRuns()
    mkdirSync(dataFolder(), { recursive: true })
    await sweep(runsFolder())
    run = new Run(runsFolder(), kind)
    await ensureInstalled(run, { dev: false })
    const folder = keysFolder()
    const { keys } = ensureKeyring(folder)
    await ensureBundle()
    await before({ run, keysFolder: folder }, asked)
    let database
    if (given) await checkGiven(given)
    // The application goes on using its own server.
    else database = await startLasting(folder, run, { register: !serving })
    const address = publicAddress('127.0.0.1', 3000)
    const env = applicationEnvironment({
      databaseUrl: given || database.url,
      keysFolder: folder,
      keys,
      address,
    })
    if (!hasSetup()) throw new Stop('There is no server/setup.ts to work with.')
    await migrate({ env, run })
    await work({ env, run, database }, asked)
    await finish(0)
  } catch (error) {
    if (isStopping()) return
    report(error)
    await finish(1)
  }
}
