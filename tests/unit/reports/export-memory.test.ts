import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PAPER_ROWS } from '@/lib/reports/export-limit'

const root = resolve(import.meta.dirname, '../../..')
const LIMIT_KILOBYTES = 200 * 1024
// Inside the tree, so that the packages are found.
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(root, 'node_modules/.export-memory-'))
  await build({
    entryPoints: [join(root, 'tests/unit/reports/export-memory.ts')],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    alias: { '@': root, 'server-only': join(root, 'tests/support/server-only.ts') },
    logLevel: 'silent',
  })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function made(what: string, people: number): { bytes: number; kilobytes: number } {
  const said = execFileSync(process.execPath, [join(folder, 'export-memory.mjs'), what, String(people)], {
    cwd: root,
    encoding: 'utf8',
  })
  const { bytes, kilobytes } = JSON.parse(said) as { bytes: number; kilobytes: number }
  // Some systems count in bytes what the others count in kilobytes.
  return { bytes, kilobytes: kilobytes > 4_000_000 ? kilobytes / 1024 : kilobytes }
}

it.each(['people.xlsx', 'people.pdf'])(
  '%s of 625 people takes less than 200 megabytes, Node and all',
  (what) => {
    const { bytes, kilobytes } = made(what, 625)
    expect(bytes).toBeGreaterThan(10_000)
    expect(kilobytes).toBeLessThan(LIMIT_KILOBYTES)
  },
)

it.each([
  ['people.xlsx', 10_000],
  ['people.pdf', PAPER_ROWS],
])('%s of %i people takes less than 200 megabytes more than one of ten', (what, people) => {
  expect(made(what, people).kilobytes - made(what, 10).kilobytes).toBeLessThan(LIMIT_KILOBYTES)
})
