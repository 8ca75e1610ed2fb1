import { latinDigits } from '@/lib/shared/number'
import { cleanText } from '@/lib/shared/persian-text'
import { fail, ok, type Result } from '@/lib/shared/result'

/**
 * The ten digits of a national id, typed in any digits and with spaces, dashes, dots or an apostrophe.
 * E-PER-01: not ten digits. E-PER-02: the check digit is wrong or all digits are equal. Never pads.
 */
export function parseNationalId(text: string): Result<string, 'E-PER-01' | 'E-PER-02'> {
  const digits = bareDigits(text)
  if (!/^\d{10}$/.test(digits)) return fail('E-PER-01')
  return checksumHolds(digits) ? ok(digits) : fail('E-PER-02')
}

/**
 * The id somebody may have meant who typed 8 or 9 digits: leading zeros put back, when the check digit then holds.
 * Null otherwise. A proposal to be confirmed by a person, never a value to be stored.
 */
export function nationalIdWithLostZeros(text: string): string | null {
  const digits = bareDigits(text)
  if (!/^\d{8,9}$/.test(digits)) return null
  const padded = digits.padStart(10, '0')
  return checksumHolds(padded) ? padded : null
}

function bareDigits(text: string): string {
  return latinDigits(cleanText(text))
    .replace(/^="(.*)"$/, '$1')
    .replace(/^[«»"“”\s]*(?:(?:کد|شماره)\s*(?:ملی)?[\s:：]*)?|[«»"“”\s]+$/gu, '')
    .replace(/\.0+$/, '')
    .replace(/[\s\-‐-―−_./\\'’‘`´"*،,\u200c]/g, '')
}

function checksumHolds(digits: string): boolean {
  if (/^(\d)\1{9}$/.test(digits)) return false
  let sum = 0
  for (let i = 0; i < 9; i++) sum += Number(digits[i]) * (10 - i)
  const rest = sum % 11
  return Number(digits[9]) === (rest < 2 ? rest : 11 - rest)
}
