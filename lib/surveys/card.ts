import { latinDigits } from '@/lib/shared/number'

/** Twelve digits, on any keypad and in either script: eleven drawn by lot, far more than anybody could try, and one to check them by. */
export const CARD_DIGITS = 12

// Damm's table: every single wrong digit and every two neighbours swapped are noticed.
const DAMM = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

/** The digit that makes a number one of a card. */
export const checkDigit = (digits: string): string =>
  [...digits].reduce((at, digit) => DAMM[Number(at)]![Number(digit)]!, '0')

/** The number of a card as it is kept, from whatever somebody typed or a link held; null where it is none, or mistyped. */
export function cardCode(typed: string): string | null {
  const plain = latinDigits(typed).replace(/[\s\u200c\u200e\u200f\u2066-\u2069._–-]/g, '')
  return plain.length === CARD_DIGITS && /^\d+$/.test(plain) && checkDigit(plain) === '0' ? plain : null
}

/** In fours, as it is printed and read out. */
export const codeInFours = (code: string, between = ' ') => code.match(/.{4}/g)?.join(between) ?? code
