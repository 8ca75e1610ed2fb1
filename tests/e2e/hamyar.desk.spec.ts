import type { Browser, Page } from '@playwright/test'
import { expect, expectAccessible, expectFits, signIn, test } from './guarded'

/** A national id nobody has, with the right last digit. */
function nationalId(n: number): string {
  const nine = `66${String(n).padStart(7, '0')}`
  const rest = [...nine].reduce((sum, digit, i) => sum + Number(digit) * (10 - i), 0) % 11
  return nine + (rest < 2 ? rest : 11 - rest)
}

const NAMES = ['زهرا', 'فاطمه', 'مریم', 'لیلا', 'سمیه', 'نرگس', 'پروین']
const step = (page: Page) => page.getByRole('region', { name: 'گام بعدی' })
const press = (page: Page, name: string) => step(page).getByRole('button', { name, exact: true }).click()
/** What the form answers when the gate does not open. */
const refuses = async (page: Page, sentence: string) =>
  expect(step(page).getByRole('alert')).toContainText(sentence)
const stands = (page: Page, state: string) =>
  expect(page.getByRole('heading', { level: 1 })).toContainText(state)

async function fillMember(page: Page, n: number, birth = '۱۳۷۰/۰۲/۰۵') {
  const choose = (label: string, option: string) =>
    page.getByLabel(label, { exact: true }).selectOption({ label: option })
  await page.getByLabel('نام', { exact: true }).fill(NAMES[n % NAMES.length]!)
  await page.getByLabel('نام خانوادگی', { exact: true }).fill('آزموده')
  await page.getByLabel('کد ملی', { exact: true }).fill(nationalId(n))
  await page.getByLabel('تاریخ تولد').fill(birth)
  for (const label of [
    'باسواد است',
    'تحت پوشش بهزیستی است',
    'توان کار و فعالیت دارد',
    'در گروه شاغل است',
    'خودش به ثبت نامش رضایت داده است',
  ])
    await choose(label, 'بله')
  await page.getByRole('button', { name: 'ثبت عضو' }).click()
}

async function join(page: Page, group: string, n: number) {
  await page.goto(`${group}/members/new`)
  await fillMember(page, n)
  await page.waitForURL(group)
}

async function leave(page: Page, group: string, name: string) {
  await page.goto(group)
  await page.locator('#members').getByRole('link', { name }).first().click()
  await page.getByRole('region', { name: 'خروج از گروه' }).getByRole('button', { name: 'ثبت خروج' }).click()
  await page.waitForURL(group)
}

async function signedIn(browser: Browser, handle: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'fa-IR', viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await signIn(page, 'fa', `${handle}@demo.tabavar.local`)
  return page
}

