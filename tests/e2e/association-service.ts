import { join, resolve } from 'node:path'
import type { Browser, Locator, Page } from '@playwright/test'
import { expect, expectAccessible, expectFits, signIn, test } from './guarded'
import { made } from './own-cohort'
import { codeOn, wordsOf } from './paper-code'

const BASE = '/fa/office/associations'
const NAME = 'سپیدار دهگلان'
const HER = 'هانا رستمی'
const COUNTY = 'assoc-county-dehgolan'
const SEAT = 'assoc-coordinator-11'
const at = (handle: string) => `${handle}@demo.tabavar.local`
const PHONE = { locale: 'fa-IR', viewport: { width: 360, height: 640 } }
const PICTURE = join(resolve(import.meta.dirname, '../..'), 'docs/pictures/public-360.png')
const PDF = { name: 'letter.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF\n') }
const STEPS = ['برگزاری جلسات', 'برنامه‌ریزی', 'شناسایی ظرفیت‌ها', 'گزینش', 'آگاه‌سازی']

type Kit = { page: Page; browser: Browser; baseURL: string | undefined }
const as = async (page: Page, handle: string) => {
  await page.context().clearCookies()
  await signIn(page, 'fa', at(handle))
}
const opened = async (box: Locator, summary: string) => {
  await box.locator('summary').filter({ hasText: summary }).first().click()
  return box
}
const sound = async (page: Page) => {
  await expectFits(page)
  await expectAccessible(page)
}

/** An association from its first step to its end: papers beside each step, a volunteer's hours, her card, a certificate that is checked. */
export async function serviceJourney(kit: Kit): Promise<void> {
  const { page } = kit
  const home = await test.step('five steps, each with a paper beside it', () => formed(page))
  await test.step('what it does, and who served', () => served(page, home))
  const code = await test.step('a card', () => carded(page))
  await test.step('her hours by the card, and «this is wrong»', () => looked(kit, home, code))
  const paper = await test.step('a certificate, printed and checked', () => certified(kit, home))
  await test.step('taken back from above, where nobody reads a name', () => revoked(kit, home, paper))
  await test.step('what lies behind the hours', () => behind(page))
  await test.step('the association ends, what it did stays', async () => {
    await as(page, COUNTY)
    await page.goto(home)
    await page.getByText('انحلال هیأت').click()
    await page.locator('#dissolve-reason').fill('پایان آزمایش')
    await page.getByRole('button', { name: 'هیأت منحل شد' }).click()
    await expect(page.getByRole('region', { name: 'آنچه گذشت' })).toContainText('منحل')
  })
}

async function formed(page: Page): Promise<string> {
  await as(page, COUNTY)
  await page.goto(`${BASE}/new`)
  await page.getByLabel('نام هیأت').fill(NAME)
  await page.getByLabel('گروه ظرفیت').selectOption({ label: 'مراکز ترک اعتیاد' })
  await page.getByLabel('آغاز تشکیل').fill('۱۴۰۳/۰۱/۱۵')
  await page.getByRole('button', { name: 'ثبت هیأت' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`هیأت ${NAME}`)
  const home = new URL(page.url()).pathname
  const steps = page.getByRole('region', { name: 'پنج مرحلهٔ تشکیل' })
  for (const [i, name] of STEPS.entries()) {
    const box = steps
      .locator('li')
      .filter({ has: page.getByRole('heading', { name, exact: true }) })
      .first()
    await opened(box, 'ثبت انجام مرحله')
    await box.getByLabel('روز انجام').fill(`۱۴۰۳/۰۲/${['۰۱', '۰۳', '۰۵', '۰۷', '۰۹'][i]}`)
    await box.getByLabel('چه چیزی نشان می‌دهد؟').fill('صورت‌جلسهٔ شهرستان')
    await box.getByRole('button', { name: `«${name}» انجام شد` }).click()
    await expect(box.getByText('این مرحله هنوز سندی ندارد')).toBeVisible()
    const send = async (file: Parameters<Locator['setInputFiles']>[0]) => {
      await opened(box, 'افزودن سند')
      await box.locator('input[type="file"]').setInputFiles(file)
      await box.getByRole('button', { name: 'نگه‌داشتن سند' }).click()
    }
    if (i === 0) {
      await send({ name: 'letter.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html>') })
      await expect(steps.getByText('سند باید PDF یا عکس (JPEG، PNG، WebP) باشد.')).toBeVisible()
    }
    await send(i === 1 ? PICTURE : PDF)
    await expect(box.getByRole('link', { name: `سند ۱ – ${name}` })).toBeVisible()
    await expect(box).toContainText(i === 1 ? 'تصویر' : 'PDF')
  }
  await sound(page)
  const first = await steps.getByRole('link', { name: `سند ۱ – ${STEPS[0]}` }).getAttribute('href')
  const answer = await page.request.get(first!)
  expect([answer.headers()['content-type'], (await answer.body()).toString()]).toEqual([
    'application/pdf',
    PDF.buffer.toString(),
  ])
  expect(answer.headers()['content-disposition']).toBe('attachment; filename="evidence-1.pdf"')
  await page.locator('#establish-day').fill('۱۴۰۳/۰۲/۲۰')
  await steps.getByRole('button', { name: 'هیأت تأسیس شد' }).click()
  await expect(steps).toContainText('تأسیس: ۲۰ اردیبهشت ۱۴۰۳')
  // A stranger of the same province has neither the page nor the paper.
  await as(page, 'assoc-county-saqqez')
  expect((await page.request.get(first!)).status()).toBe(404)
  return home
}

