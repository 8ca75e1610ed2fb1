import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locale } from '@/lib/shared/locale'

export type Messages = Record<string, Record<string, unknown>>

/** Every file of messages/<locale>/ is a namespace of its own name. */
export async function readMessages(locale: Locale): Promise<Messages> {
  const folder = join(process.cwd(), 'messages', locale)
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort()
  const pairs = await Promise.all(
    files.map(async (file) => [file.slice(0, -5), JSON.parse(await readFile(join(folder, file), 'utf8'))]),
  )
  return Object.fromEntries(pairs) as Messages
}
