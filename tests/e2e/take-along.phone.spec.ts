import type { BrowserContext, Page } from '@playwright/test'
import { expect, expectAccessible, expectFits, test } from './guarded'
import { streak } from './own-cohort'
import { name, open, rows, takeAlong } from './own-phone'

const WRONG = '۰۰۰۰'
const PEOPLE = 25
const ABSENT = [2, 11, 24]

/** The page dies without a word, as when the battery is empty; another one opens in its place. */
async function killed(context: BrowserContext, page: Page, address: string): Promise<Page> {
  const next = await context.newPage()
  await page.close({ runBeforeUnload: false })
  await next.goto(address)
  await open(next)
  return next
}

/** Everything a reader of this browser's storage finds: databases, caches, web storage, and the page itself. */
async function lyingHere(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const found: string[] = [
      document.documentElement.outerHTML,
      JSON.stringify({ ...localStorage, ...sessionStorage }),
    ]
    const text = (value: unknown): string => {
      if (value instanceof ArrayBuffer) return new TextDecoder().decode(value)
      if (ArrayBuffer.isView(value)) return new TextDecoder().decode(value as Uint8Array)
      if (typeof value === 'object' && value !== null) return Object.values(value).map(text).join('\n')
      return String(value)
    }
    for (const { name: database } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((done, fail) => {
        const asked = indexedDB.open(database!)
        asked.onsuccess = () => done(asked.result)
        asked.onerror = () => fail(asked.error)
      })
      for (const store of db.objectStoreNames) {
        const all = await new Promise<unknown[]>((done, fail) => {
          const asked = db.transaction(store).objectStore(store).getAll()
          asked.onsuccess = () => done(asked.result)
          asked.onerror = () => fail(asked.error)
        })
        found.push(...all.map(text))
      }
      db.close()
    }
    for (const cache of await caches.keys()) {
      const opened = await caches.open(cache)
      for (const request of await opened.keys()) {
        const answer = await opened.match(request)
        found.push(request.url, (await answer?.text()) ?? '')
      }
    }
    return found.join('\n')
  })
}

test('a sheet of 25 with three absent recorded without a network, the page killed after every tap, reaches the office once', async ({
  page,
  context,
}) => {
  const hers = await streak(PEOPLE)
  await takeAlong(page, hers)
  await open(page)
  await expect(page.getByText('همه به دفتر رسیده است')).toBeVisible()
  await expectFits(page)
  await expectAccessible(page)
  await context.setOffline(true)

  let taps = 0
  let at = page
  const address = '/fa/phone'
  const tap = async (what: (on: Page) => Promise<void>, said: (on: Page) => Promise<void>) => {
    taps++
    await what(at)
    await said(at)
    const where = new URL(at.url())
    at = await killed(context, at, address + where.hash)
    await said(at)
  }
  const kept = (on: Page) => expect(on.getByText('روی این گوشی ذخیره شد')).toBeVisible()
  const counted = (digits: string) => async (on: Page) => {
    await kept(on)
    await expect(on.getByText(digits, { exact: true }).first()).toBeVisible()
  }
  const absent = (row: number) => async (on: Page) => {
    await kept(on)
    await expect(name(on, row)).toContainText('غایب')
  }

  await tap(
    (on) => on.getByRole('main').getByRole('link', { name: 'شروع' }).first().click(),
    (on) => expect(rows(on)).toHaveCount(PEOPLE),
  )
  const session = new URL(at.url()).hash.slice(1)
  expect(hers.sessions).toContain(session)
  await expectFits(at)
  await expectAccessible(at)
  await tap((on) => on.getByRole('button', { name: '۲', exact: true }).click(), counted('۲'))
  await tap((on) => on.getByRole('button', { name: '۲', exact: true }).click(), counted('۲۲'))
  // What looks marked is on the disk: she may trust what she sees, so that is what is waited for.
  await tap(
    (on) => on.getByRole('button', { name: 'همه حاضر' }).first().click(),
    async (on) => {
      await kept(on)
      await expect(rows(on).filter({ hasText: 'حاضر' })).toHaveCount(PEOPLE)
    },
  )
  for (const row of ABSENT) await tap((on) => name(on, row).click(), absent(row))
  await tap(
    (on) => on.getByRole('button', { name: 'ثبت نشست' }).click(),
    (on) => expect(on.getByText(/نشست روی این گوشی ثبت شد|این نشست ثبت شده است/).first()).toBeVisible(),
  )
  expect(taps).toBeLessThanOrEqual(9)

  // What was tried without a network leads to what was taken along; help opens too.
  await at.goto('/fa/today')
  await expect(at).toHaveURL(/\/fa\/phone/)
  await at.goto('/fa/help')
  await expect(at.getByText('۱۲۳').first()).toBeVisible()
  await at.goto('/fa/phone')
  await open(at)
  await expect(at.getByText('۲۷ کار روی این گوشی ذخیره شده')).toBeVisible()

  await context.setOffline(false)
  await expect(at.getByText('همه به دفتر رسیده است')).toBeVisible()

  // The office's own page has that sheet, every mark as it was tapped.
  await at.goto('/fa/today')
  await expect(at.getByRole('link', { name: /کار فرستاده‌نشده/ })).toHaveCount(0)
  await at.goto(`/fa/today/${session}`)
  await expect(at.getByText('این نشست ثبت شده است')).toBeVisible()
  for (const row of ABSENT) await expect(name(at, row)).toContainText('غایب')
  await expect(rows(at).filter({ hasText: 'غایب' })).toHaveCount(3)
  await expect(rows(at)).toHaveCount(PEOPLE)
})

