// The demo is changed while the application runs (its database is used) or while it is stopped (one is started).
import { mkdirSync } from 'node:fs'
import { ensureBundle } from './build.mjs'
import { isStopping, onStopSignal, onTrouble, stopAll } from './children.mjs'
import { isLoopback } from './connection.mjs'
import { checkGiven, startLasting, stopServers } from './database.mjs'
import { report, Stop } from './errors.mjs'
import { ensureInstalled } from './install.mjs'
import { ensureKeyring } from './keys.mjs'
import { dataFolder, keysFolder, loadEnvFile, root, runsFolder } from './paths.mjs'
import { livingRun, Run, sweep } from './runs.mjs'
import { applicationEnvironment, publicAddress } from './serve.mjs'
import { hasSetup, loadDemo, migrate } from './setup.mjs'

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

export async function main(args) {
  onStopSignal(() => finish(130))
  onTrouble((error) => {
    report(error)
    finish(1)
  })
  try {
    process.chdir(root)
    loadEnvFile()
    const which = args[0]
    if (!['snapshot', 'full', 'none'].includes(which))
      throw new Stop('Usage: npm run demo -- snapshot|full|none')
    const given = process.env.DATABASE_URL
    if (given && URL.canParse(given) && !isLoopback(given) && process.env.TABAVAR_DEMO !== '1') {
      throw new Stop(
        'DATABASE_URL is on another machine; set TABAVAR_DEMO=1 if its content may be replaced by the demo.',
      )
    }
    const applicationRuns = livingRun(runsFolder(), 'start') !== undefined
    mkdirSync(dataFolder(), { recursive: true })
    await sweep(runsFolder())
    run = new Run(runsFolder(), 'demo')
    await ensureInstalled(run, { dev: false })
    const folder = keysFolder()
    const { keys } = ensureKeyring(folder)
    let database
    if (given) await checkGiven(given)
    // The application goes on using its own server.
    else database = await startLasting(folder, run, { register: !applicationRuns })
    const address = publicAddress('127.0.0.1', 3000)
    const env = applicationEnvironment({
      databaseUrl: given || database.url,
      keysFolder: folder,
      keys,
      address,
    })
    await ensureBundle()
    if (!hasSetup()) throw new Stop('There is no server/setup.ts to load the demo with.')
    await migrate({ env, run })
    await loadDemo(which, { env, run })
    await finish(0)
  } catch (error) {
    if (isStopping()) return
    report(error)
    await finish(1)
  }
}
