import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** An installation's keys and settings for a front server in this process; its database is at an address where nobody answers. */
export function frontSettings(more: Record<string, string>): { remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'front-'))
  const secret = Buffer.alloc(32, 1).toString('base64')
  const names = ['masterKey', 'indexKey', 'auditKey', 'authSecret', 'loginSecret']
  writeFileSync(
    join(folder, 'keyring.json'),
    JSON.stringify(Object.fromEntries(names.map((name) => [name, secret]))),
  )
  Object.assign(process.env, {
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    TABAVAR_KEYS: folder,
    NEXTAUTH_URL: 'https://tabavar.example',
    ...more,
  })
  return { remove: () => rmSync(folder, { recursive: true, force: true }) }
}