test('five wrong PINs take the PIN away and nothing else; signed in, she sets another', async ({
  page,
  context,
}) => {
  await takeAlong(page, await streak())
  await open(page)
  await context.setOffline(true)
  await page
    .getByRole('main')
    .getByRole('link', { name: /شروع|ادامه/ })
    .first()
    .click()
  await page.getByRole('button', { name: '۲', exact: true }).click()
  await expect(page.getByText('روی این گوشی ذخیره شد')).toBeVisible()
  await page.getByRole('link', { name: 'بازگشت به کارهای من' }).click()
  await page.getByRole('button', { name: 'قفل کردن' }).click()
  for (const left of ['۴', '۳', '۲', '۱']) {
    await open(page, WRONG)
    await expect(page.getByText(`رمز درست نبود. ${left} بار دیگر`)).toBeVisible()
  }
  await open(page, WRONG)
  await expect(page.getByRole('heading', { name: 'رمز این گوشی برداشته شد' })).toBeVisible()
  await expect(page.getByText('۱ کار فرستاده‌نشده روی این گوشی')).toBeVisible()
  await expectAccessible(page)
  await context.setOffline(false)
  await page.getByLabel('رمز تازه').fill('۵۵۵۵')
  await page.getByLabel('تکرار رمز').fill('5555')
  await page.getByRole('button', { name: 'گذاشتن رمز تازه' }).click()
  await expect(page.getByRole('button', { name: 'قفل کردن' })).toBeVisible()
  await expect(page.getByText('همه به دفتر رسیده است')).toBeVisible()
})

test('the next user of a shared phone sees a number and no name; locked, nobody’s name lies there', async ({
  page,
  context,
}) => {
  const hers = await streak()
  await takeAlong(page, hers)
  await open(page)
  await page.getByRole('main').locator('summary').first().click()
  const canary = (
    await page.getByRole('main').locator('details ol li').first().locator('bdi').innerText()
  ).trim()
  expect(canary.length).toBeGreaterThan(4)
  await context.setOffline(true)
  await page
    .getByRole('main')
    .getByRole('link', { name: /شروع|ادامه/ })
    .first()
    .click()
  await expect(page.getByRole('main')).toContainText(canary)
  await page.getByRole('button', { name: '۴', exact: true }).click()
  await page.getByRole('button', { name: 'تمام', exact: true }).click()
  await name(page, 0).click()
  await expect(name(page, 0)).toContainText('حاضر')
  await page.getByRole('link', { name: 'بازگشت به کارهای من' }).click()
  await page.getByRole('button', { name: 'قفل کردن' }).click()
  await expect(page.getByRole('heading', { name: 'رمز این گوشی' })).toBeVisible()
  const left = await lyingHere(page)
  expect([left.includes(canary), left.includes(hers.tag)]).toEqual([false, false])
  await context.setOffline(false)

  // Her sign-out says what is left, and deletes nothing.
  await page.goto('/fa/today')
  await expect(page.getByText('۲ کار فرستاده‌نشده روی این گوشی')).toBeVisible()
  await page.getByRole('button', { name: 'خروج', exact: true }).click()
  await page.getByRole('button', { name: 'خروج، بماند' }).click()
  await page.waitForURL('**/fa/sign-in')
  await takeAlong(page, await streak())
  await expect(page.getByText('۲ کار فرستاده‌نشده از کاربری دیگر روی این گوشی هست')).toBeVisible()
  await open(page)
  await expect(page.getByRole('button', { name: 'قفل کردن' })).toBeVisible()
  await expect(page.getByText('۲ کار فرستاده‌نشده از کاربری دیگر روی این گوشی هست')).toBeVisible()
  expect(await page.content()).not.toContain(hers.tag)
  await page.getByRole('button', { name: 'قفل کردن' }).click()

  // The first one's work goes under her own sign-in, and under no other.
  await page.getByRole('button', { name: 'کاربر ۱' }).click()
  await open(page)
  await expect(page.getByText('۲ کار روی این گوشی ذخیره شده')).toBeVisible()
  await page.getByRole('link', { name: 'رفتن به صفحهٔ حسابی که وارد شده' }).click()
  await page.getByRole('button', { name: 'خروج', exact: true }).click()
  await page.waitForURL('**/fa/sign-in')
  await page.goto('/fa/sign-in?next=%2Ffa%2Fphone')
  await page.locator('input[name="handle"]').fill(hers.handle)
  await page.locator('input[name="password"]').fill(hers.password)
  await page.locator('form:has(input[name="handle"]) button[type="submit"]').click()
  await page.waitForURL('**/fa/phone')
  await open(page)
  await expect(page.getByText('همه به دفتر رسیده است')).toBeVisible()
})

test('a phone left alone for five minutes closes itself', async ({ page }) => {
  await page.clock.install()
  await takeAlong(page, await streak())
  await open(page)
  await expect(page.getByRole('button', { name: 'قفل کردن' })).toBeVisible()
  await page.clock.fastForward('05:15')
  await expect(page.getByRole('heading', { name: 'رمز این گوشی' })).toBeVisible()
})
