import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { transformSync } from 'esbuild'
import { afterAll, describe, expect, it } from 'vitest'
import { isLostLookUp } from '@/db/driver-guard'

const folder = mkdtempSync(join(tmpdir(), 'lost-look-up-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const guard = readFileSync(join(import.meta.dirname, '../../../db/driver-guard.ts'), 'utf8')
writeFileSync(join(folder, 'guard.mjs'), transformSync(guard, { loader: 'ts', format: 'esm' }).code)
const driver = pathToFileURL(createRequire(import.meta.url).resolve('postgres')).href

/** A server that lets a client in and ends the session at the client's first statement, which is the driver's look-up of types. */
const SERVER = `
import { createServer } from 'node:net'
import driver from '${driver}'
import { guardDriver, nullSocketWrites } from './guard.mjs'
const postgres = driver.default ?? driver
const message = (type, body) => {
  const bytes = Buffer.alloc(5 + body.length)
  bytes.write(type)
  bytes.writeInt32BE(4 + body.length, 1)
  body.copy(bytes, 5)
  return bytes
}
const ended = message('E', Buffer.from('SFATAL\\0VFATAL\\0C57P01\\0Mterminating connection due to administrator command\\0\\0'))
const server = createServer((socket) => {
  let turn = 0
  socket.on('error', () => {})
  socket.on('data', () => {
    turn += 1
    if (turn === 1) socket.write(Buffer.concat([message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))]))
    else socket.end(ended)
  })
})
server.listen(0, '127.0.0.1', async () => {
  const sql = postgres({ host: '127.0.0.1', port: server.address().port, max: 1, username: 'a', database: 'a' })
  await sql\`select 1\`.catch((error) => console.log(error.code))
  setTimeout(() => { console.log('alive', nullSocketWrites()); process.exit(0) }, 100)
})
`

function run(first: string): { code: number | null; said: string } {
  writeFileSync(join(folder, 'main.mjs'), `${SERVER}\n${first}\n`)
  const done = spawnSync(process.execPath, ['main.mjs'], { cwd: folder, encoding: 'utf8', timeout: 20_000 })
  return { code: done.status, said: done.stdout }
}

describe('a session that the server ends a moment after it began', () => {
  it('fails its statement and no more', () => {
    expect(run('guardDriver()')).toEqual({ code: 0, said: '57P01\nalive 1\n' })
  })

  it('would end the process without the guard', () => {
    expect(run('').code).not.toBe(0)
  })
})

describe('nothing else passes', () => {
  const like = (code: string, query?: string) => Object.assign(new Error('lost'), { code, query })
  const lookUp = 'select b.oid, b.typarray\n from pg_catalog.pg_type a'

  it('only that statement, and only when it was lost with its connection', () => {
    expect(isLostLookUp(like('CONNECTION_CLOSED', lookUp))).toBe(true)
    expect(isLostLookUp(like('CONNECTION_CLOSED', 'select 1'))).toBe(false)
    expect(isLostLookUp(like('CONNECTION_CLOSED'))).toBe(false)
    expect(isLostLookUp(like('42501', lookUp))).toBe(false)
    expect(isLostLookUp('CONNECTION_CLOSED')).toBe(false)
  })
})
