import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Field, openField } from '../sync/field'

let f: Field
beforeAll(async () => {
  f = await openField({ people: 1, sessions: 1 })
})
afterAll(() => f?.close())

it('the worker starts on its own login, looks for what fell due while nothing ran, and stops when it is told', async () => {
  const root = join(import.meta.dirname, '../../..')
  const child = spawn(process.execPath, [join(root, 'dist/server/worker.mjs')], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: f.ownerUrl, SMTP_URL: '', SMS_URL: '' },
  })
  let said = ''
  const ready = new Promise<void>((done, fail) => {
    child.once('exit', (code) => fail(new Error(`ended with ${code}: ${said}`)))
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (bytes) => {
        said += bytes
        if (said.includes('the worker is ready')) done()
      })
  })
  await ready
  const [tasks] =
    await f.owner`select count(*)::int as n from graphile_worker._private_tasks where identifier = 'digest-week'`
  expect(tasks!.n).toBe(1)
  const logins = await f.owner<{ usename: string }[]>`select distinct usename from pg_stat_activity
    where datname = current_database() and query ~ 'graphile_worker' and pid <> pg_backend_pid()`
  expect(logins.filter(({ usename }) => !usename.startsWith('tabavar_job_'))).toEqual([])
  child.removeAllListeners('exit')
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
})
