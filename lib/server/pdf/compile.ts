import 'server-only'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { encode } from 'uqr'

export type Template = 'register' | 'hours' | 'certificate' | 'report' | 'people' | 'picture' | 'share'

const FOLDER = join(process.cwd(), 'lib/server/pdf')
let compiler: NodeCompiler | undefined

/**
 * A tagged PDF from a template and data. The data travels as JSON, so that nothing in it is ever read as markup.
 * The typeface is the folder's own; no package and no font of the machine is looked for.
 */
export function pdfOf(template: Template, data: object): Buffer {
  return compiled(template, data, (typst, source) => typst.pdf(source, { pdfStandard: 'ua-1' }))
}

/** The same page as a picture: letters are outlines in it. */
export function svgOf(template: Template, data: object): string {
  return compiled(template, data, (typst, source) => typst.plainSvg(source))
}

type Source = { mainFileContent: string; inputs: Record<string, string> }

function compiled<T>(template: Template, data: object, make: (typst: NodeCompiler, source: Source) => T): T {
  compiler ??= NodeCompiler.create({
    workspace: join(FOLDER, 'templates'),
    fontArgs: [
      {
        fontBlobs: ['Regular', 'Bold'].map((weight) =>
          readFileSync(join(FOLDER, 'fonts', `Vazirmatn-${weight}.ttf`)),
        ),
      },
    ],
  })
  const source = {
    mainFileContent: readFileSync(join(FOLDER, 'templates', `${template}.typ`), 'utf8'),
    inputs: { data: JSON.stringify(data) },
  }
  try {
    return make(compiler, source)
  } finally {
    compiler.evictCache(10)
  }
}

/** The modules of a QR code, true where black, without a margin. `coarse`: fewer and larger ones, for a camera from afar. */
export function qrCells(text: string, size: 'sturdy' | 'coarse' = 'sturdy'): boolean[][] {
  return encode(text, { ecc: size === 'coarse' ? 'L' : 'M', border: 0 }).data
}

/** An answer that carries a PDF; its name says nothing about anybody. */
export function pdfAnswer(bytes: Buffer, name: string): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${name}.pdf"`,
      'cache-control': 'private, no-store',
    },
  })
}
