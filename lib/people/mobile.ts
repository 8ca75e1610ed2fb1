import { latinDigits } from '@/lib/shared/number'
import { cleanText } from '@/lib/shared/persian-text'
import { fail, ok, type Result } from '@/lib/shared/result'

const MOBILE = /^(?:(?:\+|00)?98|0)?0?(9\d{9})$/

const SEVERAL = /[/\\،,;؛|]| و | - | – |(?<=\d{11})[ \-–](?=0)/

/**
 * A mobile number as it is stored, +989…, from 09…, 9…, 98…, 0098… or +98… in any digits and grouping. Of several
 * numbers in one cell the first mobile one is taken. E-PER-03: there is none (a landline, too short, too long).
 */
export function parseMobile(text: string): Result<string, 'E-PER-03'> {
  const line = latinDigits(cleanText(text))
    .replace(/\.0+$/, '')
    .replace(/^98\+(?=9)/, '+98')
  for (const candidate of [line, line.replaceAll('/', ''), ...line.split(SEVERAL)]) {
    const found = MOBILE.exec(
      candidate.replace(/^[^\d+]+|[^\d]+$/g, '').replace(/[\s\-‐-―−_.()'’\u200c]/g, ''),
    )
    if (found) return ok(`+98${found[1]}`)
  }
  return fail('E-PER-03')
}
