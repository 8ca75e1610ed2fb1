import type { FastifyInstance } from 'fastify'
import { saveRegisterBySession } from '@/db/commands/workshops/save-register'
import { monthPanelBySession } from '@/db/queries/workshops/month-panel'

type Options = { sessionOf: (cookie: string | undefined) => Promise<Buffer | null> }

const STATUS: Record<string, number> = {
  applied: 200,
  duplicate: 200,
  conflict: 409,
  refused: 422,
  'signed-out': 401,
}
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The doors that many phones use at once: saving a register and the monthly panel, one round trip each. */
export async function hotDoors(app: FastifyInstance, { sessionOf }: Options): Promise<void> {
  app.post('/api/register/v1', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const hash = await sessionOf(request.headers.cookie)
    if (!hash) return reply.code(401).send({ status: 'signed-out' })
    const answer = await saveRegisterBySession(hash, request.body, String(request.id))
    return reply.code(STATUS[answer.status] ?? 500).send(answer)
  })

  app.get<{ Querystring: { run?: string } }>('/api/panel/v1', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const hash = await sessionOf(request.headers.cookie)
    if (!hash) return reply.code(401).send({ status: 'signed-out' })
    if (!UUID.test(request.query.run ?? ''))
      return reply.code(422).send({ status: 'refused', code: 'E-GEN-04', values: {} })
    const panel = await monthPanelBySession(hash, request.query.run!)
    return reply.code(panel.status === 'ok' ? 200 : 401).send(panel)
  })
}
