import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectFits, signIn, test } from './guarded'
import { streak } from './own-cohort'
import { name, open, rows, takeAlong } from './own-phone'

const ARRIVED = 'همه به دفتر رسیده است'
const PEOPLE = 25
const SHEETS = 4

/** Opens a sheet of the phone; the pad is put away. */
async function sheet(page: Page, session: string): Promise<void> {
  await page.evaluate((id) => {
    window.location.hash = id
  }, session)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('نشست')
  await page.getByRole('button', { name: 'تمام', exact: true }).click()
}

test('F12: 100 operations wait while a newer worker comes, in the middle of writing too; all arrive, once', async ({
  page,
  context,
}) => {
  const hers = await streak(PEOPLE, SHEETS)
  await takeAlong(page, hers)
  await open(page)
  await expect(page.getByText(ARRIVED)).toBeVisible()
  await context.route('**/api/sync/v1/**', (route) => route.abort('internetdisconnected'))
  for (const [at, session] of hers.sessions.entries()) {
    await sheet(page, session)
    await expect(rows(page)).toHaveCount(PEOPLE)
    // Half of the marks of the third sheet are written while the newer worker installs.
    const newer =
      at === 2
        ? page.evaluate(async () => {
            const found = await navigator.serviceWorker.register('/sw.js?newer', {
              scope: '/',
              updateViaCache: 'none',
            })
            const coming = found.installing ?? found.waiting
            await new Promise<void>((done) => {
              if (coming?.state === 'installed') return done()
              coming?.addEventListener('statechange', () => coming.state === 'installed' && done())
            })
          })
        : null
    for (let row = 0; row < PEOPLE; row += 1) await name(page, row).click()
    await newer
    await expect(rows(page).filter({ hasText: 'حاضر' })).toHaveCount(PEOPLE)
    await page.getByRole('link', { name: 'بازگشت به کارهای من' }).click()
  }
  await expect(page.getByText('۱۰۰ کار روی این گوشی ذخیره شده')).toBeVisible()

  // While the new one waited, the shell of the same build was never gone.
  await context.setOffline(true)
  await page.goto('/fa/phone')
  await open(page)
  await page.evaluate(async () => {
    const found = await navigator.serviceWorker.getRegistration()
    const over = new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done))
    found?.waiting?.postMessage('renew')
    await over
  })
  await page.goto('/fa/phone')
  await open(page)
  await expect(page.getByText('۱۰۰ کار روی این گوشی ذخیره شده')).toBeVisible()
  expect(await page.evaluate(() => navigator.serviceWorker.controller?.scriptURL)).toMatch(/newer$/)
  await context.unroute('**/api/sync/v1/**')
  await context.setOffline(false)
  await page.getByRole('button', { name: 'فرستادن و گرفتن' }).click()
  await expect(page.getByText(ARRIVED)).toBeVisible()
  for (const session of hers.sessions) {
    await page.goto(`/fa/today/${session}`)
    await expect(rows(page).filter({ hasText: 'حاضر' })).toHaveCount(PEOPLE)
  }
})

test('a shell of the same build that cannot be fetched anew stays whole; one half gathered is never used', async ({
  page,
  context,
}) => {
  await takeAlong(page, await streak())
  const kept = () =>
    page.evaluate(async () => {
      const names = (await caches.keys()).filter((one) => one.startsWith('tabavar-shell-'))
      const sizes = await Promise.all(
        names.map(async (one) => (await (await caches.open(one)).keys()).length),
      )
      return { names, sizes, gathering: (await caches.keys()).filter((one) => one.includes('gathering')) }
    })
  const before = await kept()
  expect(before.names).toHaveLength(1)
  // The last file of the shell does not come: the worker under another address cannot install.
  await context.route('**/icons/phone-512.png', (route) => route.abort('internetdisconnected'))
  const end = await page.evaluate(async () => {
    const found = await navigator.serviceWorker.register('/sw.js?again', {
      scope: '/',
      updateViaCache: 'none',
    })
    const coming = found.installing
    return new Promise((done) => coming?.addEventListener('statechange', () => done(coming.state)))
  })
  expect(end).toBe('redundant')
  const after = await kept()
  expect(after).toEqual({ ...before, gathering: [] })
  await context.setOffline(true)
  await page.goto('/fa/phone')
  await open(page)
  await expect(page.getByRole('button', { name: 'قفل کردن' })).toBeVisible()
})

