import { describe, expect, it } from 'vitest'
import { ROUTES } from '../e2e/provinces-apart-routes'
import { ALL, type Expected, wrongCells } from '../e2e/roles-cells'
import { OPEN_PATHS, ROLE_ROWS } from '../e2e/roles-rows'
import { sources } from './tree'

/** The address a file of `app` answers at: folders in brackets of Next's own and the language left out. */
const addressOf = (path: string) =>
  path
    .replace(/^app/, '')
    .replace(/\/(page\.tsx|route\.ts)$/, '')
    .replace(/\/\[locale\](?=\/|$)/, '')
    .replace(/\/\([^)]+\)/g, '') || '/'

const pages = sources(['app'], /\/(page\.tsx|route\.ts)$/).map(({ path }) => addressOf(path))
const doors = sources(['server/front'], /\.ts$/).flatMap(({ text }) =>
  [...text.matchAll(/\bapp\.(?:get|post)(?:<[^(]*>)?\(\s*'(\/api\/[^']+)'/g)].map(([, path]) => path!),
)

const TABLES: Record<string, object> = {
  'another province finds': ROUTES,
  'each role of her own finds': ROLE_ROWS,
}

describe('every address has a row that says what', () => {
  it.each(Object.keys(TABLES))('%s there: each page, route and door', (table) => {
    expect(pages.length).toBeGreaterThan(150)
    expect(doors.length).toBeGreaterThan(7)
    expect([...new Set([...pages, ...doors])].filter((path) => !(path in TABLES[table]!))).toEqual([])
  })
  it.each(Object.keys(TABLES))('%s there, and no row is of an address that has gone', (table) => {
    const gone = (path: string) => !pages.includes(path) && !doors.includes(path)
    expect(Object.keys(TABLES[table]!).filter(gone)).toEqual([])
  })
  it('each role finds there: in letters of roles, no role twice, and with an address to ask at', () => {
    const lettersOf = ({ out, due, ...row }: Expected) => Object.values(row).join('')
    const wrong = Object.entries(ROLE_ROWS).filter(([route, row]) => {
      const letters = [...lettersOf(row)]
      const named = ROUTES[route]?.[1] ?? OPEN_PATHS[route]
      return !named || letters.some((one, i) => !ALL.includes(one) || letters.indexOf(one) !== i)
    })
    expect(wrong.map(([route]) => route)).toEqual([])
  })
  it('each role finds there: a cell that is wrong either way is told', () => {
    const rows = { '/a': { opens: 'OD', elsewhere: 'T' } }
    const got = [
      { route: '/a', who: 'O', answer: 'opens' },
      { route: '/a', who: 'D', answer: 'refused' },
      { route: '/a', who: 'B', answer: 'opens' },
      { route: '/a', who: 'T', answer: 'elsewhere' },
      { route: '/a', who: '-', answer: 'opens' },
    ] as const
    expect(wrongCells(rows, got)).toEqual([
      '/a for D: refused instead of opens',
      '/a for B: opens instead of refused',
      '/a for -: opens instead of sign-in',
    ])
  })
  it('reads folders as Next does', () => {
    expect(addressOf('app/[locale]/(office)/office/runs/[code]/page.tsx')).toBe('/office/runs/[code]')
    expect(addressOf('app/data/[number]/route.ts')).toBe('/data/[number]')
  })
})
