import 'server-only'
import type { Words } from '@/lib/shared/locale'
import { type SessionFile, sessionFileLines } from '@/lib/workshops/session-file'
import { inert, sheetsToXlsx } from './workbook/write'

/** A session's register as an .xlsx, from right to left, its column of marks with the words to choose from. */
export function sessionXlsx(file: SessionFile, t: Words): Promise<Uint8Array> {
  const { above, header, rows, words } = sessionFileLines(file, t, inert)
  return sheetsToXlsx([
    {
      sheetName: file.placeFa,
      rtl: true,
      above,
      header,
      rows,
      choices: { column: header.length - 1, words },
    },
  ])
}
