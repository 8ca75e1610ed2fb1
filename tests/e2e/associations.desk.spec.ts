import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { serviceJourney } from './association-service'
import { expect, expectAccessible, expectFits, signIn, test } from './guarded'

const BASE = '/fa/office/associations'
const at = (handle: string) => `${handle}@demo.tabavar.local`
async function as(page: Page, handle: string) {
  await page.context().clearCookies()
  await signIn(page, 'fa', at(handle))
}
/** One figure of the province as its office reads it. */
async function figure(page: Page, code: string) {
  await page.goto(`${BASE}/figures`)
  const row = page.getByRole('region', { name: 'شاخص‌های هیأت‌ها' }).getByRole('row').filter({ hasText: code })
  return (await row.getByRole('cell').first().innerText()).split('\n')[0]!.trim()
}
const latin = (text: string) => text.replace(/[۰-۹]/g, (d) => String('۰۱۲۳۴۵۶۷۸۹'.indexOf(d)))
const opened = async (box: Locator, summary: string) => {
  await box.locator('summary').filter({ hasText: summary }).first().click()
  return box
}

test('a county without an association forms one step by step, and its province has started', async ({
  page,
}) => {
  await as(page, 'assoc-officer')
  await expect(page).toHaveURL(new RegExp(`${BASE}$`))
  await expect(
    page.getByText('شهرستان سروآباد هنوز هیأت اجتماعی ندارد (حداقل یک هیأت لازم است).'),
  ).toBeVisible()
  const stuck = page.getByRole('region', { name: 'در انتظار مرحله‌ها' })
  await expect(stuck).toContainText('لانهٔ مهر')
  await expect(stuck).toContainText('۲۴۶ روز')
  await expectFits(page)
  await expectAccessible(page)
  // The menu has this programme and no other.
  await expect(page.getByRole('link', { name: 'گروه‌های همیار' })).toHaveCount(0)
  expect(await figure(page, 'A-01')).toBe('۹ از ۱۰ (۹۰٪)')
  expect(await figure(page, 'A-04')).toContain('۵۹ از ۶۰')
  await expectAccessible(page)

  await as(page, 'assoc-county-sarvabad')
  await expect(page).toHaveURL(new RegExp(`${BASE}$`))
  await page.getByRole('link', { name: 'هیأت تازه' }).click()
  await page.getByLabel('نام هیأت').fill('پرنیان')
  await page.getByLabel('گروه ظرفیت').selectOption({ label: 'زنان سرپرست خانوار' })
  await page.getByLabel('آغاز تشکیل').fill('۱۴۰۳/۰۵/۰۲')
  await page.getByRole('button', { name: 'ثبت هیأت' }).click()
  await expect(page.getByText('این تاریخ نمی‌تواند پس از امروز یا پیش از آغاز باشد.')).toBeVisible()
  await page.getByLabel('آغاز تشکیل').fill('۱۴۰۳/۰۴/۰۱')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'ثبت هیأت' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('هیأت پرنیان')
  await expect(page.getByText('این هیأت هنوز شریک اجتماعی ندارد')).toBeVisible()

  const steps = page.getByRole('region', { name: 'پنج مرحلهٔ تشکیل' })
  const step = (name: string) => steps.locator('li').filter({ hasText: name })
  const done = async (name: string, wrong: (box: Locator) => Promise<void>, says: string) => {
    const box = await opened(step(name), 'ثبت انجام مرحله')
    await wrong(box)
    await box.getByRole('button').click()
    await expect(box.getByText(says)).toBeVisible()
    await box.getByLabel('روز انجام').fill('۱۴۰۳/۰۴/۱۰')
    await box.getByLabel('چه چیزی نشان می‌دهد؟').fill('صورت‌جلسهٔ شورای شهرستان')
    await box.getByRole('button').click()
    await expect(step(name)).toContainText('۱۰ تیر ۱۴۰۳')
  }
  const evidence = (text: string) => (box: Locator) => box.getByLabel('چه چیزی نشان می‌دهد؟').fill(text)
  const day = (text: string) => async (box: Locator) => {
    await box.getByLabel('چه چیزی نشان می‌دهد؟').fill('صورت‌جلسه')
    await box.getByLabel('روز انجام').fill(text)
  }
  const dates = 'این تاریخ نمی‌تواند پس از امروز یا پیش از آغاز باشد.'
  await done('برگزاری جلسات', evidence(''), 'بنویسید چه چیزی نشان می‌دهد این مرحله انجام شده است.')
  await done('برنامه‌ریزی', day('۱۴۰۳/۰۵/۰۲'), dates)
  await done(
    'شناسایی ظرفیت‌ها',
    evidence('گفتهٔ خانم محمدی'),
    'نام، شماره یا مشکل شخصی کسی را ننویسید. از جا و کار بنویسید.',
  )
  await done('گزینش', day('۱۴۰۳/۰۳/۳۱'), dates)
  // Not before the fifth.
  await steps.getByRole('button', { name: 'هیأت تأسیس شد' }).click()
  await expect(steps.getByText('مرحلهٔ «آگاه‌سازی» هنوز انجام نشده است.')).toBeVisible()
  await done('آگاه‌سازی', evidence(' '), 'بنویسید چه چیزی نشان می‌دهد این مرحله انجام شده است.')
  await expectFits(page)
  await expectAccessible(page)
  await steps.getByLabel('روز تأسیس').fill('۱۴۰۳/۰۴/۲۰')
  await steps.getByRole('button', { name: 'هیأت تأسیس شد' }).click()
  await expect(steps).toContainText('تأسیس: ۲۰ تیر ۱۴۰۳')

  const partners = page.getByRole('region', { name: 'شرکای اجتماعی' })
  await opened(partners, 'شریک تازه')
  await partners.getByLabel('نام شریک (سازمان یا گروه)').fill('کتابخانهٔ سروآباد')
  await partners.getByLabel('چه کار می‌کند؟').fill('جا برای کلاس‌ها')
  await partners.getByRole('button', { name: 'ثبت شریک' }).click()
  await expect(partners).toContainText('کتابخانهٔ سروآباد')
  await expect(page.getByText('این هیأت هنوز شریک اجتماعی ندارد')).toHaveCount(0)

  await as(page, 'assoc-officer')
  expect(await figure(page, 'A-01')).toBe('۱۰ از ۱۰ (۱۰۰٪)')
  expect(await figure(page, 'A-03')).toBe('۱ از ۶')
  await page.goto(BASE)
  await expect(page.getByText('همهٔ شهرستان‌ها هیأت دارند؛ برنامه در استان آغاز شده است.')).toBeVisible()
  await expect(page.getByText('هنوز هیأت اجتماعی ندارد')).toHaveCount(0)

  // The only one of the county gone, the gap is there at once.
  await page.getByRole('link', { name: 'پرنیان' }).click()
  await page.getByText('انحلال هیأت').click()
  await page.getByRole('button', { name: 'هیأت منحل شد' }).click()
  await expect(page.getByText('دلیل این کار را بنویسید.')).toBeVisible()
  await page.locator('#dissolve-reason').fill('اعضا به شهر دیگری رفتند')
  await page.getByRole('button', { name: 'هیأت منحل شد' }).click()
  await expect(page.getByRole('region', { name: 'آنچه گذشت' })).toContainText('منحل')
  await page.goto(BASE)
  await expect(
    page.getByText('شهرستان سروآباد هنوز هیأت اجتماعی ندارد (حداقل یک هیأت لازم است).'),
  ).toBeVisible()
})

