// Next on a loopback port of its own, the front server on the port people use, and the worker, which has none.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isStopping, keepProgram } from './children.mjs'
import { Stop } from './errors.mjs'
import { frontProgram, logsFolder, nodeModule, siteSettings, workerProgram } from './paths.mjs'
import { ownPort } from './ports.mjs'

const FIRST_INNER_PORT = 23_000

export function publicAddress(host, port) {
  const name = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host) ? 'localhost' : host
  return `http://${name}${port === 80 ? '' : `:${port}`}`
}

async function answering(name, port, host, trouble) {
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}/`
  const end = Date.now() + 60_000
  while (Date.now() < end) {
    if (trouble.error) throw trouble.error
    if (isStopping()) throw new Stop('Stopped.')
    try {
      await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(10_000) })
      return
    } catch {
      await sleep(50)
    }
  }
  throw new Stop(`${name} does not answer at ${url}; its log is in ${logsFolder()}.`)
}

/** Waits until the worker has written the public pages; where it takes too long they come when they come. */
async function written(site, trouble) {
  const end = Date.now() + 60_000
  while (!existsSync(join(site, 'current', 'site.json')) && Date.now() < end) {
    if (trouble.error) throw trouble.error
    if (isStopping()) throw new Stop('Stopped.')
    await sleep(100)
  }
}

/** What every program of the application is told. */
export function applicationEnvironment({ databaseUrl, keysFolder, keys, address }) {
  return {
    ...process.env,
    DATABASE_URL: databaseUrl,
    TABAVAR_KEYS: keysFolder,
    NEXTAUTH_URL: process.env.NEXTAUTH_URL || address,
    NEXTAUTH_SECRET: keys.authSecret,
    NEXT_TELEMETRY_DISABLED: '1',
    ...siteSettings(),
  }
}

/** Starts them and returns when those with a port answer; `onEnd` hears of one that ends by itself later. */
export async function serve({ env, run, host, port, onEnd, logPrefix = '' }) {
  const settings = { ...env, NODE_ENV: 'production' }
  const trouble = {}
  const ended = (error) => {
    if (trouble.ready) onEnd(error)
    else trouble.error ??= error
  }
  const log = (name) => join(logsFolder(), `${logPrefix}${name}.log`)
  const next = (nextHost, nextPort) => {
    const args = [nodeModule('next/dist/bin/next'), 'start', '-H', nextHost, '-p', String(nextPort)]
    return keepProgram('Next', process.execPath, args, { env: settings, run, log: log('next'), onEnd: ended })
  }
  const reach = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  const started = []
  if (existsSync(frontProgram())) {
    const inner = await ownPort(FIRST_INNER_PORT)
    started.push(next('127.0.0.1', inner))
    await answering('Next', inner, '127.0.0.1', trouble)
    const address = { PORT: String(port), HOST: host, FRONT_NEXT_URL: `http://127.0.0.1:${inner}` }
    const args = ['--enable-source-maps', frontProgram()]
    started.push(
      keepProgram('The front server', process.execPath, args, {
        env: { ...settings, ...address },
        run,
        log: log('front'),
        onEnd: ended,
      }),
    )
    await answering('The front server', port, reach, trouble)
  } else {
    started.push(next(host, port))
    await answering('Next', port, reach, trouble)
  }
  // Several installations on one database want one worker, where the released pages are written.
  const worker = existsSync(workerProgram()) && env.TABAVAR_WORKER !== '0'
  if (worker) {
    const args = ['--enable-source-maps', workerProgram()]
    started.push(
      keepProgram('The worker', process.execPath, args, {
        env: settings,
        run,
        log: log('worker'),
        onEnd: ended,
      }),
    )
  }
  if (worker) await written(env.TABAVAR_SITE, trouble)
  // Its port may have been taken by another installation's server, which would have answered instead.
  if (trouble.error) throw trouble.error
  trouble.ready = true
  return started
}
