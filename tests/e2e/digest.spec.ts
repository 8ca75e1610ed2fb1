import { expect, expectAccessible, expectFits, signIn, test } from './guarded'

test('the week stands before whoever works, and the weekly message is hers to stop', async ({
  page,
  locale2,
}) => {
  const fa = locale2 === 'fa'
  // One account a language: the two run at once, and each changes its own choice.
  await signIn(page, locale2, `facilitator${fa ? 24 : 25}@demo.tabavar.local`)
  await page.getByRole('link', { name: fa ? 'یادآوری هفتگی من' : 'My weekly digest' }).click()
  await expect(page).toHaveURL(/\/today\/digest$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(fa ? 'یادآوری هفتگی' : 'Weekly digest')
  // The demonstration's clock stands in the week of 30 Tir 1403.
  await expect(page.getByText(fa ? /هفتهٔ ۳۰ تیر ۱۴۰۳ تا ۵ مرداد ۱۴۰۳/ : /Week of 20 July 2024/)).toBeVisible()
  await expectFits(page)
  await expectAccessible(page)

  await page.goto(`/${locale2}/account`)
  const card = page.locator('#digest')
  const [stop, resume] = fa ? ['دیگر نفرست', 'دوباره بفرست'] : ['Stop sending it', 'Send it again']
  const asked = await card.getByRole('button', { name: resume }).isVisible()
  if (asked) await card.getByRole('button', { name: resume }).click()
  await card.getByRole('button', { name: stop }).click()
  await card.getByRole('button', { name: resume }).click()
  await expect(card.getByRole('button', { name: stop })).toBeVisible()
  await expectAccessible(page)
})

test('the office sees its week, and says why a file or an SMS is none', async ({ page, locale2 }) => {
  const fa = locale2 === 'fa'
  await signIn(page, locale2, 'officer2@demo.tabavar.local')
  await page.goto(`/${locale2}/office/digest`)
  await expect(page.locator('#ahead li').first()).toBeVisible()
  await expectFits(page)
  await expectAccessible(page)

  await page.goto(`/${locale2}/office/sync/rescue`)
  await page.locator('#rescue').setInputFiles({
    name: 'tabavar-rescue.tbv',
    mimeType: 'application/json',
    buffer: Buffer.from('{"v":1}'),
  })
  await page.getByRole('button', { name: fa ? 'ثبت فایل' : 'Record the file' }).click()
  await expect(page.locator('#file').getByRole('alert')).toContainText(
    fa ? 'فایل نجات این سامانه نیست' : 'no rescue file of this installation',
  )
  await page.locator('#sms').fill('۴۱۷۲۰۳ ۲۲ ۳ ۷ ۱۵ ۷۸')
  await page.getByRole('button', { name: fa ? 'ثبت پیامک' : 'Record the message' }).click()
  await expect(page.locator('#sms-received').getByRole('alert')).toContainText(
    fa ? 'یک نویسهٔ آن اشتباه' : 'a character of it may be wrong',
  )
  await expectFits(page)
  await expectAccessible(page)
})
