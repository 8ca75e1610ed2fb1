import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hiddenParts } from '@/lib/surveys/hiding'

const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0)
const shown = (sizes: number[], fewest: number, whole = sum(sizes)) =>
  hiddenParts(sizes, whole, fewest).map((hidden, i) => (hidden ? '–' : sizes[i]))

describe('the parts of a split', () => {
  it.each([
    ['none is small: none is hidden', [92, 54, 38], [92, 54, 38]],
    ['one is small: the smallest other goes with it', [92, 18, 54, 38], [92, '–', 54, '–']],
    ['two are small and together large enough', [92, 18, 16, 54], [92, '–', '–', 54]],
    ['two are small and together still a small group', [92, 6, 7, 54], [92, '–', '–', '–']],
    ['two parts, one of them small: nothing can be shown', [435, 19], ['–', '–']],
    ['nobody in it: an empty part gives nothing away', [92, 0, 54], [92, '–', 54]],
    ['of equal ones the first', [10, 40, 40, 50], ['–', '–', 40, 50]],
  ])('%s', (_, sizes, told) => expect(shown(sizes, 30)).toEqual(told))

  it('counts those who are in no part as a part that is hidden', () => {
    expect(shown([92, 54], 30, 146)).toEqual([92, 54])
    expect(shown([92, 54], 30, 149)).toEqual([92, '–'])
    expect(shown([92, 54, 20], 30, 176)).toEqual([92, 54, '–'])
  })

  it('give nothing away by what is left of the whole, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(120), { maxLength: 14 }),
        fc.nat(40),
        fc.integer({ min: 30, max: 60 }),
        (sizes, stray, fewest) => {
          const hidden = hiddenParts(sizes, sum(sizes) + stray, fewest)
          for (const [i, size] of sizes.entries()) if (size < fewest) expect(hidden[i]).toBe(true)
          const left = stray + sum(sizes.filter((_, i) => hidden[i]))
          const parts = hidden.filter((one, i) => one && sizes[i] !== 0).length + (stray > 0 ? 1 : 0)
          const all = hidden.every(Boolean)
          expect(
            left === 0 || all || (left >= fewest && hidden.filter(Boolean).length + (stray > 0 ? 1 : 0) >= 2),
          ).toBe(true)
          if (!all && left > 0) expect(parts).toBeGreaterThan(0)
        },
      ),
    )
  })
})
