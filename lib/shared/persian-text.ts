import { latinDigits } from './number'

// Arabic letters that Persian keyboards, old files and Arabic keyboards use for the Persian ones.
const LETTERS: Record<string, string> = {
  '\u064a': '\u06cc',
  '\u0649': '\u06cc',
  '\u06d2': '\u06cc',
  '\u0643': '\u06a9',
  '\u06aa': '\u06a9',
  '\u06c1': '\u0647',
  '\u06be': '\u0647',
  '\u06d5': '\u0647',
}
const FOREIGN_LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g')
const PRESENTATION_FORM = /[\ufb50-\ufdff\ufe70-\ufefc]+/g
const LINE_OR_SPACE = /[\s\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g
const LETTER_OR_MARK = /[\p{L}\p{M}]/u

// What most cells and fields hold already: letters, digits and marks of one form, single spaces, half-spaces in place.
const CLEAN =
  /^(?:[!-~٠-٩۰-۹ء-ؤئ-غف-قل-وپچژکگیه،؛؟«»]|(?<=[!-~٠-٩۰-۹ء-ؤئ-غف-قل-وپچژکگیه،؛؟«»]) (?=[^ ])|(?<=[ء-ؤئ-غف-قل-وپچژکگیه])\u200c(?=[ء-ؤئ-غف-قل-وپچژکگیه]))*$/

/**
 * Text as it is stored and shown: Persian ی and ک, no tatweel, no invisible or direction-changing characters,
 * single spaces, NFC. The half-space stays where it stands between two letters. Digits stay as typed.
 */
export function cleanText(text: string): string {
  if (CLEAN.test(text)) return text
  const plain = text
    .replace(/\ufeff/g, '')
    .replace(PRESENTATION_FORM, (run) => run.normalize('NFKC'))
    .normalize('NFC')
    .replace(/[\u00ac\u00ad](?=\p{L})/gu, '\u200c')
    .replace(LINE_OR_SPACE, ' ')
    .replace(/\u0640/g, '')
    .replace(/(?!\u200c)[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .replace(/[\u06c0\u06c2]/g, '\u0647\u0654')
    .replace(FOREIGN_LETTER, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFC')
    .replace(/\u200c+/g, '\u200c')
  return withoutLooseHalfSpaces(plain).normalize('NFC').replace(/ +/g, ' ').trim()
}

// A half-space beside a space or at an edge is invisible and splits equal words in two.
function withoutLooseHalfSpaces(text: string): string {
  return text.replace(/\u200c/g, (mark, at: number) => {
    const before = text[at - 1] ?? ''
    const after = text[at + 1] ?? ''
    return LETTER_OR_MARK.test(before) && LETTER_OR_MARK.test(after) ? mark : ''
  })
}

/**
 * The key two spellings of one thing share: for searching and comparing, never for showing. Digits become ASCII;
 * half-spaces, spaces, diacritics and hamza fall away, and so does the «ی» of an ezafe after «ه»:
 * «محلهٔ آذین», «محله ي آذین», «محله‌ی آذین» and «محله آذین» are one.
 */
export function foldText(text: string): string {
  const known = folded.get(text)
  if (known !== undefined) return known
  const key = foldAnew(text)
  if (text.length <= 80) {
    if (folded.size >= 4096) folded.clear()
    folded.set(text, key)
  }
  return key
}

// A roster says «زن», «بلی» and the name of one place thousands of times.
const folded = new Map<string, string>()

function foldAnew(text: string): string {
  return latinDigits(cleanText(text))
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(FOREIGN_LETTER, (letter) => LETTERS[letter] ?? letter)
    .replace(/\u0629/g, '\u0647')
    .replace(/[\u0621\u0674]/g, '')
    .replace(/ه[ \u200c]+ی(?= |$)/g, 'ه')
    .replace(/(^| )محلهی(?= )/g, '$1محله')
    .replace(/[\s\u200c]/g, '')
}

const NAME_LETTERS = /[ء-ؤئ-غف-قل-وپچژکگیه]/g
const NAME = /^[ء-ؤئ-غف-قل-وپچژکگیه\u064b-\u0654\u0670 \u200c]+$/

/** True for a cleaned name: 2 to 60 Persian letters, with spaces and half-spaces between them. */
export function isPersianName(text: string): boolean {
  const letters = text.match(NAME_LETTERS)?.length ?? 0
  return NAME.test(text) && letters >= 2 && text.length <= 60
}

/** The text between U+2068 and U+2069, so that what stands inside cannot turn the order of what stands around it. */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`
}
