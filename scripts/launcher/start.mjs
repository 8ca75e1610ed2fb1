// What `npm start` does, in order. Every step is skipped when its result is already there.
import { mkdirSync, rmSync } from 'node:fs'
import { ensureBuild, ensureBundle } from './build.mjs'
import { isStopping, onStopSignal, stopAll } from './children.mjs'
import { isLoopback } from './connection.mjs'
import { checkGiven, startLasting } from './database.mjs'
import { report, Stop } from './errors.mjs'
import { ensureInstalled } from './install.mjs'
import { ensureKeyring } from './keys.mjs'
import { dataFolder, keysFolder, loadEnvFile, root, runsFolder } from './paths.mjs'
import { requirePort, wantedPort } from './ports.mjs'
import { livingRun, Run, sweep } from './runs.mjs'
import { duration, say, step } from './say.mjs'
import { applicationEnvironment, publicAddress, serve } from './serve.mjs'
import { accountLines, accounts, firstAdmin, hasSetup, loadDemo, migrate, status } from './setup.mjs'

let database
let run
let ending = false

async function finish(code) {
  // Whoever comes second (a signal, a child that ended because of it) leaves the ending to the first.
  if (ending) return new Promise(() => {})
  ending = true
  await stopAll()
  await database?.stop()
  run?.close()
  process.exit(code)
}

async function prepare(port, host) {
  const other = livingRun(runsFolder(), 'start')
  if (other) throw new Stop(`Tabavar is already running from this folder (process ${other}); stop it first.`)
  mkdirSync(dataFolder(), { recursive: true })
  const ended = await sweep(runsFolder())
  if (ended.length > 0) say(`Ended what an interrupted start had left running: ${ended.join(', ')}`)
  await requirePort(port, host)
  await ensureInstalled({ dev: false })
}

/** What is in the database was encrypted with its own keys; new ones would only seem to work. */
async function requireUnfilled(context, keyringFile) {
  const { runs } = await status(context)
  if (runs === 0) return
  rmSync(keyringFile)
  throw new Stop(
    `This database was filled with other keys than the ones just made; put them in ${keysFolder()}, or name their folder with TABAVAR_KEYS.`,
  )
}

/** The keys, the database and its content; `admin` is the link for the first administrator where there is no demo. */
async function prepareDatabase(address) {
  const folder = keysFolder()
  const given = process.env.DATABASE_URL
  const keyring = ensureKeyring(folder)
  if (keyring.created)
    say(`Made the keys of this installation: ${keyring.file} (keep a copy in a safe place)`)
  if (given) await checkGiven(given)
  else database = await startLasting(folder, run)
  const url = given || database.url
  const env = applicationEnvironment({ databaseUrl: url, keysFolder: folder, keys: keyring.keys, address })
  const context = { env, run }
  await ensureBundle()
  if (!hasSetup()) return { env, demo: false }
  if (keyring.created) await requireUnfilled(context, keyring.file)
  await migrate(context)
  const { runs } = await status(context)
  if (runs > 0) return { env, demo: true }
  const wish = process.env.TABAVAR_DEMO
  if (wish === '1' || (wish !== '0' && isLoopback(url))) {
    await loadDemo('snapshot', context)
    return { env, demo: true }
  }
  if (wish !== '0')
    say('The demo is not loaded into a database on another machine (TABAVAR_DEMO=1 loads it).')
  return { env, demo: false, admin: await firstAdmin(context) }
}

function greet(address, { accountList, admin, begun }) {
  say()
  say(`Tabavar is ready after ${duration(performance.now() - begun)}:  ${address}`)
  if (accountList.length > 0) {
    say('Demo accounts (role, sign-in name, password):')
    for (const line of accountLines(accountList)) say(line)
  }
  if (admin) {
    say(`First administrator: open this link once, within 72 hours, and choose a password:`)
    say(`  ${new URL(admin, address).href}`)
  }
  say('Ctrl-C stops it.')
}

export async function main() {
  const begun = performance.now()
  onStopSignal(() => {
    say('Stopping …')
    finish(0)
  })
  try {
    process.chdir(root)
    loadEnvFile()
    const port = wantedPort(process.env.PORT)
    const host = process.env.HOST || '127.0.0.1'
    const address = publicAddress(host, port)
    await prepare(port, host)
    run = new Run(runsFolder(), 'start')
    const { env, demo, admin } = await prepareDatabase(address)
    await ensureBuild({ run, env })
    await step('Starting the servers', async () => {
      const onEnd = (error) => {
        report(error)
        finish(1)
      }
      await serve({ env, run, host, port, onEnd })
    })
    const accountList = demo ? await accounts({ env, run }) : []
    greet(env.NEXTAUTH_URL, { accountList, admin, begun })
  } catch (error) {
    if (isStopping()) return
    report(error)
    await finish(1)
  }
}
