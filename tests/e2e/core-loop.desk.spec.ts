import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, expectAccessible, signIn, test } from './guarded'
import { made } from './own-cohort'

const root = resolve(import.meta.dirname, '../..')
const paper = (name: string) => join(root, 'tests/fixtures/paper', name)
const fixture = (name: string) => join(root, 'tests/fixtures/roster', name)

type Field = { runId: string; code: string; handle: string; password: string }

/** The run the office's files belong to, made by the product's own commands. */
const fieldRun = () => made<Field>('field-run')

const submitted = (page: Page) => page.getByRole('main').getByRole('status').filter({ hasText: /./ })

test('a roster becomes a register, an approved sheet, an indicator and a public figure', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(240_000)
  const field = await fieldRun()
  const figure = async (code: string) => {
    await page.goto(`/fa/office/indicators/${code}?run=${field.code}&asOf=1405-07-24`)
    return page.getByRole('main').innerText()
  }

  await test.step('the places come from the office’s file', async () => {
    await signIn(page, 'fa', 'officer1@demo.tabavar.local')
    await page.goto(`/fa/office/runs/${field.code}`)
    await page.locator('#places input[type="file"]').setInputFiles(fixture('neighbourhoods.csv'))
    await page.getByRole('button', { name: 'خواندن فایل' }).click()
    await expect(page.getByRole('main')).toContainText('محلهٔ آذین')
    await page.locator('button[form="confirm-import"]').click()
    await expect(page.locator('#places')).toContainText('روستای کانی‌سپی')
  })

  await test.step('a certified facilitator is given the first neighbourhood, and its 60 hours are planned', async () => {
    const row = page.locator('#facilitators tr', { hasText: 'شیرین آزموده' })
    await row.locator('select[name="cohortId"]').selectOption({ label: 'محلهٔ آذین' })
    await row.getByRole('button', { name: 'سپردن گروه' }).click()
    await expect(page.locator('#places tr', { hasText: 'محلهٔ آذین' })).toContainText('شیرین آزموده')
    await page.locator('#plan select[name="cohortId"]').selectOption({ label: 'محلهٔ آذین' })
    await page.locator('#plan').getByRole('button').click()
    await expect(page.locator('#places tr', { hasText: 'محلهٔ آذین' })).toContainText('۰ از ۳۰')
  })

  await test.step('the roster is understood as it should be, and nothing is written before confirmation', async () => {
    await page.goto(`/fa/office/people/import?run=${field.code}`)
    await page.locator('input[type="file"]').setInputFiles(fixture('participants.xlsx'))
    await page.locator('form:has(input[type="file"]) button[type="submit"]').click()
    await expect(page).toHaveURL(/people\/import\/[0-9a-f-]{36}/)
    const said = await page.getByRole('main').innerText()
    for (const count of ['۶۱', '۳', '۲', '۱۲']) expect(said).toContain(count)
    expect(await figure('R-07')).not.toContain('۶۶')
    await page.goBack()
    for (const tick of await page.locator('input[name="tick"]').all()) await tick.check()
    await page.locator('button[form="confirm-import"]').click()
    await expect(page.getByRole('main')).toContainText('۶۶ نفر نام‌نویسی شدند.')
    expect(await figure('R-07')).toContain('۶۶')
  })

  await test.step('she records 23 people with 3 absent in at most 9 taps, on a phone', async () => {
    const phone = await browser.newContext({
      baseURL,
      viewport: { width: 360, height: 640 },
      isMobile: true,
      hasTouch: true,
      locale: 'fa-IR',
    })
    const hand = await phone.newPage()
    await signIn(hand, 'fa', field.handle, field.password)
    await expect(hand).toHaveURL(/\/fa\/today$/)
    await expectAccessible(hand)
    let taps = 0
    const tap = async (what: ReturnType<Page['locator']>) => {
      await what.tap()
      taps += 1
    }
    await tap(hand.locator('section[aria-labelledby="waiting"] article').first().getByRole('link'))
    await expect(hand.getByRole('heading', { level: 1 })).toContainText('محلهٔ آذین')
    await tap(hand.getByRole('button', { name: '۲', exact: true }))
    await tap(hand.getByRole('button', { name: '۰', exact: true }))
    await tap(hand.getByRole('button', { name: 'همه حاضر' }).first())
    const rows = hand.getByRole('main').locator('ol > li')
    for (const at of [3, 9, 16]) await tap(rows.nth(at).getByRole('button').first())
    await tap(hand.getByRole('button', { name: 'ثبت نشست' }))
    await expect(submitted(hand).first()).toBeVisible()
    await expect(hand.getByRole('main')).toContainText('در دفتر ثبت شد')
    expect(taps).toBeLessThanOrEqual(9)
    await phone.close()
  })

  await test.step('the office approves it and the indicator has moved', async () => {
    await page.goto(`/fa/office/sessions?run=${field.code}`)
    await page.getByRole('main').locator('tbody a').first().click()
    await page.getByRole('button', { name: 'تأیید برگه' }).click()
    await expect(page).toHaveURL(/\/fa\/office\/sessions$/)
    // 20 people × 120 minutes
    expect(await figure('R-09')).toContain('۴۰')
    expect(await figure('R-08')).toContain('۲')
  })

  await test.step('one person prepares the release, another signs it', async () => {
    await page.goto(`/fa/office/releases?run=${field.code}`)
    await page.locator('input[name="asOf"]').fill('۱۴۰۵/۰۷/۲۴')
    await page.getByRole('button', { name: 'آماده کن' }).click()
    await expect(page).toHaveURL(/releases\/[0-9a-f-]{36}$/)
    const waiting = page.url()
    const desk = await browser.newContext({
      baseURL,
      viewport: { width: 1440, height: 900 },
      locale: 'fa-IR',
    })
    const director = await desk.newPage()
    await signIn(director, 'fa', 'director@demo.tabavar.local')
    await director.goto(waiting)
    await expectAccessible(director)
    await director.getByRole('button', { name: 'امضا و انتشار' }).click()
    await expect(director).toHaveURL(/\/fa\/office\/releases$/)
    await desk.close()
  })

  await test.step('the public page shows it, with scripts off', async () => {
    const anyone = await browser.newContext({ baseURL, javaScriptEnabled: false, locale: 'fa-IR' })
    const reader = await anyone.newPage()
    const shown = reader.getByRole('main')
    // The worker writes it within seconds; a page without scripts is asked for again.
    await expect(async () => {
      await reader.goto('/fa')
      expect(await shown.innerText()).toContain('۲۴ مهر ۱۴۰۵')
    }).toPass({ timeout: 30_000 })
    await expect(shown).toContainText('۶۶')
    await expect(shown).toContainText('محلهٔ آذین')
    await expect(shown).not.toContainText('آزموده')
    await anyone.close()
  })

  await test.step('the sheets that were kept on paper come from a workbook, as drafts', async () => {
    await page.goto(`/fa/office/registers/import?run=${field.code}`)
    await page.locator('input[type="file"]').setInputFiles(paper('attendance.xlsx'))
    await page.locator('form:has(input[type="file"]) button[type="submit"]').click()
    await expect(page).toHaveURL(/registers\/import\/[0-9a-f-]{36}$/)
    const main = page.getByRole('main')
    await expect(main).toContainText('هنوز چیزی ثبت نشده است.')
    await expect(main.locator('#sheet-1')).toContainText('۲۰ نفر، ۱۱٬۷۰۵ دقیقه')
    await expect(main.locator('#sheet-2')).toContainText('۱۷ نفر')
    await expectAccessible(page)
    await main.getByRole('button', { name: 'ثبت پیش‌نویس نشست‌ها' }).click()
    await expect(main.getByRole('heading', { level: 1 })).toHaveText('پیش‌نویس نشست‌ها ثبت شد')
    // The first sheet is approved already: five sessions of twenty, one cell of them empty.
    await expect(main).toContainText('۹۹ نشانه در ۵ نشست ثبت شد.')
    expect(await figure('R-08')).toContain('۲')
  })

  await test.step('a register can be printed, and only by who may see its names', async () => {
    await page.goto(`/fa/office/cohorts?run=${field.code}`)
    await page.getByRole('main').getByRole('link', { name: 'محلهٔ آذین' }).click()
    const print = page.getByRole('link', { name: 'چاپ برگهٔ نشست ۷', exact: true })
    const answer = await page.request.get((await print.getAttribute('href'))!)
    expect(answer.headers()['content-type']).toBe('application/pdf')
    expect(answer.headers()['cache-control']).toContain('no-store')
    expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-')
    const stranger = await browser.newContext({ baseURL, locale: 'fa-IR' })
    const auditor = await stranger.newPage()
    await signIn(auditor, 'fa', 'auditor@demo.tabavar.local')
    expect((await auditor.request.get((await print.getAttribute('href'))!)).status()).toBe(404)
    await stranger.close()
  })

  await test.step('the groups that have no plan yet are planned in one go', async () => {
    await page.goto(`/fa/office/runs/${field.code}`)
    const plan = page.locator('#plan')
    const all = 'همهٔ گروه‌های بی‌برنامه (۲ گروه)'
    await plan.locator('select[name="cohortId"]').selectOption({ label: all })
    await plan.getByRole('button').click()
    await expect(plan).toContainText('برای ۲ گروه، ۶۰ نشست از')
    for (const place of ['محلهٔ پرواز', 'روستای کانی‌سپی'])
      await expect(page.locator('#places tr', { hasText: place })).toContainText('۰ از ۳۰')
    await expect(plan.getByRole('option', { name: /بی‌برنامه/ })).toHaveCount(0)
  })
})