async function served(page: Page, home: string): Promise<void> {
  expect(await made('association-seat', home.split('/').at(-1)!, at(SEAT))).toEqual({ seated: 1 })
  await as(page, SEAT)
  await page.goto(home)
  const people = page.getByRole('region', { name: 'داوطلبان', exact: true })
  await opened(people, 'داوطلب تازه')
  await people.getByLabel('نام داوطلب').fill(HER)
  await people.locator('#volunteer-joinedOn').fill('۱۴۰۳/۰۲/۲۲')
  await people.getByRole('checkbox').check()
  await people.getByRole('button', { name: 'ثبت داوطلب' }).click()
  await expect(people).toContainText(HER)
  const activities = page.getByRole('region', { name: 'فعالیت‌ها' })
  if (!(await activities.getByLabel('فعالیت', { exact: true }).isVisible()))
    await opened(activities, 'فعالیت تازه')
  await activities.getByLabel('فعالیت', { exact: true }).fill('کتابخانهٔ سیار')
  await activities.locator('#activity-day').fill('۱۴۰۳/۰۳/۱۰')
  await activities.locator('#activity-beneficiaries').fill('۳۰')
  await activities.getByRole('button', { name: 'ثبت فعالیت' }).click()
  const held = activities.locator('li').filter({ hasText: 'کتابخانهٔ سیار' })
  await opened(held, 'نوبت‌های خدمت')
  await held.getByLabel(HER).check()
  await held.getByLabel('ساعت هر نفر').fill('۳:۳۰')
  await held.getByRole('button', { name: 'ثبت نوبت‌ها' }).click()
  await expect(held).toContainText('۱ داوطلب، ۳٫۵ ساعت')
  await people.getByRole('link', { name: HER }).click()
}

async function carded(page: Page): Promise<string> {
  const card = page.getByRole('region', { name: 'کارت او' })
  await card.getByRole('button', { name: 'دادن کارت' }).click()
  await expect(card.getByText('شمارهٔ کارت:')).toBeVisible()
  const code = /[۰-۹]{4} [۰-۹]{4} [۰-۹]{4}/.exec(await card.innerText())![0]
  await sound(page)
  await page.reload()
  await expect(card).not.toContainText(code)
  await expect(card).toContainText('کارت دارد')
  return code
}

async function looked({ page, browser, baseURL }: Kit, home: string, code: string): Promise<void> {
  const phone = await browser.newContext({ ...PHONE, baseURL, javaScriptEnabled: false })
  const her = await phone.newPage()
  await her.goto('/fa/card')
  await her.locator('#code').fill(code)
  await her.getByRole('button', { name: 'باز کردن کارت' }).click()
  await expect(her.locator('[data-step="card"]')).toContainText('۳٫۵ ساعت')
  await expectFits(her)
  const seen = await her.locator('main').innerText()
  for (const hidden of [HER, NAME, 'هیأت', 'دهگلان', 'کتابخانه', '۱۴۰۳']) expect(seen).not.toContain(hidden)
  await her.getByLabel('ساعت‌هایم کمتر از خدمتم ثبت شده است').check()
  await her.getByRole('button', { name: 'به هماهنگ‌کننده بگویید' }).click()
  await expect(her.getByText('به هماهنگ‌کننده گفته شد.')).toBeVisible()
  await phone.close()
  // Above the association only that one waits is known.
  await as(page, COUNTY)
  await page.goto(home)
  await expect(page.getByText('داوطلبان این هیأت ۱ بار گفته‌اند')).toBeVisible()
  await expect(page.getByText(HER)).toHaveCount(0)
  await as(page, SEAT)
  await page.goto(home)
  const wrong = page.getByRole('region', { name: '«این درست نیست»' })
  await expect(wrong).toContainText(HER)
  await sound(page)
  await wrong.getByRole('button', { name: 'با خودش دیدیم، درست است' }).click()
  await expect(wrong).toContainText('درست بود')
}

type Paper = { address: string; serial: string; page: string }

