import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'

/** What is gathered of one body, and of all that are on the way, at most. */
const MOST_OF_ONE = 1024 * 1024
const MOST_OF_ALL = 64 * 1024 * 1024

/**
 * Gathers what is sent before it is passed on. The framework has a few dozen connections: whoever sends a form by drops would hold one for as
 * long as she likes, and a few dozen such senders would hold the pages of everybody. What is larger than both limits goes on as it comes.
 */
export function wholeBodies(mostOfOne = MOST_OF_ONE, mostOfAll = MOST_OF_ALL) {
  let held = 0
  return async (request: FastifyRequest): Promise<void> => {
    const body = request.body
    if (!(body instanceof Readable)) return
    const parts: Buffer[] = []
    let size = 0
    const source = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>
    let rest: Buffer | null = null
    try {
      for (let part = await source.next(); !part.done; part = await source.next()) {
        if (size + part.value.length > mostOfOne || held + part.value.length > mostOfAll) {
          rest = part.value
          break
        }
        parts.push(part.value)
        size += part.value.length
        held += part.value.length
      }
    } catch {
      // She went away, or took too long: no fault of ours, and nothing to write down.
      throw Object.assign(new Error('the body did not arrive'), { statusCode: 408 })
    } finally {
      held -= size
    }
    const left = rest
    request.body = Readable.from(
      (async function* () {
        yield* parts
        if (left === null) return
        yield left
        for (let part = await source.next(); !part.done; part = await source.next()) yield part.value
      })(),
      { objectMode: false },
    )
  }
}
