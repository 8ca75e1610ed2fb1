import { describe, expect, it } from 'vitest'
import { certificateNumber, numberAgain } from '@/lib/certificates/number'

describe('a certificate’s number', () => {
  it('counts within its run and says whose it is', () => {
    expect(certificateNumber('WA-1403-DEMO', 'P', 1)).toBe('WA-1403-DEMO-P-0001')
    expect(certificateNumber('WA-1403-DEMO', 'F', 25)).toBe('WA-1403-DEMO-F-025')
    expect(certificateNumber('WA-1405', 'P', 12_345)).toBe('WA-1405-P-12345')
  })
  it('given again keeps the first one’s', () => {
    expect(numberAgain('WA-1403-DEMO-P-0001', 1)).toBe('WA-1403-DEMO-P-0001-2')
    expect(numberAgain('WA-1403-DEMO-P-0001', 2)).toBe('WA-1403-DEMO-P-0001-3')
  })
})
