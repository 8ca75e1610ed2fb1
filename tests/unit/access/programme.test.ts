import { describe, expect, it } from 'vitest'
import { can, canSomewhere, type Grant, type Programme, type Role, reviewsDoubles } from '@/lib/access/policy'

const grant = (role: Role, programme: Programme | null): Grant => ({
  role,
  programme,
  scopeId: 2,
  path: [1, 2],
  kind: 'PROVINCE',
})

describe('a menu of one programme', () => {
  it('is shown to a grant of it or of all, and to no grant of another', () => {
    const welfare = [grant('WELFARE_OFFICER', 'HAMYAR')]
    expect(canSomewhere(welfare, 'marks', 'HAMYAR')).toBe(true)
    expect(canSomewhere(welfare, 'marks', 'RESILIENCE')).toBe(false)
    expect(canSomewhere([grant('PROVINCE_OFFICER', 'RESILIENCE')], 'marks', 'HAMYAR')).toBe(false)
    expect(canSomewhere([grant('AUDITOR', null)], 'marks', 'HAMYAR')).toBe(true)
    expect(canSomewhere(welfare, 'marks')).toBe(true)
  })
  it('needs the power too: an administrator sees no group’s members', () => {
    expect(canSomewhere([grant('ADMIN', null)], 'marks', 'HAMYAR')).toBe(false)
    expect(canSomewhere([grant('GROUP_BOOKKEEPER', 'HAMYAR')], 'see', 'HAMYAR')).toBe(false)
  })
})

describe('what hangs above the units', () => {
  const [hamyar, plan] = [[grant('WELFARE_OFFICER', 'HAMYAR')], [grant('PROVINCE_OFFICER', 'RESILIENCE')]]
  const county = { path: [1, 2, 3], programme: null }
  it('is reviewed by the plan’s office; one of another programme reviews its own units', () => {
    expect([can(hamyar, 'review', county), can(plan, 'review', county)]).toEqual([false, true])
    expect(can(hamyar, 'review', { path: [1, 2, 3, 4], programme: 'HAMYAR' })).toBe(true)
  })
  it('but for the desk of doubles, which is everybody’s who reviews there', () => {
    expect([reviewsDoubles(hamyar, county), reviewsDoubles(plan, county)]).toEqual([true, true])
    expect(reviewsDoubles(hamyar, { path: [1, 9] })).toBe(false)
    expect(reviewsDoubles([grant('CHARITY_OFFICER', 'CHARITY')], county)).toBe(false)
  })
})
