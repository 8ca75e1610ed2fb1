import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { bundle } from '../../scripts/bundle.mjs'
import { dropDatabase } from '../../scripts/launcher/test-database.mjs'

declare module 'vitest' {
  export interface ProvidedContext {
    /** An owner's login to the throw-away server, and the migrated database that every test copies. */
    testServer: { url: string; template: string; fileCopy: boolean }
  }
}

const root = new URL('../..', import.meta.url).pathname

function connect(url: string) {
  return postgres(url, { max: 1, onnotice: () => {} })
}

function migrate(url: string) {
  const done = spawnSync(process.execPath, ['dist/server/setup.mjs', 'migrate'], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: url },
    encoding: 'utf8',
  })
  if (done.status !== 0) throw new Error(`The migrations failed:\n${done.stdout}${done.stderr}`)
}

/** One migrated database for the whole run; each test copies it, which is far quicker than migrating again. */
export default async function setup(project: TestProject) {
  const url = process.env.TEST_DATABASE_URL
  if (!url) throw new Error('These tests need a throw-away database: run them with npm run test:db')
  const template = `tabavar_template_${randomBytes(4).toString('hex')}`
  const sql = connect(url)
  await sql.unsafe(`create database ${template} template template0`)
  // Copying files is quicker than copying through the log, but only where nothing waits for the disk.
  const [row] = await sql`select current_setting('fsync') = 'off' as quick`
  await sql.end()
  const templateUrl = new URL(url)
  templateUrl.pathname = `/${template}`
  await bundle(root)
  migrate(templateUrl.href)
  project.provide('testServer', { url, template, fileCopy: row?.quick === true })

  return () => dropDatabase(url, template)
}
