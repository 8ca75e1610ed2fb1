import { latinDigits } from '@/lib/shared/number'
import { fail, ok, type Result } from '@/lib/shared/result'

export const PASSWORD_LEAST = 10
const PASSWORD_MOST = 200

// What people really choose, without the digits they hang on: the start of the common lists, and Persian and local ones.
const COMMON = [
  'password',
  'passw0rd',
  'p@ssw0rd',
  'p@ssword',
  'qwerty',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'letmein',
  'welcome',
  'iloveyou',
  'monkey',
  'dragon',
  'football',
  'baseball',
  'sunshine',
  'princess',
  'superman',
  'admin',
  'administrator',
  'changeme',
  'default',
  'secret',
  'test',
  'user',
  'guest',
  'login',
  'abc',
  'abcd',
  'abcdef',
  'qazwsx',
  'qazwsxedc',
  '1qaz2wsx',
  '1q2w3e4r',
  '1q2w3e4r5t',
  'trustno',
  'master',
  'shadow',
  'tabavar',
  'tabavari',
  'iran',
  'irani',
  'tehran',
  'urmia',
  'orumieh',
  'tabriz',
  'esteghlal',
  'perspolis',
  'persepolis',
  'salam',
  'salamat',
  'khoda',
  'hossein',
  'hosein',
  'mohammad',
  'ali',
  'fatemeh',
  'zahra',
  'maryam',
  'reza',
  'mahdi',
  'asheghetam',
  'doostetdaram',
  'behzisti',
  'رمز',
  'رمزعبور',
  'گذرواژه',
  'سلام',
  'ایران',
  'تاب‌آور',
  'تابآور',
  'تسهیلگر',
  'بهزیستی',
  'استانداری',
  'محمد',
  'فاطمه',
  'زهرا',
  'دوستتدارم',
] as const
const KNOWN = new Set<string>(COMMON)

/** What is compared and hashed: one form of each letter, ASCII digits, so that a Persian keyboard and a Latin one agree. */
export function passwordText(typed: string): string {
  return latinDigits(typed.normalize('NFKC')).replace(/ي/g, 'ی').replace(/ك/g, 'ک')
}

/**
 * Whether a password may be used: 10 characters or more of any script, not a common one with digits hung on, not a row
 * of keys or one thing repeated, not made of the person's own name or sign-in name.
 */
export function checkPassword(
  typed: string,
  own: readonly string[] = [],
): Result<string, 'E-ACC-09' | 'E-ACC-10'> {
  const text = passwordText(typed)
  const letters = [...text]
  if (letters.length < PASSWORD_LEAST || letters.length > PASSWORD_MOST)
    return fail('E-ACC-09', { least: PASSWORD_LEAST })
  const small = text.toLowerCase()
  const core = small.replace(/^[\d\s!@#$%^&*._-]+|[\d\s!@#$%^&*._-]+$/g, '')
  if (core === '' && isPlainNumber(small)) return fail('E-ACC-10')
  if (KNOWN.has(core) || KNOWN.has(small.replace(/\s/g, ''))) return fail('E-ACC-10')
  if (new Set(letters).size < 4 || isRepeated(small) || isRun(small)) return fail('E-ACC-10')
  const parts = own
    .flatMap((word) =>
      passwordText(word)
        .toLowerCase()
        .split(/[\s@]+/),
    )
    .filter((word) => word.length >= 4)
  if (parts.some((part) => small.includes(part) && small.length - part.length < 4)) return fail('E-ACC-10')
  return ok(text)
}

// Digits only: a phone number, a date, a national id. Sixteen or more may pass.
const isPlainNumber = (text: string) => text.length < 16

function isRepeated(text: string): boolean {
  for (let size = 1; size <= text.length / 2; size++) {
    if (text.length % size === 0 && text === text.slice(0, size).repeat(text.length / size)) return true
  }
  return false
}

function isRun(text: string): boolean {
  const steps = [...text]
    .map((letter, i, all) => (i === 0 ? 0 : (letter.codePointAt(0) ?? 0) - (all[i - 1]?.codePointAt(0) ?? 0)))
    .slice(1)
  return steps.every((step) => step === 1) || steps.every((step) => step === -1)
}
