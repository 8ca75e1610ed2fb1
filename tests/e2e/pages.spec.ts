import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectFits, signIn, test } from './guarded'

const root = resolve(import.meta.dirname, '../..')
const namespaces = readdirSync(join(root, 'messages/fa')).map((file) => file.replace(/\.json$/, ''))
const KEY = new RegExp(`(?<![\\w.@/-])(?:${namespaces.join('|')})\\.[A-Za-z]\\w*`)

/** What is Latin by intent: addresses, codes of indicators, sources, groups and texts, names of formats and programs. */
const BY_INTENT = [
  // The serial of a certificate, before a part of it is taken for a code.
  /(?<![\w-])[\w-]{22}(?![\w-])/g,
  /[\w.-]+@[\w.-]+/g,
  /\b[A-Z]+-?\d[\w/-]*/g,
  /\b[A-Z]+(?:-[A-Z0-9]+)+\b/g,
  /\.(?:xlsx|csv)\b/g,
  // Questionnaires.
  /\b(?:RES|KA)\b/g,
  /\b(?:CSV|JSON|English|Chrome|Linux|macOS|Windows|OpenStreetMap)\b/g,
]
const GREGORIAN =
  /ژانویه|فوریه|آوریل|ژوئن|ژوئیه|جولای|سپتامبر|اکتبر|نوامبر|دسامبر|(?<![۰-۹٬])۲۰۲[۳-۹](?![۰-۹])/
const PERSIAN_NAME = /[آ-ی][\u0600-\u06ff\u200c\s]*/g
const series = (letter: string, n: number) =>
  Array.from({ length: n }, (_, at) => `${letter}-${String(at + 1).padStart(2, '0')}`)
const EVERY_INDICATOR = [...series('R', 18), ...series('O', 15), ...series('Q', 4)]

// Hundreds of pages are opened here; a trace of them all would take longer than the looking.
test.use({ trace: 'off' })

type Locale = 'fa' | 'en'

