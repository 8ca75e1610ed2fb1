import { latinDigits } from '@/lib/shared/number'
import { fail, ok, type Result } from '@/lib/shared/result'

/**
 * A sheet in one SMS, for when nothing but the telephone network is left: the session's code, how many were there, the rows of
 * those who were not, and two digits that check the rest: «417203 22 3 7 15 79». No name, no place. Any digits may be
 * typed. One wrong character is always refused: the sum is modulo a prime above the alphabet, each place has a weight of
 * its own, and the form is so strict that a wrong character can neither add a place nor take one away.
 */
export type SmsSheet = {
  /** The session's code, as SMS_CODE_LENGTH digits. */
  code: string
  head: number
  /** Rows of the group who were absent, ascending, each once. Everybody else was present. */
  absent: number[]
}

export const SMS_CODE_LENGTH = 6
/** One plain SMS of digits; and what a group can be at most. */
export const SMS_LETTERS = 160
const MOST = 999
const PRIME = 97
const STEP = 13

/** Between two numbers stands exactly one of these. */
const SEPARATORS = ' .,،-*#'

/** The text to send. Throws RangeError for what no sheet can be: the caller has checked. */
export function composeSms({ code, head, absent }: SmsSheet): string {
  const rows = [...absent].sort((a, b) => a - b)
  const numbers = [head, ...rows]
  if (!isCode(code) || !isSheet(numbers)) throw new RangeError('no sheet')
  const body = [code, ...numbers].join(' ')
  const text = `${body} ${checkOf(body)}`
  if (text.length > SMS_LETTERS) throw new RangeError('too long for one message')
  return text
}

/**
 * What somebody sent or typed. E-SMS-01: it is not such a message, or a character of it is wrong. Nothing is guessed.
 */
export function parseSms(text: string): Result<SmsSheet, 'E-SMS-01'> {
  const plain = latinDigits(trimmed(text))
  if (plain.length > SMS_LETTERS) return fail('E-SMS-01')
  const letters = [...plain].map((letter) => (SEPARATORS.includes(letter) ? ' ' : letter))
  const parts = letters.join('').split(' ')
  if (parts.length < 3 || parts.some((part) => !/^\d+$/.test(part))) return fail('E-SMS-01')
  const check = parts.at(-1)!
  const [code, ...words] = parts.slice(0, -1) as [string, ...string[]]
  const body = [code, ...words].join(' ')
  if (!isCode(code) || check !== checkOf(body)) return fail('E-SMS-01')
  const numbers = words.map(Number)
  // One spelling for one sheet: no leading nought, rows ascending.
  if (!isSheet(numbers) || words.some((word, i) => word !== String(numbers[i]))) return fail('E-SMS-01')
  const [head, ...absent] = numbers as [number, ...number[]]
  return ok({ code, head, absent })
}

const isCode = (code: string) => /^[1-9]\d*$/.test(code) && code.length === SMS_CODE_LENGTH

function isSheet([head = -1, ...rows]: readonly number[]): boolean {
  if (!Number.isInteger(head) || head < 0 || head > MOST) return false
  return rows.every((row, i) => Number.isInteger(row) && row >= 1 && row <= MOST && row > (rows[i - 1] ?? 0))
}

/** Two digits: the letters (0 to 9, and 10 between numbers), each times the weight of its place, modulo 97. */
function checkOf(body: string): string {
  let sum = 0
  let weight = STEP
  for (const letter of body) {
    sum = (sum + (letter === ' ' ? 10 : Number(letter)) * weight) % PRIME
    weight = (weight * STEP) % PRIME
  }
  return String(sum).padStart(2, '0')
}

// What a telephone puts around a message, or a right-to-left editor at its ends; within it, it is a wrong character.
const trimmed = (text: string) => text.replace(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, '')
