// What `npm start` does, in order. Every step is skipped when its result is already there.
import { mkdirSync, rmSync } from 'node:fs'
import { ensureBuild, ensureBundle } from './build.mjs'
import { isStopping, onStopSignal, onTrouble, stopAll } from './children.mjs'
import { isLoopback } from './connection.mjs'
import { checkGiven, startLasting, stopServers } from './database.mjs'
import { report, Stop } from './errors.mjs'
import { ensureInstalled } from './install.mjs'
import { ensureKeyring } from './keys.mjs'
import { dataFolder, keysFolder, loadEnvFile, root, runsFolder } from './paths.mjs'
import { requirePort, wantedPort } from './ports.mjs'
import { Run, rivalOf, sweep } from './runs.mjs'
import { duration, say, step } from './say.mjs'
import { applicationEnvironment, publicAddress, serve } from './serve.mjs'
import { accountLines, accounts, firstAdmin, hasSetup, loadDemo, migrate, status } from './setup.mjs'

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

async function prepare(port, host) {
  mkdirSync(dataFolder(), { recursive: true })
  run = new Run(runsFolder(), 'start')
  const other = await rivalOf(run, runsFolder())
  if (other) throw new Stop(`Tabavar is already running from this folder (process ${other}); stop it first.`)
  const ended = await sweep(runsFolder())
  if (ended.length > 0) say(`Ended what an interrupted start had left running: ${ended.join(', ')}`)
  await requirePort(port, host)
  await ensureInstalled(run, { dev: false })
}

/** What is in the database was encrypted with its own keys; new ones would only seem to work. */
async function requireUnfilled(context, keyringFile) {
  const { runs, accounts: people } = await status(context)
  if (runs === 0 && people === 0) return
  rmSync(keyringFile)
  throw new Stop(
    `This database was filled with other keys than the ones just made; put them in ${keysFolder()}, or name their folder with TABAVAR_KEYS.`,
  )
}

/** Whether an installation without a run gets the demo; its accounts have a password that everybody can read. */
export function demoChoice(wish, { accounts: people }, loopback) {
  if (wish === '0') return { load: false }
  if (people > 0)
    return { load: false, why: 'The demo is not loaded: this database has accounts of its own.' }
  if (loopback || wish === '1') return { load: true }
  return {
    load: false,
    why: 'The demo is not loaded into a database on another machine (TABAVAR_DEMO=1 loads it).',
  }
}

/** The keys, the database and its content; `admin` is the link for the first administrator where there is no demo. */
async function prepareDatabase(address) {
  const folder = keysFolder()
  const given = process.env.DATABASE_URL
  // Before the keys are made: a start that fails here must leave none, or the next would take them for the right ones.
  if (given) await checkGiven(given)
  if (given && process.env.TABAVAR_ARCHIVE)
    say('TABAVAR_ARCHIVE is for the built-in database; that of DATABASE_URL is archived by its own means.')
  await ensureBundle()
  const keyring = ensureKeyring(folder)
  if (keyring.created)
    say(`Made the keys of this installation: ${keyring.file} (keep a copy in a safe place)`)
  const url = given || (await startLasting(folder, run)).url
  const env = applicationEnvironment({ databaseUrl: url, keysFolder: folder, keys: keyring.keys, address })
  const context = { env, run }
  if (!hasSetup()) return { env, demo: false }
  if (keyring.created) await requireUnfilled(context, keyring.file)
  await migrate(context)
  const there = await status(context)
  if (there.runs > 0) return { env, demo: true }
  const choice = demoChoice(process.env.TABAVAR_DEMO, there, isLoopback(url))
  if (choice.load) {
    await loadDemo('snapshot', context)
    return { env, demo: true }
  }
  if (choice.why) say(choice.why)
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
  const onEnd = (error) => {
    report(error)
    finish(1)
  }
  onTrouble(onEnd)
  try {
    process.chdir(root)
    loadEnvFile()
    const port = wantedPort(process.env.PORT)
    const host = process.env.HOST || '127.0.0.1'
    const address = publicAddress(host, port)
    await prepare(port, host)
    const { env, demo, admin } = await prepareDatabase(address)
    await ensureBuild({ run, env })
    // The first look was before everything was installed and built.
    await requirePort(port, host)
    await step('Starting the servers', async () => {
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
