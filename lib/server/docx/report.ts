import 'server-only'
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import sharp from 'sharp'
import { plainText, type ReportBlock, type ReportDocument, type ReportTable } from '@/lib/reports/document'
import type { Drawing } from '@/lib/reports/drawing'
import type { Words } from '@/lib/shared/locale'
import { dirOf } from '@/lib/shared/locale'
import { svgOf } from '../pdf/compile'

/** Widths of paper in twentieths of a point: A4 without its margins. */
const PAGE = { width: 11_906, height: 16_838, margin: 1_020 }
const ROOM = PAGE.width - 2 * PAGE.margin
/** What is on the machine of an office; Vazirmatn where somebody has it. */
const FACE = { ascii: 'Vazirmatn', hAnsi: 'Vazirmatn', cs: 'Vazirmatn', eastAsia: 'Vazirmatn' }
const INK = { quiet: '505050', deep: '075E5A', head: 'F4F1EA', line: 'CFC9BC' }
const PIXELS = { drawing: 590, density: 192 }

/** Letters of Latin script, with the digits and marks between them. */
const FOREIGN = /([A-Za-z](?:[\w.,:/+-]*\w)?(?: [A-Za-z](?:[\w.,:/+-]*\w)?)*)/

type Style = { bold?: boolean; size?: number; color?: string; ltr?: boolean }

/** A report's text in one direction: paragraphs, runs and tables all know which way they read. */
class Writer {
  readonly rtl: boolean
  constructor(
    readonly report: ReportDocument,
    readonly t: Words,
  ) {
    this.rtl = dirOf(report.locale) === 'rtl'
  }

  run(text: string, { bold, size = 20, color, ltr }: Style = {}): TextRun {
    return new TextRun({
      text: plainText(text),
      rightToLeft: this.rtl && !ltr,
      font: FACE,
      size,
      sizeComplexScript: size,
      ...(bold ? { bold: true, boldComplexScript: true } : {}),
      ...(color ? { color } : {}),
      language: this.rtl ? { bidirectional: 'fa-IR', value: 'fa-IR' } : { value: 'en-GB' },
    })
  }

  /**
   * A text as runs: codes and foreign words in a Persian text are runs of their own, which read from left to right. In one
   * run with the rest Word turns «R-08» over.
   */
  words(text: string, style: Style = {}): TextRun[] {
    if (!this.rtl || style.ltr) return [this.run(text, style)]
    return plainText(text)
      .split(FOREIGN)
      .flatMap((part, at) => (part === '' ? [] : [this.run(part, { ...style, ltr: at % 2 === 1 })]))
  }

  paragraph(children: (TextRun | ImageRun)[], more: object = {}): Paragraph {
    return new Paragraph({ bidirectional: this.rtl, children, spacing: { after: 120, line: 300 }, ...more })
  }

  heading(text: string, level: 1 | 2 | 3): Paragraph {
    const size = { 1: 36, 2: 26, 3: 21 }[level]
    return this.paragraph(this.words(text, { bold: true, size, color: level === 3 ? '16222C' : INK.deep }), {
      heading: [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3][level - 1],
      keepNext: true,
      spacing: { before: level === 2 ? 360 : 200, after: 120 },
    })
  }

  /** Numbers stand at the right in both languages; in a paragraph that reads from the right, `start` is that side. */
  cell(text: string, width: number, style: Style & { numeric?: boolean; head?: boolean }): TableCell {
    const right = this.rtl ? undefined : AlignmentType.RIGHT
    return new TableCell({
      width: { size: width, type: WidthType.DXA },
      ...(style.head ? { shading: { type: ShadingType.CLEAR, fill: INK.head, color: 'auto' } } : {}),
      margins: { top: 50, bottom: 50, left: 70, right: 70 },
      children: [
        this.paragraph(this.words(text, { size: 16, ...style, bold: style.bold ?? style.head }), {
          ...(style.numeric && right ? { alignment: right } : {}),
          spacing: { after: 0 },
        }),
      ],
    })
  }

  table({ columns, rows }: ReportTable): Table {
    const all = columns.reduce((sum, { weight = 1 }) => sum + weight, 0)
    const widths = columns.map(({ weight = 1 }) => Math.floor((ROOM * weight) / all))
    const numeric = (x: number) => columns[x]?.numeric ?? false
    return this.grid(widths, [
      columns.map(({ label }, x) => this.cell(label, widths[x]!, { head: true, numeric: numeric(x) })),
      ...rows.map((row) =>
        row.map(({ text, strong }, x) => this.cell(text, widths[x]!, { bold: strong, numeric: numeric(x) })),
      ),
    ])
  }

  grid(widths: number[], rows: TableCell[][], head = true): Table {
    const line = { style: BorderStyle.SINGLE, size: 4, color: INK.line }
    const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
    return new Table({
      visuallyRightToLeft: this.rtl,
      width: { size: ROOM, type: WidthType.DXA },
      columnWidths: widths,
      borders: {
        top: line,
        bottom: line,
        insideHorizontal: line,
        left: none,
        right: none,
        insideVertical: none,
      },
      rows: rows.map(
        (children, y) => new TableRow({ children, tableHeader: head && y === 0, cantSplit: true }),
      ),
    })
  }

