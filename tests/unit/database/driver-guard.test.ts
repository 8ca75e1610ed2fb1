import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runInThisContext } from 'node:vm'
import { transformSync } from 'esbuild'
import { afterAll, describe, expect, it } from 'vitest'
import { isNullSocketWrite } from '@/db/driver-guard'

const driver = createRequire(import.meta.url)
  .resolve('postgres')
  .replace(/(cjs[\\/])?src[\\/]index\.js$/, '')

/** The driver's own function, as it stands in the driver's own file, run on a socket that is gone. */
function thrownBy(file: string, call = 'nextWrite()'): unknown {
  const source = readFileSync(file, 'utf8')
  const from = source.indexOf('function nextWrite(fn)')
  const body = source.slice(from, source.indexOf('\n  }\n', from) + 4)
  const line = source.slice(0, from).split('\n').length
  const code = `(() => { let socket = null, chunk = 'x', nextWriteTimer = null; ${body}\n; ${call} })()`
  try {
    runInThisContext(code, { filename: file, lineOffset: line - 1 })
  } catch (error) {
    return error
  }
  return undefined
}

const files = ['src/connection.js', 'cjs/src/connection.js'].map((name) => join(driver, name))

describe('the one error that may pass', () => {
  it.each(files)('is the driver’s own, as %s throws it', (file) => {
    const error = thrownBy(file)
    expect(error).toBeInstanceOf(TypeError)
    expect(isNullSocketWrite(error)).toBe(true)
  })

  it('wherever the packages lie, and from a timer', () => {
    for (const place of [
      'Immediate.nextWrite (file:///srv/tabavar/node_modules/postgres/src/connection.js:255:22)',
      'nextWrite (/srv/node_modules/.pnpm/postgres@3.4.9/node_modules/postgres/cjs/src/connection.js:254:22)',
      'Immediate.nextWrite (C:\\tabavar\\node_modules\\postgres\\src\\connection.js:255:22)',
    ]) {
      const error = new TypeError("Cannot read properties of null (reading 'write')")
      error.stack = `TypeError: ${error.message}\n    at ${place}\n    at process.processImmediate (node:internal/timers:483:21)`
      expect(isNullSocketWrite(error), place).toBe(true)
    }
  })

  const like = (
    message: string,
    first: string,
    make: (text: string) => Error = (text) => new TypeError(text),
  ) => {
    const error = make(message)
    error.stack = `${error.name}: ${message}\n    at ${first}\n    at Immediate.nextWrite (file:///x/node_modules/postgres/src/connection.js:255:22)`
    return error
  }
  const there = 'Immediate.nextWrite (file:///x/node_modules/postgres/src/connection.js:255:22)'
  const message = "Cannot read properties of null (reading 'write')"
  it.each<[string, unknown]>([
    ['another null in the driver', like("Cannot read properties of null (reading 'destroy')", there)],
    [
      'another function of the driver',
      like(message, 'Socket.data (file:///x/node_modules/postgres/src/connection.js:99:1)'),
    ],
    ['a null further in, called by the driver’s write', like(message, 'Socket.write (node:net:1:1)')],
    [
      'the same function of another file',
      like(message, 'nextWrite (file:///x/node_modules/other/connection.js:1:1)'),
    ],
    ['ours by the same name', like(message, 'nextWrite (file:///x/server/connection.js:1:1)')],
    ['an error that is no TypeError', like(message, there, (text) => new Error(text))],
    ['a text that only tells of it', `TypeError: ${message}\n    at ${there}`],
    ['nothing', undefined],
    ['an object that imitates it', { name: 'TypeError', message, stack: `TypeError\n    at ${there}` }],
  ])('is not %s', (_, error) => {
    expect(isNullSocketWrite(error)).toBe(false)
  })
})

describe('a process under the guard', () => {
  const folder = mkdtempSync(join(tmpdir(), 'driver-guard-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const guard = transformSync(
    readFileSync(join(import.meta.dirname, '../../../db/driver-guard.ts'), 'utf8'),
    {
      loader: 'ts',
      format: 'esm',
    },
  ).code
  writeFileSync(join(folder, 'guard.mjs'), guard)
  mkdirSync(join(folder, 'node_modules/postgres/src'), { recursive: true })
  writeFileSync(join(folder, 'node_modules/postgres/package.json'), '{"type":"module"}')
  writeFileSync(
    join(folder, 'node_modules/postgres/src/connection.js'),
    'let socket = null\nfunction nextWrite() { return socket.write(1) }\nexport const lose = () => setImmediate(nextWrite)\n',
  )

  /** Runs a few lines in a process of their own and says how it ended. */
  function run(lines: string): { code: number | null; said: string; complained: string } {
    writeFileSync(
      join(folder, 'main.mjs'),
      `import { guardDriver, nullSocketWrites } from './guard.mjs'\nimport { lose } from './node_modules/postgres/src/connection.js'\n${lines}\n`,
    )
    const done = spawnSync(process.execPath, ['main.mjs'], { cwd: folder, encoding: 'utf8', timeout: 20_000 })
    return { code: done.status, said: done.stdout, complained: done.stderr }
  }
  const later = "setTimeout(() => console.log('alive', nullSocketWrites()), 50)"

  it('lives through the known error and counts it, however often the guard is asked for', () => {
    const ran = run(`guardDriver(); guardDriver(); lose(); lose(); ${later}`)
    expect(ran).toEqual({ code: 0, said: 'alive 2\n', complained: '' })
  })

  it.each([
    ['an error', "setImmediate(() => { throw new Error('another') })"],
    ['a null elsewhere', 'setImmediate(() => { const other = null; other.write(1) })'],
    ['a promise nobody awaits', "Promise.reject(new Error('another'))"],
    ['one after the known error', "lose(); setTimeout(() => { throw new Error('another') }, 10)"],
  ])('ends at %s, and says why', (_, lines) => {
    const ran = run(`guardDriver(); ${lines}; ${later}`)
    expect(ran.code).toBe(1)
    expect(ran.said).toBe('')
    expect(ran.complained).toMatch(/another|Cannot read properties of null/)
  })

  it('would end at the known error without it', () => {
    expect(run(`lose(); ${later}`).code).not.toBe(0)
  })
})
