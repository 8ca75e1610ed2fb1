// What `npm test` does: everything, in order, until the first failure. The last line counts the tests.
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBrowser } from './browser.mjs'
import { buildReason, ensureBuild, ensureBundle } from './build.mjs'
import { checkStatic, heading, runPlaywright, runVitest } from './checks.mjs'
import { isStopping, onStopSignal, onTrouble, stopAll } from './children.mjs'
import { stopServers } from './database.mjs'
import { report, Stop } from './errors.mjs'
import { ensureInstalled } from './install.mjs'
import { ensureKeyring } from './keys.mjs'
import { dataFolder, loadEnvFile, root, runsFolder } from './paths.mjs'
import { ownPort } from './ports.mjs'
import { livingRun, Run, sweep } from './runs.mjs'
import { complain, duration, say, step } from './say.mjs'
import { applicationEnvironment, serve } from './serve.mjs'
import { loadDemo, migrate } from './setup.mjs'
import { makeDatabase, openTestServer } from './test-database.mjs'

const PARTS = ['static', 'unit', 'architecture', 'db', 'e2e', 'faults']
const cleanUp = []
let run
let ending = false

export function parseParts(args) {
  const cut = args.indexOf('--')
  const names = cut < 0 ? args : args.slice(0, cut)
  const wrong = names.find((name) => !PARTS.includes(name))
  if (wrong) throw new Stop(`There is no part "${wrong}"; the parts are ${PARTS.join(', ')}.`)
  const parts = names.length === 0 ? PARTS : PARTS.filter((part) => names.includes(part))
  return { parts, extra: cut < 0 ? [] : args.slice(cut + 1) }
}

async function tidy() {
  await stopAll()
  for (const work of cleanUp.splice(0).reverse()) {
    try {
      await work()
    } catch (error) {
      report(error)
    }
  }
  await stopServers()
}

async function finish(code, total) {
  // Whoever comes second (a signal, a child that ended because of it) leaves the ending to the first.
  if (ending) return new Promise(() => {})
  ending = true
  await tidy()
  run?.close()
  if (total) say(`${total.passed} passed, ${total.failed} failed`)
  process.exit(code)
}

/** The environment of tests that need no database: what the caller's shell happens to hold must not change them. */
function plainEnvironment() {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }
  for (const name of ['DATABASE_URL', 'NODE_ENV', 'TABAVAR_KEYS', 'PORT', 'HOST']) delete env[name]
  return env
}

async function prepare() {
  mkdirSync(dataFolder(), { recursive: true })
  await sweep(runsFolder())
  run = new Run(runsFolder(), 'test')
  await ensureInstalled(run)
}

function throwAwayKeys() {
  const folder = mkdtempSync(join(tmpdir(), 'tabavar-keys-'))
  run.addFolder(folder)
  const { keys } = ensureKeyring(folder)
  return { folder, keys }
}

async function openServer() {
  const keyring = throwAwayKeys()
  const { loginSecret } = keyring.keys
  const server = await openTestServer({ given: process.env.DATABASE_URL, run, loginSecret })
  cleanUp.push(server.close)
  return { ...server, keyring }
}

async function databaseTests(server, extra) {
  const env = {
    ...plainEnvironment(),
    TEST_DATABASE_URL: server.url,
    TABAVAR_KEYS: server.keyring.folder,
    TABAVAR_DEMO: '1',
  }
  return runVitest('db', { env, run, extra })
}

async function built() {
  if (buildReason() && livingRun(runsFolder(), 'start')) {
    throw new Stop('The build must be renewed but npm start is serving it; stop that first.')
  }
  await ensureBundle()
  await ensureBuild({ run, env: plainEnvironment() })
}

/** Installations of their own, run by `npm start`; each has its own database, so none is opened here. */
async function faultTests(extra) {
  await built()
  return runVitest('faults', { env: plainEnvironment(), run, extra })
}

async function endToEndTests(server, extra) {
  heading('playwright, against the production build')
  const browser = await ensureBrowser(run)
  await built()
  const database = await makeDatabase(server)
  cleanUp.push(database.drop)
  const port = await ownPort(25_000)
  const address = `http://localhost:${port}`
  const { folder, keys } = server.keyring
  const given = { databaseUrl: database.url, keysFolder: folder, keys, address }
  const env = { ...applicationEnvironment(given), NEXTAUTH_URL: address, TABAVAR_DEMO: '1' }
  delete env.NODE_ENV
  env.TABAVAR_SITE = mkdtempSync(join(tmpdir(), 'tabavar-site-'))
  run.addFolder(env.TABAVAR_SITE)
  // Whatever map the person who runs the tests has laid beside her own installation.
  env.TABAVAR_MAP = join(env.TABAVAR_SITE, 'no-map.geojson')
  env.TABAVAR_ANCHORS = join(env.TABAVAR_SITE, 'audit-anchors.jsonl')
  env.TABAVAR_ERASURES = join(env.TABAVAR_SITE, 'erasures.jsonl')
  await migrate({ env, run })
  await loadDemo('snapshot', { env, run })
  await step('Starting the servers', async () => {
    const onEnd = (error) => {
      report(error)
      finish(1, { passed: 0, failed: 1 })
    }
    await serve({ env, run, host: '127.0.0.1', port, onEnd, logPrefix: 'test-' })
    return address
  })
  const settings = { ...env, CHROMIUM_PATH: browser, E2E_BASE_URL: address }
  const result = await runPlaywright({ env: settings, run, extra })
  return result
}

async function runPart(part, state) {
  const context = { env: plainEnvironment(), run, extra: state.extra }
  if (part === 'static') return checkStatic(context)
  if (part === 'unit' || part === 'architecture') return runVitest(part, context)
  if (part === 'faults') return faultTests(state.extra)
  state.server ??= await openServer()
  return part === 'db' ? databaseTests(state.server, state.extra) : endToEndTests(state.server, state.extra)
}

export async function main(args) {
  const begun = performance.now()
  const total = { passed: 0, failed: 0 }
  onStopSignal(() => finish(130))
  onTrouble((error) => {
    report(error)
    finish(1, { ...total, failed: total.failed + 1 })
  })
  try {
    process.chdir(root)
    loadEnvFile()
    const { parts, extra } = parseParts(args)
    await prepare()
    const state = { extra }
    for (const part of parts) {
      const { passed, failed } = await runPart(part, state)
      if (isStopping()) return
      total.passed += passed
      total.failed += failed
      if (failed > 0) {
        heading(`Failed: ${part}`)
        const rest = parts.slice(parts.indexOf(part) + 1)
        if (rest.length > 0) complain(`Not run: ${rest.join(', ')}`)
        return await finish(1, total)
      }
    }
    say()
    say(`All of ${parts.join(', ')} in ${duration(performance.now() - begun)}`)
    await finish(0, total)
  } catch (error) {
    if (isStopping()) return
    report(error)
    total.failed += 1
    await finish(1, total)
  }
}
