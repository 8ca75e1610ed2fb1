// A facilitator's phone for the bench: signed in, taken along under a PIN, open, her sheets there.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from '../../launcher/paths.mjs'

const PIN = '1397'
const read = (name) => JSON.parse(readFileSync(join(root, `messages/fa/${name}.json`), 'utf8'))
const phone = read('phone')
const register = read('register')

export const SCREEN = {
  viewport: { width: 360, height: 640 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  locale: 'fa-IR',
  timezoneId: 'Asia/Tehran',
}

export async function takeAlong(page, address, { handle, password }) {
  await page.goto(`${address}/fa/sign-in`)
  await page.locator('input[name="handle"]').fill(handle)
  await page.locator('input[name="password"]').fill(password)
  await page.locator('form:has(input[name="handle"]) button[type="submit"]').click()
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'))
  await page.getByRole('button', { name: phone.take.button }).click()
  await page.getByLabel(phone.take.pin).fill(PIN)
  await page.getByLabel(phone.lock.again).fill(PIN)
  await page.getByRole('button', { name: phone.take.button }).click()
  await page.waitForURL('**/fa/phone')
  await page.locator('#pin').waitFor()
}

export async function unlock(page) {
  await page.locator('#pin').fill(PIN)
  await page.locator('form button[type="submit"]').click()
  await page.getByRole('button', { name: phone.lock.button }).waitFor()
}

/** Opens a sheet of the phone that is open. */
export async function openSheet(page, session, people) {
  await page.evaluate((id) => {
    window.location.hash = id
  }, session)
  await page.waitForFunction((count) => document.querySelectorAll('main ol > li').length === count, people)
  await sleep(300)
}

/** The register's buttons: the digit two of the pad, what closes the pad, and a row's name. */
export const DIGIT = 'main [role="group"] .grid button:nth-child(2)'
export const CLOSE = 'main [role="group"] .grid button:nth-child(12)'
export const NAMES = 'main ol > li button[id^="row-"]'
export const words = { phone, register }
