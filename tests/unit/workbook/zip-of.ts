import { deflateRawSync, crc32 as nodeCrc } from 'node:zlib'

export type ZipPart = {
  name: string
  data: Uint8Array | string
  claimed?: number
  flags?: number
  method?: number
}

/** A zip of the parts, deflated; `claimed` lies about the unpacked size, `flags` 1 says encrypted. */
export function zipOf(parts: ZipPart[]): Uint8Array {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, data, claimed, flags = 0, method = 8 } of parts) {
    const body = Buffer.from(data)
    const packed = method === 8 ? deflateRawSync(body) : body
    const title = Buffer.from(name)
    const common = Buffer.alloc(22)
    common.writeUInt16LE(flags, 0)
    common.writeUInt16LE(method, 2)
    common.writeUInt32LE(crcOf(body), 8)
    common.writeUInt32LE(packed.length, 12)
    common.writeUInt32LE(claimed ?? body.length, 16)
    common.writeUInt16LE(title.length, 20)
    const head = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4, 20, 0]), common, Buffer.alloc(2)])
    const row = Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0, 20, 0]), common, Buffer.alloc(16)])
    row.writeUInt32LE(at, 42)
    files.push(head, title, packed)
    directory.push(row, title)
    at += head.length + title.length + packed.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  return new Uint8Array(Buffer.concat([...files, list, end]))
}

// zlib.crc32 is missing in early versions of Node 20; the reader under test recomputes it anyway.
function crcOf(data: Buffer): number {
  return typeof nodeCrc === 'function' ? nodeCrc(data) : 0
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

/** The parts of a workbook with one sheet of this XML. */
export function workbookParts(sheetXml: string, sheetState = ''): ZipPart[] {
  return [
    {
      name: '[Content_Types].xml',
      data: `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      data: `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${REL}"><sheets><sheet name="برگه" sheetId="1" ${sheetState} r:id="r1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${REL}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    },
    { name: 'xl/worksheets/sheet1.xml', data: sheetXml },
  ]
}

/** A sheet of rows written out as XML. */
export function sheetOf(rows: string, after = ''): string {
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${after}</worksheet>`
}
