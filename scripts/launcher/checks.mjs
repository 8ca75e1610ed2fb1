// The parts of the test run. Each returns { passed, failed }; a part that ran no test at all has failed.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runProgram } from './children.mjs'
import { nodeModule, root } from './paths.mjs'
import { complain, duration, say } from './say.mjs'

const resultsFolder = () => join(root, 'test-results')
const NOTHING = { passed: 0, failed: 0 }

export function heading(text) {
  say()
  say(`── ${text} ${'─'.repeat(Math.max(2, 76 - text.length))}`)
}

async function node(name, script, args, { env, run }) {
  const begun = performance.now()
  const { code } = await runProgram(name, process.execPath, [nodeModule(script), ...args], {
    env,
    run,
    show: true,
  })
  if (code === 0) say(`${name}: ${duration(performance.now() - begun)}`)
  return code
}

/** Lint, formatting and types: they count no tests, but a failure is one. */
export async function checkStatic(context) {
  const parts = [
    ['biome check', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']],
    ['next typegen', 'next/dist/bin/next', ['typegen']],
    ['tsc', 'typescript/bin/tsc', ['--noEmit']],
  ]
  for (const [name, script, args] of parts) {
    heading(name)
    if ((await node(name, script, args, context)) !== 0) return { passed: 0, failed: 1 }
  }
  return NOTHING
}

export function vitestCount(report) {
  const failed = report.numFailedTests ?? 0
  // A file that cannot even be loaded has no failed test but is a failure.
  const broken = (report.testResults ?? []).filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  return { passed: report.numPassedTests ?? 0, failed: failed + broken.length }
}

export function playwrightCount({ stats = {}, errors = [] }) {
  return {
    passed: stats.expected ?? 0,
    failed: (stats.unexpected ?? 0) + (stats.flaky ?? 0) + errors.length,
    skipped: stats.skipped ?? 0,
  }
}

function countFrom(file, count, code) {
  const counted = existsSync(file) ? count(JSON.parse(readFileSync(file, 'utf8'))) : { ...NOTHING }
  if (counted.skipped > 0) complain(`${counted.skipped} skipped`)
  if (counted.failed === 0 && counted.passed === 0) complain('No test ran.')
  if (counted.failed === 0 && (code !== 0 || counted.passed === 0)) counted.failed = 1
  return counted
}

function freshReport(name) {
  mkdirSync(resultsFolder(), { recursive: true })
  const file = join(resultsFolder(), `${name}.json`)
  rmSync(file, { force: true })
  return file
}

export async function runVitest(project, { env, run, extra }) {
  heading(`vitest: ${project}`)
  const report = freshReport(project)
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json']
  const code = await node(
    `vitest ${project}`,
    'vitest/vitest.mjs',
    [...args, `--outputFile.json=${report}`, ...extra],
    {
      env,
      run,
    },
  )
  return countFrom(report, vitestCount, code)
}

export async function runPlaywright({ env, run, extra }) {
  const report = freshReport('e2e')
  const settings = { ...env, E2E_REPORT: report }
  const code = await node('playwright', '@playwright/test/cli.js', ['test', ...extra], { env: settings, run })
  return countFrom(report, playwrightCount, code)
}
