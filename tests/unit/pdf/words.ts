import { readFileSync } from 'node:fs'
import type { Words } from '@/lib/shared/locale'

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../messages/fa/${name}.json`, import.meta.url), 'utf8')) as object
const catalogue: Record<string, unknown> = {
  paper: read('paper'),
  signs: read('signs'),
  'paper-twin': read('paper-twin'),
  words: read('words'),
}

const found = (key: string) =>
  key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], catalogue)

/** The Persian words of paper, filled in as next-intl does; a word that is missing throws. */
export const words = Object.assign(
  (key: string, values: Record<string, string | number> = {}) => {
    const text = found(key)
    if (typeof text !== 'string') throw new Error(`no word ${key}`)
    return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]))
  },
  { rich: () => null, has: (key: string) => typeof found(key) === 'string' },
) as Words

/** How many pages a PDF has, and whether it is tagged for those who hear it. */
export function facts(bytes: Buffer) {
  const text = bytes.toString('latin1')
  return {
    isPdf: text.startsWith('%PDF-'),
    pages: Number(/\/Type\s*\/Pages[\s\S]{0,200}?\/Count\s+(\d+)/.exec(text)?.[1]),
    tagged: /\/Marked\s+true/.test(text),
    language: /\/Lang\s*\(([^)]+)\)/.exec(text)?.[1],
  }
}
