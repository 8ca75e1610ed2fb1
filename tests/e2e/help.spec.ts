import { expect, expectAccessible, expectFits, test } from './guarded'

const NUMBERS = ['123', '1480', '115', '110']
const persian = (text: string) => text.replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[Number(digit)]!)

test('help is there for anybody: no sign-in, no scripts, and nothing but the page, its styles and its letters', async ({
  browser,
  baseURL,
  locale2,
}) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false, locale: locale2 })
  const page = await context.newPage()
  await page.route('**/*', (route) =>
    ['document', 'stylesheet', 'font'].includes(route.request().resourceType())
      ? route.continue()
      : route.abort(),
  )
  const response = await page.goto(`/${locale2}/help`)
  expect(response?.status()).toBe(200)
  await context.setOffline(true)
  const main = page.getByRole('main')
  for (const number of NUMBERS) {
    await expect(main).toContainText(locale2 === 'fa' ? persian(number) : number)
    await expect(main.locator(`a[href="tel:${number}"]`).first()).toBeVisible()
  }
  expect(await context.cookies()).toEqual([])
  await context.close()
})

test('with scripts on it asks for nothing after it has loaded, and says when the numbers were checked', async ({
  page,
  locale2,
}) => {
  await page.goto(`/${locale2}/help`)
  await page.waitForLoadState('networkidle')
  const later: string[] = []
  page.on('request', (request) => later.push(request.url()))
  await page.context().setOffline(true)
  await page.getByRole('main').hover()
  await expect(page.getByRole('main')).toContainText(locale2 === 'fa' ? '۱۴۰۵' : '2026')
  await expectAccessible(page)
  await expectFits(page)
  expect(later).toEqual([])
})
