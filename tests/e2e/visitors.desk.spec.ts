import { expect, expectAccessible, expectFits, signIn, test } from './guarded'
import { streak } from './own-cohort'

const PHONE = { locale: 'fa-IR', viewport: { width: 360, height: 640 } }

test('a card: her own hours, «this is wrong» and the withdrawal, with scripts and without', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(120_000)
  const own = await streak(4)
  await signIn(page, 'fa', 'officer1@demo.tabavar.local')
  await page.goto(`/fa/office/outcomes/cards?run=${own.run}`)
  await page.locator('#decline-row').fill('۴')
  await page.locator('#decline button[type="submit"]').click()
  await expect(page.locator('#decline').getByText('ثبت شد')).toBeVisible()
  await page.locator('form button[type="submit"]').filter({ hasText: 'ساختن کارت‌ها' }).click()
  // Who declined one is given none.
  await expect(page.locator('[data-code]')).toHaveCount(3)
  await expectAccessible(page)
  const codes = await page
    .locator('[data-code]')
    .evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.code!))

  await test.step('without scripts, on a small phone', async () => {
    const phone = await browser.newContext({ ...PHONE, baseURL, javaScriptEnabled: false })
    const her = await phone.newPage()
    const look = async (code: string) => {
      await her.locator('#code').fill(code)
      await her.getByRole('button', { name: 'باز کردن کارت' }).click()
    }
    await her.goto('/fa/card')
    await look('۱۲۳۴ ۵۶۷۸ ۹۰۱۸')
    await expect(her.getByText('این شماره را نمی‌شناسیم')).toBeVisible()
    await look(codes[0]!)
    await expect(her.locator('[data-step="card"]')).toContainText('۰ ساعت')
    await expectFits(her)
    const seen = await her.locator('main').innerText()
    expect(seen).not.toContain(own.name)
    expect(seen).not.toContain(own.tag)
    expect(seen).not.toMatch(/۱۴۰\d|فروردین|خرداد|نشانی/)
    expect(await her.title()).toBe('کارت من')
    expect(her.url()).toMatch(/\/fa\/card$/)
    expect(JSON.stringify(await phone.cookies())).not.toContain(codes[0]!.replaceAll(' ', ''))
    await her.getByLabel('این کارت یا این ساعت‌ها مال من نیست').check()
    await her.getByRole('button', { name: 'به اداره بگویید' }).click()
    await expect(her.getByText('به اداره گفته شد')).toBeVisible()
    await her.getByRole('button', { name: 'ادامه' }).click()
    await expect(her.getByText('نپذیرفتن یا انصراف، هیچ اثری بر مستمری و خدمات شما ندارد.')).toBeVisible()
    await expectFits(her)
    await her.getByRole('button', { name: 'نه، برگرد' }).click()
    await expect(her.locator('[data-step="card"]')).toBeVisible()
    await her.getByRole('button', { name: 'ادامه' }).click()
    await her.getByRole('button', { name: 'بله، پس می‌گیرم' }).click()
    await expect(her.locator('[data-step="gone"]')).toContainText('رضایت شما پس گرفته شد')
    await expect(her.getByRole('button', { name: 'ادامه' })).toHaveCount(0)
    await phone.close()
  })

  await test.step('with scripts, in English; nothing is left when it is closed', async () => {
    const phone = await browser.newContext({ ...PHONE, baseURL })
    const her = await phone.newPage()
    const asked: string[] = []
    her.on('request', (request) => asked.push(request.url()))
    await her.goto('/en/card')
    await expectAccessible(her)
    await her.locator('#code').fill(codes[1]!)
    await her.getByRole('button', { name: 'Open my card' }).click()
    await expect(her.locator('[data-step="card"]')).toContainText('0 hours')
    await expectAccessible(her)
    await her.getByRole('button', { name: 'Tell the office' }).click()
    await expect(her.getByText('The office was told')).toBeVisible()
    await her.getByRole('link', { name: 'Close the card' }).click()
    await expect(her.locator('#code')).toHaveValue('')
    expect(asked.filter((url) => /\d{12}|\d{4}(%20|-| )\d{4}/.test(url))).toEqual([])
    await phone.close()
  })

  await test.step('the office hears of it, and the facilitator does not', async () => {
    const mine = page.locator('main li').filter({ hasText: own.tag }).first().getByRole('link')
    await page.goto('/fa/office/tasks?kind=CARD_QUERY')
    await mine.click()
    await expect(page.locator('#note-card')).toContainText(/مال من نیست|کمتر از حضورم/)
    await expectAccessible(page)
    await page.goto('/fa/office/tasks?kind=CONSENT_BACK')
    await mine.click()
    await page.getByLabel('شنیده شد').check()
    await page.getByRole('button', { name: 'ثبت نتیجه' }).click()
    await expect(page).toHaveURL(/\/office\/tasks$/)
    const field = await browser.newContext({ ...PHONE, baseURL })
    const hers = await field.newPage()
    await signIn(hers, 'fa', own.handle, own.password)
    await expect(hers.locator('main')).not.toContainText('ساعت‌هایم درست نیست')
    await expect(hers.locator('main')).not.toContainText('انصراف از رضایت')
    await field.close()
  })
})

test('a letter: written without scripts, read and answered by the office', async ({
  page,
  browser,
  baseURL,
}) => {
  const said = `می‌توانم خیاطی یاد بدهم؛ ${Date.now()}`
  await test.step('somebody writes', async () => {
    const phone = await browser.newContext({ ...PHONE, baseURL, javaScriptEnabled: false })
    const her = await phone.newPage()
    const send = async () => {
      // A form that comes back sooner was filled by no hand.
      await her.waitForTimeout(2100)
      await her.getByRole('button', { name: 'فرستادن به اداره' }).click()
    }
    await her.goto('/fa/interest')
    await expectFits(her)
    await her.locator('#message').fill(said)
    await send()
    await expect(her.getByText('نام و راه تماس را بنویسید').first()).toBeVisible()
    await expect(her.locator('#message')).toHaveValue(said)
    await her.locator('#name').fill('گلی')
    await her.locator('#reach').fill('۰۹۱۲۰۰۰۰۰۰۰')
    await send()
    await expect(her.getByText('بدون پذیرفتن این جمله نامه فرستاده نمی‌شود').first()).toBeVisible()
    await her.locator('input[name="consent"]').check()
    await her.getByRole('button', { name: 'فرستادن به اداره' }).click()
    await expect(her.getByText('نامهٔ شما رسید').or(her.getByText('این فرم زود')).first()).toBeVisible()
    if (await her.getByText('این فرم زود').isVisible()) await send()
    await expect(her.getByText('نامهٔ شما رسید')).toBeVisible()
    expect(her.url()).toMatch(/\/fa\/interest$/)
    await phone.close()
  })
  await test.step('the office reads and answers', async () => {
    await page.goto('/en/interest')
    await expectAccessible(page)
    await signIn(page, 'fa', 'officer1@demo.tabavar.local')
    await page.goto('/fa/office/interest')
    await expectAccessible(page)
    const lines = page.locator('main li a').filter({ hasText: 'کسی می‌خواهد شرکت کند' })
    await lines.last().click()
    await expect(page.locator('#letter')).toContainText(said)
    await expectAccessible(page)
    await page.getByRole('button', { name: 'ثبت پاسخ' }).click()
    await expect(page).toHaveURL(/\/office\/interest$/)
    await page.goto('/fa/office/interest?state=ANSWERED')
    await expect(page.locator('main').getByText('پاسخ داد: کارشناس یکم استان').first()).toBeVisible()
  })
})
