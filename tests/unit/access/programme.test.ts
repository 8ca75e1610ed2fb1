import { describe, expect, it } from 'vitest'
import { canSomewhere, type Grant, type Programme, type Role } from '@/lib/access/policy'

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