test('a meeting with those present by level, a question and its answer, and its minutes', async ({
  page,
}) => {
  await as(page, 'assoc-officer')
  await page.goto(`${BASE}/meetings`)
  await expect(page.getByRole('main')).toContainText('۱ پرسش بی‌پاسخ')
  await expectFits(page)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'نشست تازه' }).click()
  await page.getByLabel('موضوع نشست').fill('نشست هماهنگی پاییز')
  await page.getByLabel('نوع', { exact: true }).selectOption({ label: 'هماهنگی' })
  await page.getByLabel('شیوهٔ برگزاری').selectOption({ label: 'برخط' })
  await page.getByLabel('شهرستان‌ها – حضوری').fill('۴')
  await page.getByRole('button', { name: 'ثبت نشست' }).click()
  await expect(page.getByText('شمار حاضران با شیوهٔ برگزاری نمی‌خواند')).toBeVisible()
  await page.getByLabel('شیوهٔ برگزاری').selectOption({ label: 'ترکیبی' })
  await page.getByLabel('ستاد کشور – برخط').fill('۱')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'ثبت نشست' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('نشست هماهنگی پاییز')
  const present = page.getByRole('region', { name: 'حاضران' })
  await expect(present.getByRole('row').filter({ hasText: 'شهرستان‌ها' })).toContainText('۴')

  const questions = page.getByRole('region', { name: 'پرسش‌ها و پاسخ‌ها' })
  await opened(questions, 'پرسش تازه')
  await questions.getByLabel('پرسش', { exact: true }).fill('آیا هیأت بودجهٔ جدا دارد؟')
  await questions.locator('#question-answer').fill('نه')
  await questions.getByRole('button', { name: 'ثبت پرسش' }).click()
  await expect(questions.getByText('پاسخ و پاسخ‌دهنده را با هم بنویسید')).toBeVisible()
  await questions.locator('#question-answer').fill('')
  await questions.getByRole('button', { name: 'ثبت پرسش' }).click()
  await expect(questions).toContainText('بی‌پاسخ')
  await opened(questions, 'نوشتن پاسخ')
  await questions
    .locator('li')
    .getByLabel('پاسخ', { exact: true })
    .fill('نه؛ با همراهی شرکای اجتماعی پیش می‌رود.')
  await questions.getByRole('button', { name: 'ثبت پاسخ' }).click()
  await expect(questions).toContainText('با همراهی شرکای اجتماعی')
  await expectFits(page)
  await expectAccessible(page)

  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'صورت‌جلسه (فایل Word)' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('صورتجلسه-1403-05-01.docx')
  expect(
    readFileSync(await file.path())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')
  const minutes = `${new URL(page.url()).pathname}/minutes.docx`
  // A county reads the province's meeting and takes no minutes of it.
  await as(page, 'assoc-county-saqqez')
  await page.goto(minutes.replace('/minutes.docx', ''))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('نشست هماهنگی پاییز')
  expect((await page.request.get(minutes)).status()).toBe(403)
  await as(page, 'officer1')
  expect((await page.request.get(minutes.replace('/minutes.docx', ''))).status()).toBe(404)
})

