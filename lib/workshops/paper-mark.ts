import { type CellValue, cellText } from '@/lib/shared/cell'
import { latinDigits } from '@/lib/shared/number'
import { cleanText, foldText } from '@/lib/shared/persian-text'
import type { MarkCode } from './codes'

export type PaperMark = { code: MarkCode; late: number; early: number }
export type MarkReading = { kind: 'mark'; mark: PaperMark } | { kind: 'empty' } | { kind: 'doubtful' }

const EMPTY: MarkReading = { kind: 'empty' }
const DOUBTFUL: MarkReading = { kind: 'doubtful' }
const LONGEST = 60
const MOST_MINUTES = 600

// A dash and a tatweel are drawn alike, and cleaning takes the tatweel away: looked at before anything is cleaned.
const ONLY_DASHES = /^[\s'’`´]*[-_\u0640\u2010-\u2015\u2212\ufe63\uff0d\uff3f]+\s*$/u
const PRESENT_SIGNS = /^[✓✔☑✅√🗸+＋]+️?$/u
const ABSENT_SIGNS = /^[✗✘✖×❌❎╳⨯]+️?$/u

const words = (list: string) => new Set(list.split('|').map(foldText))
const PRESENT = words('ح|حاضر|حاظر|حضور|حضور دارد|حضور داشت|حاضر بود|حاضر است|1|p|present|true')
const ABSENT = words(
  'غ|غایب|غیبت|غیرحاضر|غیر حاضر|نیامد|نیامده|حضور ندارد|حضور نداشت|غایب بود|غیرموجه|غیر موجه|غ غیرموجه|غیبت غیرموجه|غایب غیرموجه|0|a|absent',
)
const EXCUSED = words('م|موجه|غ موجه|غیبت موجه|غایب موجه|غیرحاضر موجه|غیبت با عذر موجه|excused')

const LATE = words('ت|تاخیر|تأخیر|دیر|دیرتر|دیرکرد|late')
const EARLY = words('ز|زود|زودتر|زودهنگام|تعجیل|early')
const UNIT = words('دقیقه|دقیقه‌ای|دق|د|min|mins|minute|minutes|m')
// Words that say nothing by themselves beside a lateness: «حاضر با تأخیر ۲۰ دقیقه»، «خروج زود ۱۵»، «دیر آمد ۱۰».
const FILL = words('ح|حاضر|با|و|خروج|ورود|رفت|رفته|آمد|آمده|هنگام')

/**
 * What one cell of a typed register says. Only what can mean one thing is read: anything else is doubtful, for a
 * person to decide, and an empty cell is no mark.
 */
export function readMark(cell: CellValue | undefined): MarkReading {
  if (cell !== null && typeof cell === 'object') return DOUBTFUL
  const typed = cellText(cell)
  if (typed.length > LONGEST) return DOUBTFUL
  if (ONLY_DASHES.test(typed)) return marked('ABSENT')
  const text = bare(cleanText(typed))
  if (text === '') return /^[\s\p{Cf}'’`´]*$/u.test(typed) ? EMPTY : DOUBTFUL
  const sign = text.replace(/\s/g, '')
  if (PRESENT_SIGNS.test(sign)) return marked('PRESENT')
  if (ABSENT_SIGNS.test(sign)) return marked('ABSENT')
  const latin = latinDigits(text)
  const folded = foldText(latin.replace(/^([01])\.0+$/, '$1').replace(/[.\-–—،,:()[\]«»/]+(?=\D|$)/gu, ' '))
  if (PRESENT.has(folded)) return marked('PRESENT')
  if (EXCUSED.has(folded)) return marked('EXCUSED')
  if (ABSENT.has(folded)) return marked('ABSENT')
  return withMinutes(latin)
}

function marked(code: MarkCode): MarkReading {
  return { kind: 'mark', mark: { code, late: 0, early: 0 } }
}

// «(ح)», «غ.» and an apostrophe that keeps a program from calculating say the same as what stands inside.
function bare(text: string): string {
  return text
    .replace(/^['’`´]+/u, '')
    .replace(/^[\s([{«"]+|[\s)\]}»".،,;؛]+$/gu, '')
    .trim()
}

type Token = { kind: 'late' | 'early' } | { kind: 'minutes'; value: number }

// Minutes and what they are of: «ت۲۰»، «تاخیر ۲۰ دقیقه»، «۲۰ دقیقه تاخیر»، «ت۱۰ زود ۱۵».
function withMinutes(text: string): MarkReading {
  const tokens = tokensOf(text)
  if (!tokens) return DOUBTFUL
  const said = tokens.filter((token) => token.kind !== 'minutes')
  const minutes = tokens.filter((token) => token.kind === 'minutes')
  if (said.length === 0 || said.length > 2 || said.length !== minutes.length) return DOUBTFUL
  if (said.length === 2 && said[0]!.kind === said[1]!.kind) return DOUBTFUL
  // All of one manner: the word always before its number, or always after it.
  const before = tokens.every((token, at) => (token.kind === 'minutes') === (at % 2 === 1))
  const after = tokens.every((token, at) => (token.kind === 'minutes') === (at % 2 === 0))
  if (!before && !after) return DOUBTFUL
  const of = (kind: 'late' | 'early') => {
    const at = said.findIndex((token) => token.kind === kind)
    return at < 0 ? 0 : minutes[at]!.value
  }
  if (minutes.some(({ value }) => value < 1 || value > MOST_MINUTES)) return DOUBTFUL
  const [late, early] = [of('late'), of('early')]
  return { kind: 'mark', mark: { code: late > 0 ? 'LATE' : 'LEFT_EARLY', late, early } }
}

function tokensOf(text: string): Token[] | null {
  // Two numbers with nothing but a sign between them are a fraction, a time or a range: nobody knows which.
  if (/\d\s*[.,:/٫٬'’\-–—]\s*\d/u.test(text)) return null
  const parts = text.replace(/\u200c/g, ' ').match(/\d+|[\p{L}\p{M}]+|[^\s\d\p{L}\p{M}]/gu)
  if (!parts) return null
  const tokens: Token[] = []
  let previous = ''
  for (const part of parts) {
    if (/^\d/.test(part)) {
      if (/^\d/.test(previous)) return null
      tokens.push({ kind: 'minutes', value: Number(part) })
    } else if (!/^[:=()[\]\-–—،,+'’′./]$/u.test(part)) {
      const word = foldText(part)
      const kind = LATE.has(word) ? 'late' : EARLY.has(word) ? 'early' : null
      if (kind && tokens.at(-1)?.kind !== kind) tokens.push({ kind })
      else if (!kind && !(UNIT.has(word) && tokens.some(({ kind: k }) => k === 'minutes')) && !FILL.has(word))
        return null
    }
    previous = part
  }
  return tokens
}
