import { expect, it } from 'vitest'
import { filtersOf, listAddress, pageOf, pagesOf } from '@/lib/shared/pagination'

it('reads each filter once, trimmed and short', () => {
  const query = { q: '  علی ', county: ['a', 'b'], status: '', other: 'x', place: 'y'.repeat(200) }
  expect(filtersOf(query, ['q', 'county', 'status', 'place'])).toEqual({ q: 'علی', place: 'y'.repeat(80) })
})

it.each([
  [undefined, 1],
  ['3', 3],
  ['۱۲', 12],
  ['0', 1],
  ['-4', 1],
  ['2.9', 2],
  ['many', 1],
  [['2', '3'], 1],
  ['1e9', 10_000],
])('reads the page of %j as %j', (page, number) => expect(pageOf({ page })).toBe(number))

it.each([
  [0, 0],
  [1, 1],
  [50, 1],
  [51, 2],
])('holds %j rows on %j pages of fifty', (total, pages) => expect(pagesOf(total, 50)).toBe(pages))

it('writes an address without what is not asked for', () => {
  expect(listAddress('/fa/office/people', {})).toBe('/fa/office/people')
  expect(listAddress('/x', { q: 'علی', county: undefined, status: '' }, 1)).toBe('/x?q=%D8%B9%D9%84%DB%8C')
  expect(listAddress('/x', { run: 'WA' }, 3)).toBe('/x?run=WA&page=3')
})
