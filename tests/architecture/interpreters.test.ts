import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { code, type Source } from './tree'

/** What would run, or be read as more than text, and where it may stand. */
const BANNED: Record<string, { what: RegExp; only?: string[] }> = {
  'text that becomes a program': { what: /\beval\(|new Function\(|\bvm\b.*runIn|setTimeout\(\s*['"`]/ },
  'a program of the machine': {
    what: /from 'node:child_process'|\bexecSync\(|\bexecFile\(|\bspawn(Sync)?\(/,
  },
  'markup that is not escaped': {
    what: /dangerouslySetInnerHTML|\.innerHTML|insertAdjacentHTML|document\.write/,
    // A stylesheet of ours, and our own JSON with «<» as an escape.
    only: ['components/releases/data-set.tsx', 'components/releases/site-document.tsx'],
  },
  'text within a statement of the database': {
    what: /sql\.raw\(|sql\.identifier\(/,
  },
  'chance that can be foreseen': { what: /Math\.random\(/ },
  'ciphers and hashes that are not ours': {
    what: /create(?:Hash|Hmac)\((?!'sha256')|createCipheriv\((?!'(?:aes-256-gcm|chacha20-poly1305)')|createDecipheriv\((?!'(?:aes-256-gcm|chacha20-poly1305)')|'(?:md5|sha1|aes-\d+-(?:ecb|cbc|ctr))'/,
  },
  'a pattern made of what somebody typed': {
    what: /new RegExp\(/,
    // Made of constants of ours only.
    only: [
      'lib/shared/persian-text.ts',
      'lib/client/phone/vault.ts',
      'lib/workshops/paper-session.ts',
      'server/front/site-door.ts',
    ],
  },
  'messages between windows and sockets': {
    what: /new WebSocket\(|\bwindow\.postMessage|addEventListener\('message'/,
    // The phone's worker and its own pages, of this origin only.
    only: ['lib/client/phone/worker.ts', 'lib/client/phone/phone.ts', 'components/phone/use-unsent.ts'],
  },
  'JSON as a script of another site': { what: /[?&]callback=|jsonp/i },
}
const found = ({ path, text }: Source) =>
  Object.entries(BANNED).flatMap(([name, { what, only = [] }]) =>
    what.test(text) && !only.includes(path) ? [`${path}: ${name}`] : [],
  )

describe('nothing that is typed becomes', () => {
  const files = code().filter(({ path }) => !/^db\/(seed|backup)\//.test(path))

  it('a program, a statement, a page, a pattern or a number somebody can foresee', () => {
    expect(files.flatMap(found)).toEqual([])
  })

  it('and a planted one is found', () => {
    const plant = (text: string) => found({ path: 'lib/x.ts', text }).length
    for (const text of [
      'eval(input)',
      "import { spawn } from 'node:child_process'",
      'element.innerHTML = name',
      'sql.raw(name)',
      'Math.random()',
      "createHash('md5')",
      "createCipheriv('aes-256-cbc', key, iv)",
      'new RegExp(typed)',
    ])
      expect(plant(text), text).toBeGreaterThan(0)
    expect(plant("createHash('sha256')")).toBe(0)
  })
})

describe('what is not there cannot be misused', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { dev?: boolean }>
  }
  const shipped = Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && !dev)
    .map(([path]) => path.split('node_modules/').at(-1)!)

  it('no directory, XML, template, graph, cache, markdown or socket engine is shipped', () => {
    const engines =
      /ldap|xpath|^libxml|xslt|graphql|memcache|^ioredis$|^redis$|handlebars|^ejs$|^pug$|mustache|nunjucks|^marked$|markdown-it|^latex|socket\.io|^vm2$|serialize-javascript|node-serialize|^js-yaml-unsafe/
    expect(shipped.filter((name) => engines.test(name))).toEqual([])
    expect(engines.test('ldapjs')).toBe(true)
  })

  it('nobody signs in by way of another: no OAuth, OpenID or SAML of ours', () => {
    const files = code().filter(({ path }) => /auth|session|sign/.test(path))
    expect(files.length).toBeGreaterThan(10)
    expect(
      files
        .filter(({ text }) =>
          /next-auth\/providers\/(?!credentials)|from 'openid-client|passport|saml/i.test(text),
        )
        .map(({ path }) => path),
    ).toEqual([])
  })
})
