import { fail, ok, type Result } from '@/lib/shared/result'

const OTHER_FORMAT = /^(?:%PDF|\{\\rtf|<(?:!doctype|html|\?xml|table|svg|script)|MZ|PK)/i

// Tab, line ends, form feed and the end-of-file mark of old programs are text; other control characters are not.
const TEXT_CONTROLS = new Set([9, 10, 11, 12, 13, 26])

function isBinary(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 32 && !TEXT_CONTROLS.has(code)) return true
  }
  return false
}

/**
 * The text of a CSV file: UTF-8 or UTF-16 with or without BOM as offices save it, else windows-1256.
 * file-not-what-it-says: bytes that are no text, or another format under the name of a CSV.
 */
export function decodeText(bytes: Uint8Array): Result<string, 'file-not-what-it-says'> {
  const text = decoded(bytes).replace(/^\ufeff/, '')
  if (isBinary(text) || OTHER_FORMAT.test(text.trimStart())) return fail('file-not-what-it-says')
  return ok(text)
}

// Persian in UTF-16 has 06 or 00 in every other byte; a sample tells it where no mark at the beginning does.
function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 512)
  if (bytes.length % 2 !== 0 || sample.length < 16 || !sample.includes(0)) return null
  const high = (offset: number) =>
    sample.filter((byte, at) => at % 2 === offset && (byte === 0 || byte === 6)).length * 2
  if (high(1) > sample.length * 0.9) return 'utf-16le'
  return high(0) > sample.length * 0.9 ? 'utf-16be' : null
}

function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const unmarked = unmarkedUtf16(bytes)
  if (unmarked) return new TextDecoder(unmarked).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1256').decode(bytes)
  }
}
