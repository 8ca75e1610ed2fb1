import { expect, it } from 'vitest'
import { typedNumber } from '@/lib/shared/number'

it.each([
  ['625', 625],
  ['۳۷٬۵۰۰', 37_500],
  ['37,500', 37_500],
  ['۱۲٫۵', 12.5],
  ['۱۲/۵', 12.5],
  ['۸۰٪', 80],
  [' ٤٢ ', 42],
  ['-3', -3],
  ['', null],
  ['ده', null],
  ['1e5', null],
  ['1.2.3', null],
  ['=1+1', null],
] as const)('reads %s as a number', (text, value) => {
  expect(typedNumber(text)).toBe(value)
})
