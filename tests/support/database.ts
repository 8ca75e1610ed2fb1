import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sql } from 'postgres'
import { inject } from 'vitest'
import { loginUrls } from '@/db/logins'
import { withConnection } from '@/scripts/launcher/connection.mjs'
import { dropDatabase } from '@/scripts/launcher/test-database.mjs'

export type FreshDatabase = {
  /** The owner's login: migrations and looking behind row-level security's back. */
  ownerUrl: string
  /** The application's login, bound by row-level security. */
  appUrl: string
  /** The public pages' login, which sees released figures only. */
  publicUrl: string
  drop: () => Promise<void>
}

type Keyring = { loginSecret: string }

function loginSecret(): string {
  const folder = process.env.TABAVAR_KEYS
  if (!folder) throw new Error('TABAVAR_KEYS is not set: run these tests with npm run test:db')
  const keyring = JSON.parse(readFileSync(join(folder, 'keyring.json'), 'utf8')) as Keyring
  return keyring.loginSecret
}

/** A migrated database of the test's own, in tens of milliseconds. Drop it when the file is done. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const { url, template, fileCopy } = inject('testServer')
  const name = `tabavar_test_${randomBytes(5).toString('hex')}`
  const strategy = fileCopy ? ' strategy file_copy' : ''
  await withConnection(url, (sql: Sql) =>
    sql.unsafe(`create database ${name} template ${template}${strategy}`),
  )
  const owner = new URL(url)
  owner.pathname = `/${name}`
  const { app, pub } = loginUrls(owner.href, loginSecret())
  return {
    ownerUrl: owner.href,
    appUrl: app,
    publicUrl: pub,
    drop: () => dropDatabase(url, name),
  }
}
