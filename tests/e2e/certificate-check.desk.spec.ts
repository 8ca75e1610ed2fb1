import { generateKeyPairSync, sign } from 'node:crypto'
import type { Browser, Page } from '@playwright/test'
import { expect, expectAccessible, expectFits, signIn, test } from './guarded'
import { made, streak } from './own-cohort'
import { codeOn, wordsOf } from './paper-code'

const PHONE = { locale: 'fa-IR', viewport: { width: 360, height: 640 } }
const verdict = (page: Page) => page.locator('[data-verdict]')

/** What a page without scripts answers to what somebody typed. */
async function plainly(browser: Browser, baseURL: string | undefined, typed: string): Promise<string> {
  const phone = await browser.newContext({ ...PHONE, baseURL, javaScriptEnabled: false })
  const page = await phone.newPage()
  await page.goto('/fa/check')
  await page.locator('#code').fill(typed)
  await page.getByRole('button', { name: 'بررسی' }).click()
  await expect(verdict(page)).toBeVisible()
  await expectFits(page)
  const told = await verdict(page).getAttribute('data-verdict')
  await phone.close()
  return told ?? ''
}

/** The same certificate signed with a key of somebody else's that says it is ours. */
function forged(token: string): string {
  const [head, body] = token.split('.')
  const { privateKey } = generateKeyPairSync('ed25519')
  return `${head}.${body}.${sign(null, Buffer.from(`${head}.${body}`), privateKey).toString('base64url')}`
}

const flipped = (token: string, at: number) =>
  token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1)

test('a certificate: made, printed, read by a camera, checked here and offline, altered, forged, revoked, ended', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000)
  const { run } = await streak(4)
  const paper = async (): Promise<{ pdf: Buffer; address: string; token: string }> => {
    const href = await page.getByRole('link', { name: 'گواهی برای چاپ', exact: true }).getAttribute('href')
    const answer = await page.request.get(href!)
    expect(answer.headers()['content-type']).toBe('application/pdf')
    const pdf = await answer.body()
    const address = await codeOn(browser, pdf)
    expect(address).toMatch(/\/fa\/check#[\w-]+\.[\w-]+\.[\w-]+$/)
    return { pdf, address: address!, token: address!.split('#')[1]! }
  }

  await test.step('the office gives and prints it', async () => {
    await signIn(page, 'fa', 'officer1@demo.tabavar.local')
    await page.goto(`/fa/office/certificates?run=${run}`)
    await page.getByRole('button', { name: /^صدور گواهی/ }).click()
    await page.locator('tbody a').first().click()
    await expect(page.getByRole('link', { name: 'گواهی برای چاپ به انگلیسی' })).toBeVisible()
  })
  const { pdf, address, token } = await paper()
  const number = `${run}-F-001`

  await test.step('the paper says its number and no identifier; its code opens the check, and is taken out of the address', async () => {
    const words = await wordsOf(pdf)
    expect(words).toContain(number)
    expect(words).not.toMatch(/\d{10}|09\d{9}/)
    const claims = Buffer.from(token.split('.')[1]!, 'base64url').toString('utf8')
    expect(Object.keys(JSON.parse(claims) as object).join('')).toBe('snipmd')
    const phone = await browser.newContext({ ...PHONE, baseURL })
    const her = await phone.newPage()
    const asked: string[] = []
    her.on('request', (request) => asked.push(request.url()))
    await her.goto(address)
    await expect(verdict(her)).toHaveAttribute('data-verdict', 'VALID')
    await expect(verdict(her)).toContainText(number)
    expect(her.url()).not.toContain('#')
    expect(asked.filter((url) => url.split('#')[0]!.includes(token.slice(0, 20)))).toEqual([])
    await expectAccessible(her)
    await expectFits(her)
    await phone.close()
  })

  await test.step('a page kept on a disk checks it without a network', async () => {
    await page.goto('/fa/check')
    await expectAccessible(page)
    const wait = page.waitForEvent('download')
    await page.getByRole('link', { name: 'گرفتن صفحهٔ بررسی بدون اینترنت' }).click()
    const kept = test.info().outputPath('check.html')
    await (await wait).saveAs(kept)
    const away = await browser.newContext({ ...PHONE, offline: true })
    const her = await away.newPage()
    const asked: string[] = []
    her.on('request', (request) => asked.push(request.url()))
    await her.goto(`file://${kept}`)
    const check = async (typed: string) => {
      await her.locator('#code').fill(typed)
      await her.getByRole('button').click()
    }
    await check(address)
    await expect(her.locator('output.good')).toContainText(number)
    for (const at of [3, token.indexOf('.') + 9, token.length - 1]) {
      await check(flipped(token, at))
      await expect(her.locator('output.bad')).toContainText('امضا درست نیست')
      await check(token)
      await expect(her.locator('output.good')).toBeVisible()
    }
    await check(forged(token))
    await expect(her.locator('output.bad')).toBeVisible()
    await expectFits(her)
    expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([])
    await away.close()
  })

  await test.step('without scripts: valid by its address, altered, forged, unknown', async () => {
    const told = (typed: string) => plainly(browser, baseURL, typed)
    expect(await told(address)).toBe('VALID')
    expect(await told(flipped(token, token.indexOf('.') + 20))).toBe('ALTERED')
    expect(await told(forged(token))).toBe('ALTERED')
    expect(await told('AAAAAAAAAAAAAAAAAAAAAA')).toBe('UNKNOWN')
  })

  await test.step('taken back: said with the day and without the reason', async () => {
    await page.goto(`/fa/office/certificates?run=${run}`)
    await page.locator('tbody a').first().click()
    await page.getByText('باطل کردن گواهی').click()
    await page.locator('#reason').fill('دلیلی که پنهان است')
    await page.getByRole('button', { name: 'باطل شود' }).click()
    await expect(page.getByRole('button', { name: 'صدور دوباره' })).toBeVisible()
    expect(await plainly(browser, baseURL, token)).toBe('REVOKED')
    const phone = await browser.newContext({ ...PHONE, baseURL })
    const her = await phone.newPage()
    await her.goto(address.replace('/fa/', '/en/'))
    await expect(verdict(her)).toHaveAttribute('data-verdict', 'REVOKED')
    await expect(verdict(her)).toContainText('took it back on')
    await expect(verdict(her)).not.toContainText('دلیلی')
    await phone.close()
  })

  await test.step('given again and ended: expired', async () => {
    await page.getByRole('button', { name: 'صدور دوباره' }).click()
    await expect(page.getByRole('link', { name: 'گواهی برای چاپ', exact: true })).toBeVisible()
    expect(await made('certificate-end', run)).toEqual({ ended: 1 })
    await page.reload()
    const again = await paper()
    expect(await plainly(browser, baseURL, again.token)).toBe('EXPIRED')
  })
})
