import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashOfIds } from '@/lib/sync/hash'
import { contested, headsOf, type PlacedOp, RANK, standingOf } from '@/lib/sync/order'

const op = (id: string, rank: PlacedOp['rank'], value: string, supersedes: string[] = []): PlacedOp => ({
  id,
  rank,
  value,
  supersedes,
})

describe('what stands in a place of a sheet', () => {
  it.each([
    ['nothing said', [], null, false],
    ['one word', [op('a', RANK.HELPER, 'P')], 'a', false],
    ['a later one that knew it', [op('b', RANK.HELPER, 'P'), op('a', RANK.HELPER, 'A', ['b'])], 'a', false],
    ['office over record', [op('b', RANK.RECORD, 'P'), op('a', RANK.OFFICE, 'A')], 'a', true],
    ['record over helper', [op('b', RANK.HELPER, 'P'), op('a', RANK.RECORD, 'A')], 'a', true],
    ['the larger id of equals', [op('b', RANK.RECORD, 'P'), op('a', RANK.RECORD, 'A')], 'b', true],
    ['the same twice is no conflict', [op('b', RANK.RECORD, 'P'), op('a', RANK.HELPER, 'P')], 'b', false],
    [
      'whoever knew both settles it',
      [op('a', 1, 'P'), op('b', 1, 'A'), op('c', 1, 'A', ['a', 'b'])],
      'c',
      false,
    ],
    ['a circle is no hole', [op('a', 1, 'P', ['b']), op('b', 1, 'A', ['a'])], 'b', true],
    ['nobody replaces herself', [op('a', 1, 'P', ['a'])], 'a', false],
  ] as const)('%s', (_name, ops, stands, conflict) => {
    expect(standingOf(ops)?.id ?? null).toBe(stands)
    expect(contested(ops)).toBe(conflict)
  })

  it('does not depend on the order of arrival', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f']
    const Ops = fc.uniqueArray(
      fc.record({
        id: fc.constantFrom(...ids),
        rank: fc.constantFrom(1 as const, 2 as const, 3 as const),
        supersedes: fc.array(fc.constantFrom(...ids), { maxLength: 3 }),
        value: fc.constantFrom('P', 'A', 'L'),
      }),
      { selector: (one) => one.id },
    )
    fc.assert(
      fc.property(Ops, fc.infiniteStream(fc.nat()), (ops, keys) => {
        const shuffled = ops.map((one) => ({ one, key: keys.next().value }))
        const other = shuffled.sort((x, y) => x.key - y.key).map(({ one }) => one)
        expect(headsOf(other)).toEqual(headsOf(ops))
      }),
    )
  })
})

describe('the hash of what was received', () => {
  const [a, b] = ['0190a000-0000-7000-8000-000000000001', '0190A000-0000-7000-8000-00000000000B']
  it('knows no order, no case and no twice', async () => {
    expect(await hashOfIds([a, b])).toBe(await hashOfIds([b.toLowerCase(), a, a]))
    expect(await hashOfIds([a])).not.toBe(await hashOfIds([a, b]))
    expect(await hashOfIds([])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  })
})
