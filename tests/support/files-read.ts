import { unzipSync } from 'fflate'
import readXlsxFile from 'read-excel-file/node'
import { extractText, getDocumentProxy } from 'unpdf'

/** What a PDF says, page by page, and how it is tagged for those who hear it; read by another's library. */
export async function readPdf(bytes: Uint8Array): Promise<{ pages: string[]; roles: string[] }> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes))
  const { text } = await extractText(pdf, { mergePages: false })
  const roles: string[] = []
  for (let page = 1; page <= pdf.numPages; page++)
    gather((await (await pdf.getPage(page)).getStructTree()) as Node | null, roles)
  return { pages: text, roles }
}

type Node = { role?: string; children?: Node[] }
function gather(node: Node | null, roles: string[]): void {
  if (!node) return
  if (node.role) roles.push(node.role)
  for (const child of node.children ?? []) gather(child, roles)
}

/** The sheets of a workbook as a second library reads them: numbers as numbers. */
export async function readSheets(bytes: Uint8Array): Promise<{ sheet: string; data: unknown[][] }[]> {
  return (await readXlsxFile(Buffer.from(bytes))) as unknown as { sheet: string; data: unknown[][] }[]
}

/** The parts of a .docx as they lie in it. */
export function readDocx(bytes: Uint8Array): Record<string, string> {
  const parts = unzipSync(new Uint8Array(bytes), { filter: ({ name }) => /\.(xml|rels)$/.test(name) })
  return Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [name, Buffer.from(part).toString('utf8')]),
  )
}

/** The words of a .docx, paragraph by paragraph. */
export function docxText(bytes: Uint8Array): string[] {
  const document = readDocx(bytes)['word/document.xml'] ?? ''
  return document
    .split('</w:p>')
    .map((part) => [...part.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''))
    .filter(Boolean)
    .map((text) =>
      text
        .replaceAll('&amp;', '&')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&apos;', "'")
        .replaceAll('&quot;', '"'),
    )
}
