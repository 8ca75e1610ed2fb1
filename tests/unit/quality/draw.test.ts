import { describe, expect, it } from 'vitest'
import { callResult, chanceOf, type Drawable, draw } from '@/lib/quality/draw'

const pool = (n: number, flagged = 0): Drawable[] =>
  Array.from({ length: n }, (_, i) => ({
    sessionId: `s${i}`,
    flagged: i < flagged,
    people: ['a', 'b', 'c', 'd'],
  }))

describe('a draw', () => {
  it('is the same for the same seed and pool, in whatever order, and another for another seed', () => {
    const first = draw(pool(100, 10), 8, 'seed-1', 3)
    expect(draw(pool(100, 10).toReversed(), 8, 'seed-1', 3)).toEqual(first)
    expect(draw(pool(100, 10), 8, 'seed-2', 3)).not.toEqual(first)
    expect(new Set(first.map((one) => one.sessionId)).size).toBe(8)
  })

  it('takes all there is where more is asked for, and never an empty session', () => {
    expect(draw([...pool(3), { sessionId: 'empty', flagged: true, people: [] }], 10, 'seed', 3)).toHaveLength(
      3,
    )
  })

  it('falls on flagged sessions as often as their weight says', () => {
    // One of eleven weighs 3 among ten that weigh 1: it is drawn first 3 times in 13.
    const seeds = Array.from({ length: 4000 }, (_, i) => `seed-${i}`)
    const hit = seeds.filter((seed) => draw(pool(11, 1), 1, seed, 3)[0]!.flagged).length / seeds.length
    expect(hit).toBeGreaterThan(3 / 13 - 0.02)
    expect(hit).toBeLessThan(3 / 13 + 0.02)
    const people = seeds.map((seed) => draw(pool(1), 1, seed, 3)[0]!.personId)
    for (const person of ['a', 'b', 'c', 'd'])
      expect(Math.abs(people.filter((one) => one === person).length / seeds.length - 0.25)).toBeLessThan(0.03)
  })

  it('rests on numbers that fill the space between nought and one', () => {
    const values = Array.from({ length: 10_000 }, (_, i) => chanceOf(`x ${i}`))
    for (let tenth = 0; tenth < 10; tenth++)
      expect(Math.abs(values.filter((v) => Math.floor(v * 10) === tenth).length - 1000)).toBeLessThan(120)
    expect(values.every((v) => v > 0 && v < 1)).toBe(true)
  })
})

describe('what the calls say', () => {
  it('is a share of those who answered, with how many they are', () => {
    expect(callResult(['CONFIRMED', 'CONFIRMED', 'NOT_CONFIRMED', 'NOT_REACHED', null])).toEqual({
      all: 5,
      open: 1,
      notReached: 1,
      answered: 3,
      confirmed: 2,
      share: 2 / 3,
    })
    expect(callResult(['NOT_REACHED', null]).share).toBeNull()
  })
})
