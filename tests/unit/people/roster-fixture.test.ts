import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { namesakeKey } from '@/lib/people/duplicate'
import { EDUCATION_NAMES_FA } from '@/lib/people/education'
import { readPlaceList } from '@/lib/people/place-list'
import { type ExistingPeople, keysOf, type RosterReading, readRoster } from '@/lib/people/roster'
import type { RosterPlace } from '@/lib/people/roster-place'
import { readWorkbook } from '@/lib/server/workbook'
import type { Grid } from '@/lib/shared/cell'
import { isoOf } from '@/lib/shared/jalali'
import { orThrow } from '@/lib/shared/result'

type Expected = {
  headerRow: number
  people: number
  tally: Record<string, number>
  rows: Record<string, unknown>[]
}
const folder = new URL('../../fixtures/roster/', import.meta.url)
const fixture = (name: string) => new Uint8Array(readFileSync(new URL(name, folder)))
const expected = JSON.parse(readFileSync(new URL('participants.expected.json', folder), 'utf8')) as Expected
const onDay = orThrow(isoOf(1405, 7, 4))

async function gridOf(name: string): Promise<Grid> {
  return orThrow(await readWorkbook(fixture(name), name)).sheets[0]?.rows ?? []
}

let grid: Grid
let places: RosterPlace[]
const nobody: ExistingPeople = { byNationalId: () => 'none', byFold: () => false }
beforeAll(async () => {
  grid = await gridOf('participants.xlsx')
  const counties = ['ارومیه', 'خوی', 'سردشت'].map((nameFa) => ({ id: nameFa, nameFa }))
  const listed = orThrow(readPlaceList(await gridOf('neighbourhoods.csv'), { counties, exists: () => false }))
  places = listed.flatMap(({ value }) =>
    value ? [{ id: value.fold, nameFa: value.nameFa, countyNameFa: value.countyNameFa }] : [],
  )
})
const read = (existing: ExistingPeople): RosterReading =>
  orThrow(readRoster(grid, { places, rules: { minAge: 15 }, onDay, existing }))

describe('the roster of the field', () => {
  it('is understood exactly as expected', () => {
    const reading = read(nobody)
    expect(reading.headers[0]?.row).toBe(expected.headerRow)
    const got = reading.rows.map(({ row, status, code, value }) => ({
      row,
      status,
      ...(code ? { code } : {}),
      ...(value
        ? {
            first: value.first,
            last: value.last,
            father: value.father,
            ...(value.nationalId ? { id: value.nationalId } : {}),
            birth: value.birth,
            ...(value.mobile ? { mobile: value.mobile } : {}),
            place: value.placeName,
            county: value.countyName,
            edu: value.education && EDUCATION_NAMES_FA[value.education],
            head: value.isHead,
            sex: value.sex,
            consent: value.consent,
          }
        : {}),
    }))
    const want = expected.rows.map(({ mess: _mess, ...row }) => row)
    const plain = (rows: Record<string, unknown>[]) =>
      rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)))
    expect(got.map(sorted)).toEqual(plain(want).map(sorted))
    expect(got).toHaveLength(expected.people)
    const tally: Record<string, number> = {}
    for (const { status } of got) tally[status] = (tally[status] ?? 0) + 1
    expect(tally).toEqual(expected.tally)
  })

  it('lists the rows that are no people', () => {
    expect(read(nobody).skipped).toEqual([
      { sheet: '', row: 32, kind: 'sum' },
      { sheet: '', row: 60, kind: 'sum' },
      { sheet: '', row: 88, kind: 'signature' },
    ])
  })

  it('is unchanged the second time, confirmed rows and rows without a national id included', () => {
    const first = read(nobody)
    const { nationalIds, namesakes } = keysOf(first)
    const taken = new Set(nationalIds)
    const known = new Set(namesakes)
    const bare = new Set(
      first.rows.flatMap(({ value }) => (value && !value.nationalId ? [namesakeKey(value)] : [])),
    )
    const second = read({
      byNationalId: (id) => (taken.has(id) ? 'same-run-open' : 'none'),
      byFold: (key) => (bare.has(key) ? 'same-run-open' : known.has(key)),
    })
    const statuses = (reading: RosterReading) => reading.rows.map(({ status }) => status)
    expect(statuses(second)).toEqual(
      statuses(first).map((status) => (status === 'rejected' ? 'rejected' : 'unchanged')),
    )
  })
})

function sorted(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).sort(([a], [b]) => a.localeCompare(b)))
}
