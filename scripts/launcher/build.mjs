// Makes dist/server and Next's build when they are missing or their sources changed since.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from '../bundle.mjs'
import { runProgram } from './children.mjs'
import { report, Stop, tail } from './errors.mjs'
import { buildFolder, bundleFolder, logsFolder, nodeModule, root } from './paths.mjs'
import { say, step } from './say.mjs'

// Anything new in the project counts as a source until it is named here. (Next itself rewrites tsconfig.json.)
const NO_SOURCE = new Set(
  'node_modules dist docs tests scripts bench coverage test-results playwright-report next-env.d.ts tsconfig.json'.split(
    ' ',
  ),
)
const STAMP = 'tabavar-sources'

function addFolder(hash, folder, path) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    const name = path ? `${path}/${entry.name}` : entry.name
    if (entry.name.startsWith('.') || /\.(md|tsbuildinfo|log)$/.test(entry.name)) continue
    if (!path && (NO_SOURCE.has(entry.name) || /^(LICENSE|vitest|playwright|drizzle|biome)/.test(entry.name)))
      continue
    if (entry.isDirectory()) addFolder(hash, join(folder, entry.name), name)
    else if (entry.isFile()) hash.update(`\0${name}\0`).update(readFileSync(join(folder, entry.name)))
  }
}

/** One fingerprint of every file the build is made of. */
export function sourcesHash(folder) {
  const hash = createHash('sha256')
  addFolder(hash, folder, '')
  for (const name of ['scripts/bundle.mjs', 'scripts/site-assets.mjs']) {
    const bundler = join(folder, name)
    if (existsSync(bundler)) hash.update(readFileSync(bundler))
  }
  return hash.digest('hex')
}

const stampOf = (folder) => {
  const file = join(folder, STAMP)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

export async function ensureBundle() {
  const now = sourcesHash(root)
  const folder = bundleFolder()
  if (stampOf(join(folder, '..')) === now) return
  await step('Bundling the server programs', async () => {
    try {
      rmSync(join(folder, '..', STAMP), { force: true })
      const names = await bundle(root)
      writeFileSync(join(folder, '..', STAMP), now)
      return names.join(', ') || 'there are none yet'
    } catch (error) {
      if (error.syscall) throw error
      throw new Stop(`The server programs could not be bundled: ${error.message}`)
    }
  })
}

export function buildReason() {
  if (!existsSync(join(buildFolder(), 'BUILD_ID'))) return 'none yet'
  return stampOf(buildFolder()) === sourcesHash(root) ? undefined : 'the sources changed'
}

export async function ensureBuild({ run, env }) {
  const reason = buildReason()
  if (!reason) return
  const now = sourcesHash(root)
  await step(`Building the application, ${reason}`, async () => {
    // Half a build of other sources must not count as done when the sources come back.
    rmSync(join(buildFolder(), STAMP), { force: true })
    const args = [nodeModule('next/dist/bin/next'), 'build']
    const settings = { ...env, NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1' }
    delete settings.FORCE_COLOR
    delete settings.NODE_ENV
    const { code, output } = await runProgram('next build', process.execPath, args, { env: settings, run })
    mkdirSync(logsFolder(), { recursive: true })
    const log = join(logsFolder(), 'build.log')
    writeFileSync(log, output)
    if (code !== 0) throw new Stop(`The build failed (all of it: ${log}):\n${tail(output)}`)
    writeFileSync(join(buildFolder(), STAMP), now)
  })
}

export async function main() {
  try {
    process.chdir(root)
    await ensureBundle()
    if (!buildReason()) say('The build is of these sources.')
    await ensureBuild({ env: process.env })
  } catch (error) {
    report(error)
    process.exitCode = 1
  }
}
