// The installation's secrets: one file that only its owner may read. Never in the database, never in a backup.
import { createHmac, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Stop } from './errors.mjs'

const NAMES = ['masterKey', 'indexKey', 'auditKey', 'authSecret', 'loginSecret']

export const keyringFile = (folder) => join(folder, 'keyring.json')

export function writeSecretFile(file, value) {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
  chmodSync(draft, 0o600)
  renameSync(draft, file)
}

export function readSecretFile(file) {
  try {
    const value = JSON.parse(readFileSync(file, 'utf8'))
    chmodSync(file, 0o600)
    return value
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new Stop(`${file} is damaged; put it back from your copy of the keys.`)
    throw error
  }
}

export function ensureKeysFolder(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
}

/** Reads the keyring or makes one; `created` tells which. */
export function ensureKeyring(folder) {
  ensureKeysFolder(folder)
  const file = keyringFile(folder)
  if (!existsSync(file)) {
    const keys = Object.fromEntries(NAMES.map((name) => [name, randomBytes(32).toString('base64')]))
    writeSecretFile(file, keys)
    return { keys, file, created: true }
  }
  const keys = readSecretFile(file)
  for (const name of NAMES) {
    if (typeof keys[name] !== 'string' || Buffer.from(keys[name], 'base64').length !== 32) {
      throw new Stop(`${file} has no valid ${name}; put the file back from your copy of the keys.`)
    }
  }
  return { keys, file, created: false }
}

/** The login roles that set-up derives from the login secret; tests drop them when they are done. */
export function loginRoles(loginSecret) {
  const secret = Buffer.from(loginSecret, 'base64')
  const suffix = createHmac('sha256', secret).update('suffix').digest('hex').slice(0, 8)
  return [`tabavar_rw_${suffix}`, `tabavar_pub_${suffix}`, `tabavar_job_${suffix}`]
}
