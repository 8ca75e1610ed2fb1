import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { docxText, readPdf, readSheets } from '../support/files-read'
import { expect, expectAccessible, expectFits, signIn, test } from './guarded'
import { made } from './own-cohort'

type Closed = { code: string; hash: string; missing: string }

/** A run of this journey's own whose spring is closed and signed, with one reason missing. */
const closedRun = () => made<Closed>('closed-quarter-run')

async function taken(page: Page, name: string): Promise<{ file: string; bytes: Uint8Array }> {
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name }).first().click()
  const file = await download
  return { file: file.suggestedFilename(), bytes: readFileSync(await file.path()) }
}

const REASON = 'دو هفته به‌سبب برف نشست‌ها برگزار نشد؛ از تیر جبران می‌شود.'

test('a closed quarter gets its missing reason, the director signs, and three files say the same', async ({
  page,
}) => {
  const { code, hash, missing } = await closedRun()
  await signIn(page, 'fa', 'officer1@demo.tabavar.local')
  await page.goto(`/fa/office/reports?run=${code}`)
  await expect(page.getByRole('row', { name: /گزارش فصلی بهار ۱۴۰۳/ })).toContainText('۱ دلیل نوشته نشده')
  await page.getByRole('link', { name: 'گزارش فصلی بهار ۱۴۰۳' }).click()
  const sign = page.getByRole('region', { name: 'امضای گزارش' })
  await expect(sign).toContainText('برای ۱ شاخص زیر آستانه هنوز دلیلی نوشته نشده است')

  // Too short first: what was typed stays, and the box says why.
  const box = page.locator(`#reason-${missing}`)
  const form = page.locator('form').filter({ has: box })
  await box.fill('دیر شد')
  await form.getByRole('button', { name: 'ثبت دلیل' }).click()
  await expect(form).toContainText('دلیل باید دست‌کم ۱۰')
  await expect(box).toHaveValue('دیر شد')
  await box.fill(REASON)
  await form.getByRole('button', { name: 'ثبت دلیل' }).click()
  await expect(form.getByRole('status')).toContainText('دلیل ثبت شد.')
  await expect(sign).toContainText('امضای گزارش با مدیرکل است.')

  // The chart is walked through by the keys, each point read out; its table is on the page all the same.
  const chart = page.locator('figure').first()
  await chart.locator('svg.recharts-surface').first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(chart.getByRole('status')).toHaveText(/: .+ از .+؛ .+ هدف/)
  await expectFits(page)
  await expectAccessible(page)

  await page.context().clearCookies()
  await signIn(page, 'fa', 'director@demo.tabavar.local')
  await page.goto(`/fa/office/reports/1403-1?run=${code}`)
  await page.getByRole('button', { name: 'امضای گزارش' }).click()
  await expect(page.getByRole('region', { name: 'امضای گزارش' })).toContainText('این گزارش را در')
  await expect(page.getByRole('region', { name: 'کدام رقم‌ها دلیل می‌خواهند؟' })).toHaveCount(0)

  const table = page.getByRole('table', { name: 'هدف و عملکرد' })
  const shown = await table.getByRole('row', { name: /R-09/ }).getByRole('cell').nth(2).innerText()
  expect(shown).toBe('۸')
  const pdf = await taken(page, 'PDF برای چاپ')
  expect(pdf.file).toBe(`گزارش-فصلی-1403-1-${code}.pdf`)
  const { pages, roles } = await readPdf(pdf.bytes)
  expect(roles).toContain('Table')
  expect(pages[0]).toMatch(/R-09[^\n]*۸/)
  for (const sheet of pages) expect(sheet).toContain(hash)
  const docx = docxText((await taken(page, 'فایل متنی')).bytes)
  const at = docx.indexOf('R-09')
  expect(docx[at + 3]).toBe(shown)
  expect(docx).toContain(REASON)
  const xlsx = await readSheets((await taken(page, 'جدول‌ها')).bytes)
  const targets = xlsx.find(({ sheet }) => sheet === 'هدف و عملکرد')!.data
  expect(targets.find(([name]) => name === 'R-09')![3]).toBe(8)
  expect(docx.join('\n')).not.toContain('پیش‌نویس')

  await page.goto(`/fa/office/audit?entity=quarter_closing`)
  await expect(page.getByRole('main')).toContainText('امضای گزارش')
})

test('the list of names is for who may read them, and says whose copy it is', async ({ page }) => {
  const RUN = 'run=WA-1403-DEMO'
  await signIn(page, 'fa', 'officer1@demo.tabavar.local')
  await page.goto(`/fa/office/reports?${RUN}`)
  await expectFits(page)
  await expectAccessible(page)
  const list = await taken(page, 'فهرست برای چاپ')
  const { pages } = await readPdf(list.bytes)
  expect(pages.length).toBeGreaterThan(0)
  const answer = await page.request.get(`/fa/office/reports/completed.xlsx?${RUN}`)
  expect(answer.headers()['cache-control']).toContain('no-store')
  const [people] = await readSheets(await answer.body())
  expect(String(people!.data[0]![0])).toContain('کارشناس یکم استان')

  await page.context().clearCookies()
  await signIn(page, 'fa', 'auditor@demo.tabavar.local')
  await page.goto(`/fa/office/reports?${RUN}`)
  await expect(page.getByRole('link', { name: 'فهرست برای چاپ' })).toHaveCount(0)
  expect((await page.request.get(`/fa/office/reports/completed.xlsx?${RUN}`)).status()).toBe(403)
  expect((await page.request.get(`/fa/office/reports/completed.pdf?${RUN}`)).status()).toBe(403)
})
