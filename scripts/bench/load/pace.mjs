// Asking at a steady rate, whatever the answers do.
import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { percentile } from '../stats.mjs'

/** LOAD_SECONDS makes any of the rows a quick look. */
export const lengthOf = (seconds) => Number(process.env.LOAD_SECONDS ?? seconds)

/**
 * `send(i)` resolves to whether the answer was as it must be. A late answer counts from the moment its request was due, so that
 * a server that stands still for a while is seen in every request that waited for it.
 */
export async function playPaced({ perSecond, seconds, send }) {
  const latencies = []
  const waiting = new Set()
  let errors = 0
  const total = Math.floor(perSecond * seconds)
  const begun = performance.now()
  for (let i = 0; i < total; i += 1) {
    const due = begun + (i * 1000) / perSecond
    const early = due - performance.now()
    if (early > 0.5) await sleep(early)
    const one = send(i)
      .catch(() => false)
      .then((good) => {
        latencies.push(performance.now() - due)
        if (!good) errors += 1
        waiting.delete(one)
      })
    waiting.add(one)
  }
  await Promise.all(waiting)
  latencies.sort((a, b) => a - b)
  return { n: total, errors, took: (performance.now() - begun) / 1000, ...shares(latencies) }
}

export const shares = (sorted) => ({
  p50: percentile(sorted, 0.5),
  p95: percentile(sorted, 0.95),
  longest: sorted.at(-1) ?? Number.NaN,
})

/** One request for a page: its status and its length. */
export function get(port, agent, path, headers = {}) {
  return new Promise((done, fail) => {
    const asked = request({ port, host: '127.0.0.1', agent, path, headers }, (answer) => {
      let length = 0
      answer.on('data', (part) => {
        length += part.length
      })
      answer.on('error', fail)
      answer.on('end', () => done({ status: answer.statusCode, length }))
    })
    asked.on('error', fail)
    asked.setTimeout(60_000, () => asked.destroy(new Error('no answer in a minute')))
    asked.end()
  })
}

export const line = (name, { p50, p95, longest, n, errors }) => [
  name,
  { median: p50, least: p95, most: longest },
  `${n} asked, ${errors} failed`,
]
