import { expect, expectAccessible, test } from './guarded'

/** Addresses of released pages; the others are the application's. */
const RELEASED = /^\/(fa|en)(\/(counties|method|outcomes|programmes|releases|help)(\/.*)?)?$/

test('every released page leads on to pages that are there, holds no script, and is light', async ({
  page,
  locale2,
}) => {
  const seen = new Set<string>()
  const waiting = [`/${locale2}`]
  for (let path = waiting.pop(); path; path = waiting.pop()) {
    if (seen.has(path)) continue
    seen.add(path)
    const response = await page.request.get(path, { headers: { 'accept-encoding': 'br' } })
    expect(response.status(), path).toBe(200)
    if (!response.headers()['content-type']?.startsWith('text/html')) continue
    const html = await response.text()
    // The description of the data is data: no browser runs it, and it holds no «<».
    const described = /<script type="application\/ld\+json">[^<]*<\/script>/g
    expect(html.replace(described, ''), path).not.toMatch(/<script/i)
    expect(Number(response.headers()['content-length']), path).toBeLessThan(30_000)
    expect(response.headers()['content-security-policy'], path).toContain("default-src 'none'")
    for (const [, href = ''] of html.matchAll(/\shref="(\/[^"#?]*)"/g)) {
      if (RELEASED.test(href) || href.startsWith('/site/')) waiting.push(href)
    }
  }
  // Twelve counties and twenty-five neighbourhoods, in the newest and in each of three releases, in two languages.
  const places = [...seen].filter((path) => /\/counties\/[^/]+\/[^/]+$/.test(path))
  expect(places.length).toBeGreaterThanOrEqual(25 * 4 * 2)
})

test('the map and the table beside it say the same counties, each a link that the keyboard reaches', async ({
  page,
  locale2,
}) => {
  await page.goto(`/${locale2}/counties`)
  const map = page.locator('svg[role="group"]')
  const onMap = await map.locator('a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
  const inTable = await page
    .locator('table tbody th a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')))
  expect(onMap.length).toBe(12)
  expect([...onMap].sort()).toEqual([...inTable].sort())
  await map.locator('a').first().focus()
  const outline = () => page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)
  for (const href of onMap) {
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe(href)
    expect(await outline()).not.toBe('none')
    await page.keyboard.press('Tab')
  }
  // A finger finds each of them on a phone, and no name lies on another.
  const boxes = await map.locator('a text:last-of-type').evaluateAll((texts) =>
    texts.map((text) => {
      const { left, right, top, bottom } = text.getBoundingClientRect()
      return { left, right, top, bottom }
    }),
  )
  for (const [at, a] of boxes.entries())
    for (const b of boxes.slice(at + 1)) {
      const covers = a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
      expect(covers, JSON.stringify([a, b])).toBe(false)
    }
})

test('a neighbourhood’s page tells what the release tells of it, and leads to its county', async ({
  page,
  locale2,
}) => {
  const data = await (await page.request.get(`/${locale2}/releases/3/data.json`)).json()
  type Cell = { table: string; place: string | null; county: string | null; shown: unknown }
  const row = data.weave.find((one: { placeName: { en: string } }) => one.placeName.en === 'Bahar')
  const people = data.cells.find(
    (one: Cell) =>
      one.table === 'NEIGHBOURHOOD' && one.place === row.placeName.fa && one.county === row.countyName.fa,
  )
  await page.goto(`/${locale2}/releases/3/counties/urmia/bahar`)
  const latin = (text: string) => text.replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
  const main = latin(await page.getByRole('main').innerText())
  expect(main).toContain(String(row.held))
  expect(main).toContain(String(row.planned))
  if (typeof people.shown === 'number') expect(main).toContain(String(people.shown))
  expect(main).not.toMatch(/\d{1,2}:\d\d/)
  await page.locator(`main a[href="/${locale2}/releases/3/counties/urmia"]`).first().click()
  await expect(page).toHaveURL(/\/releases\/3\/counties\/urmia$/)
})

test('an unknown place or release says so in the page’s language, and helps on', async ({
  page,
  locale2,
}) => {
  for (const path of [
    '/counties/nowhere',
    '/counties/urmia/nowhere',
    '/releases/99',
    '/releases/3/nothing',
  ]) {
    const response = await page.goto(`/${locale2}${path}`)
    expect(response?.status(), path).toBe(404)
    await expect(page.locator('html')).toHaveAttribute('lang', locale2)
    await expect(page.locator(`main a[href="/${locale2}/counties"]`)).toBeVisible()
  }
  await expectAccessible(page)
})

test('the explore page shows the same release', async ({ page, locale2 }) => {
  await page.goto(`/${locale2}`)
  const day = locale2 === 'fa' ? '۲۸ تیر ۱۴۰۳' : '18 July 2024'
  await expect(page.getByRole('main')).toContainText(day)
  await page.goto(`/${locale2}/explore`)
  await expect(page.getByRole('main')).toContainText(day)
})
