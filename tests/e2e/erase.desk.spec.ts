import { expect, expectAccessible, expectFits, signIn, test } from './guarded'

// Other journeys add runs of their own beside these: the demonstration's is named.
const RUN = 'run=WA-1403-DEMO'

test('whoever is still taking part is not erased, and the page says what comes first', async ({ page }) => {
  await signIn(page, 'fa', 'officer1@demo.tabavar.local')
  await page.goto(`/fa/office/people?${RUN}&status=ACTIVE`)
  await page.getByRole('main').locator('tbody th a').first().click()
  await page.getByRole('link', { name: 'دیدن آنچه پاک می‌شود' }).click()
  await expect(page.locator('#erase')).toContainText('رضایت او در دوره‌ای که هنوز ادامه دارد پابرجاست')
  await expect(page.getByRole('button', { name: 'حذف برای همیشه' })).toHaveCount(0)
})

test('somebody who left and asks for it is erased in two steps, is found no more, and stays counted', async ({
  page,
}) => {
  await signIn(page, 'fa', 'officer1@demo.tabavar.local')
  await page.goto(`/fa/office/people?${RUN}&status=WITHDRAWN`)
  const link = page.getByRole('main').locator('tbody th a').last()
  const name = (await link.innerText()).trim()
  const here = new URL((await link.getAttribute('href'))!, page.url()).pathname
  const rows = await page.getByRole('main').locator('tbody tr').count()
  await link.click()
  await page.getByRole('link', { name: 'دیدن آنچه پاک می‌شود' }).click()
  await expectAccessible(page)
  await expectFits(page)
  const card = page.locator('#erase')
  await card.getByRole('textbox').fill('نام کسی دیگر')
  await card.getByRole('checkbox').check()
  await card.getByRole('button', { name: 'حذف برای همیشه' }).click()
  await expect(card).toContainText('این نام با نام این پرونده یکی نیست')
  await card.getByRole('textbox').fill(name)
  await card.getByRole('checkbox').check()
  await card.getByRole('button', { name: 'حذف برای همیشه' }).click()
  await expect(page.getByText('این فرد حذف شده است')).toBeVisible()
  await expect(page.getByRole('main')).not.toContainText(name)
  expect(new URL(page.url()).pathname).toBe(here)
  await expectAccessible(page)

  await page.goto(`/fa/office/people?${RUN}&status=WITHDRAWN`)
  expect(await page.getByRole('main').locator('tbody tr').count()).toBe(rows)
  await page.goto(`/fa/office/people?${RUN}`)
  await page.getByRole('searchbox', { name: 'بخشی از نام' }).fill(name)
  await page.getByRole('button', { name: 'جست‌وجو' }).click()
  await expect(page.locator(`a[href*="${here.split('/').at(-1)}"]`)).toHaveCount(0)
  await page.context().clearCookies()
  await signIn(page, 'fa', 'auditor@demo.tabavar.local')
  await page.goto('/fa/office/audit?entity=person')
  await expect(page.getByRole('main')).toContainText('حذف فرد')
})
