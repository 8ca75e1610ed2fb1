import { latinDigits } from '@/lib/shared/number'

/** Twelve digits: on any keypad, in either script, and far more numbers than anybody could try. */
export const CARD_DIGITS = 12

/** The number of a card as it is kept, from whatever somebody typed or a link held; null where it is none. */
export function cardCode(typed: string): string | null {
  const plain = latinDigits(typed).replace(/[\s\u200c\u200e\u200f\u2066-\u2069._–-]/g, '')
  return plain.length === CARD_DIGITS && /^\d+$/.test(plain) ? plain : null
}

/** In fours, as it is printed and read out. */
export const codeInFours = (code: string, between = ' ') => code.match(/.{4}/g)?.join(between) ?? code
