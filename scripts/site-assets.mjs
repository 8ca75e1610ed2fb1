// What the released pages are served with, made at build: one stylesheet of the classes they use, the typeface, the sign.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const FONTS = ['vazirmatn-core', 'vazirmatn-more']
const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 12)

/** The letters each half of the typeface holds, as the application itself declares them. */
function ranges(root) {
  const source = readFileSync(join(root, 'app/fonts/vazirmatn.ts'), 'utf8')
  return Object.fromEntries(
    FONTS.map((name) => {
      const found = new RegExp(`${name}\\.woff2[\\s\\S]*?'(U\\+[^']+)'`).exec(source)
      if (!found) throw new Error(`app/fonts/vazirmatn.ts says no unicode-range for ${name}`)
      return [name, found[1]]
    }),
  )
}

/** The stylesheet of the application without its own search for classes: only what the pages' components use. */
async function styleOf(root, components, faces) {
  const entry = join(root, 'app/globals.css')
  const all = '@import "tailwindcss";'
  const source = readFileSync(entry, 'utf8')
  if (!source.startsWith(all)) throw new Error(`app/globals.css no longer begins with ${all}`)
  const sources = components.map((file) => `@source "../${file}";`).join('\n')
  const named = source
    .replace(all, `@import "tailwindcss" source(none);\n${sources}`)
    .replace('var(--font-core), var(--font-more)', '"Vazirmatn", "Vazirmatn more"')
  const require = createRequire(import.meta.url)
  const tailwind = require('@tailwindcss/postcss')
  // The postcss that this plugin itself was made for.
  const postcss = createRequire(require.resolve('@tailwindcss/postcss'))('postcss')
  const { css } = await postcss([tailwind({ base: root, optimize: { minify: true } })]).process(named, {
    from: entry,
  })
  return `${faces}${css}`.trim()
}

/** Writes dist/site anew; `components` are the files the pages are rendered from, `program` is what renders them. */
export async function makeSiteAssets(root, components, program) {
  const target = join(root, 'dist/site')
  rmSync(target, { recursive: true, force: true })
  mkdirSync(join(target, 'site'), { recursive: true })
  const files = []
  const add = (name, extension, type, bytes) => {
    const path = `site/${name}.${hashOf(bytes)}.${extension}`
    writeFileSync(join(target, path), bytes)
    files.push({ path, type })
    return path
  }
  const letters = ranges(root)
  const fonts = FONTS.map((name) => {
    const bytes = readFileSync(join(root, `app/fonts/${name}.woff2`))
    return { name, path: add(name, 'woff2', 'font/woff2', bytes) }
  })
  // Within the page: a browser asks for a sign at a time of its own choosing, also when there is no network any more.
  const sign = readFileSync(join(root, 'app/icon.svg'), 'utf8').trim()
  const icon = `data:image/svg+xml,${encodeURIComponent(sign)}`
  const faces = fonts
    .map(
      ({ name, path }, at) =>
        `@font-face{font-family:"Vazirmatn${at === 0 ? '' : ' more'}";src:url(/${path}) format("woff2");font-weight:400 800;font-display:swap;unicode-range:${letters[name].replaceAll(' ', '')}}`,
    )
    .join('')
  const style = await styleOf(root, components, faces)
  writeFileSync(join(target, 'style.css'), style)
  const version = createHash('sha256').update(readFileSync(program)).update(style)
  for (const locale of ['fa', 'en']) {
    const folder = join(root, 'messages', locale)
    for (const name of readdirSync(folder).sort()) version.update(readFileSync(join(folder, name)))
  }
  const built = { version: version.digest('hex').slice(0, 16), font: fonts[0].path, icon, files }
  writeFileSync(join(target, 'assets.json'), JSON.stringify(built))
}
