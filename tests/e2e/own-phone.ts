import type { Page } from '@playwright/test'
import { expect, signIn } from './guarded'
import type { Streak } from './own-cohort'

export const PIN = '۱۳۹۷'

export const rows = (page: Page) => page.getByRole('main').locator('ol > li')
export const name = (page: Page, at: number) => rows(page).nth(at).getByRole('button').first()

/** Signs in, takes along under a PIN typed in Persian digits, and stands before the closed phone. */
export async function takeAlong(page: Page, { handle, password }: Streak): Promise<void> {
  await signIn(page, 'fa', handle, password)
  await page.getByRole('button', { name: 'همراه بردن' }).click()
  await page.getByLabel('رمزی برای این گوشی').fill(PIN)
  await page.getByLabel('تکرار رمز').fill(PIN)
  await page.getByRole('button', { name: 'همراه بردن' }).click()
  await page.waitForURL('**/fa/phone')
  await expect(page.getByRole('heading', { name: 'رمز این گوشی' })).toBeVisible()
}

export async function open(page: Page, pin = PIN): Promise<void> {
  await page.getByLabel('رمز', { exact: true }).fill(pin)
  await page.getByRole('button', { name: 'باز کردن', exact: true }).click()
}
