import { createHash } from 'node:crypto'
import { knowledgeOf } from '@/lib/disclosure/knowledge'
import { knowledgeOfTable, toldOtherwise } from '@/lib/disclosure/knowledge-table'
import { csvRows, jsonRows, workbookRows } from '@/tests/support/open-data-read'
import { againstPage } from '@/tests/support/page-figures'
import { wordsIn } from '@/tests/unit/reports/words'
import { expect, expectAccessible, expectFits, test } from './guarded'

const CHARTS = ['headline', 'months', 'counties', 'age']

for (const number of [1, 3]) {
  test(`page, CSV, JSON, workbook and package of release ${number} agree, figure by figure`, async ({
    page,
    locale2,
  }) => {
    const bytes = async (file: string) => (await page.request.get(`/data/${number}/${file}`)).body()
    const csv = csvRows((await bytes('figures.csv')).toString('utf8'))
    expect(csv.length).toBeGreaterThan(100)
    expect(jsonRows((await bytes('figures.json')).toString('utf8'))).toEqual(csv)
    expect(await workbookRows(await bytes('figures.xlsx'), wordsIn('fa'))).toEqual(csv)
    const api = await (await page.request.get(`/api/public/v1/releases/${number}`)).text()
    expect(jsonRows(api)).toEqual(csv)

    const release = JSON.parse((await bytes('release.json')).toString('utf8'))
    // The markup as the server sends it: what is there before, and without, any script.
    const html = await (await page.request.get(`/${locale2}/releases/${number}`)).text()
    const { wrong, seen } = againstPage(html, csv, release, wordsIn(locale2), locale2)
    expect(wrong).toEqual([])
    expect(csv.map((row) => row.id).filter((id) => !seen.has(id!))).toEqual([])

    const described = JSON.parse((await bytes('datapackage.json')).toString('utf8'))
    for (const { path, bytes: size, hash } of described.resources) {
      const file = await bytes(path)
      expect([size, hash], path).toEqual([
        file.byteLength,
        `sha256:${createHash('sha256').update(file).digest('hex')}`,
      ])
    }

    // What the attack knew of the release is what the table tells, and nothing more.
    const attacked = knowledgeOf(JSON.stringify(release))
    const read = knowledgeOfTable(csv, release.rules)
    expect(toldOtherwise(read, attacked)).toEqual([])
  })
}

test('the pages of the open data are complete without scripts, accessible, and say what there is', async ({
  page,
  browser,
  baseURL,
  locale2,
  viewport,
}) => {
  const plain = await browser.newContext({ javaScriptEnabled: false, baseURL, viewport })
  const bare = await plain.newPage()
  for (const path of ['/open-data', '/open-data/embeds']) {
    await page.goto(`/${locale2}${path}`)
    await expectAccessible(page)
    await expectFits(page)
    await bare.goto(`/${locale2}${path}`)
    const told = async (one: typeof page) => (await one.getByRole('main').innerText()).replace(/\s+/g, ' ')
    expect(await told(bare)).toBe(await told(page))
  }
  await page.goto(`/${locale2}/open-data`)
  for (const href of await page
    .locator('main a[href^="/"]')
    .evaluateAll((all) => all.map((a) => a.getAttribute('href')!)))
    expect((await page.request.get(href)).status(), href).toBe(200)
  await page.goto(`/${locale2}/open-data/embeds`)
  for (const code of CHARTS) {
    await page.locator(`#embed-${code}`).scrollIntoViewIfNeeded()
    await page.locator(`iframe[src^="/embed/${code}/3"]`).scrollIntoViewIfNeeded()
    const frame = page.frameLocator(`iframe[src^="/embed/${code}/3"]`)
    await expect(frame.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await page.locator(`#latest-${code}`).inputValue()).toContain(
      `${baseURL}/embed/${code}/latest?lang=${locale2}`,
    )
  }
  await plain.close()
})

