import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import httpProxy from '@fastify/http-proxy'
import fastify, { type FastifyInstance } from 'fastify'
import { doorHeaders } from '@/lib/access/page-policy'
import { env, keyring } from '@/lib/env'
import { isSecureAddress, sessionReader } from '@/lib/server/session-cookie'
import { AppError } from '@/lib/shared/result'
import { accessLog } from './access-log'
import { healthDoor } from './health-door'
import { hotDoors } from './hot-doors'
import { openMeasures } from './measures'
import { proxiesOf } from './proxies'
import { phoneShell } from './shell'
import { openSiteDoor } from './site-door'
import { smsDoor } from './sms-door'
import { syncDoor } from './sync-door'
import { wholeBodies } from './whole-bodies'

/** Headers a visitor may not send: Next and we ourselves set them (several past bypasses came in this way). */
const INTERNAL =
  /^(x-middleware-|x-nextjs-|x-invoke-|x-tabavar-|x-forwarded-|forwarded$|x-real-ip$|x-request-id$)/

const BODY_LIMIT = 6 * 1024 * 1024
/** Whoever sends headers or a body by drops does not hold a place for long; looked at every five seconds. */
const SLOW_SENDERS = { headersTimeout: 15_000, requestTimeout: 60_000, connectionsCheckingInterval: 5_000 }
/** The pages of uploads answer by themselves, with a sentence, also to a file that is too large. */
const UPLOADS =
  /^\/(fa|en)\/(office\/((people|registers)\/import\/upload|indicators\/outside)|pictures)(\?|$)/

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/** The front server: one port, small, without state. */
export async function buildFront(): Promise<FastifyInstance> {
  const { NEXTAUTH_URL, FRONT_NEXT_URL, SMS_INBOUND_SECRET, NEXT_DIST_DIR, TABAVAR_SITE } = env()
  const { METRICS_TOKEN, LOG_LEVEL, TABAVAR_PROXIES } = env()
  const isProxy = proxiesOf(TABAVAR_PROXIES)
  const measures = openMeasures()
  const log = accessLog(LOG_LEVEL)
  const secure = isSecureAddress(NEXTAUTH_URL)
  // What answers by itself is data; pages say more of themselves, and theirs takes the place of this.
  const doors = doorHeaders({ https: secure })
  const { origin } = new URL(NEXTAUTH_URL)
  const site = await openSiteDoor(TABAVAR_SITE, { https: secure })
  const app = fastify({
    logger: false,
    bodyLimit: 1024 * 1024,
    genReqId: () => randomUUID(),
    // Released pages are answered before the framework is asked, a tenth of its work.
    serverFactory: (handler) => {
      const server = createServer(SLOW_SENDERS, (request, response) => {
        const begun = performance.now()
        if (!site.answer(request, response)) return handler(request, response)
        measures.answered(
          'released',
          request.method!,
          response.statusCode,
          (performance.now() - begun) / 1000,
        )
      })
      server.setTimeout(65_000)
      // A connection at rest ends by the line above as well; a second clock for it is an eighth of a page's work.
      server.keepAliveTimeout = 0
      return server
    },
  })
  app.addHook('onClose', async () => site.close())
  app.addHook('onRequest', async (request, reply) => {
    for (const name of Object.keys(request.headers)) {
      if (INTERNAL.test(name) && !(name === 'x-forwarded-for' && isProxy(request.ip)))
        delete request.headers[name]
    }
    reply.headers(doors)
    // A form or a script of another site acts for nobody: browsers say where they are whenever they send something. Next looks at this for
    // its acts only; here it is looked at for every address.
    const from = request.headers.origin
    const foreign = from !== undefined && from !== origin && from !== `http://${request.headers.host}`
    if (foreign && !READS.has(request.method))
      return reply.code(403).send({ status: 'refused', code: 'E-GEN-02', values: {} })
    // No text of ours holds a NUL, and the database takes none.
    if (request.url.includes('%00'))
      return reply.code(400).send({ status: 'refused', code: 'E-GEN-04', values: {} })
    // Refused by its announced size, before a byte of it is read or passed on.
    if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT && !UPLOADS.test(request.url)) {
      await reply
        .code(413)
        .header('connection', 'close')
        .send({ status: 'refused', code: 'E-IMP-01', values: {} })
    }
  })
  app.addHook('onResponse', async (request, reply) => {
    // The pattern, never the address: nothing that somebody typed or holds is counted or written down.
    const door = request.is404 ? 'none' : (request.routeOptions.url ?? 'none')
    measures.answered(door, request.method, reply.statusCode, reply.elapsedTime / 1000)
    log({
      requestId: String(request.id),
      door,
      method: request.method,
      status: reply.statusCode,
      ms: reply.elapsedTime,
    })
  })
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof AppError) {
      return reply.code(422).send({ status: 'refused', code: error.code, values: error.values ?? {} })
    }
    const status = (error as { statusCode?: number }).statusCode ?? 500
    if (status < 500) {
      const code = status === 413 ? 'E-IMP-01' : 'E-GEN-04'
      return reply.code(status).send({ status: 'refused', code, values: {} })
    }
    console.error(`request ${request.id} failed`, (error as Error).message)
    return reply.code(503).send({ status: 'refused', code: 'E-GEN-09', values: { requestId: request.id } })
  })

  const asked = { sessionOf: sessionReader({ secret: keyring().authSecret, secure }) }
  await app.register(healthDoor, { measures, upstream: FRONT_NEXT_URL, token: METRICS_TOKEN })
  await app.register(hotDoors, asked)
  await app.register(syncDoor, asked)
  if (SMS_INBOUND_SECRET) await app.register(smsDoor, { secret: SMS_INBOUND_SECRET })
  await app.register(phoneShell, { worker: 'dist/shell/sw.js', build: `${NEXT_DIST_DIR}/BUILD_ID` })
  if (FRONT_NEXT_URL) {
    await app.register(httpProxy, {
      upstream: FRONT_NEXT_URL,
      disableRequestLogging: true,
      preHandler: wholeBodies(),
      undici: { connections: 64, pipelining: 1, keepAliveTimeout: 30_000 },
      replyOptions: {
        rewriteRequestHeaders: (request, headers) => ({
          ...headers,
          host: request.headers.host ?? headers.host,
          'x-request-id': String(request.id),
          'x-forwarded-host': request.headers.host ?? '',
          'x-forwarded-proto': secure ? 'https' : 'http',
          // Still there only where a proxy of ours said it; what it wrote itself stands last.
          'x-forwarded-for': headers['x-forwarded-for'] || request.ip,
        }),
      },
    })
  }
  return app
}
