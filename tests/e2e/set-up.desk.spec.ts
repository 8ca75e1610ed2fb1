import { expect, expectAccessible, expectFits, signIn, test } from './guarded'

const RUN = '/fa/office/runs/WA-1403-DEMO'

test('the knowledge test takes any digits, refuses what is no score, and keeps what was typed', async ({
  page,
}) => {
  await signIn(page, 'fa', 'officer1@demo.tabavar.local')
  await page.goto(`${RUN}/training`)
  const boxes = page.locator('#knowledge input[name^="post:"]')
  const [first, second] = [boxes.nth(0), boxes.nth(1)]
  const [was, other] = [await first.inputValue(), await second.inputValue()]
  expect(was).toMatch(/^[۰-۹]{1,3}$/)
  await first.fill('۱۰۵')
  await second.fill(other)
  await page.locator('#knowledge').getByRole('button').click()
  await expect(page.locator('#knowledge [role="alert"]')).toBeVisible()
  await expect(first).toHaveValue('۱۰۵')
  await expect(page.locator('#knowledge')).toContainText('نمره عددی از ۰ تا ۱۰۰ است.')
  await first.fill(was)
  await page.locator('#knowledge').getByRole('button').click()
  await expect(page.locator('#knowledge [role="status"]')).toContainText('نمرهٔ ۰ نفر ذخیره شد.')
})

test('a year’s holidays are looked at row by row, and nothing is loaded by looking', async ({ page }) => {
  await signIn(page, 'fa', 'director@demo.tabavar.local')
  await page.goto('/fa/office/holidays?year=1406')
  const before = await page.locator('#table').innerText()
  await page
    .locator('#list')
    .fill('۱۴۰۶/۰۱/۰۱، نوروز\n۱۴۰۶/۱۳/۰۱، نادرست\n1405/01/01\tسال دیگر\n۱ فروردین ۱۴۰۶؛ دوباره')
  await page.locator('#source').fill('تقویم رسمی ۱۴۰۶')
  await page.locator('#load').getByRole('button', { name: 'خواندن فهرست' }).click()
  const load = page.locator('#load')
  await expect(load.getByRole('status')).toContainText('۳ ردیف درست نیست و ۱ ردیف درست است.')
  for (const verdict of ['تاریخ خوانده نشد', 'روز سال دیگری است', 'این روز دو بار آمده'])
    await expect(load).toContainText(verdict)
  await expect(load.getByRole('button', { name: 'نشاندن' })).toHaveCount(0)
  await expectFits(page)
  await expectAccessible(page)
  await page.reload()
  expect(await page.locator('#table').innerText()).toBe(before)
})

test('the set-up of a run says what is done and what is next', async ({ page }) => {
  await signIn(page, 'fa', 'officer1@demo.tabavar.local')
  await page.goto(RUN)
  const path = page.getByRole('navigation', { name: 'گام‌های آماده‌سازی' })
  await expect(path.getByRole('listitem')).toHaveCount(7)
  await expect(path.getByRole('link', { name: 'تصویب' })).toContainText('انجام شد')
  await expect(page.locator('#targets')).toContainText('منبع: خبر افتتاحیهٔ طرح')
  await expect(page.locator('#bases')).toContainText('پیش از آغاز دوره پایان یافته است')
  // Targets are the director’s to change.
  await expect(page.locator('#targets form')).toHaveCount(0)
})
