// Commands that work on the installation's database, whether the application runs or not.
import { mkdirSync } from 'node:fs'
import { ensureBundle } from './build.mjs'
import { isStopping, onStopSignal, onTrouble, stopAll } from './children.mjs'
import { checkGiven, startLasting, stopServers } from './database.mjs'
import { report } from './errors.mjs'
import { ensureInstalled } from './install.mjs'
import { ensureKeyring } from './keys.mjs'
import { dataFolder, keysFolder, loadEnvFile, root, runsFolder } from './paths.mjs'
import { livingRun, Run, sweep } from './runs.mjs'
import { applicationEnvironment, publicAddress } from './serve.mjs'

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

/** Runs `work` with the database up and ends the process with the code it answers. `check` may refuse before anything is started. */
export async function withDatabase(name, work, { check = () => {} } = {}) {
  onStopSignal(() => finish(130))
  onTrouble((error) => {
    report(error)
    finish(1)
  })
  try {
    process.chdir(root)
    loadEnvFile()
    check()
    const given = process.env.DATABASE_URL
    const applicationRuns = livingRun(runsFolder(), 'start') !== undefined
    mkdirSync(dataFolder(), { recursive: true })
    await sweep(runsFolder())
    run = new Run(runsFolder(), name)
    await ensureInstalled(run, { dev: false })
    const folder = keysFolder()
    const { keys } = ensureKeyring(folder)
    if (given) await checkGiven(given)
    // The application goes on using its own server.
    const databaseUrl = given || (await startLasting(folder, run, { register: !applicationRuns })).url
    const env = applicationEnvironment({
      databaseUrl,
      keysFolder: folder,
      keys,
      address: publicAddress('127.0.0.1', 3000),
    })
    await ensureBundle()
    await finish(await work({ env, run }))
  } catch (error) {
    if (isStopping()) return
    report(error)
    await finish(1)
  }
}
