import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openAnswer } from '@/lib/server/open-data/answer'

/** The letters of the charts in other people's pages, at an address without a build's name in it. */
export async function GET(request: Request): Promise<Response> {
  const bytes = new Uint8Array(await readFile(join(process.cwd(), 'app/fonts/vazirmatn-core.woff2')))
  return openAnswer(request, { type: 'font/woff2', bytes }, { age: 'forever' })
}
