import { expect, expectAccessible, expectFits, signIn, test } from './guarded'

const HOMES = [
  ['facilitator02@demo.tabavar.local', '/today'],
  ['officer2@demo.tabavar.local', '/office'],
  ['director@demo.tabavar.local', '/office'],
  ['county-khoy@demo.tabavar.local', '/office'],
  ['auditor@demo.tabavar.local', '/office'],
  ['admin@demo.tabavar.local', '/office'],
] as const

for (const [handle, home] of HOMES) {
  test(`${handle} lands at ${home}, which is accessible and fits, and signs out`, async ({
    page,
    locale2,
  }) => {
    await signIn(page, locale2, handle)
    await expect(page).toHaveURL(new RegExp(`/${locale2}${home}`))
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectAccessible(page)
    await expectFits(page)
  })
}

test('a wrong password and an unknown account read the same', async ({ page, locale2 }) => {
  const answer = async (handle: string) => {
    await page.goto(`/${locale2}/sign-in`)
    await page.locator('input[name="handle"]').fill(handle)
    await page.locator('input[name="password"]').fill('not-the-password')
    await page.locator('form:has(input[name="handle"]) button[type="submit"]').click()
    const alert = page.getByRole('main').getByRole('alert')
    await expect(alert).toBeVisible()
    return alert.innerText()
  }
  expect(await answer(`nobody-${locale2}@demo.tabavar.local`)).toBe(
    await answer(`county-maku@demo.tabavar.local`),
  )
})

test('the signed-out are led to the way in and back', async ({ page, locale2 }) => {
  await page.goto(`/${locale2}/office/sessions`)
  await expect(page).toHaveURL(/sign-in\?next=/)
})

test('a facilitator finds no office, an officer no accounts', async ({ page, locale2 }) => {
  await signIn(page, locale2, 'facilitator03@demo.tabavar.local')
  for (const path of ['/office/sessions', '/office/accounts', '/office/runs']) {
    const response = await page.goto(`/${locale2}${path}`)
    expect(response?.status(), path).toBe(404)
  }
})

test('a register outside one’s cohort does not exist, and cannot be saved', async ({ page, locale2 }) => {
  await signIn(page, locale2, 'facilitator04@demo.tabavar.local')
  const foreign = '00000000-0000-7000-8000-000000000000'
  const response = await page.goto(`/${locale2}/today/${foreign}`)
  expect(response?.status()).toBe(404)
  const saved = await page.request.post('/api/register/v1', {
    data: { v: 1, sessionId: foreign, baseVersion: 1, ops: [], outcome: 'draft' },
  })
  expect(saved.status()).toBe(422)
  expect(await saved.json()).toMatchObject({ code: 'E-GEN-02' })
})

test('another site cannot send a register', async ({ page, locale2 }) => {
  await signIn(page, locale2, 'facilitator05@demo.tabavar.local')
  const saved = await page.request.post('/api/register/v1', {
    data: {},
    headers: { origin: 'http://elsewhere.example' },
  })
  expect(saved.status()).toBe(403)
})

test('every page may not be framed, and a page of the office is not kept, also where its address has a dot', async ({
  page,
  locale2,
}) => {
  await signIn(page, locale2, 'director@demo.tabavar.local')
  for (const path of [
    '/office',
    '/office/rules/HG.age',
    '/office/rules/LATE_GRACE_MINUTES',
    '/office/no.such.page',
  ]) {
    const headers = (await page.goto(`/${locale2}${path}`))!.headers()
    expect(headers['content-security-policy'], path).toContain("frame-ancestors 'none'")
    expect(headers['cache-control'], path).toContain('no-store')
    expect(headers['x-content-type-options'], path).toBe('nosniff')
    expect(headers['referrer-policy'], path).toBe('same-origin')
  }
})
