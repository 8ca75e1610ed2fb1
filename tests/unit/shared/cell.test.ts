import { describe, expect, it } from 'vitest'
import { cellLine, cellText } from '@/lib/shared/cell'

describe('cells as text', () => {
  it('keeps what was typed, and numbers without exponent', () => {
    expect(cellText('  ۱۲ ')).toBe('  ۱۲ ')
    expect(cellText(9_990_103_906)).toBe('9990103906')
    expect(cellText(1e21)).toBe('1000000000000000000000')
    expect(cellText(0.5)).toBe('0.5')
    expect(cellText({ excelDate: '1966-08-13' })).toBe('1966-08-13')
    expect(cellText(null) + cellText(undefined)).toBe('')
  })

  it('reads a cell as one clean line of bounded length', () => {
    expect(cellLine("'0012\u200f")).toBe('0012')
    expect(cellLine('نام\nخانوادگي')).toBe('نام خانوادگی')
    expect(cellLine('ا'.repeat(100_000))).toHaveLength(300)
    expect(cellLine(undefined)).toBe('')
  })
})
