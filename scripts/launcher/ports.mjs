import { createServer } from 'node:net'
import { Stop } from './errors.mjs'

/** undefined when the port can be had, otherwise the error code that says why not. */
export function portTrouble(port, host) {
  return new Promise((done) => {
    const server = createServer()
    server.once('error', (error) => done(error.code ?? 'EUNKNOWN'))
    server.listen({ port, host, exclusive: true }, () => server.close(() => done(undefined)))
  })
}

/** The first free loopback port from `from` upward (below the ephemeral range, where clients take ports). */
export async function freePort(from) {
  for (let port = from; port < Math.min(from + 1000, 32_768); port += 1) {
    if (!(await portTrouble(port, '127.0.0.1'))) return port
  }
  throw new Stop(`No free port between ${from} and ${from + 999}.`)
}

/**
 * A free port among the 1000 from `from`, sought from a place of this process's own: it is taken only seconds later,
 * and two launchers that began at the same number would by then both want the first.
 */
export const ownPort = (from, pid = process.pid) => freePort(from + (pid % 1000))

export function wantedPort(text) {
  const port = Number(text || 3000)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Stop(`PORT is not a port number: ${text}`)
  return port
}

export async function requirePort(port, host) {
  const trouble = await portTrouble(port, host)
  if (!trouble) return
  if (trouble === 'EADDRINUSE') {
    throw new Stop(
      `Port ${port} is already in use by another program; stop it, or choose another port: PORT=${port + 1} npm start`,
    )
  }
  if (trouble === 'EACCES')
    throw new Stop(`This user may not open port ${port}; choose one above 1023 with PORT.`)
  throw new Stop(`Cannot listen on ${host}:${port} (${trouble}); check HOST and PORT.`)
}
