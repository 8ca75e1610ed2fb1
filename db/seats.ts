import 'server-only'
import type { Sql } from 'postgres'

/**
 * Connections lent to one piece of work at a time. The pool inside postgres 3.4.9 gives a lost connection to the next
 * one who asks while work that began on it is still going on: its later statements, its commit and its rollback then
 * land in a stranger's transaction, under the stranger's name. A statement written while a connection was being lost is
 * never answered, and leaves the connection unable to connect again for minutes. So every seat has a client of its own,
 * and when its connection closes it is thrown away together with whoever still holds it (tests/db/faults).
 */
export type Seats<H> = {
  /** Statements outside a transaction, one after another. */
  ask: <T>(work: (handle: H) => PromiseLike<T>) => Promise<T>
  /** A transaction: `work` begins it and hands what happens in it to `inside`. */
  begin: <T>(work: (handle: H, inside: Inside) => Promise<T>) => Promise<T>
  end: () => Promise<void>
}
type Inside = <T>(steps: () => Promise<T>) => Promise<T>
type Seat<H> = { sql: Sql; handle: H; made: number; entered: boolean; rest?: NodeJS.Timeout }

const IDLE_MS = 120_000
const LIFE_MS = 45 * 60_000
const never = () => new Promise<never>(() => {})

/** A socket says that it failed some moments before it says that it is closed. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) await new Promise<void>((done) => setImmediate(done))
}

/**
 * Seats that are made when they are first needed. `connect` opens a client of one connection that tells when it closes,
 * and never closes it by itself.
 */
export function openSeats<H>(
  max: number,
  connect: (closed: () => void) => Sql,
  handleOf: (sql: Sql) => H,
): Seats<H> {
  const all = new Set<Seat<H>>()
  const waiting: ((seat: Seat<H>) => void)[] = []
  let free: Seat<H>[] = []
  let ended = false

  function make(): Seat<H> {
    const sql = connect(() => discard(seat))
    const seat: Seat<H> = { sql, handle: handleOf(sql), made: performance.now(), entered: false }
    all.add(seat)
    return seat
  }

  function discard(seat: Seat<H>): void {
    if (!all.delete(seat)) return
    clearTimeout(seat.rest)
    free = free.filter((other) => other !== seat)
    seat.sql.end({ timeout: 0 }).catch(() => {})
  }

  async function take(): Promise<Seat<H>> {
    const seat = free.pop() ?? (all.size < max ? make() : await new Promise<Seat<H>>((r) => waiting.push(r)))
    clearTimeout(seat.rest)
    seat.entered = false
    return seat
  }

  function give(seat: Seat<H>): void {
    if (ended || performance.now() - seat.made > LIFE_MS) discard(seat)
    const next = waiting.shift()
    if (next) next(all.has(seat) ? seat : make())
    else if (all.has(seat)) {
      seat.rest = setTimeout(() => discard(seat), IDLE_MS).unref()
      free.push(seat)
    }
  }

  async function lend<T>(transaction: boolean, work: (seat: Seat<H>) => PromiseLike<T>): Promise<T> {
    const seat = await take()
    try {
      return await work(seat)
    } catch (error) {
      // A statement refused leaves the connection good; a transaction that never began may have left it taken.
      if (transaction && !seat.entered) discard(seat)
      else await settled()
      throw error
    } finally {
      give(seat)
    }
  }

  /** What happened on a lost connection ends here: the driver would write its commit or rollback to nobody. */
  const insideOf =
    (seat: Seat<H>): Inside =>
    async (steps) => {
      seat.entered = true
      try {
        const done = await steps()
        return all.has(seat) ? done : await never()
      } catch (error) {
        await settled()
        if (!all.has(seat)) await never()
        throw error
      }
    }

  return {
    ask: (work) => lend(false, (seat) => work(seat.handle)),
    begin: (work) => lend(true, (seat) => work(seat.handle, insideOf(seat))),
    end: async () => {
      ended = true
      for (const seat of all) clearTimeout(seat.rest)
      await Promise.all([...all].map((seat) => seat.sql.end({ timeout: 5 })))
    },
  }
}
