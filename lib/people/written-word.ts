import { foldText } from '@/lib/shared/persian-text'

/** A word reduced to what people mean by it: folded, without punctuation or brackets around it. */
export function foldWord(text: string): string {
  return foldText(text).replace(/[^\p{L}\p{N}✓✔☑✅√✗✘×+]/gu, '')
}

const NOTHING = new Set(
  [
    'ندارد',
    'نداره',
    'فاقد',
    'نامشخص',
    'نامعلوم',
    'بدون',
    'خالی',
    'هیچ',
    'ثبت نشده',
    'na',
    'null',
    'none',
    'nil',
    '0',
    'x',
    '×',
    '✗',
  ]
    .map(foldWord)
    .concat(['']),
)

/** True where a cell says that there is nothing to say: empty, dashes, «ندارد», «نامشخص», 0. */
export function saysNothing(text: string): boolean {
  // «#N/A» is a formula that failed: something was meant to stand there.
  return NOTHING.has(foldWord(text)) && !/^\s*#\p{L}/u.test(text)
}

const NO = new Set(['خیر', 'نه', 'نیست', 'نمی‌باشد', 'ن', 'no', 'n', 'false', '-', '✘'].map(foldWord))

/** True for a word that says no, or says nothing. */
export function saysNo(text: string): boolean {
  return NO.has(foldWord(text)) || saysNothing(text)
}
