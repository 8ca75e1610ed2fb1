import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectFits, signIn, test } from './guarded'

const as = async (page: Page, who: string) => {
  await page.context().clearCookies()
  await signIn(page, 'fa', `${who}@demo.tabavar.local`)
}

test('a number opens by what it is made of, and is the same in the API', async ({ page }) => {
  await as(page, 'officer1')
  await page.goto('/fa/office/indicators/R-07?run=WA-1403-DEMO&asOf=1403-04-31')
  await page.locator('#by').selectOption('sex')
  await page.locator('#parts form button').click()
  await expect(page).toHaveURL(/by=sex/)
  const rows = page.locator('#parts tbody tr')
  await expect(rows).toHaveCount(2)
  await expect(page.locator('#parts')).toContainText('۶۲۵')
  await expect(page.locator('#parts')).toContainText('جمع بخش‌ها با عدد شاخص برابر است.')
  await expectFits(page)
  await expectAccessible(page)
  const answer = await page.request.get('/api/figures/v1?run=WA-1403-DEMO&asOf=1403-04-31&code=R-07&by=sex')
  expect(answer.status()).toBe(200)
  const body = (await answer.json()) as { figures: { by: string | null; part: string; value: number }[] }
  expect(body.figures.map(({ by, part, value }) => [by, part, value])).toEqual([
    [null, null, 625],
    ['sex', 'F', 600],
    ['sex', 'M', 25],
  ])
  await page.context().clearCookies()
  expect((await page.request.get('/api/figures/v1')).status()).toBe(401)
})

test('a target is set, revised with a reason and stands beside its number', async ({ page }) => {
  await as(page, 'officer1')
  for (const [value, reason] of [
    ['۶۰۰', 'سهم نخست استان'],
    ['۶۱۰', 'پس از نشست کارگروه'],
  ] as const) {
    await page.goto('/fa/office/targets?run=WA-1403-DEMO&code=R-07')
    await page.locator('#target-quarter').selectOption('1403-2')
    await page.locator('#target-value').fill(value)
    await page.locator('#target-source').fill('صورت‌جلسهٔ کارگروه')
    await page.locator('#target-reason').fill(reason)
    await page.locator('#set button[type="submit"]').click()
    await expect(page.locator('#set').getByRole('status')).toContainText('هدف ثبت شد.')
  }
  await expect(page.locator('#standings')).toContainText('۶۱۰')
  await expect(page.locator('#history')).toContainText('از ۶۰۰ به ۶۱۰')
  await expectFits(page)
  await expectAccessible(page)
  await page.goto('/fa/office/indicators/R-07?run=WA-1403-DEMO')
  await expect(page.locator('#value')).toContainText('هدف تا پایان فصل: ۶۱۰')
})

test('a statistic from outside is entered with its paper, and said not to be the programme’s', async ({
  page,
}) => {
  await as(page, 'officer1')
  await page.goto('/fa/office/indicators/O-15?run=WA-1403-DEMO')
  await page.locator('#statistic-title').fill('طلاق ثبت‌شده در سال ۱۴۰۲')
  await page.locator('#statistic-value').fill('۴۱۲')
  await page.locator('#statistic-unit').fill('واقعه')
  await page.locator('#statistic-source').fill('سالنامهٔ ثبت احوال')
  await page.locator('#statistic-day').fill('۱۴۰۲/۱۲/۲۹')
  await page.locator('#statistic-file').setInputFiles({
    name: 'letter.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7 a letter'),
  })
  await page.locator('#enter button[type="submit"]').click()
  await expect(page.getByRole('main')).toContainText('آمار ثبت شد.')
  await expect(page.getByRole('main')).toContainText('به این طرح نسبت داده نمی‌شود')
  await expect(page.locator('#outside')).toContainText('۴۱۲ واقعه')
  const paper = await page.locator('#outside a').first().getAttribute('href')
  const answer = await page.request.get(paper!)
  expect([answer.status(), (await answer.body()).toString()]).toEqual([200, '%PDF-1.7 a letter'])
  await expectFits(page)
  await expectAccessible(page)
})

test('a quarter is prepared by one and signed by another', async ({ page }) => {
  await as(page, 'officer1')
  await page.goto('/fa/office/quarters?run=WA-1403-DEMO')
  await page.getByRole('main').getByRole('link', { name: 'بهار ۱۴۰۳' }).click()
  const reason = page.locator('#reason')
  if (await reason.count()) await reason.fill('برگه‌ها در راه‌اند')
  await page.locator('#prepare button[type="submit"]').click()
  await expect(page.locator('#closing')).toContainText('در انتظار امضا')
  await expect(page.locator('#closing')).toContainText('متن همان است')
  await expect(page.getByRole('button', { name: 'امضا و بستن فصل' })).toHaveCount(0)
  await as(page, 'director')
  await page.goto('/fa/office/quarters/1403-1?run=WA-1403-DEMO')
  await page.getByRole('button', { name: 'امضا و بستن فصل' }).click()
  await expect(page.locator('#closing')).toContainText('بسته و امضاشده')
  await expect(page.locator('#adjustments')).toContainText('هیچ عددی تغییر نکرده است')
  await expectFits(page)
  await expectAccessible(page)
})