/** Nothing on the page is left untranslated, unfilled, or in the other language's digits and calendar. */
async function expectInLanguage(page: Page, locale: Locale): Promise<void> {
  const where = new URL(page.url()).pathname
  const [all, main, marked] = await page.evaluate(() => [
    document.body.innerText,
    document.querySelector('main')?.innerText ?? '',
    [...document.querySelectorAll<HTMLElement>('main [lang="en"]')].map((one) => one.innerText).join('\n'),
  ])
  expect(all, where).not.toMatch(KEY)
  expect(all, where).not.toMatch(/\{\w+\}|undefined|\bNaN\b|\[object /)
  let said = main!
  // Names stand in Persian on English pages too, with the digits that belong to them.
  if (locale === 'en') return expect(said.replace(PERSIAN_NAME, ''), where).not.toMatch(/[۰-۹]/)
  expect(said, where).not.toMatch(GREGORIAN)
  // What is marked as English is English: the other name of an indicator, the fingerprint of a text.
  for (const english of marked!.split('\n').filter(Boolean)) said = said.replace(english, '')
  for (const code of BY_INTENT) said = said.replace(code, '')
  expect(said.match(/[A-Za-z]{2,}|[0-9]+/g) ?? [], where).toEqual([])
}

async function look(page: Page, locale: Locale, path: string): Promise<void> {
  const response = await page.goto(path, { waitUntil: 'domcontentloaded' })
  expect(response?.status(), path).toBe(200)
  await expect(page.getByRole('heading', { level: 1 }), path).toHaveCount(1)
  await expectFits(page)
  await expectInLanguage(page, locale)
}

/** The address behind the first link of a page that leads further in. */
async function further(page: Page, list: string, link: string): Promise<string> {
  await page.goto(list, { waitUntil: 'commit' })
  const href = await page.getByRole('main').locator(link).first().getAttribute('href')
  expect(href, `a link on ${list}`).toBeTruthy()
  return href!
}

type Visit = {
  role: string
  handle: Record<Locale, string>
  /** Pages looked at in every way; `*` stands for the first link of that kind. */
  pages: string[]
  inside?: [list: string, link: string][]
  /** Other pages, for what they say and how they fit: the same page was searched with another role. */
  also?: string[]
}

const same = (name: string) => ({ fa: name, en: name })

const VISITS: Visit[] = [
  {
    role: 'facilitator',
    handle: { fa: 'facilitator07', en: 'facilitator08' },
    pages: ['/today', '/today/hours', '/today/group', '/today/plan/M02', '/account'],
    inside: [
      ['/today', 'a[href*="/today/"]'],
      ['/today/group', 'a[href*="/today/group/"]'],
    ],
  },
  {
    role: 'officer at work',
    handle: { fa: 'officer1', en: 'officer2' },
    pages: [
      '/office/sessions',
      '/office/cohorts',
      '/office/people',
      '/office/people/new',
      '/office/people/import',
      '/office/registers/import',
    ],
    inside: [
      ['/office/sessions', 'tbody a'],
      ['/office/cohorts', 'a[href*="/office/cohorts/"]'],
      ['/office/people', 'a[href*="/office/people/0"]'],
    ],
    also: [
      '/office/sessions?state=approved',
      '/office/sessions?state=returned',
      '/office/sessions?state=cancelled',
      '/office/people?q=%D9%85%D8%B1%DB%8C%D9%85',
      '/office/people?q=zzzz',
    ],
  },
  {
    role: 'officer and the figures',
    handle: { fa: 'officer1', en: 'officer2' },
    pages: [
      '/office/indicators',
      '/office/indicators/R-08',
      '/office/targets',
      '/office/logframe',
      '/office/quarters',
      '/office/releases',
      '/office/runs',
      '/office/runs/new',
    ],
    inside: [
      ['/office/releases', 'a[href*="/office/releases/"]'],
      ['/office/runs', 'tbody a'],
    ],
    also: [
      '/office',
      '/office/indicators/R-11?by=sex&and=head',
      '/office/indicators/R-09?by=month',
      '/office/quarters/1403-1',
      ...EVERY_INDICATOR.map((code) => `/office/indicators/${code}`),
    ],
  },
  {
    role: 'officer at the end',
    handle: { fa: 'officer1', en: 'officer2' },
    pages: [
      '/office/quality',
      '/office/certificates',
      '/office/interest',
      '/office/sync',
      '/office/search',
      '/office/inbox',
      '/office/calendar',
      '/office/picture',
      '/office/picture/referrals',
    ],
    inside: [['/office/certificates', 'a[href*="/office/certificates/0"]']],
    also: [
      ...['Q-02', 'Q-03', 'Q-04'].map((code) => `/office/quality?q=${code}`),
      '/office/certificates?q=zzzz',
    ],
  },
  {
    role: 'director',
    handle: same('director'),
    pages: [
      '/office/rules',
      '/office/audit',
      '/office/holidays?year=1403',
      '/office/services',
      '/office/voices',
      '/office/outcomes',
      '/office/outcomes/waves',
      '/office/outcomes/cards',
      '/office/runs/WA-1403-DEMO/training',
      '/office/runs/WA-1403-DEMO/budget',
    ],
    inside: [['/office/rules', 'a[href*="/office/rules/"]']],
  },
  {
    role: 'administrator',
    handle: same('admin'),
    pages: ['/office/accounts', '/office/accounts/new', '/office/certificate-keys'],
    inside: [['/office/accounts', 'a[href*="/office/accounts/0"]']],
  },
  { role: 'county officer', handle: same('county-khoy'), pages: [], also: ['/office', '/office/people'] },
  { role: 'auditor', handle: same('auditor'), pages: [], also: ['/office/audit'] },
  { role: 'trainer', handle: same('trainer'), pages: ['/today/modules'], also: ['/today', '/office'] },
  { role: 'counsellor', handle: same('counsellor'), pages: ['/office/referrals'] },
]

for (const { role, handle, pages, inside = [], also = [] } of VISITS) {
  test(`every page of the ${role} opens, fits and speaks one language`, async ({ page, locale2 }) => {
    const address = (path: string) => `/${locale2}${path}`
    await signIn(page, locale2, `${handle[locale2]}@demo.tabavar.local`)
    const menu = await page.locator('nav a[href^="/"]').evaluateAll((links) => {
      return links.map((link) => link.getAttribute('href')!)
    })
    const thorough = pages.map(address)
    for (const [list, link] of inside) thorough.push(await further(page, address(list), link))
    for (const path of thorough) {
      await look(page, locale2, path)
      await expectAccessible(page)
    }
    for (const path of also.map(address)) await look(page, locale2, path)
    // The rest of the menu was looked at with another role: here it must only open.
    for (const path of menu.filter((href) => href.startsWith(`/${locale2}/`) && !thorough.includes(href))) {
      const response = await page.request.get(path)
      expect(response.status(), path).toBe(200)
    }
  })
}

test('public pages speak one language', async ({ page, locale2 }) => {
  const modules = Array.from({ length: 10 }, (_, at) => `/materials/M${String(at + 1).padStart(2, '0')}`)
  const other = [
    '/outcomes',
    '/explore',
    '/method',
    '/releases',
    '/releases/1',
    '/help',
    '/sign-in',
    '/materials',
  ]
  other.push('/counties', '/counties/urmia', '/counties/urmia/bahar', '/releases/2/counties/khoy')
  const visitor = ['/check', '/card', '/interest']
  for (const path of ['', ...other, ...visitor, ...modules]) {
    await look(page, locale2, `/${locale2}${path}`)
  }
})

test('a roster’s preview shows each row’s verdict, is accessible and fits', async ({ page, locale2 }) => {
  await signIn(page, locale2, `${locale2 === 'fa' ? 'officer1' : 'officer2'}@demo.tabavar.local`)
  await page.goto(`/${locale2}/office/people/import`)
  await page
    .locator('input[type="file"]')
    .setInputFiles(join(root, 'tests/fixtures/roster/participants.xlsx'))
  await page.locator('form:has(input[type="file"]) button[type="submit"]').click()
  await expect(page).toHaveURL(/people\/import\/[0-9a-f-]{36}/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
  await expectFits(page)
  await expectAccessible(page)
})

test('letters at 200 % neither hide nor cut the register and the approval queue', async ({
  page,
  locale2,
  viewport,
}) => {
  // A browser's zoom halves the room a page has.
  const halved = { width: Math.max(320, viewport!.width / 2), height: viewport!.height / 2 }
  await signIn(page, locale2, 'facilitator09@demo.tabavar.local')
  const register = await further(page, `/${locale2}/today`, 'a[href*="/today/"]')
  await page.setViewportSize(halved)
  await look(page, locale2, register)
  const row = page.getByRole('main').locator('ol > li').last().getByRole('button').first()
  await row.focus()
  await expect(row).toBeInViewport({ ratio: 0.9 })
  await page.context().clearCookies()
  await signIn(page, locale2, 'director@demo.tabavar.local')
  await look(page, locale2, `/${locale2}/office/sessions`)
  const tick = page.locator('input[name="sheet"][type="checkbox"]').last()
  await tick.focus()
  await expect(tick).toBeInViewport()
})

test('the overview says where the plan stands, and each county leads to its rows', async ({
  page,
  locale2,
}) => {
  await signIn(page, locale2, `${locale2 === 'fa' ? 'officer1' : 'officer2'}@demo.tabavar.local`)
  await page.goto(`/${locale2}/office?asOf=1403-04-31`)
  const main = page.getByRole('main')
  const said = locale2 === 'fa' ? ['۸۷۴', '۱٬۵۰۰', '۸۸۴', '۷۷٫۳٪'] : ['874', '1,500', '884', '77.3%']
  for (const figure of said) await expect(main).toContainText(figure)
  const counties = page.locator('#counties tbody tr')
  await expect(counties).toHaveCount(12)
  const href = await counties.first().getByRole('link').first().getAttribute('href')
  expect(href).toMatch(/indicators\/R-08\?.*place=[0-9a-f-]{36}#evidence$/)
  await look(page, locale2, href!)

  // The other language keeps the page, its filters and its day.
  await page.goto(`/${locale2}/office/people?q=abc`)
  const other = locale2 === 'fa' ? 'en' : 'fa'
  await expect(page.locator(`a[hreflang="${other}"]`).first()).toHaveAttribute(
    'href',
    `/${other}/office/people?q=abc`,
  )
  // And one's own password is one step away.
  await expect(page.locator(`header a[href="/${locale2}/account"]`).first()).toHaveCount(1)
})

test('no mark of ours stands for a source', async ({ page, locale2 }) => {
  await signIn(page, locale2, 'director@demo.tabavar.local')
  for (const path of ['/office/rules', '/office/indicators', '/office/rules/county-target']) {
    await page.goto(`/${locale2}${path}`)
    expect(await page.getByRole('main').innerText(), path).not.toMatch(/\bS[0-4]-\d/)
  }
})

test('three faces are asked and sent without a name', async ({ page, locale2 }) => {
  await signIn(page, locale2, 'facilitator09@demo.tabavar.local')
  const register = await further(page, `/${locale2}/today`, 'a[href*="/today/"]')
  await look(page, locale2, `${register}/faces`)
  await expectAccessible(page)
  const main = page.getByRole('main')
  for (let nth = 0; nth < 5; nth++) {
    await main
      .getByRole('group')
      .getByRole('button')
      .nth(nth % 3)
      .click()
    await main.locator('[aria-live="polite"] button').click()
  }
  await main.locator('form').first().getByRole('button').first().click()
  await expect(main.getByRole('status').first()).toContainText(locale2 === 'fa' ? '۵' : '5')
})
