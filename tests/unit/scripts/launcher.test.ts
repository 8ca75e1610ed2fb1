import { spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sourcesHash } from '@/scripts/launcher/build.mjs'
import { isLoopback, onDatabase, requireServer } from '@/scripts/launcher/connection.mjs'
import { explain, Stop } from '@/scripts/launcher/errors.mjs'
import { installReason } from '@/scripts/launcher/install.mjs'
import { ensureKeyring, loginRoles } from '@/scripts/launcher/keys.mjs'
import { openLog } from '@/scripts/launcher/log-file.mjs'
import { nodeIsRecent } from '@/scripts/launcher/node-version.mjs'
import { ownPort, requirePort, wantedPort } from '@/scripts/launcher/ports.mjs'
import { gone, identity, livingRun, Run, rivalOf, sweep } from '@/scripts/launcher/runs.mjs'
import { accountLines, jsonLine } from '@/scripts/launcher/setup.mjs'
import { demoChoice } from '@/scripts/launcher/start.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tabavar-unit-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (path: string, value: unknown) => {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), typeof value === 'string' ? value : JSON.stringify(value))
}

describe('the version of Node', () => {
  it.each([
    ['18.20.8', false],
    ['20.18.3', false],
    ['20.19.0', true],
    ['20.20.2', true],
    ['22.1.0', true],
  ])('%s → %s', (version, recent) => expect(nodeIsRecent(version)).toBe(recent))
})

describe('whether packages must be installed', () => {
  const lock = (version: string) => ({ packages: { '': {}, 'node_modules/a': { version } } })

  it('when there are none, when one is missing and when one changed; not otherwise', () => {
    write('package-lock.json', lock('1.0.0'))
    expect(installReason(folder)).toBe('no packages yet')
    write('node_modules/.package-lock.json', { packages: {} })
    expect(installReason(folder)).toBe('a is missing')
    write('node_modules/.package-lock.json', lock('1.0.0'))
    expect(installReason(folder)).toBe('a is missing')
    write('node_modules/a/package.json', {})
    expect(installReason(folder)).toBeUndefined()
    write('package-lock.json', lock('1.0.1'))
    expect(installReason(folder)).toBe('a changed')
  })

  it('asks for development packages only where they are needed', () => {
    write('package-lock.json', { packages: { 'node_modules/b': { version: '1.0.0', dev: true } } })
    write('node_modules/.package-lock.json', { packages: {} })
    expect(installReason(folder, { dev: false })).toBeUndefined()
    expect(installReason(folder)).toBe('b is missing')
  })
})

describe('the keyring', () => {
  it('is made once, for its owner only', () => {
    const keys = join(folder, 'keys')
    const first = ensureKeyring(keys)
    expect(first.created).toBe(true)
    expect(statSync(keys).mode & 0o777).toBe(0o700)
    expect(statSync(first.file).mode & 0o777).toBe(0o600)
    expect(new Set(Object.values(first.keys)).size).toBe(5)
    expect(ensureKeyring(keys)).toEqual({ ...first, created: false })
  })

  it('is refused when damaged or incomplete, and never replaced', () => {
    write('keyring.json', '{"masterKey":')
    expect(() => ensureKeyring(folder)).toThrow(/damaged/)
    write('keyring.json', { masterKey: 'short' })
    expect(() => ensureKeyring(folder)).toThrow(/no valid masterKey/)
  })

  it('names the same login roles as the application', async () => {
    const { loginRoles: ofApplication } = await import('@/db/logins')
    const secret = Buffer.alloc(32, 7).toString('base64')
    const { app, pub, job } = ofApplication(secret)
    expect(loginRoles(secret)).toEqual([app.name, pub.name, job.name])
  })
})

