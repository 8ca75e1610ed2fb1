import { defineConfig } from '@playwright/test'

// `npm run test:e2e` starts the production build with its own database and sets these; see scripts/launcher/test.mjs.
const { E2E_BASE_URL, CHROMIUM_PATH, E2E_REPORT = 'test-results/e2e.json' } = process.env
if (!E2E_BASE_URL) throw new Error('Run the end-to-end tests with: npm run test:e2e')

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // A journey of ten pages, each searched for faults, takes minutes on a busy machine with two cores.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: E2E_REPORT }]],
  use: {
    baseURL: E2E_BASE_URL,
    browserName: 'chromium',
    timezoneId: 'Asia/Tehran',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(CHROMIUM_PATH ? { executablePath: CHROMIUM_PATH } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    {
      name: 'fa-360',
      testIgnore: /\.desk\.spec\.ts$/,
      use: {
        locale: 'fa-IR',
        viewport: { width: 360, height: 640 },
        deviceScaleFactor: 2,
        isMobile: true,
        hasTouch: true,
      },
    },
    {
      name: 'en-1440',
      testIgnore: /\.(phone|desk)\.spec\.ts$/,
      use: { locale: 'en-GB', viewport: { width: 1440, height: 900 } },
    },
    // The office in Persian: journeys that only a desk makes.
    // After the others, because it publishes: the public page then shows its release.
    {
      name: 'fa-1440',
      testMatch: /\.desk\.spec\.ts$/,
      dependencies: ['fa-360', 'en-1440'],
      use: { locale: 'fa-IR', viewport: { width: 1440, height: 900 } },
    },
  ],
})
