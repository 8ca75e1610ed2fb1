import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { receiveSms } from '@/db/commands/sync/receive-sms'
import { AppError } from '@/lib/shared/result'
import { InboundSms } from '@/lib/sync/schema'

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Where a gateway hands on the SMS it received. Its secret says that it is the gateway; the number says whose message it is. */
export async function smsDoor(app: FastifyInstance, { secret }: { secret: string }): Promise<void> {
  const expected = digest(`Bearer ${secret}`)
  app.post('/api/sms/v1/inbound', { bodyLimit: 4096 }, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    if (!timingSafeEqual(digest(request.headers.authorization ?? ''), expected))
      return reply.code(401).send({ status: 'refused', code: 'E-GEN-02', values: {} })
    const sms = InboundSms.safeParse(request.body)
    if (!sms.success) throw new AppError('E-GEN-04')
    const { known } = await receiveSms(sms.data, new Date(), String(request.id))
    return reply.send({ status: known ? 'known' : 'taken' })
  })
}
