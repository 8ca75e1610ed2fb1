import type { Browser, Page } from '@playwright/test'
import { expect, expectAccessible, expectFits, signIn, test } from './guarded'

const act = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const unfold = (page: Page, name: string) => page.locator('summary', { hasText: name }).first().click()
const stands = (page: Page, state: string) =>
  expect(page.getByRole('heading', { level: 1 })).toContainText(state)

/** A phone of hers, without scripts, with the page behind the number on her card. */
async function openCard(browser: Browser, baseURL: string | undefined, code: string) {
  const phone = await browser.newContext({
    locale: 'fa-IR',
    viewport: { width: 360, height: 640 },
    baseURL,
    javaScriptEnabled: false,
  })
  const her = await phone.newPage()
  await her.goto('/fa/card')
  await her.locator('#code').fill(code)
  await act(her, 'باز کردن کارت')
  return { phone, her }
}

test('a need is matched, declined, matched again, served under an agreement, confirmed by card, and met', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000)
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

  // Who is served says so herself, by the number on a card the office gave her; and complains past the charity.
  const agreement = page.url()
  const number = /CA-[۰-۹]+/.exec(await page.locator('main').innerText())![0]
  await unfold(page, 'کارت تازه')
  await page.getByLabel('چند کارت').fill('۲')
  await act(page, 'ساختن کارت')
  await expect(page.locator('[data-code]')).toHaveCount(2)
  await expectAccessible(page)
  const code = (await page.locator('[data-code]').first().getAttribute('data-code'))!
  const { phone, her } = await openCard(browser, baseURL, code)
  await expect(her.getByRole('heading', { name: 'خدمت مرداد ۱۴۰۳ را گرفتید؟' })).toBeVisible()
  const seen = await her.locator('main').innerText()
  for (const secret of [title, 'گلستان یاد', 'اردوی آموزشی', number]) expect(seen).not.toContain(secret)
  await act(her, 'بله، گرفتم')
  await expect(her.getByText('پاسخ شما ثبت شد')).toBeVisible()
  await expectFits(her)
  await her.getByLabel('از من پول خواستند').check()
  await her.getByLabel('اگر می‌خواهید، بگویید چه شد').fill('برای هر جلسه پول می‌خواهند')
  await act(her, 'به اداره بگویید')
  await expect(her.getByText('مؤسسه آن را نمی‌بیند')).toBeVisible()
  await phone.close()
  await page.goto(agreement)
  await expect(page.locator('#served').getByRole('row').nth(1)).toContainText('مرداد ۱۴۰۳')
  await expect(page.locator('#served').getByRole('row').nth(1).getByRole('cell').nth(0)).toHaveText('۱')
  await expect(page.locator('#served').getByRole('row').nth(1).getByRole('cell').nth(1)).toHaveText('۴')
  await page.goto('/fa/office/charities/complaints')
  await expectAccessible(page)
  await page
    .getByRole('row', { name: new RegExp(number) })
    .getByRole('link')
    .click()
  await expect(page.getByText('برای هر جلسه پول می‌خواهند')).toBeVisible()
  await page.locator('#answer-answer').fill('پیگیری شد. پولی ندهید.')
  await expectFits(page)
  await expectAccessible(page)
  await act(page, 'ثبت پاسخ')
  await stands(page, 'پاسخ داده شد')
  const again = await openCard(browser, baseURL, code)
  await expect(again.her.getByText('پیگیری شد. پولی ندهید.')).toBeVisible()
  await again.phone.close()

  // The month by a sheet: wrong rows with their messages and nothing written, then the right one.
  await page.goto('/fa/office/charities/deliveries')
  await expectFits(page)
  await expectAccessible(page)
  const send = async (...rows: string[]) => {
    await page.getByLabel('فایل تحویل').setInputFiles({
      name: 'deliveries.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['قرارداد,ماه,خدمت‌گرفتگان (نفر),واحد خدمت', ...rows].join('\n')),
    })
    await act(page, 'خواندن فایل')
  }
  await send(`${number},۱۴۰۳/۰۵,۴,۹`, 'CA-999,1403/05,1,1')
  await expect(page.getByRole('table').getByText('قراردادی با این کد در دست شما نیست.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'ثبت همهٔ ردیف‌ها' })).toHaveCount(0)
  await send(`${number},۱۴۰۳/۰۵,۴,۹`)
  await expectAccessible(page)
  await act(page, 'ثبت همهٔ ردیف‌ها')
  await expect(page.getByText('۱ ردیف ثبت شد، ۰ ردیف همان بود.')).toBeVisible()
  const month = await page.request.get(
    `/fa/office/charities/deliveries/month.xlsx?month=1403/05&province=${await page.locator('#out input[name=province]').inputValue()}`,
  )
  expect(month.status()).toBe(200)

  // The need is met, and its history tells the whole way.
  await page.goto(need)
  await act(page, 'نیاز برطرف شد')
  await stands(page, 'برطرف‌شده')
  await expect(page.locator('#history').getByRole('listitem')).toHaveCount(5)
  for (const path of [
    '',
    '/providers',
    '/agreements',
    '/catalogue',
    '/meetings',
    '/pledges',
    '/complaints',
    '/figures',
  ]) {
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
  await expect(page.locator('#confirmed')).toContainText('خرداد ۱۴۰۳: ۸ از')
  await page.goto('/fa/office/charities/deliveries')
  await expectFits(page)
  await expectAccessible(page)
  for (const path of [
    '',
    '/providers',
    '/agreements',
    '/catalogue',
    '/meetings',
    '/pledges',
    '/complaints',
    '/figures',
  ])
    expect((await page.goto(`/fa/office/charities${path}`))?.status(), path).toBe(404)
})

test('the women’s office, of another programme, has no such pages', async ({ page }) => {
  await signIn(page, 'fa', 'officer1@demo.tabavar.local')
  for (const path of ['', '/own', '/figures', '/needs/new', '/pledges', '/complaints', '/deliveries'])
    expect((await page.goto(`/fa/office/charities${path}`))?.status(), path).toBe(404)
})
