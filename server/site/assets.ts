import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SiteFile } from './store'

/** What the build has made ready for the pages: the stylesheet and the sign, which stand in each page, and the typeface, whose addresses carry their content's hash. */
export type SiteAssets = {
  style: string
  /** The policy a page carries itself, wherever it is served from: this very stylesheet and no script at all. */
  policy: string
  font: string
  icon: string
  files: SiteFile[]
  /** Of everything pages are made of besides a release: the program, the words, the stylesheet, these files. */
  version: string
}

type Built = { version: string; font: string; icon: string; files: { path: string; type: string }[] }

/** Reads what scripts/site-assets.mjs has made. */
export async function siteAssets(folder: string): Promise<SiteAssets> {
  const style = await readFile(join(folder, 'style.css'), 'utf8')
  const built = JSON.parse(await readFile(join(folder, 'assets.json'), 'utf8')) as Built
  const files = await Promise.all(
    built.files.map(async ({ path, type }) => ({
      path: `/${path}`,
      file: path,
      type,
      bytes: await readFile(join(folder, path)),
    })),
  )
  const { version, font, icon } = built
  return { style, policy: policyOf(style), font: `/${font}`, icon, files, version }
}

export function policyOf(style: string): string {
  const own = createHash('sha256').update(style).digest('base64')
  return [
    "default-src 'none'",
    `style-src 'sha256-${own}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}
