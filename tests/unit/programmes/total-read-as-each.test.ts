import { describe, expect, it } from 'vitest'
import { totalReadAsEach } from '@/lib/programmes/run'

const targets = { counties: 12, neighbourhoods: 25, participants: 625 }
const plan = (...sizes: number[]) =>
  totalReadAsEach({
    targets,
    cohorts: sizes.map((targetSize, i) => ({ targetSize, placeId: `${i}`, countyId: '1' })),
  })

describe('the trap of 25 × 625', () => {
  it('is seen when the sum is 15,625, and when each cohort is planned for everybody', () => {
    expect(plan(...Array(25).fill(625))).toBe('TIMES')
    expect(plan(15_625)).toBe('TIMES')
    expect(plan(625, 625)).toBe('TIMES')
  })
  it('is seen in one cohort planned for everybody', () => expect(plan(25, 25, 625)).toBe('ONE'))
  it('is not seen in a plan that is only short, over, or empty', () => {
    expect(plan(...Array(25).fill(25))).toBeNull()
    expect(plan(...Array(24).fill(30))).toBeNull()
    expect(plan()).toBeNull()
  })
})
