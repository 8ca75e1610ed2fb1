// A Chromium for the end-to-end tests: one that is there, otherwise one that this machine can install.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { runProgram } from './children.mjs'
import { Stop } from './errors.mjs'
import { nodeModule } from './paths.mjs'
import { step } from './say.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const MAC = ['Google Chrome.app/Contents/MacOS/Google Chrome', 'Chromium.app/Contents/MacOS/Chromium']

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}

/** The places where a browser usually is, the likeliest first. */
export function usualPlaces(env = process.env, home = homedir()) {
  const folders = [
    ...(env.PATH ?? '').split(delimiter),
    '/usr/bin',
    '/usr/local/bin',
    '/snap/bin',
    '/opt/google/chrome',
  ]
  const places = NAMES.flatMap((name) => folders.filter(Boolean).map((folder) => join(folder, name)))
  for (const folder of ['/Applications', join(home, 'Applications')]) {
    places.push(...MAC.map((app) => join(folder, app)))
  }
  return [...new Set(places)]
}

/** A browser that cannot start here (its libraries are missing, or it only names a snap) is no browser. */
export function isBrowser(file) {
  return isProgram(file) && spawnSync(file, ['--version'], { timeout: 30_000 }).status === 0
}

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test')
  const file = chromium.executablePath()
  return file && isBrowser(file) ? file : undefined
}

async function find() {
  return usualPlaces().find(isBrowser) ?? (await playwrightsOwn())
}

const isDebian = () => existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get')

async function install(run) {
  const cli = [nodeModule('@playwright/test/cli.js'), 'install', 'chromium']
  const own = await runProgram("Playwright's installer", process.execPath, cli, { run })
  const file = own.code === 0 ? await playwrightsOwn() : undefined
  if (file) return file
  if (!isDebian() || process.getuid?.() !== 0) return undefined
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await runProgram('apt-get update', 'apt-get', ['update'], { env, run })
  const added = await runProgram('apt-get install', 'apt-get', ['install', '-y', 'chromium'], { env, run })
  return added.code === 0 ? usualPlaces().find(isBrowser) : undefined
}

export async function ensureBrowser(run) {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    if (isBrowser(given)) return given
    throw new Stop(`CHROMIUM_PATH names ${given}, which is no browser that can be started.`)
  }
  const found = await find()
  if (found) return found
  let file
  await step('Installing Chromium for the end-to-end tests', async () => {
    file = await install(run)
    return file ?? 'not possible here'
  })
  if (file) return file
  throw new Stop(
    'There is no Chromium and none could be installed: run "npx playwright install --with-deps chromium", or install Chromium or Chrome and name it with CHROMIUM_PATH.',
  )
}
