import { expect, expectAccessible, expectFits, signIn, test } from './guarded'

test('the social worker’s desk in a hand: a session with who came, the plan, support with both days', async ({
  browser,
}) => {
  test.slow()
  const phone = await browser.newContext({
    locale: 'fa-IR',
    viewport: { width: 360, height: 640 },
    isMobile: true,
    hasTouch: true,
  })
  const page = await phone.newPage()
  await signIn(page, 'fa', 'hamyar-worker-zanjan@demo.tabavar.local')
  await page.goto('/fa/desk')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('میز مددکار')
  // Nobody has visited since the demonstration's summer.
  await expect(page.getByText(/روز از موعد بازدید گذشته است/).first()).toBeVisible()
  await expectFits(page)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'گروه آوا' }).click()
  await page.waitForURL(/\/fa\/desk\/[0-9a-f-]{36}$/)
  const group = new URL(page.url()).pathname
  await expectFits(page)
  await expectAccessible(page)

  const held = page.locator('#held')
  const openHeld = async () => {
    await page.goto(group)
    await held.getByText('ثبت نشست، بازدید، آموزش یا نمایشگاه', { exact: true }).click()
    await held.getByLabel('چند دقیقه').first().fill('۹۰')
  }
  await openHeld()
  await held.getByLabel('تاریخ').first().fill('۱۴۹۹/۰۱/۰۱')
  await held.getByRole('button', { name: 'ثبت', exact: true }).click()
  await expect(held.getByRole('alert')).toContainText('تاریخ نمی‌تواند پس از امروز باشد.')
  await openHeld()
  await held.getByLabel('موضوع').first().fill('تقسیم سفارش پاییز')
  await held.getByRole('checkbox').first().check()
  await held.getByRole('button', { name: 'ثبت', exact: true }).click()
  const first = held.getByRole('list', { name: 'نشست‌ها، بازدیدها و آموزش‌ها' }).getByRole('listitem').first()
  await expect(first).toContainText('تقسیم سفارش پاییز')
  await expect(first).toContainText('۱ نفر از ۶ نفر آمدند')

  const plan = page.locator('#plan')
  await plan.getByText('افزودن به برنامه', { exact: true }).click()
  await plan.getByLabel('پایه').selectOption({ label: 'گروه' })
  await plan.getByLabel('چه کاری انجام می‌شود؟').fill('فروش در بازارچهٔ نوروزی')
  await plan.getByRole('button', { name: 'ثبت در برنامه' }).click()
  await expect(plan.getByRole('region', { name: 'گروه' })).toContainText('فروش در بازارچهٔ نوروزی')

  const support = page.locator('#support')
  await support.getByText('ثبت درخواست حمایت', { exact: true }).click()
  await support.getByLabel('شکل حمایت').selectOption({ label: 'بیمه (مادی)' })
  await support.getByLabel('شرح').fill('بیمهٔ اعضای تازه')
  await support.getByLabel('تاریخ درخواست').fill('۱۴۰۳/۰۵/۰۱')
  await support.getByRole('button', { name: 'ثبت درخواست' }).click()
  const request = support.getByRole('listitem').filter({ hasText: 'بیمهٔ اعضای تازه' })
  await expect(request).toContainText('بی‌پاسخ')
  await request.getByText('ثبت پاسخ', { exact: true }).first().click()
  await request.getByLabel('تاریخ پاسخ').fill('۱۴۰۳/۰۴/۳۱')
  await request.getByLabel('مبلغ به ریال').fill('۲۵٬۰۰۰٬۰۰۰')
  await request.getByRole('button', { name: 'ثبت پاسخ' }).click()
  await expect(request.getByRole('alert')).toContainText('تاریخ پاسخ نمی‌تواند پیش از تاریخ درخواست باشد.')
  await page.goto(group)
  await request.getByText('ثبت پاسخ', { exact: true }).first().click()
  await request.getByLabel('تاریخ پاسخ').fill('۱۴۰۳/۰۵/۱۱')
  await request.getByLabel('مبلغ به ریال').fill('۲۵٬۰۰۰٬۰۰۰')
  await request.getByRole('button', { name: 'ثبت پاسخ' }).click()
  await expect(request).toContainText('داده شد')
  await expect(request).toContainText('۲۵٬۰۰۰٬۰۰۰ ریال')
  await expectFits(page)
  await expectAccessible(page)
  await phone.close()
})

test('the office reads the figures of the desk group by group, and revises a target with a reason', async ({
  page,
}) => {
  await signIn(page, 'fa', 'hamyar-officer@demo.tabavar.local')
  await page.goto('/fa/office/hamyar/figures')
  await page.locator('#whole').getByRole('link', { name: 'توازن سه‌پایه' }).click()
  await page.waitForURL(/\/figures\/H-13$/)
  await expect(page.locator('#rows')).toContainText('دولت: ۲۳')
  await expectAccessible(page)
  await page.goto('/fa/office/hamyar/targets')
  await expectAccessible(page)
  await page.getByText('ثبت هدف تازه', { exact: true }).first().click()
  const target = page.locator('#targets')
  await target.getByLabel('شهرستان', { exact: true }).selectOption({ label: 'طارم' })
  await target.getByLabel('شمار گروه‌ها', { exact: true }).fill('۱')
  await target.getByLabel('منبع', { exact: true }).fill('برنامهٔ سال')
  await target.getByRole('button', { name: 'ثبت هدف تازه' }).click()
  await expect(target.getByRole('alert')).toBeVisible()
  await expect(target.locator('[name="reason"]')).toHaveAttribute('aria-invalid', 'true')
  await expect(target.locator('[name="source"]')).toHaveValue('برنامهٔ سال')
})