describe('the log of a program', () => {
  const said = (name = 'logs/front.log') => readFileSync(join(folder, name), 'utf8')

  it('keeps what was said before a crash, for its owner only', () => {
    write('logs/front.log', 'the last words\n')
    const log = openLog(join(folder, 'logs/front.log'))
    writeSync(log, 'begun again\n')
    closeSync(log)
    expect(said()).toBe('the last words\nbegun again\n')
    expect(statSync(join(folder, 'logs/front.log')).mode & 0o777).toBe(0o600)
  })

  it('goes on at its beginning when it is cut while it is written', () => {
    const log = openLog(join(folder, 'logs/front.log'))
    writeSync(log, 'of yesterday\n')
    truncateSync(join(folder, 'logs/front.log'))
    writeSync(log, 'of today\n')
    closeSync(log)
    expect(said()).toBe('of today\n')
  })

  it('is put aside by a start once it is long', () => {
    write('logs/front.log', 'x'.repeat(10_000_001))
    closeSync(openLog(join(folder, 'logs/front.log')))
    expect(said()).toBe('')
    expect(said('logs/front.log.before')).toHaveLength(10_000_001)
  })
})

describe('what an earlier run left behind', () => {
  const runNote = (mark: string | undefined, child: number, childMark: string | undefined) => ({
    kind: 'start',
    pid: process.ppid,
    mark,
    children: [{ name: 'sleeper', pid: child, mark: childMark }],
    folders: [join(folder, 'left')],
  })

  it('is ended when the run is dead; a process that only has the number of one is spared', async () => {
    const sleeper = spawn('sleep', ['60'], { stdio: 'ignore' })
    const pid = sleeper.pid as number
    const mark = identity(pid)
    mkdirSync(join(folder, 'left'))
    write('runs/start-1.json', runNote('long ago', pid, 'another moment'))
    expect(await sweep(join(folder, 'runs'))).toEqual([])
    expect(identity(pid)).toBe(mark)
    expect(existsSync(join(folder, 'left'))).toBe(false)
    write('runs/start-1.json', runNote('long ago', pid, mark))
    expect(await sweep(join(folder, 'runs'))).toEqual(['sleeper'])
    expect(await gone(pid, mark, 0)).toBe(true)
  })

  it('is left alone while the run lives', async () => {
    write('runs/start-1.json', runNote(identity(process.ppid), 0, undefined))
    expect(livingRun(join(folder, 'runs'), 'start')).toBe(process.ppid)
    expect(livingRun(join(folder, 'runs'), 'test')).toBeUndefined()
    await sweep(join(folder, 'runs'))
    expect(existsSync(join(folder, 'runs/start-1.json'))).toBe(true)
  })
})

describe('two starts in one folder', () => {
  const runs = () => join(folder, 'runs')

  it('the second gives way, and its end leaves the first alone', async () => {
    const first = {
      kind: 'start',
      pid: process.ppid,
      mark: identity(process.ppid),
      children: [],
      folders: [],
    }
    write('runs/start-1.json', first)
    const second = new Run(runs(), 'start')
    expect(await rivalOf(second, runs())).toBe(process.ppid)
    second.close()
    expect(livingRun(runs(), 'start')).toBe(process.ppid)
  })

  it('a dead one and one of another kind are no rivals', async () => {
    write('runs/start-1.json', {
      kind: 'start',
      pid: process.ppid,
      mark: 'long ago',
      children: [],
      folders: [],
    })
    write('runs/test-1.json', { kind: 'test', pid: process.ppid, mark: identity(process.ppid) })
    expect(await rivalOf(new Run(runs(), 'start'), runs())).toBeUndefined()
  })

  it('an orderly end takes along what was made for the run alone', () => {
    mkdirSync(join(folder, 'passing'))
    const run = new Run(runs(), 'test')
    run.addFolder(join(folder, 'passing'))
    run.close()
    expect(existsSync(join(folder, 'passing'))).toBe(false)
  })
})

describe('whether the demo is loaded where there is no run', () => {
  const empty = { accounts: 0 }

  it('into an empty database of this machine, or where it is asked for', () => {
    expect(demoChoice(undefined, empty, true).load).toBe(true)
    expect(demoChoice('1', empty, false).load).toBe(true)
    expect(demoChoice('0', empty, true)).toEqual({ load: false })
    expect(demoChoice(undefined, empty, false).why).toMatch(/another machine/)
  })

  it('never beside accounts of real people, since everybody can read its password', () => {
    for (const wish of [undefined, '1'])
      expect(demoChoice(wish, { accounts: 1 }, true).why).toMatch(/accounts of its own/)
  })
})

