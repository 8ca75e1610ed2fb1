import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseHandle } from '@/lib/access/handle'

const handleOf = (text: string) => {
  const parsed = parseHandle(text)
  return parsed.ok ? parsed.value.handle : parsed.code
}

describe('a sign-in name', () => {
  it('is one mobile, however it is written', () => {
    for (const text of [
      '09141234567',
      '9141234567',
      '+989141234567',
      '00989141234567',
      '98 914 123 4567',
      '۰۹۱۴۱۲۳۴۵۶۷',
      '٠٩١٤١٢٣٤٥٦٧',
    ]) {
      expect(handleOf(text), text).toBe('+989141234567')
    }
  })

  it('or an address in plain ASCII', () => {
    expect(handleOf(' Zahra.Karimi@Example.IR ')).toBe('zahra.karimi@example.ir')
    for (const text of [
      'zahra＠example.ir',
      'zаhra@example.ir',
      'zahra@exаmple.ir',
      'a@b',
      'a..b@example.ir',
      '@example.ir',
      'a@b@c.ir',
      '',
      '۰۴۴۳۱۲۳۴۵۶۷',
      'x'.repeat(500),
    ]) {
      expect(handleOf(text), text).toBe('E-ACC-04')
    }
  })

  it('has a stable form: parsing it again changes nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.stringMatching(/^09\d{9}$/), fc.string()), (text) => {
        const first = parseHandle(text)
        if (first.ok) expect(parseHandle(first.value.handle)).toEqual(first)
      }),
    )
  })
})
