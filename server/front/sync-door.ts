import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { pullPack } from '@/db/commands/sync/pull-pack'
import { pushBatch } from '@/db/commands/sync/push-batch'
import { recoverySecret } from '@/db/commands/sync/recovery-secret'
import { registerDevice } from '@/db/commands/sync/register-device'
import { takeRescue } from '@/db/commands/sync/take-rescue'
import { actorOfSession } from '@/db/queries/session-actor'
import type { Context } from '@/db/transaction'
import { AppError } from '@/lib/shared/result'
import { RESCUE_BYTES } from '@/lib/sync/rescue'
import { DeviceOf, MOST_BYTES, NewDevice, Pulled, SIGNATURE_HEADER } from '@/lib/sync/schema'

type Options = { sessionOf: (cookie: string | undefined) => Promise<Buffer | null> }

/** What a phone is told besides a receipt. Whatever it is, the phone keeps what it has. */
const REFUSED = {
  renew: [426, 'E-SYN-07'],
  'other-account': [409, 'E-SYN-05'],
  'other-bytes': [409, 'E-SYN-06'],
} as const

/** Of these the phone says which it is: no right, another account, a phone taken out of use. */
const FORBIDDEN = new Set(['E-GEN-02', 'E-SYN-01', 'E-SYN-02'])

const refusal = (code: string) => ({ status: 'refused', code, values: {} })

/** The phone's door: sending a batch, fetching what is new, a device's registration and its owner's secret. */
export async function syncDoor(app: FastifyInstance, { sessionOf }: Options): Promise<void> {
  // The very bytes are what was signed, so nothing is parsed on the way in.
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: MOST_BYTES },
    (_request, body, done) => done(null, body),
  )
  app.setErrorHandler((error, request, reply) => {
    const { statusCode = 500, message } = error as { statusCode?: number; message: string }
    if (error instanceof AppError)
      return reply
        .code(FORBIDDEN.has(error.code) ? 403 : 422)
        .send({ ...refusal(error.code), values: error.values ?? {} })
    if (statusCode === 413) return reply.code(413).send(refusal('E-SYN-08'))
    if (statusCode < 500) return reply.code(statusCode).send(refusal('E-GEN-04'))
    console.error(`request ${request.id} failed`, message)
    return reply.code(503).send({ ...refusal('E-GEN-09'), values: { requestId: request.id } })
  })

  /** Who asks, or nothing, and then the answer is given already. */
  const asker = async (request: FastifyRequest, reply: FastifyReply): Promise<Buffer | null> => {
    reply.header('cache-control', 'no-store')
    const hash = await sessionOf(request.headers.cookie)
    if (!hash) await reply.code(401).send({ status: 'signed-out' })
    return hash
  }
  const context = async (request: FastifyRequest, reply: FastifyReply): Promise<Context | null> => {
    const hash = await asker(request, reply)
    const actor = hash && (await actorOfSession(hash))
    if (hash && !actor) await reply.code(401).send({ status: 'signed-out' })
    return actor ? { actor, now: new Date(), requestId: String(request.id) } : null
  }

  app.post('/api/sync/v1/push', async (request, reply) => {
    const hash = await asker(request, reply)
    if (!hash) return reply
    const signature = String(request.headers[SIGNATURE_HEADER] ?? '')
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const pushed = await pushBatch(hash, body, signature, String(request.id))
    if (pushed.status === 'received') return reply.send(pushed.receipt)
    if (pushed.status === 'signed-out') return reply.code(401).send({ status: 'signed-out' })
    const [status, code] = REFUSED[pushed.status]
    return reply.code(status).send(refusal(code))
  })

  // A rescue file of whichever phone, as its text; the answer counts what became of it.
  app.post('/api/sync/v1/rescue', { bodyLimit: RESCUE_BYTES }, async (request, reply) => {
    const hash = await asker(request, reply)
    if (!hash) return reply
    const text = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : ''
    return reply.send({ v: 1, ...(await takeRescue(hash, text, String(request.id))) })
  })

  app.get('/api/sync/v1/pull', async (request, reply) => {
    const ctx = await context(request, reply)
    if (!ctx) return reply
    const asked = Pulled.safeParse(request.query)
    if (!asked.success) return reply.code(422).send(refusal('E-GEN-04'))
    return reply.send(await pullPack(ctx, asked.data))
  })

  app.post('/api/sync/v1/device', async (request, reply) => {
    const ctx = await context(request, reply)
    if (!ctx) return reply
    const asked = NewDevice.safeParse(jsonOf(request.body))
    if (!asked.success) return reply.code(422).send(refusal('E-GEN-04'))
    return reply.send(await registerDevice(ctx, asked.data))
  })

  app.get('/api/sync/v1/secret', async (request, reply) => {
    const ctx = await context(request, reply)
    if (!ctx) return reply
    const asked = DeviceOf.safeParse(request.query)
    if (!asked.success) return reply.code(422).send(refusal('E-GEN-04'))
    return reply.send(await recoverySecret(ctx, asked.data))
  })
}

function jsonOf(body: unknown): unknown {
  try {
    return JSON.parse(Buffer.isBuffer(body) ? body.toString('utf8') : '')
  } catch {
    return null
  }
}
