// The demo is changed while the application runs (its database is used) or while it is stopped (one is started).
import { mkdirSync } from 'node:fs'
import { ensureBundle } from './build.mjs'
import { isStopping, onStopSignal, stopAll } from './children.mjs'
import { isLoopback } from './connection.mjs'
import { checkGiven, startLasting } from './database.mjs'
import { report, Stop } from './errors.mjs'
import { ensureInstalled } from './install.mjs'
import { ensureKeyring } from './keys.mjs'
import { dataFolder, keysFolder, loadEnvFile, root, runsFolder } from './paths.mjs'
import { livingRun, Run, sweep } from './runs.mjs'
import { applicationEnvironment, publicAddress } from './serve.mjs'
import { hasSetup, migrate, showDemo } from './setup.mjs'

let database
let run
let ending = false
let applicationRuns = false

async function finish(code) {
  // Whoever comes second (a signal, a child that ended because of it) leaves the ending to the first.
  if (ending) return new Promise(() => {})
  ending = true
  await stopAll()
  // The application goes on using its own server.
  if (!applicationRuns) await database?.stop()
  run?.close()
  process.exit(code)
}

export async function main(args) {
  onStopSignal(() => finish(130))
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
    applicationRuns = livingRun(runsFolder(), 'start') !== undefined
    mkdirSync(dataFolder(), { recursive: true })
    await sweep(runsFolder())
    await ensureInstalled({ dev: false })
    run = new Run(runsFolder(), 'demo')
    const folder = keysFolder()
    const { keys } = ensureKeyring(folder)
    if (given) await checkGiven(given)
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
    await showDemo(which, { env, run })
    await finish(0)
  } catch (error) {
    if (isStopping()) return
    report(error)
    await finish(1)
  }
}
