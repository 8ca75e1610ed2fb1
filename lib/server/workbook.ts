import { fail, ok, type Result } from '@/lib/shared/result'
import { WORKBOOK_LIMITS, type WorkbookCode } from './workbook/limits'
import { type ParsedSheet, parseInWorker } from './workbook/parse-in-worker'
import { decodeText } from './workbook/text-file'
import { readDirectory } from './workbook/zip-directory'

export type WorkbookSheet = ParsedSheet
export type WorkbookContent = { sheets: WorkbookSheet[] }

/**
 * The cells of an uploaded .xlsx or .csv as they stand: nothing evaluated, hidden sheets left out, cells merged
 * downwards filled. Refusals: file-too-large (over 5 MB), file-not-what-it-says (another format, encrypted, broken,
 * an old .xls), file-unpacks-too-large (over 60 MB unpacked, or too costly to parse), file-too-many-rows (over
 * 20,000 rows or 200 columns). Size and form are checked before anything is unpacked.
 */
export async function readWorkbook(
  bytes: Uint8Array,
  fileName: string,
): Promise<Result<WorkbookContent, WorkbookCode>> {
  if (bytes.byteLength > WORKBOOK_LIMITS.bytes) return fail('file-too-large')
  const extension = /\.([a-z]+)$/i.exec(fileName.trim())?.[1]?.toLowerCase() ?? ''
  const parsed = await parsedBy(extension, bytes)
  return parsed.ok ? ok({ sheets: parsed.value }) : parsed
}

async function parsedBy(
  extension: string,
  bytes: Uint8Array,
): Promise<Result<WorkbookSheet[], WorkbookCode>> {
  if (extension === 'xlsx' || extension === 'xlsm') {
    const entries = readDirectory(bytes)
    return entries.ok ? parseInWorker({ kind: 'xlsx', bytes, entries: entries.value }) : entries
  }
  if (extension === 'csv' || extension === 'txt' || extension === 'tsv') {
    const text = decodeText(bytes)
    return text.ok ? parseInWorker({ kind: 'csv', text: text.value }) : text
  }
  return fail('file-not-what-it-says')
}
