import { expect, expectAccessible, signIn, test } from './guarded'

const HANDLE = (name: string) => `${name}@demo.tabavar.local`

test('a release of the charities: prepared by one, signed by another, and soon on the public page', async ({
  page,
  browser,
  baseURL,
}) => {
  const wide = { baseURL, viewport: { width: 1440, height: 900 }, locale: 'fa-IR' }

  const address =
    await test.step('the officer comes from the figures, prepares, and cannot sign her own', async () => {
      await signIn(page, 'fa', HANDLE('charity-officer'))
      await page.goto('/fa/office/charities/figures')
      await page.getByRole('link', { name: 'انتشار عمومی' }).click()
      await expectAccessible(page)
      await page.getByRole('button', { name: 'آماده کن' }).click()
      await expect(page).toHaveURL(/\/programme-releases\/charities\/[0-9a-f-]{36}$/)
      await expect(page.locator('#gate')).toContainText('از آزمون گذشت')
      await expect(page.getByRole('button', { name: 'امضا و انتشار' })).toHaveCount(0)
      await expect(page.locator('#preview')).toContainText('گلستان یاد')
      await expectAccessible(page)
      return new URL(page.url()).pathname
    })

  await test.step('a second one of the same month is refused in words', async () => {
    await page.goto('/fa/office/programme-releases/charities')
    await page.getByRole('button', { name: 'آماده کن' }).click()
    await expect(page.getByRole('main').getByRole('alert')).toContainText('در هر ماه شمسی یک انتشار')
  })

  await test.step('nobody of another programme has the page', async () => {
    for (const handle of ['director', 'hamyar-officer', 'charity-aftab']) {
      const context = await browser.newContext(wide)
      const other = await context.newPage()
      await signIn(other, 'fa', HANDLE(handle))
      for (const path of ['/fa/office/programme-releases/charities', address])
        expect((await other.goto(path))?.status(), `${handle} ${path}`).toBe(404)
      await context.close()
    }
  })

  await test.step('her colleague signs; the newest release is out under its number', async () => {
    const context = await browser.newContext(wide)
    const colleague = await context.newPage()
    await signIn(colleague, 'fa', HANDLE('charity-officer2'))
    await colleague.goto(address)
    await colleague.getByRole('button', { name: 'امضا و انتشار' }).click()
    await expect(colleague).toHaveURL(/\/programme-releases\/charities$/)
    await expect(colleague.locator('#list')).toContainText('منتشر شد')
    await context.close()
    await expect(async () => {
      await page.goto('/fa/programmes/charities/zanjan')
      await expect(page.locator('#stamp')).toBeVisible()
      await expect(page.getByRole('main')).toContainText('انتشار ۲', { timeout: 1_000 })
    }).toPass({ timeout: 60_000 })
    await page.goto('/fa/programmes/charities/zanjan/1')
    await expect(page.getByRole('main')).toContainText('عددهایش دیگر تغییر نمی‌کند')
  })
})
