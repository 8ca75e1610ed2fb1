import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectFits, signIn, test } from './guarded'

const act = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const unfold = (page: Page, name: string) => page.locator('summary', { hasText: name }).first().click()
const stands = (page: Page, state: string) =>
  expect(page.getByRole('heading', { level: 1 })).toContainText(state)

test('a need is matched, declined, matched again, served under an agreement, and met', async ({ page }) => {
  await signIn(page, 'fa', 'charity-officer@demo.tabavar.local')
  await page.goto('/fa/office/charities')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'ثبت نیاز تازه' }).click()

  // Named and counted.
  const title = `کلاس تقویتی ریاضی ${Date.now() % 100_000}`
  await page.getByLabel('نیاز', { exact: false }).first().fill(title)
  await page.getByLabel('شهرستان').selectOption({ label: 'زنجان' })
  await page.getByLabel('حوزه', { exact: true }).selectOption({ label: 'ایتام' })
  await page.getByLabel('برآورد شمار افراد').fill('۵')
  await expectAccessible(page)
  await act(page, 'ثبت نیاز')
  await expect(page).toHaveURL(/\/fa\/office\/charities\/needs\/[0-9a-f-]{36}$/)
  const need = page.url()
  await page.getByLabel('شمار تأییدشدهٔ افراد').fill('۵')
  await act(page, 'تأیید نیاز')
  await stands(page, 'تأییدشده')

  // Planned with benefactors; without the meeting it is not.
  await act(page, 'ثبت برنامه‌ریزی در نشست')
  await expect(page.getByText('نشستی را که این نیاز در آن برنامه‌ریزی شد انتخاب کنید.')).toBeVisible()
  await page.getByLabel('نشست هم‌اندیشی').selectOption({ index: 1 })
  await act(page, 'ثبت برنامه‌ریزی در نشست')
  await stands(page, 'برنامه‌ریزی‌شده')

  // Candidates with their reasons; the first declines, and the need returns to the queue.
  const match = page.getByRole('list', { name: 'چه مؤسسه‌ای می‌تواند؟' })
  await expect(match.getByText('در همین شهرستان است').first()).toBeVisible()
  await expectAccessible(page)
  await match.getByRole('button', { name: 'پیشنهاد به ریحان' }).first().click()
  await expect(page.getByText('در انتظار پاسخ').first()).toBeVisible()
  await unfold(page, 'مؤسسه نپذیرفت')
  await act(page, 'ثبت نپذیرفتن')
  await expect(page.getByText('دلیل این کار را بنویسید.')).toBeVisible()
  await page.locator('#offers').getByLabel('دلیل').first().fill('امسال نیروی کافی نداریم')
  await act(page, 'ثبت نپذیرفتن')
  await expect(page.locator('#offers').getByText('امسال نیروی کافی نداریم')).toBeVisible()
  await stands(page, 'برنامه‌ریزی‌شده')
  await expect(match.getByText('همین نیاز را پیش‌تر نپذیرفته است').first()).toBeVisible()

  // Another takes it on.
  await match.getByRole('button', { name: 'پیشنهاد به گلستان یاد' }).first().click()
  await act(page, 'مؤسسه پذیرفت')
  await stands(page, 'سپرده‌شده')

  // An agreement, not without what it does for empowerment.
  await page.locator('#offers').getByRole('link', { name: 'قرارداد تازه' }).click()
  await page.getByLabel('تاریخ پایان').fill('۱۴۰۸/۰۶/۳۱')
  await act(page, 'پیشنهاد قرارداد')
  await expect(page.getByText('بند توانمندسازی مددجویان در قرارداد الزامی است.')).toBeVisible()
  await expectAccessible(page)
  await page
    .getByLabel('بند توانمندسازی', { exact: true })
    .fill('هر سال دست‌کم یک نفر از مادران تا اشتغال همراهی می‌شود')
  await act(page, 'پیشنهاد قرارداد')
  await expect(page).toHaveURL(/\/agreements\/[0-9a-f-]{36}$/)
  await act(page, 'قرارداد ارزیابی شد')
  await stands(page, 'ارزیابی‌شده')
  await act(page, 'تأیید قرارداد')
  await stands(page, 'تأییدشده')
  await act(page, 'آغاز قرارداد')
  await stands(page, 'فعال')

  // Delivered, more than agreed only on a second word; found better; somebody at work.
  const deliveries = page.locator('#deliveries')
  await deliveries.getByLabel('خدمت‌گرفتگان (نفر)').fill('۶')
  await deliveries.getByLabel('واحد خدمت').fill('۱۲')
  await act(page, 'ثبت تحویل ماه')
  await expect(
    deliveries.getByText('شمار خدمت‌گرفتگان (۶ نفر) از ظرفیت قرارداد (۵ نفر) بیشتر است.', { exact: false }),
  ).toBeVisible()
  await deliveries.getByLabel('خدمت‌گرفتگان (نفر)').fill('۵')
  await act(page, 'ثبت تحویل ماه')
  await expect(deliveries.getByRole('table')).toContainText('۵')
  await unfold(page, 'بازبینی تازه')
  await page.getByLabel('امتیاز پیش از واگذاری').fill('۵۵')
  await page.getByLabel('امتیاز اکنون').fill('۷۰')
  await page.locator('#reviews').getByLabel('یافته').fill('کلاس‌ها منظم برگزار می‌شود')
  await act(page, 'ثبت بازبینی')
  await expect(page.getByText('از ۵۵ به ۷۰')).toBeVisible()
  await unfold(page, 'ثبت نتیجه')
  await page.locator('#outcomes').getByLabel('شمار (نفر)').fill('۱')
  await act(page, 'ثبت نتیجه')
  await expect(page.getByText('۱ نفر شاغل شدند')).toBeVisible()
  await expectFits(page)
  await expectAccessible(page)

  // The need is met, and its history tells the whole way.
  await page.goto(need)
  await act(page, 'نیاز برطرف شد')
  await stands(page, 'برطرف‌شده')
  await expect(page.locator('#history').getByRole('listitem')).toHaveCount(5)
  for (const path of ['', '/providers', '/agreements', '/catalogue', '/meetings', '/figures']) {
    await page.goto(`/fa/office/charities${path}`)
    await expectFits(page)
    await expectAccessible(page)
  }
  await expect(page.getByRole('row', { name: /فهرست‌شدن انواع فعالیت/ })).toContainText('۳۰ از ۱۵۲')
  const sheet = await page.request.get('/fa/office/charities/catalogue/services.xlsx')
  expect([sheet.status(), sheet.headers()['content-type']]).toEqual([
    200,
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ])

  // What is exported can be taken in again, and nothing changes.
  await page.goto('/fa/office/charities/catalogue')
  await page.getByLabel('فایل فهرست').setInputFiles({
    name: 'services.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: await sheet.body(),
  })
  await act(page, 'خواندن و ثبت فایل')
  await expect(page.getByText('۰ خدمت افزوده شد، ۰ تغییر کرد، ۳۰ همان بود.')).toBeVisible()
})

