import type { Locator, Page } from '@playwright/test'
import { expect } from './guarded'
import { FACILITATOR, MEMBERS, type Somebody } from './whole-run-people'
import { keepRegister } from './whole-run-register'

export const RUN = 'WR-1402'
export const PLACE = 'محلهٔ سروستان بالا'
const HERE = `/fa/office/runs/${RUN}`
const unfold = (card: Locator, title: string) => card.locator('summary', { hasText: title }).click()

/** A draft of a run with its code, names, days and legal basis. */
export async function createRun(page: Page): Promise<void> {
  await page.goto('/fa/office/runs/new')
  await page.locator('#code').fill(RUN)
  await page.locator('#nameFa').fill('دورهٔ کوچک سروستان')
  await page.locator('#nameEn').fill('A small run')
  await page.locator('#startDate').fill('۱۴۰۲/۰۸/۰۱')
  await page.locator('#endDate').fill('۱۴۰۲/۱۲/۲۰')
  await page.locator('input[name="legalBasisIds"]').first().check()
  await page.getByRole('button', { name: 'ساختن دوره' }).click()
  await page.waitForURL((url) => url.pathname === HERE)
}

/** The run's own targets and rules, by the director: one neighbourhood of four people and six hours. */
export async function setRules(page: Page): Promise<void> {
  await page.goto(HERE)
  const targets = page.locator('#targets')
  await unfold(targets, 'تغییر یک هدف فقط برای این دوره')
  const own: [string, string][] = [
    ['هدف شهرستان‌ها', '۱'],
    ['هدف محله‌ها', '۱'],
    ['هدف تسهیلگران', '۱'],
    ['هدف شرکت‌کنندگان', '۴'],
    ['ظرفیت هدف هر گروه', '۴'],
    ['ساعت نشست‌های هر گروه', '۶'],
    ['ساعت آموزش هر تسهیلگر', '۱۲'],
  ]
  for (const [title, value] of own) {
    await targets.locator('#target-key').selectOption({ label: title })
    await targets.locator('#target-value').fill(value)
    await targets.locator('#target-reason').fill('دورهٔ کوچک')
    await targets.locator('#target-source').fill('نامهٔ اداره')
    await targets.getByRole('button', { name: 'ثبت هدف دوره' }).click()
    await expect(targets.locator('tr', { hasText: title })).toContainText('این دوره')
    await expect(targets.locator('#target-value')).toHaveValue('')
  }
  for (const [rule, value] of [
    ['cohort-min-size', '۴'],
    ['absence-alert-consecutive', '۲'],
  ] as const) {
    await page.goto(`/fa/office/rules/${rule}?run=${RUN}`)
    await page.locator('#value').fill(value)
    await page.locator('input[name="level"][value="RUN"]').check()
    await page.locator('#reason').fill('دورهٔ کوچک')
    await page.locator('#source').fill('نامهٔ اداره')
    await page.locator('#change button[type="submit"]').click()
    await page.waitForURL((url) => url.searchParams.has('done'))
    await expect(page.locator('#current')).toContainText(value)
  }
}

/** The place with its group, the approval by a letter, and the beginning of step 1. */
export async function approveRun(page: Page): Promise<void> {
  await page.goto(HERE)
  const places = page.locator('#places')
  await unfold(places, 'افزودن یک محله')
  await places.locator('#place-nameFa').fill(PLACE)
  await places.locator('#place-zone').selectOption({ index: 1 })
  await places.getByRole('button', { name: 'افزودن محله و گروه' }).click()
  await expect(places.locator('tbody')).toContainText(PLACE)
  const approval = page.locator('#approve')
  for (const tick of await approval.locator('input[type="checkbox"]').all()) await tick.check()
  await approval.locator('#approve-letterNo').fill('۱۴۰۲/۷۷')
  await approval.locator('#approve-letterDate').fill('۱۴۰۲/۰۸/۰۱')
  await approval.getByRole('button', { name: 'تصویب دوره' }).click()
  await expect(approval).toContainText('نامهٔ شمارهٔ ۱۴۰۲/۷۷')
  await page.getByRole('button', { name: 'آغاز گام اول: آموزش تسهیلگران' }).click()
  await expect(page.locator('#begin')).toContainText('گام اول در جریان')
}

async function fillPerson(form: Locator, prefix: string, one: Somebody): Promise<void> {
  for (const name of ['first', 'last', 'father', 'birth', 'nationalId'] as const)
    await form.locator(`#${prefix}${name}`).fill(one[name])
}

