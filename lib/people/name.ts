import { cleanText, isPersianName } from '@/lib/shared/persian-text'
import { fail, ok, type Result } from '@/lib/shared/result'
import { saysNothing } from './written-word'

const TITLE = /^(?:سرکار خانم|جناب آقای|خانم|آقای|آقا|خ\.|آ\.)[\s/]+(?=\S)/u
const NUMBERED = /^\p{N}{1,3}\s*[-–.)]\s*(?=\p{L})/u
const MARKS_AT_THE_EDGE = /^['’"«*.\-\s]+|['’"»*.\-\s]+$/gu

/**
 * A first name, surname or father's name as it is stored: cleaned, without «خانم» or «آقای» before it.
 * E-GEN-01: empty. bad-name: not 2 to 60 Persian letters (Latin letters, digits, a formula, a note).
 */
export function parseName(text: string): Result<string, 'E-GEN-01' | 'bad-name'> {
  const clean = cleanText(text).replace(NUMBERED, '')
  if (saysNothing(clean)) return fail(clean.startsWith('=') ? 'bad-name' : 'E-GEN-01')
  const name = cleanText(clean.replace(TITLE, '').replace(MARKS_AT_THE_EDGE, ''))
  return isPersianName(name) ? ok(name) : fail('bad-name')
}

export type FullName = { first: string; last: string; certain: boolean }

const OPENS_A_FIRST_NAME = /^(?:سید|سیده|سادات|حاج|حاجی|حاجیه|میر|ام)$/u

/**
 * First name and surname out of one cell. Two words, «سیده» and two words, or «surname، name» are certain; of more
 * words the first is proposed as the first name, for a person to confirm; names apart by «/» or «-» are proposed too.
 * `surnameFirst` is what the title of the column says. Codes as parseName.
 */
export function splitFullName(text: string, surnameFirst = false): Result<FullName, 'E-GEN-01' | 'bad-name'> {
  const [surname, given, ...rest] = cleanText(text).split(/\s*[،,؛]\s*/u)
  if (surname && given && rest.length === 0) return checked(given, surname, true)
  const parts = cleanText(text)
    .replace(NUMBERED, '')
    .split(/\s*[/\-–]\s*/u)
    .filter(Boolean)
  const whole = parseName(parts.join(' '))
  if (!whole.ok) return whole
  const words = whole.value.split(' ')
  if (surnameFirst) {
    const given = words.length > 2 && OPENS_A_FIRST_NAME.test(words.at(-2) ?? '') ? 2 : 1
    const last = words.slice(0, -given).join(' ')
    if (last === '') return fail('E-GEN-01')
    return checked(words.slice(-given).join(' '), last, words.length === given + 1)
  }
  const firstWords = words.length > 2 && OPENS_A_FIRST_NAME.test(words[0] ?? '') ? 2 : 1
  const last = words.slice(firstWords).join(' ')
  if (last === '') return fail('E-GEN-01')
  return checked(
    words.slice(0, firstWords).join(' '),
    last,
    parts.length < 2 && words.length === firstWords + 1,
  )
}

function checked(
  given: string,
  surname: string,
  certain: boolean,
): Result<FullName, 'E-GEN-01' | 'bad-name'> {
  const first = parseName(given)
  if (!first.ok) return first
  const last = parseName(surname)
  return last.ok ? ok({ first: first.value, last: last.value, certain }) : last
}
