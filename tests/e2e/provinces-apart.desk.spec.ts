import { request } from '@playwright/test'
import { readPdf, readSheets } from '../support/files-read'
import { expect, test } from './guarded'
import { made } from './own-cohort'
import { ROUTES } from './provinces-apart-routes'

type Cookies = Record<string, string>
type Apart = { strangers: Cookies; insiders: Cookies; asked: Cookies; missing: string[]; names: string[] }

/** What the demonstration may hold none of; an id of it is made up then, and nobody inside can open it either. */
const MAY_BE_MISSING = 'complaint document draft figure file interest record sample task voice'.split(' ')

const filled = (path: string, asked: Cookies) => path.replace(/\{(\w+)\}/g, (_, name) => asked[name]!)
const address = (path: string) => (path.startsWith('/api/') ? path : `/fa${path}`)
const ASKED = Object.entries(ROUTES).flatMap(([route, [kind, path, method = 'GET']]) =>
  path ? [{ route, kind, path, method }] : [],
)

let apart: Apart
test.beforeAll(async () => {
  apart = await made<Apart>('provinces-apart-world')
})

type Answer = { status: number; type: string; bytes: Buffer }

/** Asks as whoever a cookie belongs to; where an answer leads on is left where it leads. */
async function asking<T>(
  cookie: string,
  baseURL: string,
  work: (ask: (path: string, method: string) => Promise<Answer>) => Promise<T>,
): Promise<T> {
  const browser = await request.newContext({ baseURL, extraHTTPHeaders: { cookie, origin: baseURL } })
  try {
    return await work(async (path, method) => {
      const got = await browser.fetch(address(filled(path, apart.asked)), {
        method,
        maxRedirects: 0,
        ...(method === 'POST' && { data: {} }),
      })
      return { status: got.status(), type: got.headers()['content-type'] ?? '', bytes: await got.body() }
    })
  } finally {
    await browser.dispose()
  }
}

async function words({ type, bytes }: { type: string; bytes: Buffer }): Promise<string> {
  if (type.includes('spreadsheet')) return JSON.stringify(await readSheets(bytes))
  if (type.includes('pdf')) return (await readPdf(bytes)).pages.join('\n')
  return bytes.toString('utf8')
}

test('the demonstration holds what is asked for', () => {
  expect(apart.missing.filter((name) => !MAY_BE_MISSING.includes(name))).toEqual([])
  expect(apart.names.length).toBeGreaterThan(500)
  expect(Object.keys(apart.strangers).length).toBe(18)
})

test('what another province’s people are refused, somebody of its own may open', async ({ baseURL }) => {
  test.setTimeout(900_000)
  const closed = new Set(
    ASKED.filter(({ kind, method, path }) => {
      // A file being looked at is seen by who sent it and by nobody else: tests/db/people/roster-import.test.ts.
      const made = [...path.matchAll(/\{(\w+)\}/g)].some(
        ([, name]) => name === 'draft' || apart.missing.includes(name!),
      )
      // The office's interface and a calendar's address ask for a secret, whoever is signed in: their tests in tests/db.
      const byToken = path.startsWith('/api/office/') || path.startsWith('/api/calendar/')
      return kind === 'none' && method === 'GET' && !made && !byToken
    }),
  )
  for (const cookie of Object.values(apart.insiders))
    await asking(cookie, baseURL!, async (ask) => {
      for (const row of closed) if ((await ask(row.path, 'GET')).status === 200) closed.delete(row)
    })
  expect([...closed].map(({ route }) => route)).toEqual([])
})

test('nobody of another province finds anything of it, whatever her role and whatever she asks', async ({
  baseURL,
}) => {
  test.setTimeout(2_400_000)
  const found: string[] = []
  for (const [who, cookie] of Object.entries(apart.strangers))
    await asking(cookie, baseURL!, async (ask) => {
      for (const { route, kind, path, method } of ASKED) {
        const got = await ask(path, method)
        const at = `${who}: ${method} ${route}: ${got.status}`
        if (got.status >= 500 || (kind === 'none' && got.status < 300)) found.push(at)
        const text = await words(got)
        const told = apart.names.find((name) => text.includes(name))
        if (told) found.push(`${at} tells «${told}»`)
      }
    })
  expect(found).toEqual([])
})
