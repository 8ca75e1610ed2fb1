import { expect, expectAccessible, expectFits, test } from './guarded'

/** The demonstration's last release: approved sheets up to 28 Tir 1403. */
const RELEASED = {
  fa: { people: '۶۲۵', facilitators: '۲۵', asOf: '۲۸ تیر ۱۴۰۳' },
  en: { people: '625', facilitators: '25', asOf: '18 July 2024' },
}

test('the public page tells the released figures, is complete without scripts, and is accessible', async ({
  page,
  browser,
  locale2,
  baseURL,
  viewport,
}) => {
  await page.goto(`/${locale2}`)
  await expect(page.locator('html')).toHaveAttribute('dir', locale2 === 'fa' ? 'rtl' : 'ltr')
  const said = RELEASED[locale2]
  await expect(page.getByRole('main')).toContainText(said.asOf)
  await expect(page.getByRole('main')).toContainText(said.people)
  await expectAccessible(page)
  await expectFits(page)
  const withScripts = await page.getByRole('main').innerText()

  const plain = await browser.newContext({
    javaScriptEnabled: false,
    baseURL,
    viewport,
    locale: locale2 === 'fa' ? 'fa-IR' : 'en-GB',
  })
  const bare = await plain.newPage()
  await bare.goto(`/${locale2}`)
  expect((await bare.getByRole('main').innerText()).replace(/\s+/g, ' ')).toBe(
    withScripts.replace(/\s+/g, ' '),
  )
  await plain.close()
})

test('the front door leads to Persian', async ({ page }) => {
  await page.goto('/')
  await expect(page).toHaveURL(/\/fa$/)
})

