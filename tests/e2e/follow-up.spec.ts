import sharp from 'sharp'
import { expect, expectAccessible, expectFits, signIn, test } from './guarded'
import { streak } from './own-cohort'

test('three absences become a task, and the task a result', async ({ page, locale2 }) => {
  test.setTimeout(120_000)
  const made = await streak()
  const fa = locale2 === 'fa'
  const base = `/${locale2}/today`
  await signIn(page, locale2, made.handle, made.password)

  await test.step('she marks the same woman absent three times, and adds a picture', async () => {
    for (const session of made.sessions) {
      await page.goto(`${base}/${session}`)
      await page.getByRole('button', { name: fa ? '۳' : '3', exact: true }).click()
      await page
        .getByRole('button', { name: fa ? 'همه حاضر' : 'All present' })
        .first()
        .click()
      await page.getByRole('main').locator('ol > li').nth(1).getByRole('button').first().click()
      await page.getByRole('button', { name: fa ? 'ثبت نشست' : 'Submit session' }).click()
      await expect(
        page.getByText(fa ? /از ۴ نفر حاضر، ۱۲۰ دقیقه/ : /of 4 present, 120 minutes/),
      ).toBeVisible()
      await expect(page.getByText(fa ? /نفر حاضر، ۱۲۰ دقیقه/ : /present, 120 minutes/)).not.toContainText(
        'آزمون',
      )
    }
    await page.goto(`${base}/${made.sessions[0]}/pictures`)
    const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#4a8' } })
      .png()
      .toBuffer()
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: picture })
    await page.locator('#pictures form[method="post"] button[type="submit"]').click()
    await expect(page.locator('#pictures img')).toHaveCount(1)
    await expectAccessible(page)
  })

  await test.step('her own page asks her to follow it up', async () => {
    await page.goto(base)
    await expectFits(page)
    await page
      .locator('li', { hasText: made.name })
      .filter({ hasText: fa ? 'غیبت پیاپی' : 'Absences in a row' })
      .getByRole('link')
      .click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(made.name)
    await expectFits(page)
    await expectAccessible(page)
    await page.getByLabel(fa ? 'تماس گرفته شد؛ می‌ماند' : 'Contacted; she stays').check()
    await page.getByRole('button', { name: fa ? 'ثبت نتیجه' : 'Record the result' }).click()
    await page.waitForURL((url) => url.pathname === base)
    await expect(page.locator('li', { hasText: fa ? 'غیبت پیاپی' : 'Absences in a row' })).toHaveCount(0)
  })

  await test.step('the group’s ledger says who is at risk; a child in danger is one tap away', async () => {
    await page.goto(`${base}/group`)
    await expectFits(page)
    await expectAccessible(page)
    await page.getByRole('link', { name: fa ? /کودکی در خطر/ : /child in danger/ }).click()
    await page.locator('textarea').fill('کودکی در خانه تنهاست')
    await page.getByRole('button', { name: fa ? 'فرستادن به اداره' : 'Send to the office' }).click()
    await expect(page.getByText(fa ? /رسید/ : /Received/)).toBeVisible()
  })

  await test.step('the office sees what was done, and what was told', async () => {
    await page.context().clearCookies()
    await signIn(page, locale2, 'officer1@demo.tabavar.local')
    await page.goto(`/${locale2}/office/tasks?kind=SAFEGUARD`)
    await expectFits(page)
    await expectAccessible(page)
    await page.locator('li', { hasText: made.tag }).getByRole('link').click()
    await expect(page.getByRole('main')).toContainText('کودکی در خانه تنهاست')
    await page.goto(`/${locale2}/office/tasks?kind=ABSENCES&state=DONE`)
    await expect(page.locator('li', { hasText: made.name }).filter({ hasText: made.tag })).toContainText(
      fa ? 'تماس گرفته شد؛ می‌ماند' : 'Contacted; she stays',
    )
    await page.goto(`/${locale2}/office/sessions/${made.sessions[0]}`)
    await expect(page.locator('#pictures img')).toHaveCount(1)
  })
})
