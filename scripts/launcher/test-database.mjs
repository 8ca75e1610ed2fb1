// Databases that a test run makes and throws away: on a server of its own, or on that of DATABASE_URL.
import { randomBytes } from 'node:crypto'
import { isLoopback, onDatabase, requireServer, withConnection } from './connection.mjs'
import { startPassing } from './database.mjs'
import { loginRoles } from './keys.mjs'
import { step } from './say.mjs'

export async function openTestServer({ given, run, loginSecret }) {
  if (!given) {
    let server
    await step('Starting a throw-away database', async () => {
      server = await startPassing(run)
      return `PostgreSQL ${server.version} on 127.0.0.1:${server.port}`
    })
    return { url: server.url, close: () => {} }
  }
  await step('Checking the database of DATABASE_URL', () => requireServer(given, { make: true }))
  return { url: given, close: () => dropLogins(given, loginSecret) }
}

/** The logins are the server's, not a database's, and belong to this run's throw-away keys. */
export async function dropLogins(url, loginSecret) {
  await withConnection(url, async (sql) => {
    for (const role of loginRoles(loginSecret)) await sql.unsafe(`drop role if exists ${role}`)
  })
}

/**
 * `with (force)` may end sessions only of logins the owner is a member of; sessions that are just closing, and the
 * server's own vacuum, are waited for by the plain form.
 */
export async function dropDatabase(url, name) {
  await withConnection(url, async (sql) => {
    try {
      await sql.unsafe(`drop database if exists ${name} with (force)`)
    } catch (error) {
      if (error.code !== '42501') throw error
      await sql.unsafe(`drop database if exists ${name}`)
    }
  })
}

export async function makeDatabase(server) {
  const name = `tabavar_test_${randomBytes(5).toString('hex')}`
  await withConnection(server.url, (sql) => sql.unsafe(`create database ${name} template template0`))
  const url = onDatabase(server.url, name)
  const drop = () => dropDatabase(server.url, name)
  return { url, drop, loopback: isLoopback(url) }
}
