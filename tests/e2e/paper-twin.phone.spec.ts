import { execFileSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { bundled } from '../support/bundled'
import { expect, expectAccessible, expectFits, signIn, test } from './guarded'

const root = resolve(import.meta.dirname, '../..')
const folder = join(root, 'test-results/made/paper')

/** A photograph of the printed sheet of a session, filled in by hand. */
async function photoOf(sessionId: string): Promise<string> {
  const program = await bundled('tests/e2e/paper-photo.ts', join(folder, 'paper-photo.mjs'))
  const picture = join(folder, `${sessionId}.jpg`)
  execFileSync(process.execPath, [program, sessionId, picture], { cwd: root })
  return picture
}

async function openToday(page: Page, handle: string): Promise<string> {
  await signIn(page, 'fa', `${handle}@demo.tabavar.local`)
  await page.locator('section[aria-labelledby="today"] article').getByRole('link').first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('نشست')
  // The way to the sheet of paper is not under the pad.
  await page.getByRole('button', { name: 'از روی برگهٔ کاغذی' }).click({ trial: true })
  await page.getByRole('button', { name: 'تمام', exact: true }).click()
  return new URL(page.url()).pathname.split('/').at(-1)!
}
const rows = (page: Page) => page.getByRole('main').locator('ol > li')

test('a photographed sheet becomes marks on the phone, without a network, and only doubtful rows are asked', async ({
  page,
  context,
}) => {
  const sessionId = await openToday(page, 'facilitator18')
  const picture = await photoOf(sessionId)
  // The reader is warmed by itself; from here on there is no network.
  await page.getByRole('button', { name: 'از روی برگهٔ کاغذی' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('به جایی فرستاده نمی‌شود')).toBeVisible()
  await expectAccessible(page)
  await context.setOffline(true)
  await dialog.getByLabel('انتخاب عکس از گوشی').setInputFiles(picture)
  await expect(dialog.getByRole('heading', { name: 'این‌ها را شما بگویید' })).toBeVisible()
  const asked = dialog.locator('section').nth(1).getByRole('listitem')
  await expect(asked).toHaveCount(2)
  await expect(asked.first()).toContainText('بیش از یک دایره')
  await expect(asked.last()).toContainText('دقیقه')
  await expect(dialog.getByRole('button', { name: '۲ ردیف مانده' })).toBeDisabled()
  await expectAccessible(page)
  await expectFits(page)
  // The head count is not read from handwriting: she says it beside the picture of its place.
  await expect(dialog.getByRole('img', { name: 'جای شمارش حاضران در عکس' })).toBeVisible()
  await dialog.getByLabel('شمارش حاضران روی کاغذ').fill('۱۸')
  await asked.first().getByRole('button', { name: 'حاضر' }).click()
  await asked.last().getByRole('button', { name: '۱۵' }).click()
  await dialog.getByRole('button', { name: 'در برگه بگذار' }).click()
  await expect(dialog).toBeHidden()
  await expect(rows(page).nth(2)).toContainText('غایب')
  await expect(rows(page).nth(4)).toContainText('حاضر')
  await expect(rows(page).nth(6)).toContainText('۱۵ دقیقه تأخیر')
  await expect(page.getByRole('main').getByText('ثبت نشده', { exact: true })).toHaveCount(0)
  await expect(page.locator('header').getByRole('button', { name: /۱۸/ })).toBeVisible()
  await context.setOffline(false)
  // Not sent in: saved as any tap is, when she says so.
  await page.getByRole('button', { name: 'ذخیره', exact: true }).click()
  await expect(page.getByText('ذخیره شده است')).toBeVisible()
})

test('another session’s sheet and a picture of nothing are refused in words; the absent can be typed instead', async ({
  page,
}) => {
  const own = await openToday(page, 'facilitator22')
  const others = await page.request.get('/fa/today')
  const other = [...(await others.text()).matchAll(/\/fa\/today\/([0-9a-f-]{36})/g)]
    .map((match) => match[1]!)
    .find((id) => id !== own)!
  const wrong = await photoOf(other)
  // Rows keep their numbers when somebody leaves the group.
  const numberOf = (at: number) =>
    rows(page).nth(at).getByRole('button').first().locator('span').first().innerText()
  const [second, fourth] = [await numberOf(1), await numberOf(3)]
  await page.getByRole('button', { name: 'از روی برگهٔ کاغذی' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('انتخاب عکس از گوشی').setInputFiles(wrong)
  await expect(dialog.getByText('این برگهٔ نشست دیگری است')).toBeVisible()
  await dialog.getByLabel('انتخاب عکس از گوشی').setInputFiles(join(root, 'docs/pictures/public-360.png'))
  await expect(dialog.getByText('برگه‌ای در عکس پیدا نشد')).toBeVisible()
  await dialog.getByRole('button', { name: 'نوشتن ردیف غایبان' }).click()
  await dialog.getByLabel('شمارهٔ ردیف غایبان').fill(`${second}، ${fourth} ۹۹`)
  await expect(dialog.getByText('ردیف کسی نیست: ۹۹')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'در برگه بگذار' })).toBeDisabled()
  await dialog.getByLabel('شمارهٔ ردیف غایبان').fill(`${second}، ${fourth}`)
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'در برگه بگذار' }).click()
  await expect(dialog).toBeHidden()
  await expect(rows(page).nth(1)).toContainText('غایب')
  await expect(rows(page).nth(3)).toContainText('غایب')
  await expect(rows(page).nth(0)).toContainText('حاضر')
  await page.getByRole('button', { name: 'برگردان', exact: true }).click()
  await expect(rows(page).nth(1)).toContainText('ثبت نشده')
})
