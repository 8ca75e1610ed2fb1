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
    for (const name of ['edge', 'mirror', 'released', 'data', 'tls', 'plain']) {
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

  it('speaks the two newest versions of TLS, with ciphers that keep what was sent secret later on', () => {
    expect(/ssl_protocols (.*);/.exec(read('tls'))?.[1]).toBe('TLSv1.2 TLSv1.3')
    const ciphers = /ssl_ciphers (.*);/.exec(read('tls'))![1]!.split(':')
    expect(
      ciphers.filter(
        (one) => !/^ECDHE-(ECDSA|RSA)-(AES(128|256)-GCM-SHA(256|384)|CHACHA20-POLY1305)$/.test(one),
      ),
    ).toEqual([])
    expect(read('tls')).toContain('ssl_session_tickets off;')
  })

  it('is understood by the nginx of Debian 12, which knows no line «http2 on»', () => {
    expect(read('tls')).toMatch(/^listen 443 ssl http2;$/m)
    expect(read('tls')).not.toMatch(/^http2 /m)
  })

  it('lets the monitor alone ask how it stands', () => {
    const [, how] = /location ~ \^\/\(\?:metrics\|healthz\|readyz\)\$ \{([^}]*)\}/.exec(read('edge')) ?? []
    expect(how).toMatch(/allow 127\.0\.0\.1;.*deny all;.*try_files \/\w+ @application;/s)
  })

  it('sends people from plain http on, and programs not', () => {
    expect(read('plain')).toContain('location /api/ { return 403; }')
    expect(read('plain')).toContain('location / { return 301 https://$host$request_uri; }')
  })

  it('lets nobody hold a connection by drops, or hundreds of them', () => {
    for (const line of [
      'client_header_timeout 15s;',
      'client_body_timeout 15s;',
      'limit_conn tabavar_each 500;',
      'server_tokens off;',
    ])
      expect(read('edge') + read('released'), line).toContain(line)
  })
})