async function certified({ page, browser, baseURL }: Kit, home: string): Promise<Paper> {
  await page.goto(home)
  await page.getByRole('region', { name: 'داوطلبان', exact: true }).getByRole('link', { name: HER }).click()
  const card = page.getByRole('region', { name: 'گواهی‌های خدمت' }).first()
  await card.locator('#certificate-until').fill('۱۴۰۳/۰۲/۳۱')
  await card.getByRole('button', { name: 'صدور گواهی' }).click()
  await expect(card.getByText('در این بازه ساعتی برای او ثبت نشده است؛ چیزی برای گواهی نیست.')).toBeVisible()
  await card.locator('#certificate-until').fill('۱۴۰۳/۰۴/۳۱')
  await card.getByRole('button', { name: 'صدور گواهی' }).click()
  await expect(card.getByRole('row').nth(1)).toContainText('از ۲۲ اردیبهشت ۱۴۰۳ تا ۳۱ تیر ۱۴۰۳')
  await sound(page)
  await card.getByRole('row').nth(1).getByRole('link').click()
  await expect(page.getByRole('article')).toContainText('گواهی خدمت داوطلبانه')
  await expect(page.getByRole('article')).toContainText(HER)
  await sound(page)
  const link = await page.getByRole('link', { name: 'گواهی برای چاپ', exact: true }).getAttribute('href')
  const pdf = await (await page.request.get(link!)).body()
  const words = await wordsOf(pdf)
  expect(words).toContain('12-SA-V-')
  for (const hidden of ['سپیدار', 'اعتیاد', 'دهگلان', 'مددجو', 'بهزیستی']) expect(words).not.toContain(hidden)
  const address = (await codeOn(browser, pdf))!
  const article = await page.getByRole('article').innerText()
  const serial = /[\w-]{22}/.exec(article)![0]
  const phone = await browser.newContext({ ...PHONE, baseURL })
  const anybody = await phone.newPage()
  await anybody.goto(address)
  const told = anybody.locator('[data-verdict]')
  await expect(told).toHaveAttribute('data-verdict', 'VALID')
  for (const shown of ['گواهی خدمت داوطلبانه', 'ه. ر.', '۳٫۵', 'کردستان', 'از ۲۲ اردیبهشت ۱۴۰۳'])
    await expect(told).toContainText(shown)
  for (const hidden of [HER, NAME, 'اعتیاد', 'دهگلان']) await expect(told).not.toContainText(hidden)
  await sound(anybody)
  await phone.close()
  return { address, serial, page: new URL(page.url()).pathname }
}

async function revoked({ page, browser, baseURL }: Kit, home: string, paper: Paper): Promise<void> {
  await as(page, COUNTY)
  await page.goto(home)
  const list = page.getByRole('region', { name: 'گواهی‌های خدمت' }).first()
  await expect(list.getByRole('row')).toHaveCount(2)
  await list.getByRole('link').click()
  await expect(page).toHaveURL(new RegExp(`${paper.page}$`))
  await expect(page.getByRole('article')).toContainText('نام پوشیده')
  await expect(page.getByText(HER)).toHaveCount(0)
  expect((await page.request.get(`${paper.page}/certificate.pdf`)).status()).toBe(404)
  await page.getByText('باطل کردن گواهی').click()
  await page.locator('#reason').fill('ساعت‌ها دوباره شمرده می‌شود')
  await page.getByRole('button', { name: 'باطل شود' }).click()
  await expect(page.getByText('ساعت‌های همان بازه را از صفحهٔ داوطلب دوباره گواهی کنید.')).toBeVisible()
  await sound(page)
  const phone = await browser.newContext({ ...PHONE, baseURL })
  const anybody = await phone.newPage()
  await anybody.goto('/fa/check')
  await anybody.locator('#code').fill(paper.serial)
  await anybody.getByRole('button', { name: 'بررسی' }).click()
  await expect(anybody.locator('[data-verdict]')).toHaveAttribute('data-verdict', 'REVOKED')
  await phone.close()
  for (const handle of ['officer1', 'assoc-county-saqqez']) {
    await as(page, handle)
    expect((await page.request.get(paper.page)).status(), handle).toBe(404)
  }
}

async function behind(page: Page): Promise<void> {
  await as(page, 'assoc-officer')
  await page.goto(`${BASE}/figures`)
  await page.getByRole('link', { name: 'ساعت خدمت داوطلبانه' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('A-05')
  await expect(page.locator('#parts').getByRole('row').filter({ hasText: NAME })).toContainText('۳٫۵')
  await sound(page)
  for (const code of ['A-01', 'A-02', 'A-03', 'A-04', 'A-06', 'A-07', 'A-08', 'A-09']) {
    await page.goto(`${BASE}/figures/${code}`)
    const tabs = await page.getByRole('navigation', { name: 'به تفکیک' }).getByRole('link').all()
    const addresses = await Promise.all(tabs.map((tab) => tab.getAttribute('href')))
    for (const address of addresses) {
      await page.goto(address!)
      expect(await page.locator('#parts tbody tr').count(), address!).toBeGreaterThan(0)
      await expectFits(page)
    }
  }
}
