import type { Page } from '@playwright/test'
import { expect, expectAccessible, test } from './guarded'
import { streak } from './own-cohort'
import { name, open, rows, takeAlong } from './own-phone'

const ARRIVED = 'همه به دفتر رسیده است'
const MONTH_MS = 31 * 24 * 3600 * 1000

/** Opens the first sheet and records its four women, one of them absent; sends it in if asked. */
async function record(page: Page, absent: number, submit = true): Promise<void> {
  await page
    .getByRole('main')
    .getByRole('link', { name: /شروع|ادامه/ })
    .first()
    .click()
  await page.getByRole('button', { name: '۳', exact: true }).click()
  await page.getByRole('button', { name: 'همه حاضر' }).first().click()
  await name(page, absent).click()
  await expect(name(page, absent)).toContainText('غایب')
  await expect(page.getByText('روی این گوشی ذخیره شد')).toBeVisible()
  if (!submit) return
  await page.getByRole('button', { name: 'ثبت نشست' }).click()
  await expect(page.getByText('نشست روی این گوشی ثبت شد')).toBeVisible()
}

const home = (page: Page) => page.goto('/fa/phone').then(() => open(page))
const marks = async (page: Page, session: string) => {
  await page.goto(`/fa/today/${session}`)
  await expect(rows(page)).toHaveCount(4)
  return rows(page).allInnerTexts()
}

test('two phones that recorded one sheet without knowing of each other come to one sheet, and both are told', async ({
  page,
  context,
  browser,
  baseURL,
}) => {
  const hers = await streak()
  const second = await browser.newContext({
    baseURL,
    viewport: { width: 360, height: 640 },
    locale: 'fa-IR',
    timezoneId: 'Asia/Tehran',
  })
  const other = await second.newPage()
  for (const one of [page, other]) {
    await takeAlong(one, hers)
    await open(one)
    await expect(one.getByText(ARRIVED)).toBeVisible()
  }
  await context.setOffline(true)
  await second.setOffline(true)
  await record(page, 1)
  await record(other, 2)
  const session = new URL(page.url()).hash.slice(1)
  expect(new URL(other.url()).hash.slice(1)).toBe(session)

  // The one that recorded later arrives first.
  await second.setOffline(false)
  await home(other)
  await expect(other.getByText(ARRIVED)).toBeVisible()
  await context.setOffline(false)
  await home(page)
  await expect(page.getByText(ARRIVED)).toBeVisible()

  const seen = await marks(page, session)
  expect(await marks(other, session)).toEqual(seen)
  expect(seen.filter((row) => row.includes('غایب'))).toHaveLength(1)
  expect(seen[2]).toContain('غایب')
  for (const one of [page, other]) {
    await home(one)
    await expect(one.getByText(ARRIVED)).toBeVisible()
    await one.goto(`/fa/phone#${session}`)
    await one.reload()
    await open(one)
    await expect(one.getByText('۲ ثبت با ثبت دیگری یکی نیست')).toBeVisible()
  }
  await expectAccessible(page)
  await second.close()
})

test('a newer application comes while taps wait: nothing is renewed under a finger, and all of them arrive', async ({
  page,
  context,
}) => {
  const hers = await streak()
  await takeAlong(page, hers)
  await open(page)
  await context.setOffline(true)
  await record(page, 3, false)
  const session = new URL(page.url()).hash.slice(1)
  await context.route('**/api/sync/v1/push', (route) => route.abort('internetdisconnected'))
  await context.setOffline(false)
  // A worker under another address is a newer one to the browser: it installs and waits for its turn.
  await page.evaluate(async () => {
    const found = await navigator.serviceWorker.register('/sw.js?newer', {
      scope: '/',
      updateViaCache: 'none',
    })
    const coming = found.installing ?? found.waiting
    await new Promise<void>((done) => {
      if (coming?.state === 'installed') return done()
      coming?.addEventListener('statechange', () => coming.state === 'installed' && done())
    })
  })
  // The register is open: it stays as it is, under the old worker.
  expect(await page.evaluate(() => navigator.serviceWorker.controller?.scriptURL)).toMatch(/sw\.js$/)
  await page.getByRole('button', { name: 'ثبت نشست' }).click()
  await expect(page.getByText('نشست روی این گوشی ثبت شد')).toBeVisible()

  // The next opening of the phone stands on the newer one, with everything there.
  await page.evaluate(async () => {
    const found = await navigator.serviceWorker.getRegistration()
    const over = new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done))
    found?.waiting?.postMessage('renew')
    await over
  })
  await home(page)
  expect(await page.evaluate(() => navigator.serviceWorker.controller?.scriptURL)).toMatch(/newer$/)
  await expect(page.getByText('۶ کار روی این گوشی ذخیره شده')).toBeVisible()
  await context.unroute('**/api/sync/v1/push')
  await page.getByRole('button', { name: 'فرستادن و گرفتن' }).click()
  await expect(page.getByText(ARRIVED)).toBeVisible()
  expect((await marks(page, session))[3]).toContain('غایب')
})

test('signed out for a month: the work waits, and goes once she has signed in again', async ({
  page,
  context,
}) => {
  const hers = await streak()
  await takeAlong(page, hers)
  await open(page)
  await context.setOffline(true)
  await record(page, 0)
  const session = new URL(page.url()).hash.slice(1)
  await context.clearCookies()
  await page.clock.setSystemTime(Date.now() + MONTH_MS)
  await page.goto('/fa/phone')
  await open(page)
  await expect(page.getByText('۶ کار روی این گوشی ذخیره شده')).toBeVisible()
  await context.setOffline(false)
  await page.getByRole('button', { name: 'فرستادن و گرفتن' }).click()
  await expect(page.getByText('از حساب بیرون آمده‌اید')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'ورود به حساب' }).click()
  await page.locator('input[name="handle"]').fill(hers.handle)
  await page.locator('input[name="password"]').fill(hers.password)
  await page.locator('form:has(input[name="handle"]) button[type="submit"]').click()
  await page.waitForURL('**/fa/phone')
  await open(page)
  await expect(page.getByText(ARRIVED)).toBeVisible()
  expect((await marks(page, session))[0]).toContain('غایب')
})
