import { fail, ok, type Result } from '@/lib/shared/result'
import { WORKBOOK_LIMITS, type WorkbookCode } from './limits'

/** One file inside a zip: where its bytes lie and what the directory claims about them. */
export type ZipEntry = { name: string; method: number; offset: number; packed: number; unpacked: number }

const END = 0x06054b50
const ENTRY = 0x02014b50

/**
 * The directory of an .xlsx, checked before one byte is unpacked: it is a zip, holds the parts of a workbook, is not
 * encrypted, names nothing twice and claims no more than the limits. The claims themselves are not believed later.
 */
export function readDirectory(bytes: Uint8Array): Result<ZipEntry[], WorkbookCode> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOfDirectory(view)
  if (end < 0) return fail('file-not-what-it-says')
  const count = view.getUint16(end + 10, true)
  if (count > WORKBOOK_LIMITS.entries) return fail('file-not-what-it-says')
  const entries: ZipEntry[] = []
  let at = view.getUint32(end + 16, true)
  let total = 0
  for (let i = 0; i < count; i++) {
    const entry = entryAt(bytes, view, at)
    if (!entry) return fail('file-not-what-it-says')
    at = entry.next
    total += entry.unpacked
    const ratio = entry.unpacked / Math.max(1, entry.packed)
    if (total > WORKBOOK_LIMITS.unpackedBytes) return fail('file-unpacks-too-large')
    if (entry.unpacked > WORKBOOK_LIMITS.ratioFrom && ratio > WORKBOOK_LIMITS.ratio)
      return fail('file-unpacks-too-large')
    entries.push(entry)
  }
  const names = new Set(entries.map((entry) => entry.name.toLowerCase()))
  const whole = names.size === count && names.has('[content_types].xml') && names.has('xl/workbook.xml')
  return whole ? ok(entries) : fail('file-not-what-it-says')
}

function endOfDirectory(view: DataView): number {
  if (view.byteLength < 22 || view.getUint32(0, true) !== 0x04034b50) return -1
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at--)
    if (view.getUint32(at, true) === END) return at
  return -1
}

function entryAt(bytes: Uint8Array, view: DataView, at: number): (ZipEntry & { next: number }) | null {
  if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) return null
  const flags = view.getUint16(at + 8, true)
  const method = view.getUint16(at + 10, true)
  const nameEnd = at + 46 + view.getUint16(at + 28, true)
  const next = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  if (next > bytes.length || (flags & 1) === 1 || (method !== 0 && method !== 8)) return null
  const name = new TextDecoder().decode(bytes.subarray(at + 46, nameEnd)).replaceAll('\\', '/')
  const packed = view.getUint32(at + 20, true)
  const unpacked = view.getUint32(at + 24, true)
  return { name, method, packed, unpacked, offset: view.getUint32(at + 42, true), next }
}
