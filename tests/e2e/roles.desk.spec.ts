import type { Programme } from '@/lib/access/policy'
import type { GivenRole } from '@/lib/access/role-place'
import { readPdf, readSheets } from '../support/files-read'
import { expect, test } from './guarded'
import { made } from './own-cohort'
import { ROUTES } from './provinces-apart-routes'
import { answerOf, EVERYBODY, FACTOR_DUE, type Got, LETTERS, SIGNED_OUT, wrongCells } from './roles-cells'
import { OPEN_PATHS, ROLE_ROWS } from './roles-rows'

type World = {
  who: Record<Programme, Record<GivenRole, string>>
  due: string
  asked: Record<string, string>
  missing: string[]
  names: Partial<Record<Programme, string[]>>
}

/** Who may read the names of a programme's people. */
const READS_NAMES: Partial<Record<Programme, string>> = { RESILIENCE: 'FODC', HAMYAR: 'WSHB' }
/**
 * What the demonstration holds none of, so that nobody could open it: the rows that name one are not asked here. Pictures, voices, papers,
 * letters and samples by role: tests/db/files, tests/db/charities, tests/db/interest, tests/db/quality. A draft is nobody's but its sender's.
 */
const NOT_ASKED = 'document figure file interest sample voice'.split(' ')
const AT_ONCE = 6

const BESIDE: [start: RegExp, programme: Programme][] = [
  [/^\/(book|desk|office\/hamyar|office\/programme-releases)\b/, 'HAMYAR'],
  [/^\/office\/charities\b/, 'CHARITY'],
  [/^\/office\/associations\b/, 'ASSOCIATION'],
]
const homeOf = (route: string) => BESIDE.find(([start]) => start.test(route))?.[1] ?? 'RESILIENCE'

/** What is for everybody does not look at who asks; a few of them are enough there. */
const seatsAt = (route: string) => (route in OPEN_PATHS ? ['F', 'D', 'M', SIGNED_OUT, FACTOR_DUE] : EVERYBODY)

let w: World
test.beforeAll(async () => {
  w = await made<World>('roles-world')
  // A report is written of a closed quarter, and the demonstration's run need have none.
  w.asked.closedRun = (await made<{ code: string }>('closed-quarter-run')).code
})

const isBare = (path: string) => /^\/(api|data|embed|\.well-known)\//.test(path)
function cookieOf(who: string, programme: Programme): string {
  if (who === FACTOR_DUE) return w.due
  const role = (Object.keys(LETTERS) as GivenRole[]).find((one) => LETTERS[one] === who)
  return role ? w.who[programme][role] : ''
}

type Answered = Got & { told: string | null }

async function ask(baseURL: string, route: string, who: string): Promise<Answered> {
  const programme = homeOf(route)
  const [, named, method = 'GET'] = ROUTES[route]!
  const path = (named ?? OPEN_PATHS[route]!).replace(/\{(\w+)\}/g, (_, name) => w.asked[name]!)
  const got = await fetch(baseURL + (isBare(path) ? path : `/fa${path}`), {
    method,
    redirect: 'manual',
    headers: {
      cookie: cookieOf(who, programme),
      origin: baseURL,
      ...(method === 'POST' && { 'content-type': 'application/json' }),
    },
    ...(method === 'POST' && { body: '{}' }),
  })
  const bytes = Buffer.from(await got.arrayBuffer())
  const { pathname, search } = new URL(got.headers.get('location') ?? '/', baseURL)
  const answer = answerOf(got.status, pathname + search)
  const text = await words(got.headers.get('content-type') ?? '', bytes)
  return { route, who, answer, told: w.names[programme]?.find((name) => text.includes(name)) ?? null }
}

async function words(type: string, bytes: Buffer): Promise<string> {
  if (type.includes('spreadsheet')) return JSON.stringify(await readSheets(bytes))
  if (type.includes('pdf')) return (await readPdf(bytes)).pages.join('\n')
  return bytes.toString('utf8')
}

/** Asks for every cell, a few at once. */
async function askAll(baseURL: string, cells: readonly [route: string, who: string][]): Promise<Answered[]> {
  const left = [...cells]
  const got: Answered[] = []
  const asker = async () => {
    for (let cell = left.shift(); cell; cell = left.shift()) got.push(await ask(baseURL, ...cell))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, asker))
  return got
}

test('each role at each address of her own province: what the table says, and no names beyond it', async ({
  baseURL,
}) => {
  test.setTimeout(900_000)
  expect(w.missing.filter((name) => ![...NOT_ASKED, 'draft'].includes(name))).toEqual([])
  expect(w.names.RESILIENCE!.length).toBeGreaterThan(30)
  const isThere = (route: string) => !NOT_ASKED.some((name) => ROUTES[route]![1]?.includes(`{${name}}`))
  const routes = Object.keys(ROUTES).filter(isThere)
  const got = await askAll(
    baseURL!,
    routes.flatMap((route) => seatsAt(route).map((who): [string, string] => [route, who])),
  )
  const told = got.filter((one) => one.told !== null)
  const mayRead = ({ route, who }: Got) => READS_NAMES[homeOf(route)]!.includes(who)
  expect(told.filter((one) => !mayRead(one))).toEqual([])
  // Whoever may read the names finds them, so that they are looked for in the right words.
  const readAt = (route: string) => told.filter((one) => one.route === route).map(({ who }) => who)
  expect(readAt('/today/[sessionId]').sort().join('')).toBe('CDFO')
  expect(readAt('/office/hamyar/[groupId]')).toContain('S')
  expect(wrongCells(ROLE_ROWS, got)).toEqual([])
})

test('a wrong cell is found', async ({ baseURL }) => {
  const routes = ['/office/audit', '/office/people/list.xlsx', '/office']
  const got = await askAll(
    baseURL!,
    routes.flatMap((route) => ['D', 'O', 'T', 'B'].map((who): [string, string] => [route, who])),
  )
  expect(wrongCells(ROLE_ROWS, got)).toEqual([])
  const planted = {
    ...ROLE_ROWS,
    '/office/audit': { opens: 'OU' },
    '/office/people/list.xlsx': { opens: 'FODCTB' },
    '/office': { opens: 'FODCTUM' },
  }
  expect(wrongCells(planted, got).sort()).toEqual([
    '/office for T: elsewhere instead of opens',
    '/office/audit for D: opens instead of refused',
    '/office/audit for O: refused instead of opens',
    '/office/people/list.xlsx for B: refused instead of opens',
  ])
})
