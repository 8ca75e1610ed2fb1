import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify from 'fastify'
import { afterAll, describe, expect, it } from 'vitest'
import { phoneShell } from '@/server/front/shell'

const folder = mkdtempSync(join(tmpdir(), 'tabavar-shell-'))
afterAll(() => rmSync(folder, { recursive: true }))
const worker = join(folder, 'sw.js')
const build = join(folder, 'BUILD_ID')

async function served() {
  const app = fastify()
  await app.register(phoneShell, { worker, build })
  return app.inject('/sw.js')
}

describe('the worker of the phone', () => {
  it('is another one for another build, and may ask nobody but us', async () => {
    writeFileSync(worker, "const build = '__BUILD__'")
    writeFileSync(build, 'first')
    const first = await served()
    writeFileSync(build, 'second')
    const second = await served()
    expect(first.body).not.toContain('__BUILD__')
    expect(first.body).not.toBe(second.body)
    expect(first.headers).toMatchObject({
      'cache-control': 'no-cache',
      'content-security-policy':
        "default-src 'none'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    })
    expect(first.headers['content-type']).toContain('javascript')
  })

  it('is not there where nothing is bundled', async () => {
    rmSync(worker)
    expect((await served()).statusCode).toBe(404)
  })
})
