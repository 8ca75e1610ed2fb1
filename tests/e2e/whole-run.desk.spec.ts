import type { Page } from '@playwright/test'
import { writeXlsx } from 'hucre/xlsx'
import { expect, expectAccessible, expectFits, signIn, test } from './guarded'
import { standAt } from './whole-run-clock'
import {
  approveRun,
  createRun,
  formGroup,
  openClass,
  openGroup,
  PLACE,
  RUN,
  setRules,
  trainAndCertify,
} from './whole-run-desk'
import { computedApart, count, hours, MARKS, MEMBERS, nameOf, share } from './whole-run-people'
import { countHeads, keepRegister, submitRegister } from './whole-run-register'

const HANDLE = 'mahmonir@field.example'
const PASSWORD = 'sarvestan-e-bala-1402'
/** The one who stays away from the first two sessions. */
const AWAY = 1

test('a whole run, from its set-up to its final figures, agrees with a computation made apart', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(300_000)
  page.context().setDefaultTimeout(20_000)
  const apart = computedApart()
  await signIn(page, 'fa', 'officer1@demo.tabavar.local')

  await test.step('a run is created, given its own rules by the director, and approved by a letter', async () => {
    await createRun(page)
    await standAt(RUN, '2023-10-23T05:00:00Z') // 1402/08/01
    const desk = await browser.newContext({
      baseURL,
      viewport: { width: 1440, height: 900 },
      locale: 'fa-IR',
    })
    const director = await desk.newPage()
    await signIn(director, 'fa', 'director@demo.tabavar.local')
    await setRules(director)
    await desk.close()
    await approveRun(page)
  })

  await test.step('a facilitator is nominated, sits in the class, and gets her certificate', async () => {
    await openClass(page)
    await standAt(RUN, '2023-10-25T14:30:00Z') // 1402/08/03
    await trainAndCertify(page)
  })

  const invitation = await test.step('her group gets its plan and its people, and is ready', () =>
    formGroup(page, HANDLE))

  await test.step('on her phone she keeps two registers and follows up who stayed away', async () => {
    await standAt(RUN, '2023-10-30T16:30:00Z') // 1402/08/08, after the second session
    const phone = await browser.newContext({
      baseURL,
      viewport: { width: 360, height: 640 },
      isMobile: true,
      hasTouch: true,
      locale: 'fa-IR',
    })
    phone.setDefaultTimeout(20_000)
    const hand = await phone.newPage()
    await hand.goto(new URL(invitation).pathname)
    await hand.locator('input[name="password"]').fill(PASSWORD)
    await hand.locator('input[name="again"]').fill(PASSWORD)
    await hand.locator('form:has(input[name="again"]) button[type="submit"]').click()
    await hand.waitForURL(/\/fa\/today$/)
    for (const [section, marks] of [
      ['waiting', MARKS[0]!],
      ['today', MARKS[1]!],
    ] as const) {
      await hand.goto('/fa/today')
      await hand.locator(`section[aria-labelledby="${section}"] article`).getByRole('link').first().click()
      await expect(hand.getByRole('heading', { level: 1 })).toContainText(PLACE)
      await keepRegister(hand, marks)
    }
    await hand.goto('/fa/today')
    await expectFits(hand)
    const task = hand.locator('li', { hasText: nameOf(AWAY) }).filter({ hasText: 'غیبت پیاپی' })
    await task.getByRole('link').click()
    await hand.getByLabel('تماس گرفته شد؛ می‌ماند').check()
    await hand.getByRole('button', { name: 'ثبت نتیجه' }).click()
    await hand.waitForURL(/\/fa\/today$/)
    await expect(hand.locator('li', { hasText: 'غیبت پیاپی' })).toHaveCount(0)
    await phone.close()
    await page.goto(`/fa/office/tasks?kind=ABSENCES&state=DONE&run=${RUN}`)
    await expect(page.getByRole('main').locator('li', { hasText: nameOf(AWAY) })).toContainText(
      'تماس گرفته شد؛ می‌ماند',
    )
  })

  await test.step('the register that was kept on paper is typed, read, confirmed as a draft and sent in', async () => {
    await standAt(RUN, '2023-11-04T16:30:00Z') // 1402/08/13, after the third session
    await page.goto(`/fa/office/registers/import?run=${RUN}`)
    await page.locator('input[type="file"]').setInputFiles({
      name: 'sarvestan.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: await typedFromPaper(),
    })
    await page.locator('form:has(input[type="file"]) button[type="submit"]').click()
    await page.waitForURL(/registers\/import\/[0-9a-f-]{36}$/)
    const main = page.getByRole('main')
    await expect(main).toContainText(`${count(MEMBERS.length)} نشانه در ۱ نشست آمادهٔ ثبت است.`)
    await expectAccessible(page)
    await main.getByRole('button', { name: 'ثبت پیش‌نویس نشست‌ها' }).click()
    await expect(main.getByRole('heading', { level: 1 })).toHaveText('پیش‌نویس نشست‌ها ثبت شد')
    await openGroup(page)
    await main.getByRole('link', { name: 'نشست ۳', exact: true }).click()
    await main.getByRole('link', { name: 'ویرایش برگه' }).click()
    await countHeads(page, MARKS[2]!)
    await page.getByRole('button', { name: 'تمام', exact: true }).click()
    await submitRegister(page, MARKS[2]!)
  })

  await test.step('the office approves the three sheets', async () => {
    await page.goto(`/fa/office/sessions?run=${RUN}`)
    await expect(page.getByRole('main').locator('tbody input[name="sheet"]')).toHaveCount(MARKS.length)
    await page.getByRole('button', { name: 'تأیید یک‌جای ۳ برگهٔ بدون هشدار' }).click()
    await expect(page.getByRole('main')).toContainText('۳ برگه تأیید شد')
    await expect(page.getByRole('main')).toContainText('برگه‌ای در انتظار تأیید نیست')
  })

  await test.step('the group is closed with the people the computation names, and then the run', async () => {
    await standAt(RUN, '2023-11-05T16:30:00Z') // 1402/08/14
    await openGroup(page)
    await ledgerAgrees(page, true)
    const closing = page.locator('#closing')
    const completed = `${count(apart.completes.filter(Boolean).length)} از ${count(apart.people)}`
    await expect(closing.locator('dl')).toContainText(completed)
    await closing.locator('summary', { hasText: 'چه کسی تکمیل می‌کند؟' }).click()
    for (const [at, completes] of apart.completes.entries())
      await expect(closing.locator('tbody tr', { hasText: nameOf(at) })).toContainText(
        completes ? 'تکمیل می‌کند' : 'تکمیل نمی‌کند',
      )
    await closing.locator('input[name="confirm"]').check()
    await closing.getByRole('button', { name: 'بستن گروه' }).click()
    await expect(closing).toContainText('گروه در ۱۴ آبان ۱۴۰۲ بسته شد')
    await expect(closing.locator('dl')).toContainText(completed)
    await page.goto(`/fa/office/runs/${RUN}`)
    await closing.getByRole('button', { name: 'آغاز پایان‌دهی' }).click()
    await closing.locator('input[name="confirm"]').check()
    await closing.getByRole('button', { name: 'بستن دوره و ثبت ارقام نهایی' }).click()
    await expect(closing.getByRole('heading', { name: 'ارقام نهایی' })).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('final figures, indicators and the people’s hours are what was computed apart', async () => {
    const completed = apart.completes.filter(Boolean).length
    const expected = {
      'R-07': count(apart.people),
      'R-08': hours(apart.heldMinutes),
      'R-09': hours(apart.personMinutes),
      'R-10': share(apart.attended, apart.rows),
      'R-11': share(completed, apart.people),
      'R-12': share(apart.hasAll.filter(Boolean).length, apart.people),
    }
    const frozen = page.locator('#closing tbody tr')
    for (const [code, value] of Object.entries(expected))
      await expect(frozen.filter({ hasText: code }).getByRole('cell').first()).toHaveText(exactly(value))
    await expect(frozen.filter({ hasText: 'R-10' })).toContainText(
      `${count(apart.attended)} از ${count(apart.rows)}`,
    )
    for (const [code, value] of Object.entries(expected)) {
      await page.goto(`/fa/office/indicators/${code}?run=${RUN}&asOf=1402-08-14`)
      await expect(page.locator('#value p').first()).toHaveText(exactly(value))
    }
    await openGroup(page)
    await ledgerAgrees(page, false)
  })

  /** Hours of each person on the list of members, and while the group is open who has reached what the rule asks. */
  async function ledgerAgrees(group: Page, isOpen: boolean): Promise<void> {
    for (const [at, minutes] of apart.minutes.entries()) {
      const line = group.locator('#people tbody tr', { hasText: nameOf(at) })
      await expect(line).toContainText(`${hours(minutes)} از ${hours(apart.heldMinutes)}`)
      await expect(line.getByText('به حد نصاب رسیده')).toHaveCount(isOpen && apart.completes[at] ? 1 : 0)
    }
  }
})

/** This figure first and no longer one; its unit or its parts may follow. */
const exactly = (value: string) => new RegExp(`^\\s*${value}${value.endsWith('٪') ? '' : '(?![۰-۹٫٬])'}`)

/** The third register as somebody typed it from paper: names, and a column with its date. */
async function typedFromPaper(): Promise<Buffer> {
  const digits = (text: string) => text.replace(/\d/g, (digit) => count(Number(digit)))
  const rows = [
    [`حضور و غیاب ${PLACE}`],
    ['ردیف', 'نام و نام خانوادگی', '۱۴۰۲/۰۸/۱۳'],
    ...MARKS[2]!.map((mark, at) => [count(at + 1), nameOf(at), digits(mark)]),
  ]
  return Buffer.from(await writeXlsx({ sheets: [{ name: PLACE, rows }] }))
}