const PLACES = ['/counties', '/counties/urmia', '/counties/urmia/bahar', '/releases/2/counties/urmia/bahar']
for (const path of [
  '/outcomes',
  '/releases/2/outcomes',
  '/method',
  '/releases',
  '/releases/1',
  '/explore',
  '/help',
  '/sign-in',
  ...PLACES,
]) {
  test(`${path} is accessible and fits`, async ({ page, locale2 }) => {
    await page.goto(`/${locale2}${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectAccessible(page)
    await expectFits(page)
  })
}

test('the weave says nothing of times to come, and no page names a participant', async ({
  page,
  locale2,
}) => {
  for (const path of ['', '/explore', '/releases/3', '/releases/3/data.json', '/releases/3/data.csv']) {
    const response = await page.request.get(`/${locale2}${path}`)
    expect(response.ok(), path).toBe(true)
    const body = await response.text()
    expect(body, path).not.toMatch(/زهرا|فاطمه|مریم|09:30|۰۹:۳۰|۹:۳۰/)
  }
})

/** The rows of a release's CSV by the names of its columns. */
function rowsOf(csv: string): Record<string, string>[] {
  const [head = '', ...lines] = csv
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n')
  const names = head.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, at) => [names[at], value])))
}

test('the tables of people are those of the data, cell by cell, and the page holds no other number of people', async ({
  page,
  locale2,
}) => {
  const json = await (await page.request.get(`/${locale2}/releases/3/data.json`)).json()
  const csv = rowsOf(await (await page.request.get(`/${locale2}/releases/3/data.csv`)).text())
  const said = (shown: unknown) =>
    ({ UNDER: 'withheld', WITHDRAWN: 'withdrawn' })[String(shown)] ?? String(shown)
  const inCsv = csv.filter((row) => row.precision !== 'exact' && row.code !== 'STRICT')
  const told = (row: Record<string, string>) => (row.status === 'told' ? row.value || row.band : row.status)
  expect(inCsv.map((row) => [row.code, row.category, told(row), row.counted_on, row.percent])).toEqual(
    json.cells.map((cell: Record<string, unknown>) => [
      cell.table,
      cell.category === 'ALL' ? '' : cell.category,
      said(cell.shown),
      cell.refreshedOn,
      String(cell.percent ?? ''),
    ]),
  )
  expect(json.audit).toMatchObject({ releases: 3 })

  await page.goto(`/${locale2}/releases/3`)
  const latin = (text: string) =>
    text.replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0)).replace(/[٬,]/g, '')
  const section = page.locator('section[aria-labelledby="people"]')
  // The long ones are folded; what nobody has opened has no text to be read.
  for (const one of await section.locator('summary').all()) await one.click()
  const cells = (await section.locator('td').allInnerTexts()).map(latin).filter((text) => /^\d+$/.test(text))
  const numbers = json.cells
    .map((cell: { shown: unknown }) => cell.shown)
    .filter((shown: unknown) => typeof shown === 'number')
  expect(cells.length).toBe(numbers.length)
  expect(cells.map(Number).sort((a, b) => a - b)).toEqual(numbers.sort((a: number, b: number) => a - b))
  // Every number of people is a multiple of ten and none is small; every share is a step of five.
  expect(numbers.every((n: number) => n >= 20 && n % 10 === 0)).toBe(true)

  // Whatever number the whole page shows is one of the release: figures, dates, or what the rules and the plan say.
  const allowed = new Set<string>()
  const gather = (value: unknown): void => {
    if (typeof value === 'number')
      for (const one of [value, Math.round(value / 6) / 10]) allowed.add(String(one))
    else if (typeof value === 'string')
      for (const one of value.match(/\d+/g) ?? []) allowed.add(String(Number(latin(one))))
    else if (value && typeof value === 'object') Object.values(value).forEach(gather)
  }
  gather(json)
  const tables = (await page.getByRole('main').locator('td').allInnerTexts()).map(latin)
  const strange = tables
    .filter((text) => /^[\d.]+$/.test(text))
    .filter((text) => !allowed.has(text) && !isSum(text, json))
  expect(strange).toEqual([])
  const order = await section.locator('table').nth(3).locator('tbody th').allInnerTexts()
  expect(order).toEqual(order.toSorted(new Intl.Collator(locale2).compare))
})

/** The last line of the county table adds its columns up. */
function isSum(text: string, json: { counties: Record<string, number>[] }): boolean {
  const sums = ['neighbourhoods', 'enrolled', 'sessionsHeld', 'sessionsPlanned'].map((key) =>
    json.counties.reduce((sum, county) => sum + (county[key] ?? 0), 0),
  )
  const minutes = json.counties.reduce((sum, county) => sum + (county.heldMinutes ?? 0), 0)
  return [...sums, minutes / 60].map(String).includes(text)
}

test('a page that is not there says so', async ({ page, locale2 }) => {
  const response = await page.goto(`/${locale2}/no-such-page`)
  expect(response?.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page).toHaveTitle(locale2 === 'fa' ? /پیدا نشد/ : /not found/)
  // Whoever is lost here may be in need: help is one tap away.
  await expect(page.locator(`a[href="/${locale2}/help"]`)).toBeVisible()
  await expectAccessible(page)
})

test('every public page describes itself', async ({ page, locale2 }) => {
  const told = new Set<string>()
  const paths = ['', '/outcomes', '/explore', '/method', '/releases', '/releases/1', '/help', ...PLACES]
  for (const path of paths) {
    await page.goto(`/${locale2}${path}`)
    told.add((await page.locator('meta[name="description"]').getAttribute('content')) ?? '')
  }
  expect(told.size).toBe(paths.length)
})

test('public pages are accessible in the dark too', async ({ page, locale2 }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  for (const path of ['', '/outcomes', '/method', '/explore', '/counties', '/counties/urmia/bahar']) {
    await page.goto(`/${locale2}${path}`)
    await expectAccessible(page)
  }
})

test('every part of the public page can be reached by keyboard alone', async ({ page, locale2 }) => {
  await page.goto(`/${locale2}`)
  await page.keyboard.press('Tab')
  await expect(page.locator(':focus')).toHaveAttribute('href', '#main')
  const reached = new Set<string>()
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press('Tab')
    const name = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
    reached.add(name)
    const outlined = await page.evaluate(() => {
      const style = document.activeElement ? getComputedStyle(document.activeElement) : null
      return document.activeElement === document.body || style?.outlineStyle !== 'none'
    })
    expect(outlined, `focus on «${name}» is visible`).toBe(true)
  }
  expect(reached.size).toBeGreaterThan(5)
})
