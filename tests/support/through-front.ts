import type { FastifyInstance } from 'fastify'
import { keyring } from '@/lib/env'
import { encodeSid } from '@/lib/server/session-cookie'

/** `fetch` of a browser signed in as whoever `token` answers, straight into the front server at https://tabavar.example. */
export const throughFront = (front: () => FastifyInstance, token: () => string) =>
  (async (path: string, init: RequestInit = {}) => {
    const sid = await encodeSid(token(), 3600, keyring().authSecret)
    const answer = await front().inject({
      method: (init.method ?? 'GET') as 'GET' | 'POST',
      url: path,
      headers: {
        host: 'tabavar.example',
        cookie: `__Host-tabavar=${sid}`,
        ...(init.headers as Record<string, string>),
      },
      payload: init.body as string | undefined,
    })
    return new Response(answer.body, { status: answer.statusCode })
  }) as typeof fetch
