import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectFits, signIn, test } from './guarded'
import { streak } from './own-cohort'

type Asked = { session: string; marks: { person: string; code: string }[] }

/** What a phone does, by the browser's own means: makes a key, registers, signs a batch and sends it. Answers the receipts. */
const phoneSends = (page: Page, asked: Asked): Promise<{ status: string }[]> =>
  page.evaluate(async ({ session, marks }) => {
    const curve = { name: 'ECDSA', namedCurve: 'P-256' }
    const pair = await crypto.subtle.generateKey(curve, false, ['sign', 'verify'])
    const { x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey)
    const post = async (path: string, body: string, headers: Record<string, string> = {}) => {
      const answer = await fetch(`/api/sync/v1/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      })
      return answer.json()
    }
    const key = { kty: 'EC', crv: 'P-256', x, y }
    const { device } = await post('device', JSON.stringify({ publicKey: key, name: 'گوشی آزمون' }))
    const at = new Date().toISOString()
    const ops = marks.map(({ person, code }) => ({
      session,
      supersedes: [],
      at,
      op: { id: crypto.randomUUID(), kind: 'mark', person, code },
    }))
    const body = JSON.stringify({ v: 1, device, batch: crypto.randomUUID(), seq: 0, sent: at, ops })
    const bytes = new TextEncoder().encode(body)
    const signed = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, bytes)
    const signature = btoa(String.fromCharCode(...new Uint8Array(signed)))
    return (await post('push', body, { 'x-sync-signature': signature })).ops
  }, asked)

/** Who is on a sheet, as the phone of who records it has it. */
const rosterOf = (page: Page, session: string): Promise<string[]> =>
  page.evaluate(async (id) => {
    const curve = { name: 'ECDSA', namedCurve: 'P-256' }
    const pair = await crypto.subtle.generateKey(curve, false, ['sign', 'verify'])
    const { x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey)
    const made = await fetch('/api/sync/v1/device', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ publicKey: { kty: 'EC', crv: 'P-256', x, y } }),
    })
    const { device } = await made.json()
    const pack = await (await fetch(`/api/sync/v1/pull?device=${device}`)).json()
    const sheet = pack.groups.flatMap((group: { sessions: { sessionId: string }[] }) => group.sessions)
    return Object.keys(sheet.find((one: { sessionId: string }) => one.sessionId === id).marks)
  }, session)

test('what phones sent and no sheet could take is decided by the office; what differs is chosen', async ({
  page,
  browser,
  locale2,
}) => {
  const made = await streak()
  const fa = locale2 === 'fa'
  const session = made.sessions[0]!
  await signIn(page, locale2, made.handle, made.password)
  const [first, second] = await rosterOf(page, session)
  const stranger = '0190a000-0000-7000-8000-00000000dead'
  const mine = await phoneSends(page, {
    session,
    marks: [
      { person: first!, code: 'PRESENT' },
      { person: second!, code: 'ABSENT' },
      { person: stranger, code: 'PRESENT' },
    ],
  })
  expect(mine.map(({ status }) => status)).toEqual(['applied', 'applied', 'quarantined'])

  const office = await browser.newContext()
  const desk = await office.newPage()
  await signIn(desk, locale2, fa ? 'officer1@demo.tabavar.local' : 'officer2@demo.tabavar.local')
  const theirs = await phoneSends(desk, { session, marks: [{ person: first!, code: 'ABSENT' }] })
  expect(theirs.map(({ status }) => status)).toEqual(['conflict'])

  await desk.goto(`/${locale2}/office/sync`)
  const waiting = desk.locator('section[id^="waiting-"]', { hasText: made.tag })
  await expect(waiting).toBeVisible()
  await expectAccessible(desk)
  await expectFits(desk)
  await waiting.locator('summary').last().click()
  const aside = fa ? 'کنار گذاشتن' : 'Lay aside'
  await waiting.locator('input[name="reason"]').fill(fa ? 'در فهرست نیست' : 'Not on the roster')
  await waiting.getByRole('button', { name: aside, exact: true }).click()
  await expect(waiting).toHaveCount(0)

  const differing = desk.locator('section[id^="differs-"]', { hasText: made.tag })
  await expect(differing.getByText(fa ? 'اکنون در برگه' : 'On the sheet now')).toBeVisible()
  const present = differing.locator('li', { hasText: fa ? 'حاضر' : 'Present' })
  await present.getByRole('button', { name: fa ? 'این درست است' : 'This is right' }).click()
  await expect(differing).toHaveCount(0)
  await office.close()
})
