import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { databaseAnswers } from '@/db/queries/gauges'
import type { Measures } from './measures'

type Options = {
  measures: Measures
  /** Where Next listens; without it nothing is asked of it. */
  upstream: string | undefined
  /** What whoever reads the measures sends as «Bearer …»; without it there are none to read. */
  token: string | undefined
}

const PATIENCE_MS = 2000
/** Who asks more often gets the last answer: no way to keep the database busy. */
const FRESH_MS = 1000

type State = 'ok' | 'down'
type Ready = { database: State; pages: State }

const within = (work: Promise<unknown>): Promise<State> =>
  Promise.race([
    work.then(
      () => 'ok' as const,
      () => 'down' as const,
    ),
    new Promise<State>((done) => setTimeout(() => done('down'), PATIENCE_MS).unref()),
  ])

/**
 * `/healthz`: this process answers (restart it where it does not). `/readyz`: it can also write and show pages (send people elsewhere where
 * it cannot; released pages are served all the same). `/metrics`: for Prometheus, behind a token.
 */
export async function healthDoor(
  app: FastifyInstance,
  { measures, upstream, token }: Options,
): Promise<void> {
  let last: { at: number; ready: Promise<Ready> } | null = null
  const ready = (): Promise<Ready> => {
    if (last === null || performance.now() - last.at > FRESH_MS) {
      const asked = Promise.all([
        within(databaseAnswers()),
        upstream
          ? within(
              fetch(upstream, {
                method: 'HEAD',
                redirect: 'manual',
                signal: AbortSignal.timeout(PATIENCE_MS),
              }),
            )
          : ('ok' as const),
      ])
      last = { at: performance.now(), ready: asked.then(([database, pages]) => ({ database, pages })) }
    }
    return last.ready
  }

  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  app.get('/healthz', async () => ({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    const states = await ready()
    const status = Object.values(states).every((state) => state === 'ok') ? 'ok' : 'down'
    if (status === 'down') reply.code(503).header('retry-after', '5')
    return { status, ...states }
  })
  if (!token) return
  const wanted = Buffer.from(`Bearer ${token}`)
  app.get('/metrics', async (request, reply) => {
    const given = Buffer.from(request.headers.authorization ?? '')
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return reply.code(404).send()
    return reply.type(measures.registry.contentType).send(await measures.registry.metrics())
  })
}
