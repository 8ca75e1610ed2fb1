import { readFileSync } from 'node:fs'
import { expect, expectAccessible, expectFits, signIn, test } from './guarded'

// Other journeys add runs of their own beside these: the demonstration's is named.
const RUN = 'run=WA-1403-DEMO'

test('a list is filtered in its address, found however it is spelt, and goes out as a spreadsheet', async ({
  page,
}) => {
  await signIn(page, 'fa', 'officer1@demo.tabavar.local')
  await page.goto(`/fa/office/people?${RUN}`)
  const name = await page.getByRole('main').locator('tbody th a').first().innerText()
  // As an Arabic keyboard writes it, family name first.
  const typed = name.replaceAll('ی', 'ي').replaceAll('ک', 'ك').split(' ').reverse().join(' ')
  await page.getByRole('searchbox', { name: 'بخشی از نام' }).fill(typed)
  await page.getByRole('button', { name: 'جست‌وجو' }).click()
  await expect(page).toHaveURL(/[?&]q=/)
  await expect(page.getByRole('main').locator('tbody th a').first()).toHaveText(name)
  await expectFits(page)
  await expectAccessible(page)

  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'گرفتن فایل اکسل' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('افراد-WA-1403-DEMO.xlsx')
  expect(
    readFileSync(await file.path())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')
  const answer = await page.request.get(`/fa/office/people/list.xlsx?${RUN}`)
  expect(answer.headers()['cache-control']).toContain('no-store')
  expect(answer.headers()['content-disposition']).toContain('attachment')
})

test('a national id is asked for by post and stands in no address', async ({ page }) => {
  await signIn(page, 'fa', 'officer1@demo.tabavar.local')
  await page.goto('/fa/office/people?q=2740123456')
  await expect(page).toHaveURL(/byId=post$/)
  await page.getByRole('textbox', { name: 'کد ملی، هر ده رقم' }).fill('۰۰۱۲۳۴۵۶۷۹')
  await page.getByRole('button', { name: 'یافتن', exact: true }).click()
  await expect(page.getByText('با این کد ملی کسی در فهرست‌های شما نیست.')).toBeVisible()
  expect(page.url()).not.toMatch(/[0-9۰-۹]{8}/)
  await expectAccessible(page)
})

test('nobody takes out what she does not see', async ({ page }) => {
  await signIn(page, 'fa', 'auditor@demo.tabavar.local')
  expect((await page.request.get(`/fa/office/people/list.xlsx?${RUN}`)).status()).toBe(403)
  expect((await page.request.get(`/fa/office/cohorts/WA-01/attendance.xlsx?${RUN}`)).status()).toBe(200)
  expect((await page.request.get(`/fa/office/indicators/table.xlsx?${RUN}`)).status()).toBe(200)
})

test('a certificate goes on paper as a PDF, and the audit says so', async ({ page }) => {
  await signIn(page, 'fa', 'officer1@demo.tabavar.local')
  await page.goto(`/fa/office/certificates?${RUN}`)
  await page.getByRole('main').locator('tbody th a').first().click()
  const paper = await page.getByRole('link', { name: 'گواهی برای چاپ', exact: true }).getAttribute('href')
  const answer = await page.request.get(paper!)
  expect([answer.headers()['content-type'], answer.headers()['cache-control']]).toEqual([
    'application/pdf',
    'private, no-store',
  ])
  expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-')
  await page.context().clearCookies()
  await signIn(page, 'fa', 'auditor@demo.tabavar.local')
  expect((await page.request.get(paper!)).status()).toBe(404)
  await page.goto('/fa/office/audit?entity=certificate')
  await expect(page.getByRole('main')).toContainText('چاپ گواهی')
})

test('who only teaches the facilitators comes to her own desk, not to noughts', async ({ page }) => {
  await signIn(page, 'fa', 'trainer@demo.tabavar.local')
  await page.goto('/fa/office')
  await expect(page).toHaveURL(/\/fa\/today$/)
})