test('a chart for other pages has no script, may be framed alone, and leads back', async ({
  page,
  locale2,
}) => {
  for (const code of CHARTS) {
    const answer = await page.goto(`/embed/${code}/3?lang=${locale2}`)
    const policy = answer!.headers()['content-security-policy']
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain('frame-ancestors *')
    expect(await answer!.text()).not.toMatch(/<script|\son\w+=/)
    await expect(page.locator('footer a')).toHaveAttribute('href', `/${locale2}/releases/3`)
    await expectAccessible(page)
    await expectFits(page)
  }
  for (const path of [`/${locale2}`, `/${locale2}/open-data/embeds`, '/data/3/licence', '/data/9/licence'])
    expect((await page.request.get(path)).headers()['content-security-policy'], path).toContain(
      "frame-ancestors 'none'",
    )
  const asked = await page.request.get('/embed/months/latest?lang=xx', { maxRedirects: 0 })
  expect([asked.status(), asked.headers().location]).toEqual([307, '/embed/months/3?lang=fa'])
  expect((await page.request.get('/embed/persons/3')).status()).toBe(404)
})

test('addresses last: nothing of a request but its path changes an answer', async ({ page, locale2 }) => {
  const get = (path: string, headers: Record<string, string> = {}) =>
    page.request.get(path, { headers, maxRedirects: 0 })
  const plain = await get('/data/3/figures.csv')
  expect(plain.headers()).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    'access-control-allow-origin': '*',
  })
  expect(plain.headers()['set-cookie']).toBeUndefined()
  for (const asked of ['?limit=1&county=x', "?a='%3Cscript%3E", '?__proto__[x]=1', '?release=1'])
    expect(await (await get(`/data/3/figures.csv${asked}`)).text(), asked).toBe(await plain.text())
  const hostile = {
    'x-forwarded-host': 'evil.example',
    'accept-language': 'zz',
    'x-original-url': '/data/1/figures.csv',
  }
  expect((await get('/data/3/datapackage.json', hostile)).headers().etag).toBe(
    (await get('/data/3/datapackage.json')).headers().etag,
  )
  expect((await get('/data/3/figures.csv', { 'if-none-match': plain.headers().etag! })).status()).toBe(304)
  expect((await get('/data/latest/figures.xlsx')).headers().location).toBe('/data/3/figures.xlsx')
  // The addresses of before have the same bytes as the files of today.
  for (const [before, now] of [
    ['data.csv', 'figures.csv'],
    ['data.json', 'release.json'],
  ]) {
    const old = await (await get(`/${locale2}/releases/3/${before}`)).text()
    expect(old, before).toBe(await (await get(`/data/3/${now}`)).text())
  }
  for (const path of ['/data/99/figures.csv', '/data/03/figures.csv', '/data/-1/licence', '/data/3/no'])
    expect((await get(path)).status(), path).toBe(404)
  expect([400, 404]).toContain((await get('/data/3/..%2f..%2fetc')).status())
  await page.goto('/data/99/figures.csv')
  await expect(page.locator('a[href="/fa/open-data"]')).toBeVisible()
  const missing = await get('/api/public/v1/releases/99')
  expect([missing.status(), (await missing.json()).missing]).toEqual([404, 'release'])
})

test('every public page has a picture of its own with words for it, and describes its data', async ({
  page,
  locale2,
}) => {
  const drawn = new Set<string>()
  for (const path of [
    '',
    '/outcomes',
    '/explore',
    '/method',
    '/releases',
    '/open-data',
    '/open-data/embeds',
  ]) {
    await page.goto(`/${locale2}${path}`)
    const said = (name: string) => page.locator(`meta[property="og:${name}"]`).getAttribute('content')
    const image = new URL((await said('image'))!)
    drawn.add(image.pathname)
    expect((await said('image:alt'))!.length).toBeGreaterThan(20)
    const picture = await (await page.request.get(image.pathname)).body()
    // Width and height stand at fixed places of a PNG.
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)], path).toEqual([1200, 630])
  }
  expect(drawn.size).toBe(7)
  await page.goto(`/${locale2}/releases/2`)
  const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent())!)
  expect(data['@type']).toContain('Dataset')
  for (const one of data.distribution)
    expect((await page.request.get(new URL(one.contentUrl).pathname)).status()).toBe(200)
})
