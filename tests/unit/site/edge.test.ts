import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cacheOf, openDataHeaders, releasedHeaders } from '@/lib/access/page-policy'

const read = (name: string) =>
  readFileSync(new URL(`../../../deploy/nginx/${name}.conf`, import.meta.url), 'utf8')

/** The headers a file of it adds, by name. */
const sentBy = (file: string) =>
  Object.fromEntries(
    [...read(file).matchAll(/^(?:# )?add_header ([\w-]+) "(.*)" always;$/gm)].map(([, name, value]) => [
      name,
      value,
    ]),
  )

describe('the shipped configuration of a web server', () => {
  it('sends the headers the application itself sends, no other and none less', () => {
    expect(sentBy('released')).toEqual(releasedHeaders({ https: true }))
    const data = { ...openDataHeaders({ https: true }), 'cache-control': cacheOf('/data/1/figures.csv') }
    expect(sentBy('data')).toEqual(data)
    expect(read('released')).toContain(`set $tabavar_cache "${cacheOf('/fa')}"`)
    expect(read('released')).toContain(`set $tabavar_cache "${cacheOf('/site/x')}"`)
  })

  it('is balanced, includes what both share, and looks for a page where the writer puts it', () => {
    for (const name of ['edge', 'mirror', 'released', 'data']) {
      const text = read(name)
        .replace(/#.*$/gm, '')
        .replace(/"[^"\n]*"/g, '""')
      expect(text.split('{').length, name).toBe(text.split('}').length)
    }
    for (const name of ['edge', 'mirror']) {
      expect(read(name)).toContain('include released.conf;')
      expect(read(name)).toContain('location /data/ { include data.conf; try_files $uri ')
      expect(read(name)).toContain('try_files $uri/index.html $uri ')
    }
  })
})
