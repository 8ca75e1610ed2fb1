import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export type Source = { path: string; text: string }
export type Violation = { path: string; rule: string }

export const ROOT = resolve(import.meta.dirname, '../..')

/** The files git knows or would take, below the given folders, with one of the endings. */
export function sources(folders: string[], endings: RegExp): Source[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--', ...folders], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  return listed
    .split('\n')
    .filter((path) => endings.test(path) && existsSync(join(ROOT, path)))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
}

export const CODE = ['app', 'components', 'db', 'lib', 'server', 'proxy.ts', 'instrumentation.ts']
export const code = () => sources(CODE, /\.tsx?$/)

/** What a file imports: bare packages as they are, our own files as paths from the root. */
export function importsOf({ path, text }: Source): string[] {
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|(?:^|\n)\s*import\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g,
  )
  return [...found].map((match) => {
    const name = match[1] ?? match[2] ?? match[3] ?? ''
    if (name.startsWith('@/')) return name.slice(2)
    if (name.startsWith('.')) return join(path, '..', name)
    return name
  })
}