/** She is nominated and accepted, and the twelve hours of the class are planned. */
export async function openClass(page: Page): Promise<void> {
  await page.goto(`${HERE}/training`)
  const people = page.locator('#people')
  await fillPerson(people, 'facilitator-', FACILITATOR)
  await people.locator('#facilitator-organisation').fill('تشکل بانوان سروستان')
  await people.getByRole('button', { name: 'معرفی تسهیلگر' }).click()
  const row = people.locator('tbody tr', { hasText: FACILITATOR.last })
  await row.getByRole('button', { name: 'پذیرش' }).click()
  await expect(row).toContainText('در کارگاه')
  await page.locator('#class-startDay').fill('۱۴۰۲/۰۸/۰۲')
  await page.locator('#class').getByRole('button').click()
  await expect(page.locator('#class tbody tr')).toHaveCount(2)
}

/** The registers of the class, kept and approved; her scores; her certificate. */
export async function trainAndCertify(page: Page): Promise<void> {
  for (const meeting of [0, 1]) {
    await page.goto(`${HERE}/training`)
    await page.locator('#class tbody tr').nth(meeting).getByRole('link').click()
    await page.getByRole('link', { name: 'ویرایش برگه' }).click()
    await keepRegister(page, ['ح'])
    await page.getByRole('link', { name: 'بازگشت به برگه' }).first().click()
    await page.getByRole('button', { name: 'تأیید برگه' }).click()
    await page.waitForURL(/\/office\/sessions$/)
  }
  await page.goto(`${HERE}/training`)
  await page.locator('input[name^="pre:"]').fill('۴۰')
  await page.locator('input[name^="post:"]').fill('۷۵')
  await page.getByRole('button', { name: 'ذخیرهٔ نمره‌ها' }).click()
  await expect(page.locator('#knowledge [role="status"]')).toContainText('نمرهٔ ۱ نفر ذخیره شد.')
  const row = page.locator('#people tbody tr', { hasText: FACILITATOR.last })
  await expect(row).toContainText('۱۲')
  await row.getByRole('button', { name: 'صدور گواهی', exact: true }).click()
  await expect(row).toContainText('گواهی‌گرفته')
  await expect(row).toContainText(`${RUN}-F-001`)
}

/** She is given the group, which gets its plan and its people and is declared ready; answers her one-time link. */
export async function formGroup(page: Page, handle: string): Promise<string> {
  await page.goto(HERE)
  const row = page.locator('#facilitators tbody tr', { hasText: FACILITATOR.last })
  await row.locator('select[name="cohortId"]').selectOption({ label: PLACE })
  await row.getByRole('button', { name: 'سپردن گروه' }).click()
  await expect(page.locator('#places tbody')).toContainText(FACILITATOR.last)
  await row.locator('input[name="handle"]').fill(handle)
  await row.getByRole('button', { name: 'ساختن حساب او' }).click()
  const link = row.getByRole('textbox', { name: 'پیوند' })
  await expect(link).toHaveValue(/\/invitation\//)
  const invitation = await link.inputValue()
  await page.locator('#plan-startDay').fill('۱۴۰۲/۰۸/۰۶')
  await page.locator('#plan-time').fill('۱۶:۰۰')
  await page.locator('#plan').getByRole('button').click()
  await expect(page.locator('#plan')).toContainText('۳ نشست')
  for (const one of MEMBERS) {
    await page.goto(`/fa/office/people/new?run=${RUN}`)
    await fillPerson(page.locator('#person'), '', one)
    await page.locator('#person input[name="consent"]').check()
    await page.locator('#person button[type="submit"]').click()
    await expect(page.locator('#person [role="status"]')).toBeVisible()
  }
  await openGroup(page)
  await page.getByRole('button', { name: 'گروه آماده است' }).click()
  await expect(page.getByRole('main')).toContainText('آماده از ۳ آبان ۱۴۰۲')
  await page.goto(HERE)
  await page.getByRole('button', { name: 'آغاز گام دوم: نشست‌های محله' }).click()
  await expect(page.locator('#begin')).toContainText('گام دوم در جریان')
  return invitation
}

/** The page of the run's one group. */
export async function openGroup(page: Page): Promise<void> {
  await page.goto(`/fa/office/cohorts?run=${RUN}`)
  await page.getByRole('main').getByRole('link', { name: PLACE }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(PLACE)
}
