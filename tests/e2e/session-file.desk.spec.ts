import type { Browser } from '@playwright/test'
import { expect, expectAccessible, signIn, test } from './guarded'

/** Today's session of a facilitator's group. */
async function todayOf(browser: Browser, baseURL: string | undefined, handle: string): Promise<string> {
  const context = await browser.newContext({ baseURL, locale: 'fa-IR' })
  const page = await context.newPage()
  await signIn(page, 'fa', `${handle}@demo.tabavar.local`)
  const link = page.locator('section[aria-labelledby="today"] article').getByRole('link').first()
  const href = (await link.getAttribute('href'))!
  await context.close()
  return href.split('/').at(-1)!
}

test('one session goes out as a spreadsheet and comes in again; another session’s file is refused', async ({
  page,
  browser,
  baseURL,
}) => {
  const session = await todayOf(browser, baseURL, 'facilitator12')
  const other = await todayOf(browser, baseURL, 'facilitator13')
  await signIn(page, 'fa', 'officer1@demo.tabavar.local')
  await page.goto(`/fa/office/sessions/${session}`)
  await expectAccessible(page)
  const answer = await page.request.get(`/fa/office/sessions/${session}/register.xlsx`)
  expect(answer.status()).toBe(200)
  const file = { name: 'register.xlsx', mimeType: 'application/octet-stream', buffer: await answer.body() }

  await page.locator('#spreadsheet input[type="file"]').setInputFiles(file)
  await page.locator('#spreadsheet').getByRole('button', { name: 'خواندن فایل' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('پیش از ثبت')
  await expect(page.getByText('نشانهٔ تازه‌ای برای ثبت نیست')).toBeVisible()

  await page.goto(`/fa/office/sessions/${other}`)
  await page.locator('#spreadsheet input[type="file"]').setInputFiles(file)
  await page.locator('#spreadsheet').getByRole('button', { name: 'خواندن فایل' }).click()
  await expect(page.getByText('این فایل از آن نشست دیگری است')).toBeVisible()
})