test('the whole way of one group, from candidates to graduation, refused once at every gate', async ({
  page,
  browser,
}) => {
  test.slow()
  await signIn(page, 'fa', 'hamyar-worker-zanjan@demo.tabavar.local')
  await expect(page).toHaveURL(/\/fa\/office\/hamyar$/)
  // The menu has her programme and nothing of the other.
  const menu = page.getByRole('navigation', { name: 'بخش‌های سامانه' }).first()
  await expect(menu.getByRole('link', { name: 'گروه‌های همیار' })).toBeVisible()
  await expect(menu.getByRole('link', { name: 'شاخص‌ها' })).toHaveCount(0)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'پیشنهاد گروه تازه' }).click()

  // A proposal wants a social worker.
  await page.getByLabel('نام گروه').fill('گروه سفر آزمون')
  await page.getByLabel('رشته').selectOption({ label: 'خیاطی' })
  await page.getByLabel('مددکار', { exact: true }).selectOption({ label: 'انتخاب کنید' })
  await page.getByRole('button', { name: 'ثبت پیشنهاد' }).click()
  await expect(page.getByRole('alert')).toContainText('برای گروه، مددکار تعیین نشده است.')
  await page.getByLabel('مددکار', { exact: true }).selectOption({ label: 'مددکار زنجان' })
  await expectAccessible(page)
  await page.getByRole('button', { name: 'ثبت پیشنهاد' }).click()
  await page.waitForURL(/\/fa\/office\/hamyar\/[0-9a-f-]{36}$/)
  const group = new URL(page.url()).pathname
  await stands(page, 'پیشنهادشده')

  // Candidates: nobody yet; a child; then one.
  await press(page, 'داوطلبان شناسایی شدند')
  await refuses(page, 'هنوز هیچ داوطلبی برای گروه ثبت نشده است.')
  await page.goto(`${group}/members/new`)
  await expectAccessible(page)
  await fillMember(page, 1, '۱۳۹۵/۰۱/۰۱')
  await expect(page.getByRole('alert')).toContainText('سن عضو باید بین ۱۵ تا ۶۰ سال باشد.')
  await page.getByLabel('تاریخ تولد').fill('۱۳۷۰/۰۲/۰۵')
  await page.getByRole('button', { name: 'ثبت عضو' }).click()
  await page.waitForURL(group)
  await press(page, 'داوطلبان شناسایی شدند')
  await stands(page, 'داوطلبان شناسایی‌شده')

  // Conditions: too few, then no goal of their own.
  await press(page, 'بررسی شرایط گروه')
  await refuses(page, 'تعداد اعضا ۱ نفر است؛ طبق HG-S0 حداقل ۵ نفر لازم است.')
  for (let n = 2; n <= 6; n++) await join(page, group, n)
  await press(page, 'بررسی شرایط گروه')
  await refuses(page, 'هدف مشترک گروه نوشته نشده است.')
  await page.getByText('مشخصات گروه', { exact: true }).click()
  await page.getByLabel('هدف مشترک').fill('دوخت لباس مدرسه و فروش در بازار شهر')
  await page
    .getByRole('region', { name: 'تغییر مشخصات' })
    .getByRole('button', { name: 'ثبت تغییر' })
    .first()
    .click()
  await expect(page.locator('#about')).toContainText('دوخت لباس مدرسه')
  const sets = page.getByRole('list', { name: 'شرایط گروه با هر ضابطه' })
  await expect(sets).toContainText('تعداد اعضا ۶ نفر است؛ طبق HG-S1 حداقل ۷ نفر لازم است.')
  await expect(sets).toContainText('۱ نفر')
  await press(page, 'بررسی شرایط گروه')
  await stands(page, 'دارای شرایط')
  await expect(step(page)).toContainText('این تأیید را کارشناس بهزیستی شهرستان می‌دهد.')

  // Two approvals at once are one; both words of one person are refused; a change of members lets an approval lapse.
  const county = await signedIn(browser, 'hamyar-county-zanjan')
  await county.goto(group)
  const officer = await signedIn(browser, 'hamyar-officer')
  await officer.goto('/fa/office/hamyar/approvals')
  await expectAccessible(officer)
  await officer.getByRole('link', { name: 'گروه سفر آزمون' }).first().click()
  await press(officer, 'تأیید شهرستان')
  await expect(step(officer)).toContainText('تأیید استان')
  await press(county, 'تأیید شهرستان')
  await refuses(county, 'این تأیید برای همین ترکیب اعضا ثبت شده است.')
  await press(officer, 'تأیید استان')
  await refuses(officer, 'تأیید شهرستان و تأیید استان باید از دو نفر باشد.')
  await leave(page, group, 'پروین')
  await expect(page.locator('#history')).toContainText('با تغییر اعضا از اعتبار افتاد')
  await county.goto(group)
  await press(county, 'تأیید شهرستان')
  await expect(step(county)).toContainText('این تأیید را کارشناس بهزیستی استان می‌دهد.')
  await officer.goto(group)
  await press(officer, 'تأیید استان')
  await stands(officer, 'تأییدشده')

  // Opening: no date, and one that has not come.
  await page.goto(group)
  await press(page, 'ثبت گشایش')
  await refuses(page, 'تاریخ گشایش را تا جایی که می‌دانید بنویسید؛ نمی‌تواند پس از امروز باشد.')
  await step(page).getByLabel('سال').fill('۱۴۹۹')
  await press(page, 'ثبت گشایش')
  await refuses(page, 'نمی‌تواند پس از امروز باشد.')
  await step(page).getByLabel('سال').fill('')
  await step(page).getByLabel('ماه').selectOption({ label: 'بهمن' })
  await press(page, 'ثبت گشایش')
  await stands(page, 'گشوده')
  await expect(page.locator('#about')).toContainText('بهمن (سال نامعلوم)')

  // Work begins once somebody keeps the book.
  await press(page, 'آغاز کار گروه')
  await refuses(page, 'گروه هنوز دفتردار خود را برنگزیده است.')
  await page.locator('#members').getByRole('link', { name: 'فاطمه' }).first().click()
  await expectAccessible(page)
  await page.getByLabel('دفتردار').check()
  await page.getByRole('button', { name: 'ثبت تغییر' }).click()
  await page.waitForURL(group)
  await press(page, 'آغاز کار گروه')
  await stands(page, 'فعال')

  // Self-sufficiency: not without her assessment.
  await press(page, 'ثبت خودکفایی')
  await refuses(page, 'ارزیابی خودکفایی با تاریخ و امضای مددکار گروه ثبت نشده است.')
  await step(page).getByText('ارزیابی خودکفایی', { exact: true }).click()
  await step(page).getByLabel('آنچه مددکار دید').fill('درآمد گروه شش ماه است که هزینهٔ خانه‌ها را می‌دهد')
  await press(page, 'ثبت و امضای ارزیابی')
  await expect(page.locator('#history')).toContainText('درآمد گروه شش ماه است')
  await press(page, 'ثبت خودکفایی')
  await stands(page, 'خودکفا')

  // No graduation with a breach.
  await leave(page, group, 'نرگس')
  await expect(page.getByText(/گروه از نظر شمار اعضا کمبود دارد/)).toBeVisible()
  await officer.goto(group)
  await press(officer, 'پایان همراهی')
  await refuses(officer, 'گروه نقصی دارد که هنوز برطرف نشده است.')
  await join(page, group, 8)
  await officer.goto(group)
  await press(officer, 'پایان همراهی')
  await stands(officer, 'پایان همراهی')
  await expect(officer.getByRole('list', { name: 'گام‌ها' }).getByRole('listitem')).toHaveCount(8)
  await expectAccessible(officer)

  // Held with a reason only; the women's office has no such page.
  await officer.goto('/fa/office/hamyar')
  await officer.getByRole('link', { name: 'گروه سرو' }).first().click()
  await officer.getByText('تعلیق گروه', { exact: true }).first().click()
  await officer.getByRole('button', { name: 'تعلیق گروه' }).click()
  await expect(officer.getByRole('alert')).toContainText('دلیل این کار را بنویسید.')
  const womens = await signedIn(browser, 'officer1')
  expect((await womens.goto('/fa/office/hamyar'))!.status()).toBe(404)
})