describe('the fingerprint of the sources', () => {
  it('follows what the build is made of and nothing else', () => {
    write('app/page.tsx', 'a')
    const before = sourcesHash(folder)
    for (const path of [
      'README.md',
      'tests/x.test.ts',
      '.next/BUILD_ID',
      'node_modules/a/a.js',
      'docs/a.png',
    ]) {
      write(path, 'anything')
    }
    expect(sourcesHash(folder)).toBe(before)
    write('app/page.tsx', 'b')
    expect(sourcesHash(folder)).not.toBe(before)
    write('app/page.tsx', 'a')
    write('messages/fa/new.json', '{}')
    expect(sourcesHash(folder)).not.toBe(before)
  })
})

describe('refusals are one sentence', () => {
  it('two launchers seek their ports from different places', async () => {
    const [one, other] = await Promise.all([ownPort(26_000, 4711), ownPort(26_000, 4900)])
    expect(one).toBeGreaterThanOrEqual(26_711)
    expect(other).toBeGreaterThanOrEqual(26_900)
    expect(one).not.toBe(other)
  })

  it('a busy port', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((done) => server.once('listening', done))
    const { port } = server.address() as { port: number }
    await expect(requirePort(port, '127.0.0.1')).rejects.toThrow(`Port ${port} is already in use`)
    server.close()
    expect(() => wantedPort('seventy')).toThrow('PORT is not a port number')
    expect(wantedPort(undefined)).toBe(3000)
  })

  it('an unreachable database, without its password', async () => {
    const refusal = await requireServer('postgresql://u:hidden@127.0.0.1:1/x').catch(
      (error: Error) => error.message,
    )
    expect(refusal).toMatch(/^No database server answers at DATABASE_URL \(127\.0\.0\.1:1\/x\)/)
    expect(refusal).not.toContain('hidden')
    await expect(requireServer('mysql://x')).rejects.toThrow('DATABASE_URL is not an address')
  })

  it('a missing permission, a full disk, anything else', () => {
    const error = (code: string) => Object.assign(new Error(code), { code, syscall: 'mkdir', path: '/x' })
    expect(explain(error('EACCES'))).toMatch(/^No permission to mkdir \/x/)
    expect(explain(error('ENOSPC'))).toMatch(/disk is full/)
    expect(explain(new Stop('As it is.'))).toBe('As it is.')
    expect(explain(new Error('one\ntwo'))).not.toContain('\n')
  })
})

describe('addresses of databases', () => {
  it('knows this machine and changes only the database', () => {
    expect(isLoopback('postgresql://u@localhost/x')).toBe(true)
    expect(isLoopback('postgresql://u@[::1]:5432/x')).toBe(true)
    expect(isLoopback('postgresql://u@127.0.1.1/x')).toBe(true)
    expect(isLoopback('postgresql://u@db.example.ir/x')).toBe(false)
    expect(onDatabase('postgresql://u:p@h:1/x?sslmode=require', 'y')).toBe(
      'postgresql://u:p@h:1/y?sslmode=require',
    )
  })
})

describe('what set-up answers', () => {
  it('takes the last line that is JSON', () => {
    expect(jsonLine('talk\n{"runs":1}\n')).toEqual({ runs: 1 })
    expect(() => jsonLine('talk')).toThrow('no readable answer')
  })

  it('shows one account a role and how many more there are', () => {
    const lines = accountLines([
      { role: 'DIRECTOR', login: 'a@example.ir', password: 'p', name: 'A' },
      { role: 'FACILITATOR', login: '0912', password: 'q' },
      { role: 'FACILITATOR', login: '0913', password: 'q' },
    ])
    expect(lines).toEqual(['  DIRECTOR     a@example.ir  p  A', '  FACILITATOR  0912          q  (1 more)'])
  })
})
