import { parseMobile } from '@/lib/people/mobile'
import { latinDigits } from '@/lib/shared/number'
import { cleanText } from '@/lib/shared/persian-text'
import { fail, ok, type Result } from '@/lib/shared/result'

/** How somebody names herself at sign-in, as it is stored: +989… or an address in small ASCII letters. */
export type Handle = { handle: string; kind: 'MOBILE' | 'EMAIL' }

// ASCII only: «＠», Cyrillic «а» and their like would make two accounts that look the same.
const EMAIL =
  /^[a-z0-9](?:[a-z0-9._%+-]{0,62}[a-z0-9_+-])?@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/

/** A mobile number in any digits and with any prefix, or an e-mail address. */
export function parseHandle(text: string): Result<Handle, 'E-ACC-04'> {
  if (text.length > 200) return fail('E-ACC-04')
  const plain = latinDigits(cleanText(text)).toLowerCase()
  if (EMAIL.test(plain) && plain.length <= 160 && !plain.includes('..'))
    return ok({ handle: plain, kind: 'EMAIL' })
  const mobile = plain.includes('@') ? fail('E-PER-03') : parseMobile(plain)
  return mobile.ok ? ok({ handle: mobile.value, kind: 'MOBILE' }) : fail('E-ACC-04')
}
