import { describe, expect, it } from 'vitest'
import type { Grant } from '@/lib/access/policy'
import { administersNation, nationalReach } from '@/lib/access/reach'
import { nationalSum, type ReleasedProvince } from '@/lib/releases/national'

const grant = (role: Grant['role'], kind: Grant['kind'], scopeId = kind === 'NATION' ? 1 : 7): Grant => ({
  role,
  kind,
  scopeId,
  path: kind === 'NATION' ? [1] : [1, scopeId],
  programme: null,
})
const province = (enrolled: number | null, completed: number | null): ReleasedProvince => ({
  name: { fa: 'الف', en: 'A' },
  number: 1,
  asOfIso: '2024-07-18',
  demo: false,
  figures: enrolled === null ? [] : [{ code: 'R-07', value: enrolled }],
  completion: { completed, left: null },
})

describe('the national view', () => {
  it('is for who holds the role, and reaches as far as it is held', () => {
    expect(nationalReach([grant('NATIONAL_VIEWER', 'NATION')])).toBe('ALL')
    expect(nationalReach([grant('NATIONAL_VIEWER', 'PROVINCE')])).toEqual([7])
    for (const role of ['PROVINCE_DIRECTOR', 'AUDITOR', 'ADMIN'] as const)
      expect(nationalReach([grant(role, 'PROVINCE')])).toBeNull()
  })

  it('sums what was told and says by how many', () => {
    const all = [province(625, 454), province(40, null), province(null, null)]
    expect(nationalSum(all, 'R-07')).toEqual({ sum: 665, provinces: 2 })
    expect(nationalSum(all, 'COMPLETED')).toEqual({ sum: 454, provinces: 1 })
    expect(nationalSum([], 'R-07')).toEqual({ sum: 0, provinces: 0 })
  })

  it('provinces are opened by whoever administers the whole installation', () => {
    expect(administersNation([grant('ADMIN', 'NATION')])).toBe(true)
    expect(administersNation([grant('ADMIN', 'PROVINCE'), grant('AUDITOR', 'NATION')])).toBe(false)
  })
})
