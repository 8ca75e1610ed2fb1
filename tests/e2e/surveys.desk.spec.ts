import { expect, expectAccessible, expectFits, signIn, test } from './guarded'
import { streak } from './own-cohort'

// Words that are plainly nobody's, in the form of the WHO-5.
const WORDS = {
  instrument: 'WHO-5',
  language: 'fa',
  lead: 'در دو هفتهٔ گذشته (متن آزمون)',
  items: ['جملهٔ یکم', 'جملهٔ دوم', 'جملهٔ سوم', 'جملهٔ چهارم', 'جملهٔ پنجم'],
  answers: ['هیچ‌گاه', 'کم', 'گاهی', 'اغلب', 'بیشتر', 'همیشه'],
  source: 'متن آزمون',
  licence: 'برای آزمون',
}

test('a group is asked: cards, answers without scripts, help, a counsellor, and figures without answers', async ({
  page,
  browser,
  baseURL,
}) => {
  const made = await streak(6)
  await signIn(page, 'fa', 'officer1@demo.tabavar.local')
  const { run } = made

  await test.step('the office loads words, opens a wave and prints cards', async () => {
    await page.goto('/fa/office/outcomes/wordings')
    const file = { name: 'w.json', mimeType: 'application/json' }
    await page.locator('#file').setInputFiles({ ...file, buffer: Buffer.from('{broken') })
    await page.locator('#load button[type="submit"]').click()
    await expect(page.getByText('این فایل خوانده نشد')).toBeVisible()
    await page.locator('#file').setInputFiles({ ...file, buffer: Buffer.from(JSON.stringify(WORDS)) })
    await page.locator('#load button[type="submit"]').click()
    await expect(page.getByText('متن بارگذاری شد')).toBeVisible()
    await expect(page.locator('#list')).toContainText('متن آزمون')
    await expectAccessible(page)
    await page.goto(`/fa/office/outcomes/waves?run=${run}`)
    await page.locator('#open').getByLabel('RES').waitFor({ state: 'detached' })
    await page.locator('#open button[type="submit"]').click()
    await expect(page.locator('#BASELINE')).toContainText('۰ نفر از ۶ نفر پاسخ داده‌اند')
    await expectAccessible(page)
    await page.goto(`/fa/office/outcomes/cards?run=${run}`)
    await page.locator('form button[type="submit"]').filter({ hasText: 'ساختن کارت‌ها' }).click()
    await expect(page.locator('[data-code]')).toHaveCount(6)
    await expectAccessible(page)
  })
  const codes = await page
    .locator('[data-code]')
    .evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.code!))
  const inFours = (code: string) => code.replaceAll(' ', '-')

  await test.step('a respondent answers with the number of her card, without scripts, on a small phone', async () => {
    const phone = await browser.newContext({
      baseURL,
      javaScriptEnabled: false,
      locale: 'fa-IR',
      viewport: { width: 360, height: 640 },
    })
    const her = await phone.newPage()
    await her.goto('/fa/survey')
    await her.locator('input[name="code"]').fill('۱۲۳۴ ۵۶۷۸ ۹۰۱۲')
    await her.getByRole('button', { name: 'ادامه' }).click()
    await expect(her.getByText('این شماره را نمی‌شناسیم')).toBeVisible()
    await her.locator('input[name="code"]').fill(codes[0]!)
    await her.getByRole('button', { name: 'ادامه' }).click()
    await expect(her).toHaveURL(/\/fa\/survey\/answer$/)
    await expect(her.getByRole('heading', { level: 1 })).toHaveText('پیش از آغاز')
    await expectFits(her)
    await her.getByRole('button', { name: 'خودم می‌خوانم' }).click()
    await expect(her.getByRole('heading', { level: 1 })).toHaveText(WORDS.lead)
    await expect(her.getByRole('link', { name: 'کمک فوری' })).toBeVisible()
    await expectFits(her)
    // One left out where all are needed: refused, and what was chosen stays.
    for (const item of [1, 2, 3, 4]) await her.locator(`input[name="item-${item}"][value="1"]`).check()
    await her.getByRole('button', { name: 'ثبت این بخش' }).click()
    await expect(her.getByText('۱ پرسش بی‌پاسخ مانده است')).toBeVisible()
    await expect(her.locator('input[name="item-4"][value="1"]')).toBeChecked()
    await her.locator('input[name="item-5"][value="0"]').check()
    await her.getByRole('button', { name: 'ثبت این بخش' }).click()
    await expect(her.getByRole('heading', { level: 1 })).toHaveText('دوست دارید با یک مشاور گفت‌وگو کنید؟')
    await expectFits(her)
    await her.locator('#name').fill('گلی')
    await her.getByRole('button', { name: 'با من تماس بگیرد' }).click()
    await expect(her.getByText('نام و راه تماس را بنویسید')).toBeVisible()
    await expect(her.locator('#name')).toHaveValue('گلی')
    await her.locator('#reach').fill('۰۹۱۲۰۰۰۰۰۰۰، عصرها')
    await her.getByRole('button', { name: 'با من تماس بگیرد' }).click()
    await expect(her.getByText('خواستهٔ شما به مشاور رسید')).toBeVisible()
    for (let block = 2; block <= 6; block++) {
      await expect(her.getByText(`بخش ${'۰۱۲۳۴۵۶'[block]} از ۶`)).toBeVisible()
      for (const item of [1, 2, 3, 4]) await her.locator(`input[name="item-${item}"][value="3"]`).check()
      await her.getByRole('button', { name: 'ثبت این بخش' }).click()
    }
    await expect(her.getByText('سپاسگزاریم')).toBeVisible()
    for (const number of ['123', '1480', '115', '110'])
      await expect(her.locator(`a[href="tel:${number}"]`).first()).toBeVisible()
    await expectFits(her)
    // Opened again the card shows what everybody sees, and no offer.
    await her.goto('/fa/survey/talk')
    await expect(her.getByText('سپاسگزاریم')).toBeVisible()
    await her.getByRole('button', { name: 'پایان و بستن' }).click()
    await expect(her).toHaveURL(/\/fa\/survey$/)
    expect((await phone.cookies()).filter(({ name }) => name.includes('survey'))).toEqual([])
    await phone.close()
  })

  await test.step('the code on a card opens the questionnaire, and its number is in no address that is asked for', async () => {
    const phone = await browser.newContext({
      baseURL,
      locale: 'fa-IR',
      viewport: { width: 360, height: 640 },
    })
    const hers = await phone.newPage()
    const asked: string[] = []
    hers.on('request', (request) => asked.push(request.url()))
    await hers.goto(`/fa/survey#${inFours(codes[2]!)}`)
    await expect(hers).toHaveURL(/\/fa\/survey\/answer$/)
    await expect(hers.getByRole('heading', { level: 1 })).toHaveText('پیش از آغاز')
    for (const url of asked) expect(url.split('#')[0]).not.toMatch(/\d{4}-?\d{4}-?\d{4}/)
    expect(await hers.evaluate(() => document.referrer)).not.toMatch(/\d{4}-\d{4}/)
    // Cards printed before have the number in their path.
    await hers.goto(`/fa/survey/${inFours(codes[2]!)}`)
    await expect(hers).toHaveURL(/\/fa\/survey\/answer$/)
    await phone.close()
  })

  await test.step('the counsellor sees her wish, takes it, and ends it', async () => {
    const desk = await browser.newContext({ baseURL, locale: 'fa-IR' })
    const counsellor = await desk.newPage()
    await signIn(counsellor, 'fa', 'counsellor@demo.tabavar.local')
    await expect(counsellor).toHaveURL(/\/fa\/office\/referrals$/)
    await expect(counsellor.getByRole('main')).not.toContainText('گلی')
    await expectAccessible(counsellor)
    await counsellor.locator('#waiting > div').last().getByRole('button', { name: 'می‌پذیرم' }).click()
    const mine = counsellor.locator('#mine')
    await mine.getByRole('button', { name: 'دیدن راه تماس' }).last().click()
    await expect(mine).toContainText('گلی')
    await mine.getByRole('button', { name: 'ثبت نتیجه' }).last().click()
    await expect(counsellor.locator('#over')).toContainText('گفت‌وگو شد')
    await expect(counsellor.getByRole('main')).not.toContainText('گلی')
    const outcomes = await counsellor.goto('/fa/office/outcomes')
    expect(outcomes?.status()).toBe(404)
    await desk.close()
  })

  await test.step('the office sees how many, and no answer', async () => {
    await page.goto(`/fa/office/outcomes/waves?run=${run}`)
    await expect(page.locator('#BASELINE')).toContainText('۱ نفر از ۶ نفر پاسخ داده‌اند')
    // The day itself: figures are otherwise of the last one that has ended.
    await page.goto(`/fa/office/outcomes?run=${run}&asOf=1403-03-12`)
    await expect(page.locator('#whole')).toContainText('دست‌کم ۵ جفت پاسخ لازم است')
    await expect(page.locator('#referrals')).toContainText('از ۱ ارجاع: ۱ انجام‌شده')
    await expect(page.getByRole('main')).not.toContainText('گلی')
    await expectAccessible(page)
    expect((await page.goto('/fa/office/referrals'))?.status()).toBe(404)
  })

  await test.step('the facilitator sees the number, passes her phone round, and is signed out', async () => {
    const field = await browser.newContext({
      baseURL,
      locale: 'fa-IR',
      viewport: { width: 360, height: 640 },
    })
    const hers = await field.newPage()
    await signIn(hers, 'fa', made.handle, made.password)
    await hers.goto('/fa/today/survey')
    await expect(hers.getByRole('main')).toContainText('۱ نفر از ۶ نفر پاسخ داده‌اند')
    await expectAccessible(hers)
    await expectFits(hers)
    expect((await hers.goto('/fa/office/outcomes'))?.status()).toBe(404)
    await hers.goto('/fa/today/survey')
    await hers.getByRole('button', { name: 'بستن حساب و آغاز پرسشنامه' }).click()
    await expect(hers.locator('input[name="code"]')).toBeVisible()
    await hers.locator('input[name="code"]').fill(codes[1]!)
    await hers.getByRole('button', { name: 'ادامه' }).click()
    await hers.getByRole('button', { name: 'برایم خوانده شد' }).click()
    await expect(hers.locator('label:has(input[name="item-1"]) svg').first()).toBeVisible()
    await expectAccessible(hers)
    await expectFits(hers)
    await hers.goto('/fa/today')
    await expect(hers).toHaveURL(/\/fa\/sign-in/)
    await field.close()
  })
})
