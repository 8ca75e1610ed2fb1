import { expect, it } from 'vitest'
import { rungOf, unmetOf } from '@/lib/hamyar/ladder'

const criteria = [
  { criterionId: 'a', rung: 1 },
  { criterionId: 'b', rung: 1 },
  { criterionId: 'c', rung: 2 },
  { criterionId: 'd', rung: 3 },
]

it.each([
  [[], 0],
  [['a'], 0],
  [['c', 'd'], 0],
  [['a', 'b'], 1],
  [['a', 'b', 'd'], 1],
  [['a', 'b', 'c'], 2],
  [['a', 'b', 'c', 'd'], 3],
])('with %j met a group stands on rung %i', (met, rung) => {
  expect(rungOf(criteria, new Set(met))).toBe(rung)
})

it('what is not met is named, and a new question is unmet until it is answered', () => {
  expect(unmetOf(criteria, new Set(['a', 'b', 'c'])).map(({ criterionId }) => criterionId)).toEqual(['d'])
  expect(rungOf([], new Set())).toBe(0)
})
