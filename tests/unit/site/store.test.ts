import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { currentManifest, isWhole, type SitePart, writeSite } from '@/server/site/store'

const room = mkdtempSync(join(tmpdir(), 'site-'))
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(room, 'one-'))
})
afterAll(() => rmSync(room, { recursive: true, force: true }))

const part = (name: string, key: string, texts: Record<string, string>): SitePart => ({
  name,
  key,
  files: () =>
    Object.entries(texts).map(([path, text]) => ({
      path,
      file: `${path.slice(1)}/index.html`,
      type: 'text/html; charset=utf-8',
      bytes: new TextEncoder().encode(text),
    })),
})
const served = (path: string) => readFileSync(join(folder, 'current', path, 'index.html'), 'utf8')

describe('the folder of released pages', () => {
  it('is open to the user of a web server, under whatever umask it is written', async () => {
    const before = process.umask(0o077)
    try {
      await writeSite(folder, 's1', [part('newest', '1', { '/fa/counties': 'یک', '/fa': 'دو' })])
    } finally {
      process.umask(before)
    }
    const version = join(folder, 'current')
    for (const open of ['', 'fa', 'fa/counties'])
      expect(statSync(join(version, open)).mode & 0o777, open).toBe(0o755)
    expect(statSync(join(folder, 'versions')).mode & 0o777).toBe(0o755)
    for (const file of ['site.json', 'fa/index.html', 'fa/index.html.gz', 'fa/counties/index.html.br'])
      expect(statSync(join(version, file)).mode & 0o777, file).toBe(0o644)
  })

  it('holds each page plain and packed twice, and says what it holds', async () => {
    const text = 'یک صفحه '.repeat(200)
    const made = await writeSite(folder, 's1', [part('newest', '1', { '/fa': text })])
    expect(await currentManifest(folder)).toEqual(made)
    expect(await isWhole(folder, made)).toBe(true)
    const file = join(folder, 'current/fa/index.html')
    expect(brotliDecompressSync(readFileSync(`${file}.br`)).toString()).toBe(text)
    expect(gunzipSync(readFileSync(`${file}.gz`)).toString()).toBe(text)
  })

  it('takes over what has not changed as the same bytes on disk, and writes the rest anew', async () => {
    await writeSite(folder, 's1', [
      part('old', 'a', { '/fa/releases/1': 'one' }),
      part('newest', '1', { '/fa': 'first' }),
    ])
    const before = statSync(join(folder, 'current/fa/releases/1/index.html')).ino
    await writeSite(folder, 's2', [
      { ...part('old', 'a', {}), files: () => Promise.reject(new Error('asked again')) },
      part('newest', '2', { '/fa': 'second' }),
    ])
    expect(served('fa')).toBe('second')
    expect(served('fa/releases/1')).toBe('one')
    expect(statSync(join(folder, 'current/fa/releases/1/index.html')).ino).toBe(before)
  })

  it('writes everything anew where a file has gone or been cut', async () => {
    const parts = [part('old', 'a', { '/fa/help': 'help' })]
    const made = await writeSite(folder, 's1', parts)
    rmSync(join(folder, 'current/fa/help/index.html.br'))
    expect(await isWhole(folder, made)).toBe(false)
    expect(await isWhole(folder, await writeSite(folder, 's1', parts))).toBe(true)
  })

  it('keeps two versions and nothing that was begun and not ended', async () => {
    for (const n of ['1', '2', '3', '4']) await writeSite(folder, n, [part('newest', n, { '/fa': n })])
    expect(readdirSync(join(folder, 'versions')).length).toBe(2)
    expect(readdirSync(folder).sort()).toEqual(['current', 'versions'])
    expect(served('fa')).toBe('4')
  })

  it('stays as it was when a page cannot be made', async () => {
    await writeSite(folder, 's1', [part('newest', '1', { '/fa': 'first' })])
    const failing = { ...part('newest', '2', {}), files: () => Promise.reject(new Error('no word')) }
    await expect(writeSite(folder, 's2', [failing])).rejects.toThrow('no word')
    expect(served('fa')).toBe('first')
  })
})

describe('a writer that is killed', () => {
  const program = join(room, 'writer.mjs')
  beforeAll(async () => {
    await build({
      entryPoints: [join(import.meta.dirname, 'writer.ts')],
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'esm',
      alias: { '@': process.cwd() },
      logLevel: 'silent',
    })
  })

  it('leaves a whole version at any moment: the old one or the new one, never parts of two', async () => {
    let seed = 7
    const chance = () => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed / 2_147_483_647
    }
    for (let death = 1; death <= 15; death += 1) {
      const writer = fork(program, [folder, String(death)], {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      })
      // Not before it has written one, and then somewhere within one of the next.
      await new Promise((done) => writer.once('message', done))
      await new Promise((done) => setTimeout(done, chance() * 60))
      const ended = new Promise((done) => writer.once('exit', done))
      writer.kill('SIGKILL')
      await ended
      const manifest = await currentManifest(folder)
      expect(manifest, `after death ${death}`).not.toBeNull()
      expect(await isWhole(folder, manifest!)).toBe(true)
      const texts = new Set<string>()
      for (const { path, file, etag } of manifest!.parts.flatMap(({ entries }) => entries)) {
        const bytes = readFileSync(join(folder, 'current', file))
        expect(createHash('sha256').update(bytes).digest('base64url').slice(0, 22)).toBe(etag)
        if (path !== '/fa/help') texts.add(bytes.toString().slice(0, 20))
      }
      expect(texts.size).toBe(1)
    }
    // The next one that is not killed clears away what the dead have left.
    await writeSite(folder, 'last', [part('newest', 'last', { '/fa': 'last' })])
    expect(readdirSync(join(folder, 'versions')).filter((name) => name.startsWith('.'))).toEqual([])
    expect(existsSync(join(folder, 'current/fa/index.html'))).toBe(true)
  })
})