test('an activity with its volunteers and their hours moves the figures', async ({ page }) => {
  await as(page, 'assoc-officer')
  const before = Number(
    latin(await figure(page, 'A-05'))
      .replace('٬', '')
      .replace('٫', '.'),
  )
  await as(page, 'assoc-coordinator-01')
  await expect(page).toHaveURL(new RegExp(`${BASE}$`))
  await page.getByRole('link', { name: 'آبیدر' }).click()
  const people = page.getByRole('region', { name: 'داوطلبان', exact: true })
  await opened(people, 'داوطلب تازه')
  await people.getByLabel('نام داوطلب').fill('ژینا احمدی')
  await people.locator('#volunteer-joinedOn').fill('۱۴۰۳/۰۲/۰۱')
  await people.getByRole('button', { name: 'ثبت داوطلب' }).click()
  await expect(people.getByText('بدون ثبت رضایت آگاهانه، نام‌نویسی ممکن نیست.').first()).toBeVisible()
  await people.getByRole('checkbox').check()
  await people.getByRole('button', { name: 'ثبت داوطلب' }).click()
  await expect(people).toContainText('ژینا احمدی')

  const activities = page.getByRole('region', { name: 'فعالیت‌ها' })
  await opened(activities, 'فعالیت تازه')
  await activities.getByLabel('فعالیت', { exact: true }).fill('درمانگاه سیار روستا')
  await activities.getByLabel('حوزه').selectOption({ label: 'سلامت' })
  await activities.locator('#activity-day').fill('۱۴۰۳/۰۴/۳۰')
  await activities.getByRole('button', { name: 'ثبت فعالیت' }).click()
  await expect(
    activities.getByText('بنویسید این فعالیت به چند نفر رسید؛ اگر به کسی نرسید، صفر.'),
  ).toBeVisible()
  await activities.locator('#activity-beneficiaries').fill('۴۵')
  await activities.getByRole('button', { name: 'ثبت فعالیت' }).click()
  const held = activities.locator('li').filter({ hasText: 'درمانگاه سیار روستا' })
  await expect(held).toContainText('۴۵ ذی‌نفع')
  await opened(held, 'نوبت‌های خدمت')
  await held.getByLabel('ژینا احمدی').check()
  await held.getByLabel('ساعت هر نفر').fill('۱۳')
  await held.getByRole('button', { name: 'ثبت نوبت‌ها' }).click()
  await expect(held.getByText('جمع خدمت یک نفر در روز حداکثر ۱۲ ساعت')).toBeVisible()
  await held.getByLabel('ساعت هر نفر').fill('۲:۳۰')
  await held.getByRole('button', { name: 'ثبت نوبت‌ها' }).click()
  await expect(held).toContainText('۱ داوطلب، ۲٫۵ ساعت')
  await expectFits(page)
  await expectAccessible(page)
  const address = page.url()
  await people.getByRole('link', { name: 'ژینا احمدی' }).click()
  await expect(page.getByRole('region', { name: 'نوبت‌های خدمت' })).toContainText('۱ نوبت، ۲٫۵ ساعت')
  await expectFits(page)
  await expectAccessible(page)
  const hers = page.url()

  await as(page, 'assoc-officer')
  const after = Number(
    latin(await figure(page, 'A-05'))
      .replace('٬', '')
      .replace('٫', '.'),
  )
  expect(after - before).toBe(2.5)
  // Above the association nobody reads a name.
  await page.goto(address)
  await expect(page.getByText('درمانگاه سیار روستا')).toBeVisible()
  await expect(page.getByText('ژینا احمدی')).toHaveCount(0)
  expect((await page.request.get(hers)).status()).toBe(404)
  await page.goto(`${BASE}/calendar`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('تقویم سال ۱۴۰۳')
  await expect(page.getByRole('main')).toContainText('درمانگاه سیار روستا')
  await expect(page.getByRole('main')).toContainText('مولودی‌خوانی میلاد پیامبر (ص)')
  await expect(page.getByRole('main')).toContainText('محرم ۱۴۴۶ از ۱۷')
  await expectFits(page)
  await expectAccessible(page)
})

test('the women’s office and the hamyar groups’ have no page of the associations', async ({ page }) => {
  for (const handle of ['officer1', 'hamyar-officer']) {
    await as(page, handle)
    await expect(page.getByRole('link', { name: 'هیأت‌های اجتماعی' })).toHaveCount(0)
    expect((await page.request.get(BASE)).status(), handle).toBe(404)
  }
})

test('an association with papers beside its steps, a volunteer’s card, and a certificate that anybody checks', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(420_000)
  await serviceJourney({ page, browser, baseURL })
})
