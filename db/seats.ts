import 'server-only'
import type { Sql } from 'postgres'

/**
 * A connection lent to one piece of work at a time. The pool inside postgres 3.4.9 gives a lost connection to the next
 * one who asks while work that began on it is still going on: its later statements, its commit and its rollback then
 * land in a stranger's transaction, under the stranger's name. A write that was waiting when the connection was lost
 * also leaves it unable to connect again for minutes. So every seat has a client of its own, which is thrown away
 * together with whoever still holds it (tests/db/faults).
 */
export type Seat<H> = { readonly sql: Sql; readonly handle: H; inside: boolean; closed: boolean }

export type Seats<H> = {
  /** One statement. */
  ask: <T>(work: (handle: H) => PromiseLike<T>) => Promise<T>
  /** A transaction: `work` calls `entered` when it has begun. */
  begin: <T>(work: (handle: H, entered: () => void) => Promise<T>) => Promise<T>
  end: () => Promise<void>
}

/** Seats that are made when they are first needed. `connect` opens a client of one connection that tells when it closes. */
export function openSeats<H>(
  max: number,
  connect: (closed: () => void) => Sql,
  handleOf: (sql: Sql) => H,
): Seats<H> {
  const all = new Set<Seat<H>>()
  const free: Seat<H>[] = []
  const waiting: ((seat: Seat<H>) => void)[] = []
  let ended = false

  function make(): Seat<H> {
    const sql = connect(() => {
      seat.closed = true
      if (seat.inside) discard(seat)
    })
    const seat: Seat<H> = { sql, handle: handleOf(sql), inside: false, closed: false }
    all.add(seat)
    return seat
  }

  function discard(seat: Seat<H>): void {
    if (all.delete(seat)) seat.sql.end({ timeout: 0 }).catch(() => {})
  }

  function take(): Promise<Seat<H>> {
    const seat = free.pop() ?? (all.size < max ? make() : undefined)
    return seat ? Promise.resolve(seat) : new Promise((resolve) => waiting.push(resolve))
  }

  function give(seat: Seat<H>): void {
    const next = waiting.shift()
    const good = all.has(seat) ? seat : undefined
    if (next) next(good ?? make())
    else if (good && !ended) free.push(good)
  }

  async function lend<T>(transaction: boolean, work: (seat: Seat<H>) => PromiseLike<T>): Promise<T> {
    const seat = await take()
    seat.closed = false
    try {
      return await work(seat)
    } catch (error) {
      // A statement refused leaves the connection good; one that was lost, or never began, does not.
      if (seat.closed || (transaction && !seat.inside)) discard(seat)
      throw error
    } finally {
      seat.inside = false
      give(seat)
    }
  }

  return {
    ask: (work) => lend(false, (seat) => work(seat.handle)),
    begin: (work) =>
      lend(true, (seat) =>
        work(seat.handle, () => {
          seat.inside = true
        }),
      ),
    end: async () => {
      ended = true
      await Promise.all([...all].map((seat) => seat.sql.end({ timeout: 5 })))
    },
  }
}
