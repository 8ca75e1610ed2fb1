import { type IncomingHttpHeaders, request } from 'node:http'
import type { Page } from '@playwright/test'

export type Raw = { status: number; headers: IncomingHttpHeaders; body: string }
type Sent = { method?: string; headers?: Record<string, string | string[]>; body?: string | Buffer }

/** A request whose path and headers go out as they are written here: `fetch` would tidy them up. */
export function rawRequest(
  origin: string,
  path: string,
  { method = 'GET', headers = {}, body }: Sent = {},
): Promise<Raw> {
  const { hostname, port } = new URL(origin)
  return new Promise((done, fail) => {
    const sent = request({ hostname, port, path, method, headers, agent: false }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part) => parts.push(part))
      const finish = () =>
        done({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(parts).toString('utf8'),
        })
      answer.on('end', finish)
      // Refused halfway: what was said before counts.
      answer.on('error', finish)
    })
    sent.setTimeout(60_000, () => sent.destroy(new Error('no answer within a minute')))
    sent.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EPIPE' || error.code === 'ECONNRESET'
        ? done({ status: 0, headers: {}, body: '' })
        : fail(error),
    )
    sent.end(body)
  })
}

export const host = (origin: string) => new URL(origin).host

/** The cookies of a browser, as a header. */
export const cookieOf = async (page: Page) =>
  (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')

/** Pages and files that only a signed-in account reads. */
export const PRIVATE = [
  '/fa/office',
  '/fa/office/people',
  '/fa/office/runs',
  '/fa/today',
  '/fa/account',
  '/en/office',
]
export const FILES = [
  '/fa/office/people/list.xlsx',
  '/fa/office/indicators/figures.csv',
  '/fa/office/sessions/list.xlsx',
]

/** Whether an answer tells where in the program something went wrong. */
export const isTrace = (body: string) => /\bat \S+ \(?(?:file|node|webpack|\/|\[project\])/.test(body)