test('the figures stand beside their targets, and a county without a group shows nought', async ({
  page,
}) => {
  await signIn(page, 'fa', 'hamyar-officer@demo.tabavar.local')
  await page.goto('/fa/office/hamyar/figures')
  const counties = page.getByRole('region', { name: 'به تفکیک شهرستان' })
  await expect(counties).toContainText('هدف: ۲۳')
  for (const county of ['طارم', 'سلطانیه'])
    await expect(
      counties
        .getByRole('row', { name: new RegExp(county) })
        .getByRole('cell')
        .nth(1),
    ).toHaveText('۰')
  await expect(counties.getByRole('row', { name: /خدابنده/ })).toContainText('۳۵')
  await expect(page.getByRole('region', { name: /اشتغال در گروه‌های تازه/ })).toContainText('۱۱')
  await expectAccessible(page)
  await page.goto('/fa/office/hamyar/rule-sets')
  await expect(page.locator('#sets')).toContainText('HG-S1')
  await expectAccessible(page)
})

test('the group’s own book in a hand: whole rials of today, a line taken back, and what is shown', async ({
  browser,
}) => {
  const phone = await browser.newContext({
    locale: 'fa-IR',
    viewport: { width: 360, height: 640 },
    isMobile: true,
    hasTouch: true,
  })
  const hers = await phone.newPage()
  await signIn(hers, 'fa', 'hamyar-book-15@demo.tabavar.local')
  await expect(hers).toHaveURL(/\/fa\/book$/)
  await expect(hers.getByText('هیچ‌گاه برای مستمری، پوشش یا داشتن شرایط به کار نمی‌رود.')).toBeVisible()
  await expectFits(hers)
  await expectAccessible(hers)
  const line = hers.getByRole('region', { name: 'سطر تازه' })
  const write = async (amount: string, day?: string) => {
    await line.getByLabel('نوع').selectOption({ label: 'فروش' })
    await line.getByLabel('مبلغ به ریال').fill(amount)
    if (day) await line.getByLabel('تاریخ').fill(day)
    await line.getByRole('button', { name: 'نوشتن در دفتر' }).click()
  }
  for (const amount of ['-۵', '۱۲٫۵']) {
    await write(amount)
    await expect(line.getByRole('alert')).toContainText('مبلغ باید عدد صحیح و بزرگ‌تر از صفر به ریال باشد.')
  }
  await write('۱٬۲۵۰٬۰۰۰', '۱۴۹۹/۰۱/۰۱')
  await expect(line.getByRole('alert')).toContainText('تاریخ نمی‌تواند پس از امروز باشد.')
  await write('۱٬۲۵۰٬۰۰۱', '۱۴۰۳/۰۲/۱۵')
  const lines = hers.getByRole('list', { name: 'سطرهای دفتر' })
  const mine = lines.getByRole('listitem').filter({ hasText: '۱٬۲۵۰٬۰۰۱' })
  await expect(mine).toHaveCount(1)
  const month = hers
    .getByRole('list', { name: 'جمع ماه‌ها' })
    .getByRole('listitem')
    .filter({ hasText: 'اردیبهشت ۱۴۰۳' })
  await expect(month).toContainText('۵۸٬۵۰۰٬۰۰۱ ریال')
  await expect(month).toContainText('مانده')
  await mine.getByText('برگرداندن این سطر').click()
  await mine.getByRole('button', { name: 'برگردان' }).click()
  await expect(mine).toHaveCount(2)
  await expect(month).toContainText('۵۷٬۲۵۰٬۰۰۰ ریال')
  await expectFits(hers)
  await expectAccessible(hers)
  await phone.close()
})
