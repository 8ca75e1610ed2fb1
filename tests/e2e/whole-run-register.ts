import type { Page } from '@playwright/test'
import { expect } from './guarded'
import { count, type Written } from './whole-run-people'

/** Keeps one register by hand as it was written down: the heads first, then everybody who was not simply there. */
export async function keepRegister(page: Page, marks: readonly Written[]): Promise<void> {
  await expect(page.getByRole('main').locator('ol > li')).toHaveCount(marks.length)
  await countHeads(page, marks)
  await page.getByRole('button', { name: 'همه حاضر' }).first().click()
  for (const [at, mark] of marks.entries()) {
    const row = page.getByRole('main').locator('ol > li').nth(at)
    if (mark === 'غ') await row.getByRole('button').first().click()
    if (mark === 'م' || mark.startsWith('ت')) {
      await row.getByRole('button', { name: /^دیر آمدن یا زود رفتن/ }).click()
      if (mark === 'م') await row.getByRole('button', { name: 'غیبت موجه' }).click()
      else
        await row
          .getByRole('group', { name: 'چند دقیقه دیر آمد؟' })
          .getByRole('button', { name: count(Number(mark.slice(1))), exact: true })
          .click()
      await row.getByRole('button', { name: 'بستن', exact: true }).click()
    }
  }
  await submitRegister(page, marks)
}

/** Types how many are in the room. */
export async function countHeads(page: Page, marks: readonly Written[]): Promise<void> {
  const here = marks.filter((mark) => mark !== 'غ' && mark !== 'م').length
  const pad = page.getByRole('group', { name: 'شمارش حاضران' })
  if (!(await pad.isVisible())) await page.getByRole('button', { name: /نشمرده/ }).click()
  await pad.getByRole('button', { name: count(here), exact: true }).click()
}

/** Sends a register in; where everybody came the screen asks once more. */
export async function submitRegister(page: Page, marks: readonly Written[]): Promise<void> {
  await page.getByRole('button', { name: 'ثبت نشست' }).click()
  if (marks.every((mark) => mark !== 'غ' && mark !== 'م'))
    await page.getByRole('button', { name: 'بله، همین درست است' }).click()
  await expect(page.getByText('نشست در دفتر ثبت شد').first()).toBeVisible()
}
