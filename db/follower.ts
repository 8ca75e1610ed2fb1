import 'server-only'
import { AppError } from '@/lib/shared/result'
import type { Seats } from './seats'

/**
 * Why a follower was not asked, or not to the end. away: it cannot be reached or fell silent; behind: it had not yet heard of what was
 * committed before the question; other: it follows no more, or another log than the primary's; refused: it would not answer this question.
 */
export type Why = 'away' | 'behind' | 'other' | 'refused'

/** A place in a log in bytes, and whose log it is: the installation's number and the timeline. */
type Place = { at: bigint; log: string }
export type Told = { at: string | null; log: string; follows?: boolean }
/** Sends one statement of those below on a connection, and gives its one row. */
export type Ask = (statement: string) => Promise<Told>

/**
 * How far the primary has come. Whoever may have seen a commit saw it after it was flushed, so no commit anybody knows of lies behind
 * this place; only where commits do not wait for the disk is it the end of all that was written.
 */
export const PRIMARY_PLACE = `select ((case current_setting('synchronous_commit') when 'off' then pg_current_wal_insert_lsn()
  else pg_current_wal_flush_lsn() end) - '0/0'::pg_lsn)::text as at,
  system_identifier || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8) as log from pg_control_system()`

/** How far a follower has come. Its timeline is that of its last restart point: after a fail-over it is believed late rather than early. */
export const FOLLOWER_PLACE = `select pg_is_in_recovery() as follows, (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::text as at,
  system_identifier || '/' || lpad(upper(to_hex(timeline_id)), 8, '0') as log from pg_control_system(), pg_control_checkpoint()`

export type Patience = {
  /** How long a question waits until the follower has heard of everything before it. */
  catchUpMs: number
  /** How long the follower may say nothing before it has caught up, and how long its whole answer may take then. */
  silentMs: number
  answerMs: number
  /** How long nobody asks it after it was away or behind. */
  awayMs: number
  behindMs: number
}
export const PATIENCE: Patience = {
  ...{ catchUpMs: 100, silentMs: 3000, answerMs: 20_000 },
  ...{ awayMs: 5000, behindMs: 1000 },
}
/** The same thing is said at most once in this time. */
const SAID_MS = 60_000

class Unfit extends Error {
  constructor(
    readonly why: Why,
    readonly silent = false,
  ) {
    super(`the follower is ${why}`)
  }
}

const placeOf = ({ at, log }: Told): Place => ({ at: BigInt(at ?? 0), log })
const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

/** Waits until a follower has come to `wanted`: whatever is asked on this connection from then on knows all that lies before it. */
async function comeTo(wanted: Place, ask: Ask, patienceMs: number): Promise<void> {
  const until = performance.now() + patienceMs
  for (let wait = 1; ; wait = Math.min(wait * 2, 16)) {
    const told = await ask(FOLLOWER_PLACE)
    if (!told.follows || told.log !== wanted.log) throw new Unfit('other')
    if (placeOf(told).at >= wanted.at) return
    if (performance.now() + wait > until) throw new Unfit('behind')
    await pause(wait)
  }
}

/** What has to be told on the way: that a connection was given, and the follower's word on how far it has come. */
export type Way = { given: () => void; caughtUp: (ask: Ask) => Promise<void> }

export type Follower<A, P> = {
  app: () => Seats<A>
  pub: () => Seats<P>
  /**
   * The answer of the follower where it is there and has heard of everything that was committed before the question; otherwise, or where
   * anything goes wrong on the way, that of the primary. So an answer is never older than its question, whoever gives it.
   */
  answer: <T>(primary: Ask, far: (way: Way) => Promise<T>, near: () => Promise<T>) => Promise<T>
  /** Whether it is asked now, or why not. */
  state: () => Why | null
  end: () => Promise<void>
}

/** A server that follows the primary, asked for what is heavy. `open` makes connections to it. */
export function openFollower<A, P>(
  open: () => { app: Seats<A>; pub: Seats<P> },
  patience: Patience = PATIENCE,
  say: (line: string) => void = console.warn,
): Follower<A, P> {
  let seats = open()
  let why: Why | null = null
  let until = 0
  let trying = false
  const said = new Map<Why | 'again', number>()

  function tell(what: Why | 'again', line: string): void {
    const now = performance.now()
    if (now - (said.get(what) ?? -SAID_MS) < SAID_MS) return
    said.set(what, now)
    say(`readings: ${line}`)
  }

  /** While something is wrong, one question at a time finds out whether it still is. */
  function mayAsk(): boolean {
    if (why === null) return true
    if (trying || performance.now() < until) return false
    trying = true
    return true
  }

  function failed(error: unknown): void {
    const unfit = error instanceof Unfit ? error : new Unfit(lost(error) ? 'away' : 'refused')
    tell(unfit.why, `the follower is ${unfit.why}${codeOf(error)}; the primary answers`)
    if (unfit.why === 'refused') return
    why = unfit.why
    until = performance.now() + (why === 'behind' ? patience.behindMs : patience.awayMs)
    // Whoever still waits on these connections is answered by the primary as well.
    if (unfit.silent) {
      const silent = seats
      seats = open()
      for (const one of [silent.app, silent.pub]) one.end().catch(() => {})
    }
  }

  async function ask<T>(wanted: Place, far: (way: Way) => Promise<T>): Promise<T> {
    let limit: NodeJS.Timeout | undefined
    let silent = () => {}
    const over = new Promise<never>((_done, fail) => {
      silent = () => fail(new Unfit('away', true))
    })
    const allow = (ms: number) => {
      clearTimeout(limit)
      limit = setTimeout(silent, ms).unref()
    }
    try {
      const answer = far({
        given: () => allow(patience.silentMs),
        caughtUp: async (statement) => {
          await comeTo(wanted, statement, patience.catchUpMs)
          allow(patience.answerMs)
        },
      })
      return await Promise.race([answer, over])
    } finally {
      clearTimeout(limit)
    }
  }

  return {
    app: () => seats.app,
    pub: () => seats.pub,
    state: () => why,
    answer: async (primary, far, near) => {
      const trial = why !== null
      if (!mayAsk()) return near()
      let wanted: Place | undefined
      try {
        wanted = placeOf(await primary(PRIMARY_PLACE))
        const answer = await ask(wanted, far)
        if (trial) tell('again', 'the follower answers again')
        if (trial) why = null
        return answer
      } catch (error) {
        // It did answer: what this question finds wrong is wrong at the primary too.
        if (error instanceof AppError) throw error
        if (wanted) failed(error)
        else
          tell('refused', `the primary does not say how far it has come${codeOf(error)}; it answers itself`)
      } finally {
        if (trial) trying = false
      }
      return near()
    },
    end: async () => {
      await Promise.all([seats.app.end(), seats.pub.end()])
    },
  }
}

const causeOf = (error: unknown): { code?: unknown } => {
  let cause = error as { code?: unknown; cause?: unknown } | null | undefined
  while (cause && typeof cause === 'object' && !cause.code && cause.cause) cause = cause.cause as typeof cause
  return cause && typeof cause === 'object' ? cause : {}
}
const lost = (error: unknown) =>
  /^(CONNECT\w+|E[A-Z_]{3,}|57P0\d|08\w{3}|53\w{3}|28\w{3}|3D000)$/.test(String(causeOf(error).code))
const codeOf = (error: unknown) =>
  error instanceof Unfit ? '' : ` (${String(causeOf(error).code ?? 'unknown')})`
