import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { code, ROOT, sources } from './tree'

type Tree = { [key: string]: string | Tree }

function leaves(tree: Tree, at = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]) => {
      const path = at ? `${at}.${key}` : key
      return typeof value === 'string' ? [[path, value]] : Object.entries(leaves(value, path))
    }),
  )
}

function catalogue(locale: string): Record<string, string> {
  const folder = join(ROOT, 'messages', locale)
  return Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .flatMap((file) =>
        Object.entries(
          leaves({ [file.slice(0, -5)]: JSON.parse(readFileSync(join(folder, file), 'utf8')) as Tree }),
        ),
      ),
  )
}

const fa = catalogue('fa')
const en = catalogue('en')
const holes = (text: string) => [...text.matchAll(/\{(\w+)/g)].map((match) => match[1]).sort()
/** Keys that are named whole in the code: t('namespace.key'). */
const bare = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')
const named = (text: string) =>
  [...bare(text).matchAll(/\bt(?:\.rich)?\(\s*'([\w-]+(?:\.[\w-]+)+)'/g)].map((match) => match[1]!)

const missingFrom = (words: Record<string, string>, files: { path: string; text: string }[]) =>
  files.flatMap(({ path, text }) =>
    named(text)
      .filter((key) => !(key in words))
      .map((key) => `${path}: ${key}`),
  )

describe('messages', () => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(en).filter((key) => !(key in fa))).toEqual([])
    expect(Object.keys(fa).filter((key) => !(key in en))).toEqual([])
  })
  it('have the same values to fill in', () => {
    expect(
      Object.keys(fa).filter((key) => key in en && holes(fa[key]!).join() !== holes(en[key]!).join()),
    ).toEqual([])
  })
  it('are never empty, but for the units that are not said', () => {
    expect(
      Object.entries({ ...fa, ...en }).filter(
        ([key, text]) => text.trim() === '' && !key.startsWith('indicators.unit.'),
      ),
    ).toEqual([])
  })
  it('exist for every key the code names', () => {
    expect(missingFrom(fa, code())).toEqual([])
  })
  it('exist for every code that is thrown or returned', () => {
    const spoken = (code: string) =>
      `errors.${code}` in fa ||
      `auth.refused.${code}` in fa ||
      Object.keys(fa).some((key) => key.endsWith(`.${code}`))
    const codes = new Set(
      [...code(), ...sources(['db/migrations'], /\.sql$/)].flatMap(
        ({ text }) => text.match(/\b[EW]-[A-Z]{2,3}-\d{2}\b/g) ?? [],
      ),
    )
    expect([...codes].filter((one) => !spoken(one)).sort()).toEqual([])
  })
  it('would be found missing', () => {
    expect(missingFrom(fa, [{ path: 'x.tsx', text: "t('public.noSuchKey')" }])).toHaveLength(1)
  })
  it('keep Persian words out of the code: they are data in the catalogue', () => {
    const persian = /[\u0622-\u06cc]{3,}/
    const told = code().filter(
      ({ path, text }) => /^(app|components)\//.test(path) && persian.test(bare(text)),
    )
    expect(told.map(({ path }) => path)).toEqual([])
  })
})
