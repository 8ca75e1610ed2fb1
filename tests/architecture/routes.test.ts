import { describe, expect, it } from 'vitest'
import { ROUTES } from '../e2e/provinces-apart-routes'
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

describe('every address has a row that says what another province finds there', () => {
  it('each page, route and door', () => {
    expect(pages.length).toBeGreaterThan(150)
    expect(doors.length).toBeGreaterThan(7)
    expect([...new Set([...pages, ...doors])].filter((path) => !(path in ROUTES))).toEqual([])
  })
  it('and no row is of an address that has gone', () => {
    expect(Object.keys(ROUTES).filter((path) => !pages.includes(path) && !doors.includes(path))).toEqual([])
  })
  it('reads folders as Next does', () => {
    expect(addressOf('app/[locale]/(office)/office/runs/[code]/page.tsx')).toBe('/office/runs/[code]')
    expect(addressOf('app/data/[number]/route.ts')).toBe('/data/[number]')
  })
})
