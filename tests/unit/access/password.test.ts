import { describe, expect, it } from 'vitest'
import { COMMON_PASSWORDS, isCommonPassword } from '@/db/commands/access/common-passwords'
import { checkPassword, passwordText } from '@/lib/access/password'

const codeOf = (typed: string, own: string[] = []) => {
  const checked = checkPassword(typed, own)
  return checked.ok ? 'ok' : checked.code
}

describe('a password', () => {
  it('may be of any script', () => {
    for (const typed of ['باران روی سفال', 'three blue herons', 'سیب apple میز 7', '春の海ひねもすのたり哉'])
      expect(codeOf(typed), typed).toBe('ok')
  })

  it('has ten characters', () => {
    expect(codeOf('آب‌وهوا')).toBe('E-ACC-09')
    expect(codeOf('abc defgh')).toBe('E-ACC-09')
    expect(codeOf('x1y'.repeat(100))).toBe('E-ACC-09')
  })

  it('is not what everybody chooses', () => {
    for (const typed of [
      'password1403',
      'Password123!',
      '1234567890',
      '۱۲۳۴۵۶۷۸۹۰',
      '09141234567',
      'aaaaaaaaaaaa',
      'abababababab',
      'abcdefghijkl',
      'qwertyuiop',
      'Tabavar1403',
      'ایران۱۴۰۳۱۴۰۳',
      'iloveyou123',
    ]) {
      expect(codeOf(typed), typed).toBe('E-ACC-10')
    }
  })

  it("is not made of one's own name or sign-in name", () => {
    expect(codeOf('maryamhosseini', ['maryamhosseini@example.ir'])).toBe('E-ACC-10')
    expect(codeOf('زهراکریمی‌پور۱', ['زهراکریمی‌پور'])).toBe('E-ACC-10')
    expect(codeOf('maryam likes green tea', ['maryam@example.ir'])).toBe('ok')
  })

  it('is the same from a Persian, an Arabic and a Latin keyboard', () => {
    expect(passwordText('يك كليد ۱۲۳')).toBe(passwordText('یک کلید 123'))
  })

  it('is none of those that leaked most often, with a year or a sign hung on either', () => {
    expect(COMMON_PASSWORDS).toBeGreaterThan(5900)
    for (const typed of [
      'manchester',
      'Basketball1404',
      'terminator!',
      '123qweasdzxc',
      'q1w2e3r4t5y6',
      'sunflower۱۴۰۳',
      'chocolate 99',
    ])
      expect(isCommonPassword(typed), typed).toBe(true)
    for (const typed of ['باران روی سفال', 'three blue herons', 'tabavar-demo-1403', 'چهار سیب روی میز'])
      expect(isCommonPassword(typed), typed).toBe(false)
  })

  it('is as long as somebody likes up to 200 characters, and compared as a whole', () => {
    const long = Array.from({ length: 40 }, (_, i) => `ab${i}`)
      .join(' ')
      .slice(0, 128)
    expect(codeOf(long)).toBe('ok')
    expect(passwordText(long)).toHaveLength(128)
    expect(passwordText('Ab C')).toBe('Ab C')
  })
})
