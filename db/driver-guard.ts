/**
 * postgres 3.4.9 writes to a socket it has already set to null when the server dies under load, from a timer no caller
 * can catch (porsager/postgres #1066, #1154, #1208; open). The query it was writing fails by itself and the pool
 * reconnects, so exactly this error may pass, and the one below; every other uncaught error ends the process as before.
 * Remove when upstream has mended it.
 */
let passed = 0

/** Whether an uncaught error is the known one: a null socket in the driver's own `nextWrite`, and nowhere below or beside it. */
export function isNullSocketWrite(error: unknown): boolean {
  if (!(error instanceof TypeError)) return false
  if (error.message !== "Cannot read properties of null (reading 'write')") return false
  const thrownAt = error.stack?.split('\n').find((line) => line.startsWith('    at ')) ?? ''
  return /\bnextWrite \(.*[\\/]postgres[\\/](cjs[\\/])?src[\\/]connection\.js:\d+:\d+\)$/.test(thrownAt)
}

/** The statement by which the driver learns a server's array types on each new connection; it waits for the answer and for nobody. */
const OWN_LOOK_UP = 'from pg_catalog.pg_type a'
const LOST = /^(CONNECTION_(CLOSED|DESTROYED|ENDED)|57P0[1-3]|ECONN\w+|EPIPE)$/

/**
 * Whether an uncaught error is the driver's own look-up of types, lost with a connection that ended a moment after it was made. It is
 * a promise that the driver itself drops, so no caller can catch it; the statement that wanted the connection fails by itself.
 */
export function isLostLookUp(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, query } = error as { code?: unknown; query?: unknown }
  return (
    typeof code === 'string' && LOST.test(code) && typeof query === 'string' && query.includes(OWN_LOOK_UP)
  )
}

/** How many times the guard has let a known error pass; for the health page. */
export const nullSocketWrites = () => passed

/** Installs the guard once in this process. */
export function guardDriver(): void {
  const mark = Symbol.for('tabavar.driver-guard')
  const host = process as unknown as Record<symbol, boolean>
  if (host[mark]) return
  host[mark] = true
  process.on('uncaughtException', (error) => {
    if (isNullSocketWrite(error) || isLostLookUp(error)) {
      passed += 1
      return
    }
    console.error(error)
    process.exit(1)
  })
}
