import { expect, expectAccessible, expectFits, test } from './guarded'

const PAGES = {
  hamyar: '/programmes/hamyar/zanjan/1',
  charities: '/programmes/charities/zanjan/1',
  associations: '/programmes/associations/kurdistan/1',
}
const latin = (text: string) =>
  text.replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0)).replace(/[٬,]/g, '')

/** The first number of each cell of the county table, by the county's name. */
async function countyTable(page: import('@playwright/test').Page): Promise<Record<string, number[]>> {
  const rows = await page.locator('section[aria-labelledby="counties"] tbody tr').all()
  const found: Record<string, number[]> = {}
  for (const row of rows) {
    const name = await row.locator('th').innerText()
    found[name] = (await row.locator('td').allInnerTexts()).map((cell) => Number(latin(cell)))
  }
  return found
}

test('the other programmes are linked from the overview, each with its provinces', async ({
  page,
  locale2,
}) => {
  await page.goto(`/${locale2}`)
  await page.getByRole('navigation').first().locator(`a[href="/${locale2}/programmes"]`).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)
  for (const path of ['hamyar/zanjan', 'charities/zanjan', 'associations/kurdistan'])
    await expect(page.locator(`main a[href="/${locale2}/programmes/${path}"]`)).toBeVisible()
  await page.locator(`main a[href="/${locale2}/programmes/hamyar/zanjan"]`).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(locale2 === 'fa' ? 'زنجان' : 'Zanjan')
})

for (const [programme, path] of Object.entries(PAGES)) {
  test(`${programme}: complete without scripts, accessible, and its figures are those of its files`, async ({
    page,
    browser,
    baseURL,
    viewport,
    locale2,
  }) => {
    await page.goto(`/${locale2}${path}`)
    await expectAccessible(page)
    await expectFits(page)
    const withScripts = await page.getByRole('main').innerText()
    const plain = await browser.newContext({
      ...{ javaScriptEnabled: false, baseURL, viewport },
      locale: locale2 === 'fa' ? 'fa-IR' : 'en-GB',
    })
    const bare = await plain.newPage()
    await bare.goto(`/${locale2}${path}`)
    expect((await bare.getByRole('main').innerText()).replace(/\s+/g, ' ')).toBe(
      withScripts.replace(/\s+/g, ' '),
    )
    await plain.close()

    const [, of, province, number] = path.slice(1).split('/')
    const folder = `/data/${of}/${province}/${number}`
    const { figures } = await (await page.request.get(`${folder}/figures.json`)).json()
    const csv = (await (await page.request.get(`${folder}/figures.csv`)).text()).trim().split('\r\n')
    expect(csv.length - 1).toBe(figures.length)
    const shown = await countyTable(page)
    for (const row of figures.filter(({ level }: { level: string }) => level === 'county'))
      expect(shown[locale2 === 'fa' ? row.county : row.county_en], row.id).toContain(row.value)
    for (const file of ['figures.xlsx', 'dictionary.csv', 'release.json', 'licence', 'datapackage.json'])
      expect((await page.request.get(`${folder}/${file}`)).status(), file).toBe(200)
    // Nobody and no group by name, and nothing of what only the office knows.
    const release = await (await page.request.get(`${folder}/release.json`)).text()
    for (const text of [release, withScripts])
      expect(text).not.toMatch(/گروه (سپیده|آوا|سرو)|ZH-\d|ZC-\d|KA-\d|سایه‌سار|"members"|WOMEN_HEADS/)
  })
}

test('Zanjan has 23 groups, none in Tarom and Soltaniyeh; its charities are 11 of 12 with 15 agreements, 30 of 152; Kurdistan lacks one county', async ({
  page,
  locale2,
}) => {
  const whole = async (path: string) => {
    await page.goto(`/${locale2}${path}`)
    const said = await page.locator('section[aria-labelledby="whole"] dl > div').allInnerTexts()
    return said.map((text) => (latin(text).match(/\d+/g) ?? []).map(Number))
  }
  const name = (fa: string, en: string) => (locale2 === 'fa' ? fa : en)
  const groups = await whole(PAGES.hamyar)
  expect([groups[0]!.slice(0, 2), groups[2]![0]]).toEqual([[23, 23], 150])
  const zanjan = await countyTable(page)
  expect([zanjan[name('طارم', 'Tarom')]![0], zanjan[name('سلطانیه', 'Soltaniyeh')]![0]]).toEqual([0, 0])
  await expect(page.locator('#counties + p')).toContainText(name('طارم', 'Tarom'))
  const charities = await whole(PAGES.charities)
  expect(charities.map(([first]) => first)).toEqual([12, 11, 15, 30, 15])
  expect(charities[3]).toContain(152)
  const associations = await whole(PAGES.associations)
  expect([associations[0]!.slice(0, 2), associations[1]![0], associations[2]![0]]).toEqual([[9, 10], 12, 11])
  await expect(page.locator('#counties + p')).toContainText(name('سروآباد', 'Sarvabad'))
})

test('a programme, province or release that is not there is a page that says so', async ({
  page,
  locale2,
}) => {
  for (const path of ['hamyar/urmia', 'hamyar/zanjan/99', 'nothing'])
    expect((await page.goto(`/${locale2}/programmes/${path}`))?.status(), path).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})
