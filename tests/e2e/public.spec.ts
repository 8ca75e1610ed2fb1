import { expect, expectAccessible, expectFits, test } from './guarded'

/** The demonstration's last release: approved sheets up to 28 Tir 1403, as domain sections 10 and 14 and decisions C12 give it. */
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

for (const path of ['/method', '/releases', '/releases/1', '/explore', '/help', '/sign-in']) {
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
  const paths = ['', '/explore', '/method', '/releases', '/releases/1', '/help']
  for (const path of paths) {
    await page.goto(`/${locale2}${path}`)
    told.add((await page.locator('meta[name="description"]').getAttribute('content')) ?? '')
  }
  expect(told.size).toBe(paths.length)
})

test('public pages are accessible in the dark too', async ({ page, locale2 }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  for (const path of ['', '/method', '/explore']) {
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