  async block(block: ReportBlock): Promise<(Paragraph | Table)[]> {
    if (block.kind === 'text') return [this.paragraph(this.words(block.text))]
    if (block.kind === 'note') {
      const code = block.code ? [this.run(` (${block.code})`, { size: 16, color: INK.quiet, ltr: true })] : []
      const label = this.run(`${this.t(`words.kind.${block.tone}`)}: `, { bold: true })
      return [this.paragraph([label, ...this.words(block.text), ...code])]
    }
    if (block.kind === 'facts') return [this.facts(block.rows)]
    if (block.kind === 'signatures') return [this.signatures(block.boxes), this.paragraph([])]
    if (block.kind === 'chart') return this.chart(block.drawing)
    return [this.heading(block.title, 3), this.table(block), this.paragraph([])]
  }

  facts(rows: readonly (readonly [string, string])[]): Table {
    const widths = [Math.floor(ROOM * 0.28), Math.floor(ROOM * 0.72)]
    const cells = rows.map(([term, value]) => [
      this.cell(term, widths[0]!, { color: INK.quiet, size: 18 }),
      this.cell(value, widths[1]!, { bold: true, size: 18, ltr: /^\u2066/.test(value) }),
    ])
    return this.grid(widths, cells, false)
  }

  signatures(boxes: readonly { role: string; name: string; at: string }[]): Table {
    const width = Math.floor(ROOM / boxes.length)
    const cells = boxes.map(
      ({ role, name, at }) =>
        new TableCell({
          width: { size: width, type: WidthType.DXA },
          margins: { top: 120, bottom: 900, left: 120, right: 120 },
          children: [
            this.paragraph([this.run(role, { color: INK.quiet, size: 18 })]),
            this.paragraph([this.run(name, { bold: true })]),
            this.paragraph([this.run(at, { size: 18 })]),
          ],
        }),
    )
    return this.grid(
      boxes.map(() => width),
      [cells],
      false,
    )
  }

  async chart(drawing: Drawing): Promise<Paragraph[]> {
    const data = await pngOf(drawing, this.report.locale)
    const height = Math.round((PIXELS.drawing * drawing.height) / drawing.width)
    const image = new ImageRun({
      type: 'png',
      data,
      transformation: { width: PIXELS.drawing, height },
      altText: { title: drawing.title, description: drawing.alt, name: drawing.id },
    })
    return [this.heading(drawing.title, 3), this.paragraph([image], { alignment: AlignmentType.CENTER })]
  }

  header(): Header {
    return new Header({
      children: [
        this.paragraph([
          this.run(`${this.report.title}  ·  ${this.report.run}`, { size: 16, color: INK.quiet }),
        ]),
      ],
    })
  }

  footer(): Footer {
    const quiet = { size: 14, color: INK.quiet }
    const { footer, hash } = this.report
    const page = (child: (typeof PageNumber)[keyof typeof PageNumber]) =>
      new TextRun({ children: [child], font: FACE, ...quiet, rightToLeft: this.rtl })
    return new Footer({
      children: [
        this.paragraph([
          this.run(`${footer.page} `, quiet),
          page(PageNumber.CURRENT),
          this.run(` ${footer.of} `, quiet),
          page(PageNumber.TOTAL_PAGES),
        ]),
        this.paragraph([this.run(`${footer.hash} `, quiet), this.run(hash, { ...quiet, ltr: true })]),
      ],
    })
  }
}

/** A drawing as a picture that needs no typeface on the reader's machine. */
async function pngOf(drawing: Drawing, lang: string): Promise<Buffer> {
  return sharp(Buffer.from(svgOf('picture', { drawing, lang })), { density: PIXELS.density })
    .png()
    .toBuffer()
}

/** The report as an editable text file, from right to left in Persian. */
export async function reportDocx(report: ReportDocument, t: Words): Promise<Uint8Array> {
  const writer = new Writer(report, t)
  const sections = await Promise.all(
    report.sections.map(async ({ title, blocks }) => [
      writer.heading(title, 2),
      ...(await Promise.all(blocks.map((block) => writer.block(block)))).flat(),
    ]),
  )
  const document = new Document({
    title: plainText(report.title),
    description: plainText(report.run),
    creator: plainText(report.office),
    styles: { default: { document: { run: { font: FACE, size: 20 } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: PAGE.width, height: PAGE.height },
            margin: { top: PAGE.margin, bottom: PAGE.margin, left: PAGE.margin, right: PAGE.margin },
          },
        },
        headers: { default: writer.header() },
        footers: { default: writer.footer() },
        children: [
          writer.paragraph([writer.run(report.office, { color: INK.quiet })]),
          writer.heading(report.title, 1),
          ...report.standing.map((line) =>
            writer.paragraph([writer.run(line, { bold: true, color: '7D5200' })]),
          ),
          writer.facts(report.facts),
          ...sections.flat(),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}
