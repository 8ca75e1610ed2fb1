import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectFits, signIn, test } from './guarded'

/** Everything that can be touched on this screen and is smaller than a thumb asks for. */
const tooSmall = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a, button, textarea, summary, input:not([type="radio"])')]
      .filter((each) => each.checkVisibility() && !each.closest('.sr-only') && !each.matches('.sr-only'))
      .map((each) => ({ each, box: each.getBoundingClientRect() }))
      .filter(({ box }) => box.width < 48 || box.height < 48)
      .map(({ each, box }) => `${each.textContent || each.id} ${box.width} × ${box.height}`),
  )

const startToday = async (page: Page, handle: string) => {
  await signIn(page, 'fa', `${handle}@demo.tabavar.local`)
  expect(await tooSmall(page)).toEqual([])
  await page.locator('section[aria-labelledby="today"] article').getByRole('link').first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('نشست')
}
const rows = (page: Page) => page.getByRole('main').locator('ol > li')
const name = (page: Page, at: number) => rows(page).nth(at).getByRole('button').first()
const count = async (page: Page, digits: string) => {
  for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).click()
  await page.getByRole('button', { name: 'همه حاضر' }).first().click()
}

test('from the register, help and the way back are one tap away, and every target fits a thumb', async ({
  page,
}) => {
  await startToday(page, 'facilitator16')
  expect(await tooSmall(page)).toEqual([])
  await expect(page.getByRole('link', { name: 'کمک فوری' })).toHaveAttribute('href', '/fa/help')
  await expect(page.getByRole('link', { name: 'بازگشت به کارهای من' })).toHaveAttribute('href', '/fa/today')
  await count(page, '۲۱')
  await name(page, 1).click()
  await rows(page).nth(2).getByRole('button').nth(1).click()
  await expect(rows(page).nth(2).getByRole('group').last()).toBeInViewport({ ratio: 0.9 })
  expect(await tooSmall(page)).toEqual([])
  await page.goto('/fa/today/01900000-0000-7000-8000-000000000000')
  await expect(page.getByRole('link', { name: 'کمک فوری' })).toHaveAttribute('href', '/fa/help')
})

test('focus that goes on to the names is never under the number pad', async ({ page }) => {
  await startToday(page, 'facilitator19')
  const pad = page.getByRole('group', { name: 'شمارش حاضران' })
  await expect(pad).toBeVisible()
  await name(page, 1).focus()
  await expect(pad).toBeHidden()
  await expect(name(page, 1)).toBeInViewport({ ratio: 0.9 })
})

test('after a conflict, a count that no longer fits is explained where it is said', async ({
  page,
  browser,
  baseURL,
}) => {
  const second = await browser.newContext({ baseURL, locale: 'fa-IR', viewport: { width: 360, height: 640 } })
  const other = await second.newPage()
  await startToday(page, 'facilitator21')
  await startToday(other, 'facilitator21')
  await count(page, '۱۹')
  await name(page, 1).click()
  await name(page, 2).click()
  await count(other, '۲۰')
  await name(other, 4).click()
  await other.getByRole('button', { name: 'ذخیره', exact: true }).click()
  await expect(other.getByText('ذخیره شده است')).toBeVisible()
  await page.getByRole('button', { name: 'ثبت نشست' }).click()
  await expect(page.getByRole('heading', { name: /هم‌زمان/ })).toBeFocused()
  await expectAccessible(page)
  for (const choice of await page.getByRole('radio', { name: 'ثبت دیگری' }).all()) await choice.check()
  // The marks are theirs, the count she stands by.
  const heads = page.getByRole('group', { name: 'شمارش حاضران' })
  await expect(heads).toContainText('۲۰')
  await heads.getByRole('radio', { name: 'ثبت شما' }).check()
  await page.getByRole('button', { name: 'همین‌ها را ثبت کن' }).click()
  // Theirs has 20 in the room, hers says 19: nothing was sent in before that is explained.
  await page.getByLabel('چرا فرق دارد؟').first().fill('یک نفر زود رفت')
  await page.getByRole('button', { name: 'ثبت نشست' }).click()
  await expect(page.getByText('نشست در دفتر ثبت شد')).toBeVisible()
  await second.close()
})

test('a session that did not take place says so at once, and shows no empty register', async ({ page }) => {
  await startToday(page, 'facilitator24')
  await page.getByRole('button', { name: 'تمام', exact: true }).click()
  await page.getByRole('button', { name: 'برگزار نشد' }).click()
  await page.getByRole('button', { name: 'محل نشست بسته بود' }).click()
  await page.getByRole('button', { name: 'ثبت کن: برگزار نشد' }).click()
  await expect(page.getByText('ثبت شد که این نشست برگزار نشد.')).toBeInViewport()
  await expect(rows(page)).toHaveCount(0)
  await expectFits(page)
})