test('F14: the browser promises nothing: that is said before anything is recorded, and a way out is offered', async ({
  page,
  context,
}) => {
  await page.addInitScript(() => {
    StorageManager.prototype.persist = async () => false
    StorageManager.prototype.persisted = async () => false
  })
  const hers = await streak()
  await takeAlong(page, hers)
  await page.goto(`/fa/phone#${hers.sessions[0]}`)
  await page.reload()
  await open(page)
  // Straight into a sheet, past the day's page.
  await expect(rows(page)).toHaveCount(4)
  await expect(page.getByText('مرورگر نگهداری همیشگی را نپذیرفت')).toBeVisible()
  await page.getByRole('button', { name: 'تمام', exact: true }).click()
  await expectFits(page)
  await expectAccessible(page)
  await context.setOffline(true)
  await name(page, 0).click()
  await expect(name(page, 0)).toContainText('حاضر')
  await expect(page.getByText('۱ مانده')).toBeVisible()
  await page.getByRole('link', { name: 'بازگشت به کارهای من' }).click()
  await expect(page.getByText('مرورگر نگهداری همیشگی را نپذیرفت')).toBeVisible()
  await expect(page.getByText('۱ کار روی این گوشی ذخیره شده')).toBeVisible()
  const file = page.waitForEvent('download')
  await page.getByText('اگر اینترنت نمی‌آید: فایل نجات').click()
  await page.getByRole('button', { name: 'ساختن فایل نجات' }).click()
  expect((await file).suggestedFilename()).toMatch(/\.tbv$/)
})

test('F14: the disk is full: the row is not shown as saved, it is said, the rest can be carried, and room mends it', async ({
  page,
  context,
  baseURL,
}) => {
  const hers = await streak()
  await takeAlong(page, hers)
  await open(page)
  await expect(page.getByText(ARRIVED)).toBeVisible()
  await context.setOffline(true)
  await sheet(page, hers.sessions[0]!)
  await name(page, 0).click()
  await expect(name(page, 0)).toContainText('حاضر')
  // The browser's own quota. It remembers for a while how much room there was, so the tap is repeated until it asks again.
  const session = await context.newCDPSession(page)
  const origin = baseURL!
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
  const alert = page.getByRole('main').getByRole('alert')
  let before = ''
  await expect(async () => {
    before = await name(page, 1).innerText()
    await name(page, 1).click()
    await expect(alert).toBeVisible({ timeout: 2000 })
  }).toPass({ timeout: 90_000, intervals: [3000] })
  await expect(alert).toContainText('گوشی جا ندارد؛ این ثبت ذخیره نشد')
  expect(await name(page, 1).innerText()).toBe(before)
  await expect(page.getByText(/کار فرستاده‌نشده روی این گوشی/)).toBeVisible()
  await expectAccessible(page)
  const file = page.waitForEvent('download')
  await page.getByText('اگر اینترنت نمی‌آید: فایل نجات').click()
  await page.getByRole('button', { name: 'ساختن فایل نجات' }).click()
  expect((await file).suggestedFilename()).toMatch(/\.tbv$/)
  await session.send('Storage.overrideQuotaForOrigin', { origin })
  await name(page, 2).click()
  await expect(name(page, 2)).toContainText('حاضر')
  await expect(alert).toHaveCount(0)
})

test('signing out on one’s account asks about what was not sent, and keeps it closed on the phone', async ({
  page,
  context,
}) => {
  const hers = await streak()
  await takeAlong(page, hers)
  await open(page)
  await context.setOffline(true)
  await sheet(page, hers.sessions[0]!)
  await name(page, 0).click()
  await expect(name(page, 0)).toContainText('حاضر')
  await page.getByRole('link', { name: 'بازگشت به کارهای من' }).click()
  await page.getByRole('button', { name: 'قفل کردن' }).click()
  await context.setOffline(false)
  await page.goto('/fa/account')
  await page.locator('#me').getByRole('button', { name: 'خروج', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('۱ کار شما هنوز به دفتر نرسیده است')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'خروج، بماند' }).click()
  await page.waitForURL('**/fa/sign-in')
  await page.goto('/fa/phone')
  await expect(page.getByText('۱ کار فرستاده‌نشده روی این گوشی')).toBeVisible()
  await signIn(page, 'fa', hers.handle, hers.password)
  await page.goto('/fa/phone')
  await open(page)
  await expect(page.getByText(ARRIVED)).toBeVisible()
})
