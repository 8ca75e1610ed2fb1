import AxeBuilder from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'

/** Every page in these tests is watched: no request to another origin, no error in the console. */
export const test = base.extend<{ locale2: 'fa' | 'en'; watched: undefined }>({
  locale2: async ({ locale }, use) => use(locale?.startsWith('fa') ? 'fa' : 'en'),
  watched: [
    async ({ context, baseURL }, use) => {
      const foreign: string[] = []
      const errors: string[] = []
      const ours = new URL(baseURL!).origin
      context.on('request', (request) => {
        const url = request.url()
        if (!url.startsWith(ours) && !/^(data|blob|about):/.test(url)) foreign.push(url)
      })
      context.on('console', (message) => {
        // A refusal is answered with a 4xx, which the browser reports by itself; that is no fault of the page.
        // Nor is a request while a test has taken the network away, the one for the worker's own script included.
        const expected = /status of 4\d\d|ERR_INTERNET_DISCONNECTED|error occurred when fetching the script/
        if (message.type() === 'error' && !expected.test(message.text())) errors.push(message.text())
      })
      context.on('weberror', (error) => errors.push(String(error.error())))
      await use(undefined)
      expect(foreign, 'requests to another origin').toEqual([])
      expect(errors, 'errors in the console').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

export const DEMO_PASSWORD = 'tabavar-demo-1403'

/** Signs in through the form and waits for the place one lands at. */
export async function signIn(
  page: Page,
  locale: 'fa' | 'en',
  handle: string,
  password = DEMO_PASSWORD,
): Promise<void> {
  await page.goto(`/${locale}/sign-in`)
  await page.locator('input[name="handle"]').fill(handle)
  await page.locator('input[name="password"]').fill(password)
  await page.locator('form:has(input[name="handle"]) button[type="submit"]').click()
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'))
}

/** Nothing that WCAG 2.2 A and AA would object to, as far as a program can tell. */
export async function expectAccessible(page: Page): Promise<void> {
  const result = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(
    result.violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map((node) => node.target.join(' '))
          .slice(0, 3)
          .join(' | ')}`,
    ),
  ).toEqual([])
}

/** The page does not scroll sideways. */
export async function expectFits(page: Page): Promise<void> {
  // A page that is just being left has no element to measure.
  await page.waitForLoadState('domcontentloaded')
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(over, 'sideways scrolling').toBeLessThanOrEqual(0)
}
