import { expect, expectAccessible, expectFits, signIn, test } from './guarded'
import { made } from './own-cohort'

type Flagged = { handle: string; password: string; run: string; tag: string }

test('a proposal from a phone and its fate, a flag looked into, a projection that warns', async ({
  page,
  browser,
}) => {
  const { handle, password, run, tag } = await made<Flagged>('flagged-cohort')

  // The facilitator, with her phone.
  const phone = await browser.newContext({
    locale: 'fa-IR',
    viewport: { width: 360, height: 640 },
    isMobile: true,
    hasTouch: true,
  })
  const hers = await phone.newPage()
  await signIn(hers, 'fa', handle, password)
  await hers.getByRole('link', { name: 'کار محله: پیشنهادها، برنامه و گردهمایی‌ها' }).click()
  await expectFits(hers)
  await expectAccessible(hers)
  await hers.getByRole('link', { name: 'پیشنهاد', exact: true }).click()
  await hers.getByLabel('خطاب به').selectOption({ label: 'شهرداری' })
  const what = hers.getByLabel('چه پیشنهاد شد؟')
  await what.fill('قرار شد خانم محمدی پیگیر روشنایی کوچه باشد')
  await hers.getByRole('button', { name: 'ثبت' }).click()
  await expect(hers.getByText('نام، شماره یا مشکل شخصی کسی را ننویسید. از جا و کار بنویسید.')).toBeVisible()
  // What she typed is still there; a day before the run is told too.
  await expect(what).toHaveValue('قرار شد خانم محمدی پیگیر روشنایی کوچه باشد')
  await what.fill('روشنایی کوچهٔ کنار درمانگاه')
  await hers.getByLabel('روز', { exact: true }).fill('۱۴۰۲/۰۱/۰۱')
  await hers.getByRole('button', { name: 'ثبت' }).click()
  await expect(hers.getByText('روز باید از آغاز دوره تا امروز باشد.')).toBeVisible()
  await hers.getByLabel('روز', { exact: true }).fill('۱۴۰۳/۰۳/۰۱')
  await expectFits(hers)
  await expectAccessible(hers)
  await hers.getByRole('button', { name: 'ثبت' }).click()
  await expect(hers).toHaveURL(/\/fa\/today\/community$/)
  await expect(hers.getByRole('link', { name: /روشنایی کوچهٔ کنار درمانگاه/ })).toContainText('پیشنهادشده')

  // The office writes down the answer.
  await signIn(page, 'fa', 'officer1@demo.tabavar.local')
  await page.goto(`/fa/office/community?run=${run}`)
  await expectAccessible(page)
  await page.getByRole('link', { name: /روشنایی کوچهٔ کنار درمانگاه/ }).click()
  await page.getByRole('combobox', { name: 'سرنوشت' }).selectOption({ label: 'پذیرفته' })
  await page.getByLabel('دلیل یا شمارهٔ نامه (برای رد، لازم)').fill('مصوبهٔ شورای شهر')
  await page.getByRole('button', { name: 'ثبت سرنوشت' }).click()
  await expect(page.getByRole('region', { name: 'سرنوشت پیشنهاد' })).toContainText('مصوبهٔ شورای شهر')
  await expectAccessible(page)
  await hers.reload()
  await expect(hers.getByRole('link', { name: /روشنایی کوچهٔ کنار درمانگاه/ })).toContainText('پذیرفته')

  // The flag waits in the inbox and is looked into; the facilitator sees none.
  await page.goto(`/fa/office/quality?run=${run}`)
  const flags = page.getByRole('region', { name: 'نشان‌هایی که باید دیده شوند' })
  await expect(flags).toContainText('نشانه‌های نشست ۳ درست همان نشانه‌های نشست ۲ است')
  await expect(flags).toContainText(tag)
  await expectAccessible(page)
  await flags.getByText('بررسی کردم').click()
  await flags.getByLabel('چه دیدید یا شنیدید؟').fill('با دفتر کاغذی سنجیده شد؛ همان سه نفر در سفر بودند')
  await flags.getByRole('button', { name: 'ثبت یافته' }).click()
  await expect(flags).toContainText('نشانی در انتظار بررسی نیست.')
  await page.getByRole('link', { name: 'بررسی‌شده‌ها (۱)' }).click()
  await expect(page.getByRole('region', { name: 'نشان‌های بررسی‌شده' })).toContainText(
    'با دفتر کاغذی سنجیده شد',
  )
  await hers.goto(`/fa/office/quality?run=${run}`)
  await expect(hers.getByText('نشانه‌های نشست ۳')).toHaveCount(0)
  await expect(hers.getByRole('region', { name: 'نشان‌هایی که باید دیده شوند' })).toHaveCount(0)
  await phone.close()

  // A draw by a seed, and what was heard.
  await page.goto(`/fa/office/quality/calls?run=${run}`)
  await page.getByLabel('نشست‌ها از روز').fill('۱۴۰۳/۰۲/۲۰')
  await page.getByLabel('چند نفر؟').fill('۲')
  await page.getByLabel(/بذر قرعه/).fill('journey-1')
  await page.getByRole('region', { name: 'قرعهٔ تازه' }).getByRole('button').click()
  await expect(page.getByRole('list', { name: 'افراد', exact: true }).getByRole('listitem')).toHaveCount(2)
  await page.getByRole('button', { name: 'حضور را تأیید کرد' }).first().click()
  await expect(page.getByRole('main')).toContainText('(۱ از ۱ نفری که پاسخ دادند)')
  await expectAccessible(page)

  // The demonstration in mid-course: some neighbourhoods will miss the target at this pace.
  await page.goto('/fa/office?run=WA-1403-DEMO')
  await expect(page.getByRole('region', { name: 'کارهای امروز من' })).toContainText(
    'محله‌هایی که با این روند به هدف تکمیل نمی‌رسند',
  )
  await page.goto('/fa/office/quality?run=WA-1403-DEMO')
  const projection = page.getByRole('region', { name: 'پیش‌بینی: چند نفر دوره را تمام می‌کنند؟' })
  await expect(projection).toContainText('محله با این روند به هدف نمی‌رسد')
  await projection.locator('tbody th a').first().click()
  await expect(page.getByText('با این روند، این محله به هدف نمی‌رسد')).toBeVisible()
  await expectAccessible(page)
})
