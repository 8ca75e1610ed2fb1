import type { Browser, Page } from '@playwright/test'
import { readCalendar } from '../support/calendar-read'
import { expect, expectAccessible, expectFits, signIn, test } from './guarded'

async function signedIn(
  browser: Browser,
  handle: string,
  viewport = { width: 1440, height: 900 },
): Promise<Page> {
  const context = await browser.newContext({ locale: 'fa-IR', viewport })
  const page = await context.newPage()
  await signIn(page, 'fa', `${handle}@demo.tabavar.local`)
  return page
}

test('one picture: people and places, a referral from programme to programme, and the desk over all of them', async ({
  page,
  browser,
  request,
}) => {
  test.setTimeout(240_000)
  // The hamyar programme's social worker refers a member to the associations, because the member agreed.
  await signIn(page, 'fa', 'hamyar-worker-zanjan@demo.tabavar.local')
  await page.goto('/fa/office/hamyar?q=سرو')
  await page.getByRole('link', { name: 'گروه سرو' }).first().click()
  await page.locator('#members tbody').getByRole('link').first().click()
  await page.getByRole('link', { name: 'پروندهٔ او' }).click()
  await expect(page.getByRole('region', { name: 'گروه‌های همیار' })).toContainText('گروه سرو')
  // Of the plan nothing is said, not even that there is nothing.
  await expect(page.getByRole('region', { name: 'نام‌نویسی و ساعت‌ها' })).toHaveCount(0)
  const card = page.getByRole('region', { name: 'معرفی به برنامهٔ دیگر' })
  await card.getByText('معرفی تازه').click()
  await card.getByLabel('به کدام برنامه؟').selectOption({ label: 'خیریه‌ها' })
  await card.getByLabel('چگونه با او تماس بگیرند؟').fill('عصرها در خانه')
  await card.getByRole('button', { name: 'ثبت معرفی' }).click()
  await expect(card.getByText('بدون رضایت خودش ثبت نمی‌شود.').first()).toBeVisible()
  await card.getByLabel('رضایت او').selectOption({ label: 'متن برایش خوانده شد و پذیرفت' })
  await card.getByRole('button', { name: 'ثبت معرفی' }).click()
  await expect(page.getByRole('list', { name: 'معرفی‌هایی که شما کرده‌اید' })).toContainText('در انتظار پاسخ')
  await expectAccessible(page)
  const person = new URL(page.url()).pathname

  // It comes to the charities' office: among what waits, with her name only when it is asked for, and is declined with a reason.
  const charity = await signedIn(browser, 'charity-officer')
  await charity.goto('/fa/office/inbox')
  await expectAccessible(charity)
  await charity.getByRole('link', { name: /معرفی از برنامه‌های دیگر/ }).click()
  await expectAccessible(charity)
  const waiting = charity.getByRole('region', { name: 'در انتظار پاسخ شما' })
  await waiting.getByRole('button', { name: 'دیدن نام و راه تماس' }).first().click()
  await expect(waiting.getByText('عصرها در خانه')).toBeVisible()
  await waiting.getByText('نپذیرفتن با دلیل').first().click()
  await waiting.getByLabel('دلیل').first().selectOption({ label: 'اکنون جا نیست' })
  await waiting.getByRole('button', { name: 'ثبت نپذیرفتن' }).first().click()
  await expect(charity.getByRole('region', { name: 'نپذیرفته' })).toContainText('اکنون جا نیست')
  // Who she is elsewhere is not the charities' to open.
  expect((await charity.goto(person))!.status()).toBe(404)
  await page.goto(person)
  await expect(page.getByRole('list', { name: 'معرفی‌هایی که شما کرده‌اید' })).toContainText('اکنون جا نیست')

  // Each office's own columns: the associations' officer sees the county without one.
  const associations = await signedIn(browser, 'assoc-officer')
  await associations.goto('/fa/office/picture')
  const coverage = associations.getByRole('region', { name: 'کجا چه هست و چه کم است؟' })
  await expect(coverage.getByRole('columnheader')).toHaveText(['شهرستان و محله', 'هیأت‌های اجتماعی'])
  await expect(coverage.getByRole('row', { name: /سروآباد/ })).toContainText(
    'هیأت برپا کمتر از شمار لازم است',
  )
  await expectAccessible(associations)

  // The director's has people and participations, the plan's by neighbourhood.
  const director = await signedIn(browser, 'director')
  await director.goto('/fa/office/picture')
  const people = director.getByRole('region', { name: 'چند نفر، چند مشارکت؟' })
  await expect(people.getByRole('row', { name: /طرح تاب‌آوری/ })).toContainText('۶۲۵ نفر')
  await expect(people.getByRole('row', { name: /طرح تاب‌آوری/ })).toContainText('۶۲۵ مشارکت')
  await expectAccessible(director)

  // The search goes by post: the name stands in no address.
  await director.goto('/fa/office/search')
  await director.getByRole('searchbox', { name: 'نام یا کد' }).fill('اروميه')
  await director.getByRole('button', { name: 'جست‌وجو' }).click()
  await expect(director.getByRole('region', { name: 'گروه‌های طرح' })).toBeVisible()
  expect(new URL(director.url()).search).toBe('')
  await expectAccessible(director)

  // A view is kept and found again.
  await director.goto('/fa/office/cohorts?run=WA-1403-DEMO&status=RUNNING')
  await director.getByText('نگه داشتن این نما').click()
  await director.getByLabel('نام نما').fill('گروه‌های در حال برگزاری')
  await director.getByRole('button', { name: 'نگه داشتن', exact: true }).click()
  await director.waitForURL('**/fa/office/inbox')
  await director.getByRole('region', { name: 'نماهای من' }).getByRole('link').click()
  await expect(director).toHaveURL(/status=RUNNING/)

  // The calendar, and its secret address, which ends when its owner says so.
  await associations.goto('/fa/office/calendar')
  await expectAccessible(associations)
  const feed = associations.getByRole('region', { name: 'همین تقویم در گوشی یا رایانهٔ من' })
  await feed.getByRole('button', { name: 'گرفتن نشانی' }).click()
  const said = feed.getByText(/همین یک بار نشان داده می‌شود/)
  await expect(said).toBeVisible()
  const address = /https?:\/\/\S+?\.ics/.exec((await said.textContent())!)![0]
  const path = new URL(address).pathname
  const answer = await request.get(path)
  expect(answer.headers()['content-type']).toBe('text/calendar; charset=utf-8')
  const events = readCalendar(await answer.text())
  expect(events.length).toBeGreaterThan(5)
  for (const { SUMMARY } of events) expect(SUMMARY).toMatch(/^(فعالیت هیأت [\w-]+|نشست هیأت‌ها|مناسبت محلی)$/)
  await associations.goto('/fa/office/calendar')
  await feed.getByRole('button', { name: 'از کار انداختن نشانی' }).click()
  await expect(feed.getByRole('button', { name: 'گرفتن نشانی' })).toBeVisible()
  expect((await request.get(path)).status()).toBe(404)

  // In a hand.
  const phone = await signedIn(browser, 'assoc-county-sarvabad', { width: 360, height: 640 })
  for (const one of ['picture', 'inbox', 'calendar', 'search']) {
    await phone.goto(`/fa/office/${one}`)
    await expectFits(phone)
    await expectAccessible(phone)
  }
})
