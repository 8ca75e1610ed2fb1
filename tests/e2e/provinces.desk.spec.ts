import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectFits, test } from './guarded'
import { made } from './own-cohort'

type Figure = {
  code: string
  level: string
  jalali_month: string | null
  category: string | null
  value: number
}

let nation: Record<'ADMIN' | 'NATIONAL_VIEWER', string>
test.beforeAll(async () => {
  nation = (await made<{ nation: typeof nation }>('provinces-apart-world')).nation
})

async function as(page: Page, cookie: string, baseURL: string) {
  const at = cookie.indexOf('=')
  await page.context().addCookies([{ name: cookie.slice(0, at), value: cookie.slice(at + 1), url: baseURL }])
}

test('a person sets a province up from a template, and its director begins', async ({ page, baseURL }) => {
  await as(page, nation.ADMIN, baseURL!)
  await page.goto('/fa/office/provinces')
  await expectAccessible(page)
  await expectFits(page)
  await page.getByLabel('استان', { exact: true }).selectOption({ label: 'گیلان' })
  await page.getByLabel('قواعد از روی کدام استان؟').selectOption({ label: 'زنجان' })
  const counties = page.getByLabel('شهرستان‌ها', { exact: true })
  await counties.fill('رشت\tRasht\nLahijan')
  await page.getByLabel('نام و نام خانوادگی مدیرکل').fill('نسرین احمدی')
  await page.getByLabel('شمارهٔ همراه یا رایانامهٔ مدیرکل').fill('director@gilan.example')
  await page.getByLabel('نام و نام خانوادگی کارشناس').fill('لیلا رضایی')
  await page.getByLabel('شمارهٔ همراه یا رایانامهٔ کارشناس').fill('officer@gilan.example')
  await page.getByRole('button', { name: 'راه‌اندازی استان' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('سطر ۲ خوانده نشد')
  // What was typed stays.
  await expect(counties).toHaveValue('رشت\tRasht\nLahijan')
  await counties.fill('رشت\tRasht\nلاهیجان\tLahijan')
  await page.getByRole('button', { name: 'راه‌اندازی استان' }).click()
  await expect(page.getByText('استان راه‌اندازی شد')).toBeVisible()
  const links = page.getByRole('main').locator('input[readonly]')
  await expect(links).toHaveCount(2)
  const link = await links.first().inputValue()
  await page.reload()
  await expect(page.getByRole('row', { name: /گیلان/ })).toContainText('۲')
  await expect(page.getByLabel('استان', { exact: true }).getByRole('option', { name: 'گیلان' })).toHaveCount(
    0,
  )

  await page.context().clearCookies()
  await page.goto(link)
  await page.locator('input[name="password"]').fill('چهار سیب روی میز')
  await page.locator('input[name="again"]').fill('چهار سیب روی میز')
  await page.locator('form:has(input[name="again"]) button[type="submit"]').click()
  await expect(page).toHaveURL(/\/fa\/(office|second-factor)/)
})

test('the national view tells what was released, and says that sums are not de-duplicated', async ({
  page,
  baseURL,
}) => {
  await as(page, nation.NATIONAL_VIEWER, baseURL!)
  for (const locale of ['fa', 'en']) {
    await page.goto(`/${locale}/office/national`)
    await expect(page.getByRole('row')).toHaveCount(3)
    await expectAccessible(page)
    await expectFits(page)
  }
  await expect(page.getByRole('row', { name: /not de-duplicated/ })).toBeVisible()
  // What is told is what was signed last: other journeys sign releases of runs of their own.
  const { latest } = await (await page.request.get('/api/public/v1/releases')).json()
  const { figures } = await (await page.request.get(`/api/public/v1/releases/${latest}`)).json()
  const told = (code: string) =>
    figures.find(
      (row: Figure) => row.code === code && row.level === 'province' && !row.jalali_month && !row.category,
    ).value
  const row = page.getByRole('row', { name: /West Azerbaijan/ })
  await expect(row).toContainText(`No. ${latest},`)
  const cells = (await row.getByRole('cell').allInnerTexts()).map((text) => text.replaceAll(',', ''))
  expect(cells.slice(1, 6)).toEqual(
    ['R-01', 'R-02', 'R-03', 'R-07', 'SESSIONS'].map((code) => String(told(code))),
  )
  expect(told('R-07')).toBeGreaterThan(0)
  for (const path of [
    '/en/office/people',
    '/en/office/cohorts',
    '/en/office/indicators',
    '/en/office/provinces',
  ])
    expect((await page.goto(path))?.status(), path).toBe(404)
})
