import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { generate } from 'otplib'
import postgres from 'postgres'
import { expect, expectAccessible, expectFits, signIn, test } from './guarded'

const PASSWORD = 'پنج سنگ سفید کنار چشمه'
const now = () => Math.floor(Date.now() / 1000)
const submit = (page: Page) => page.locator('form:has(input[name="code"]) button[type="submit"]')
async function giveCode(page: Page, code: string): Promise<void> {
  await page.locator('input[name="code"]').fill(code)
  await submit(page).click()
}

/** The moment at which a step of thirty seconds has just begun, so that a code and the next stay what they are for a while. */
async function freshStep(page: Page): Promise<number> {
  while (now() % 30 > 15) await page.waitForTimeout(500)
  return now()
}

test('an invited director sets up a second factor, shows it at sign-in and again before signing', async ({
  page,
  browser,
  baseURL,
  locale2,
}) => {
  test.setTimeout(240_000)
  const handle = `director-${randomUUID().slice(0, 8)}@office.example`
  const database = postgres(process.env.DATABASE_URL!, { max: 1, onnotice: () => {} })
  const context = await browser.newContext({ baseURL, viewport: page.viewportSize()!, locale: locale2 })
  const hers = await context.newPage()
  let secret = ''
  let used = ''
  let recovery = ''

  await test.step('an administrator opens her account', async () => {
    await signIn(page, locale2, 'admin@demo.tabavar.local')
    await page.goto(`/${locale2}/office/accounts/new`)
    await page.locator('input[name="name"]').fill('مهین آزموده')
    await page.locator('input[name="handle"]').fill(handle)
    await page.locator('select[name="role"]').selectOption('PROVINCE_DIRECTOR')
    const province = page.locator('select[name="scopeId"] option', {
      hasText: locale2 === 'fa' ? /^آذربایجان غربی$/ : /^West Azerbaijan$/,
    })
    await page.locator('select[name="scopeId"]').selectOption((await province.getAttribute('value'))!)
    await page.locator('form:has(select[name="role"]) button[type="submit"]').click()
    await page.locator('input[readonly]').waitFor()
  })

  await test.step('she chooses a password and is led to set the factor up before any page of the office', async () => {
    const link = new URL(await page.locator('input[readonly]').inputValue())
    await hers.goto(link.pathname)
    await hers.locator('input[name="password"]').fill(PASSWORD)
    await hers.locator('input[name="again"]').fill(PASSWORD)
    await hers.locator('form:has(input[name="again"]) button[type="submit"]').click()
    await expect(hers).toHaveURL(/second-factor\?set-up=1/)
    for (const path of ['/office', '/office/people', '/account']) {
      await hers.goto(`/${locale2}${path}`)
      await expect(hers).toHaveURL(/second-factor\?set-up=1/)
    }
    const panel = await hers.request.get(`/api/panel/v1?run=${randomUUID()}`)
    expect(panel.status()).toBe(401)
    await expectAccessible(hers)
    await expectFits(hers)
    secret = (await hers.locator('#secret').innerText()).replace(/\s/g, '')
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    await giveCode(hers, '000000')
    await expect(hers.getByRole('main').getByRole('alert')).toBeVisible()
    await expect(hers.locator('#secret')).toHaveText(secret.match(/.{4}/g)!.join(' '))
    used = await generate({ secret, epoch: await freshStep(hers) })
    await giveCode(hers, used)
    await expect(hers.locator('#recovery li')).toHaveCount(10)
    recovery = await hers.locator('#recovery li').first().innerText()
    await expectAccessible(hers)
    await hers.getByRole('main').getByRole('link').last().click()
    await expect(hers).toHaveURL(new RegExp(`/${locale2}/account$`))
  })

  await test.step('signing out and in: the password alone opens nothing', async () => {
    await hers.locator('#me form button').click()
    await hers.waitForURL(/sign-in/)
    await signIn(hers, locale2, handle, PASSWORD)
    await expect(hers).toHaveURL(/second-factor/)
    await hers.goto(`/${locale2}/office/people`)
    await expect(hers).toHaveURL(/second-factor\?next=/)
    const alert = hers.getByRole('main').getByRole('alert')
    await giveCode(hers, '123')
    await expect(alert).toBeVisible()
    await giveCode(hers, used)
    await expect(alert).toBeVisible()
    await expect(hers).toHaveURL(/second-factor/)
    await giveCode(hers, await generate({ secret, epoch: now() + 30 }))
    await expect(hers).toHaveURL(new RegExp(`/${locale2}/office/people$`))
  })

  const [waiting] = await database`
    insert into app.release (scope_id, run_id, as_of, month, status, bundle, bundle_hash, prepared_by, prepared_at)
    select scope_id, run_id, ${locale2 === 'fa' ? '2024-09-01' : '2024-10-05'}::date, ${locale2 === 'fa' ? 140306 : 140307},
      'IN_REVIEW', bundle, bundle_hash, prepared_by, now()
    from app.release where status = 'PUBLISHED' and programme = 'RESILIENCE' limit 1 returning id`
  // As if it had stood the attack: signing is what this is about.
  await database`insert into app.release_basis (release_id, scope_id, basis) select id, scope_id, '{}' from app.release where id = ${waiting!.id}`
  await database`insert into app.release_attack (scope_id, release_id, bundle_hash, after_number, result, verdict)
    select x.scope_id, x.id, x.bundle_hash, (select max(number) from pub.release where programme = 'RESILIENCE'), 'PASSED', a.verdict
    from app.release x, app.release_attack a where x.id = ${waiting!.id} and a.result = 'PASSED' limit 1`
  const desk = `/${locale2}/office/releases/${waiting!.id}`
  const sign = hers.locator('form:has(input[value="SIGN"]) button[type="submit"]')

  await test.step('signing a release asks for it again when it was shown long ago, and comes back', async () => {
    await database`update app.auth_session s set factor_at = now() - interval '11 minutes' from app.user_login l
      where l.handle = ${handle} and l.user_id = s.user_id`
    await hers.goto(desk)
    await sign.click()
    await expect(hers).toHaveURL(/second-factor\?next=/)
    await expectAccessible(hers)
    await giveCode(hers, recovery)
    await expect(hers).toHaveURL(new RegExp(`${desk}\\?decision=SIGN$`))
    await expect(sign).toBeVisible()
    const [kept] = await database`select status from app.release where id = ${waiting!.id}`
    expect(kept!.status).toBe('IN_REVIEW')
    await hers.locator('#reason').fill('آزمون بود')
    await hers.locator('form:has(#reason) button[type="submit"]').click()
    await expect(hers).toHaveURL(/\/office\/releases$/)
  })

  await test.step('a hidden number is shown for a reason, once, and her record says so', async () => {
    const [person] = await database`select p.id from app.person p join app.enrolment e on e.person_id = p.id
      where p.national_id_sealed is not null limit 1`
    const record = `/${locale2}/office/people/${person!.id}`
    await hers.goto(record)
    const identity = hers.locator('#identity')
    await identity.locator('summary').first().click()
    await identity.locator('details form').first().locator('button').click()
    await expect(identity.locator('#reason-NATIONAL_ID-error')).toBeVisible()
    await identity.locator('#reason-NATIONAL_ID').fill('تطبیق با فهرست اداره')
    await identity.locator('details form').first().locator('button').click()
    const shown = identity.getByRole('status')
    await expect(shown).toContainText(/[0-9۰-۹]{10}/)
    await expectAccessible(hers)
    await expectFits(hers)
    await hers.goto(record)
    await expect(identity.getByRole('status')).toHaveCount(0)
    const seen = hers.locator('#seen')
    await expect(seen).toContainText('تطبیق با فهرست اداره')
    await expect(seen).toContainText('مهین آزموده')
  })

  await test.step('the administrator takes the factor off, which puts her out', async () => {
    await page.goto(`/${locale2}/office/accounts?q=${encodeURIComponent(handle)}`)
    await page.getByRole('main').getByRole('link', { name: 'مهین آزموده' }).first().click()
    await page.locator('#second-factor form button').click()
    await expect(page.locator('#second-factor')).toHaveCount(0)
    await hers.goto(`/${locale2}/office`)
    await expect(hers).toHaveURL(/sign-in/)
    await signIn(hers, locale2, handle, PASSWORD)
    await expect(hers).toHaveURL(/second-factor\?set-up=1/)
  })
  await context.close()
  await database.end()
})

test('setting it up works with scripts off, and the demonstration is never asked', async ({
  browser,
  baseURL,
  locale2,
}) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false, locale: locale2 })
  const plain = await context.newPage()
  await signIn(plain, locale2, 'county-maku@demo.tabavar.local')
  await expect(plain).toHaveURL(new RegExp(`/${locale2}/office$`))
  await plain.goto(`/${locale2}/second-factor`)
  await plain.getByRole('main').getByRole('link').first().click()
  const secret = (await plain.locator('#secret').innerText()).replace(/\s/g, '')
  await giveCode(plain, '000000')
  await expect(plain.locator('#secret')).toHaveText(secret.match(/.{4}/g)!.join(' '))
  await giveCode(plain, await generate({ secret, epoch: now() }))
  await expect(plain.locator('#recovery li')).toHaveCount(10)
  const again = await browser.newContext({ baseURL, locale: locale2 })
  const next = await again.newPage()
  await signIn(next, locale2, 'county-maku@demo.tabavar.local')
  await expect(next).toHaveURL(new RegExp(`/${locale2}/office$`))
  await context.close()
  await again.close()
})