test('a charity has its own desk and nothing else', async ({ page }) => {
  await signIn(page, 'fa', 'charity-aftab@demo.tabavar.local')
  await expect(page).toHaveURL(/\/fa\/office\/charities\/own$/)
  await stands(page, 'آفتاب مهر')
  await expectFits(page)
  await expectAccessible(page)
  await page.locator('#agreements').getByRole('link', { name: 'مراقبت شبانه‌روزی' }).click()
  await expect(page.locator('#reviews')).toHaveCount(0)
  const deliveries = page.locator('#deliveries')
  await deliveries.getByLabel('خدمت‌گرفتگان (نفر)').fill('۲۱')
  await deliveries.getByLabel('واحد خدمت').fill('۴۲')
  await act(page, 'ثبت تحویل ماه')
  await expect(deliveries.getByRole('row').nth(1)).toContainText('۲۱')
  await expectFits(page)
  await expectAccessible(page)
  for (const path of ['', '/providers', '/agreements', '/catalogue', '/meetings', '/figures'])
    expect((await page.goto(`/fa/office/charities${path}`))?.status(), path).toBe(404)
})

test('the women’s office, of another programme, has no such pages', async ({ page }) => {
  await signIn(page, 'fa', 'officer1@demo.tabavar.local')
  for (const path of ['', '/own', '/figures', '/needs/new'])
    expect((await page.goto(`/fa/office/charities${path}`))?.status(), path).toBe(404)
})
