import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closePools, openPools } from '@/db/client'
import { attackRelease } from '@/db/commands/releases/attack-release'
import { prepareRelease } from '@/db/commands/releases/prepare-release'
import { recordCorrection } from '@/db/commands/releases/record-correction'
import { signRelease } from '@/db/commands/releases/sign-release'
import { policyOf } from '@/server/site/assets'
import { publishSite } from '@/server/site/publish'
import { currentManifest } from '@/server/site/store'
import { contextOf } from '@/tests/support/actors'
import type { World } from '@/tests/support/factories'
import { openReleases } from './released-world'

const f = openReleases()
const folder = mkdtempSync(join(tmpdir(), 'tabavar-site-'))
const assets = { style: '', policy: policyOf(''), font: '/site/f', icon: '/site/i', files: [], version: '1' }
const settings = {
  ...{ folder, map: join(folder, 'map.geojson'), assets },
  origin: 'https://example.ir',
  log: () => {},
}
const page = (path: string) => readFileSync(join(folder, 'current', path, 'index.html'), 'utf8')

let w: World
let releaseId: string
beforeAll(async () => {
  w = await f.running()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a release as files', () => {
  it('is there once it is signed, says first that there is none, and is not written twice', async () => {
    expect(await publishSite(settings)).not.toBeNull()
    expect(page('fa')).toContain('هنوز گزارشی منتشر نشده است')
    releaseId = (
      await prepareRelease(await contextOf(w.officer), {
        runId: w.runId,
        asOf: '2024-05-20',
        acknowledged: [],
      })
    ).releaseId
    await attackRelease(await contextOf(w.officer), { releaseId })
    expect(await publishSite(settings)).toBeNull()
    await signRelease(await contextOf(w.director), { releaseId })
    expect(await publishSite(settings)).not.toBeNull()
    expect(page('fa')).toContain('۳۱ اردیبهشت ۱۴۰۳')
    expect(page('fa/releases/1')).toContain('انتشار ۱')
    // The picture a page names lies in the folder too.
    const picture = /og:image" content="https:\/\/example\.ir\/([^"]+)"/.exec(page('fa/outcomes'))![1]!
    expect(
      readFileSync(join(folder, 'current', picture))
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
    expect(await publishSite(settings)).toBeNull()
  })

  it('has a page for each place, drawn from the release and nothing else', async () => {
    const data = JSON.parse(readFileSync(join(folder, 'current/fa/releases/1/data.json'), 'utf8'))
    const manifest = await currentManifest(folder)
    const pages = manifest!.parts
      .find(({ name }) => name === 'newest-pages')!
      .entries.map(({ path }) => path)
      .filter((path) => path.startsWith('/fa/counties/'))
    expect(pages.length).toBe(2)
    expect(page(pages.at(-1)!.slice(1))).toContain(data.weave[0].placeName.fa)
  })

  it('tells a correction at once, also on the page of the release it is about', async () => {
    await recordCorrection(await contextOf(w.director), {
      releaseId,
      textFa: 'شمار نشست‌ها یکی کم بود و درست شد.',
    })
    expect(await publishSite(settings)).not.toBeNull()
    expect(page('fa/releases')).toContain('شمار نشست‌ها یکی کم بود')
    expect(page('fa/releases/1')).toContain('شمار نشست‌ها یکی کم بود')
  })

  it('is written again from the database where the folder has gone', async () => {
    rmSync(join(folder, 'current'))
    rmSync(join(folder, 'versions'), { recursive: true })
    expect(await publishSite(settings)).not.toBeNull()
    expect(page('en')).toContain('20 May 2024')
  })

  it('F03: is served with its date while the database is away, and the writer leaves it alone', async () => {
    const urls = { app: 'postgres://x@127.0.0.1:1/x', pub: 'postgres://x@127.0.0.1:1/x' }
    await closePools()
    openPools(urls, 2)
    Object.assign(process.env, {
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
      NEXTAUTH_URL: 'http://127.0.0.1',
      TABAVAR_SITE: folder,
    })
    const { buildFront } = await import('@/server/front/app')
    const front = await buildFront()
    try {
      await front.listen({ port: 0, host: '127.0.0.1' })
      const origin = `http://127.0.0.1:${(front.server.address() as AddressInfo).port}`
      for (const [path, day] of [
        ['/fa', '۳۱ اردیبهشت ۱۴۰۳'],
        ['/en', '20 May 2024'],
        ['/fa/counties', 'شهرستان'],
        ['/fa/help', 'tel:123'],
      ] as const) {
        const answer = await fetch(origin + path)
        expect([path, answer.status]).toEqual([path, 200])
        expect(await answer.text()).toContain(day)
      }
      const health = await fetch(`${origin}/healthz`)
      expect(health.status).toBe(200)
      await expect(publishSite(settings)).rejects.toThrow()
      expect(existsSync(join(folder, 'current/fa/index.html'))).toBe(true)
      expect((await fetch(`${origin}/fa/releases/1`)).status).toBe(200)
    } finally {
      await front.close()
    }
  })
})

it('the database asks for the pages whenever something comes out', async () => {
  const triggers = await f.owner`
    select c.relname as table, t.tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where t.tgname in ('release_written', 'correction_written') and t.tgenabled = 'O' order by 1`
  expect(triggers.map((row) => ({ ...row }))).toEqual([
    { table: 'correction', name: 'correction_written' },
    { table: 'release', name: 'release_written' },
  ])
})
