import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'

type Options = { worker: string; build: string }

/** The phone's worker, carrying the name of this build: a browser sees a newer one by its very bytes. */
export async function phoneShell(app: FastifyInstance, { worker, build }: Options): Promise<void> {
  const source = await readFile(worker, 'utf8').catch(() => null)
  const id = await readFile(build, 'utf8').catch(() => 'unbuilt')
  const name = createHash('sha256').update(id).digest('hex').slice(0, 16)
  app.get('/sw.js', async (_request, reply) => {
    reply.header('cache-control', 'no-cache')
    if (source === null) return reply.code(404).send()
    return reply
      .header(
        'content-security-policy',
        "default-src 'none'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'",
      )
      .type('text/javascript; charset=utf-8')
      .send(source.replace('__BUILD__', name))
  })
}
