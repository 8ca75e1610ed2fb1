import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { post } from '@/scripts/bench/phones.mjs'
import { gone, identity, signal } from '@/scripts/launcher/runs.mjs'
import { type Arena, openArena } from './arena'
import { chance } from './chance'
import { bytesOf, type Field, openField, type Phone } from './field'
import { beside, told } from './ledger'
import { type Senders, startSending } from './senders'
import { partialBatches, verdictOf } from './verdict'

// F01 and F02, as `npm run test:faults` in their long form: how often each is killed, by how many phones with how many operations, from which seed.
const KILLS = Number(process.env.FAULT_KILLS ?? 2)
const OPS = Number(process.env.FAULT_OPS ?? 100)
const PHONES = Number(process.env.FAULT_PHONES ?? 16)
const SEED = Number(process.env.FAULT_SEED ?? 1403)
const BAR_S = 10
const MOST_WAIT_MS = 250

let arena: Arena
let field: Field
beforeAll(async () => {
  arena = await openArena()
  await arena.start()
  field = await openField(arena)
})
afterAll(() => arena?.remove())

/** A start that failed leaves its number in the note. */
const pidOf = (name: string) =>
  arena.programs().find((each) => each.name === name && identity(each.pid) === each.mark)?.pid
const looked = () => arena.asked(partialBatches)

/** Looks again and again whether part of a batch can be seen; never while something is killed, since the looker's own connection is not meant. */
function lookout() {
  let seen = 0
  let looks = 0
  let halted = false
  const turn = async () => {
    while (!halted) {
      seen += await looked()
      looks += 1
      await sleep(150)
    }
  }
  let going = turn()
  return {
    counts: () => ({ seen, looks }),
    halt: async () => {
      halted = true
      await going
    },
    resume: () => {
      halted = false
      going = turn()
    },
  }
}

/** `strike` at so many moments spread over the work, each a seeded while after its share was acknowledged. */
async function struck(senders: Senders, times: number, strike: (turn: number) => Promise<void>) {
  const next = chance(SEED)
  const watch = lookout()
  for (let turn = 0; turn < times; turn += 1) {
    await senders.until(Math.floor((senders.total * (turn + 0.3)) / (times + 1)))
    await sleep(next() * MOST_WAIT_MS)
    await watch.halt()
    await strike(turn)
    watch.resume()
  }
  await senders.done
  await watch.halt()
  return watch.counts()
}

async function expectWhole(phones: Phone[], senders: Senders) {
  expect(senders.complaints).toEqual([])
  expect(senders.acked.size).toBe(senders.total)
  const verdict = await arena.asked((sql) => verdictOf(sql, phones, senders.acked))
  expect(verdict).toEqual({ lost: 0, doubled: 0, partial: 0, agrees: true })
  return verdict
}

it('F01 the application killed again and again: nothing acknowledged is lost, nothing is twice, no part of a batch is ever seen', async () => {
  const phones = await field.phones(PHONES, OPS)
  const senders = startSending(arena.port, phones, { seed: SEED })
  const back: number[] = []
  const { seen, looks } = await struck(senders, KILLS, async () => {
    await arena.crash()
    const begun = performance.now()
    const up = arena.start()
    back.push(((await senders.nextAck(begun)) - begun) / 1000)
    await up
  })
  const verdict = await expectWhole(phones, senders)
  expect(seen).toBe(0)
  expect(senders.failures).toBeGreaterThan(0)
  told('F01', {
    kills: KILLS,
    phones: PHONES,
    operations: senders.total,
    sentAgain: senders.failures,
    looks,
    ...verdict,
    serving: beside(back, BAR_S),
  })
})

const postmaster = () => pidOf('database')!
const sessions = () =>
  arena.ruled(async (sql) =>
    (await sql<{ pid: number }[]>`select pid from pg_stat_activity where pid <> pg_backend_pid()`).map(
      ({ pid }) => pid,
    ),
  )

/** The ways a database ends: all of it at once, its head alone, by an «immediate» stop. */
const ENDINGS: (() => Promise<void>)[] = [
  async () => {
    const all = [postmaster(), ...(await sessions())]
    for (const pid of all) signal(pid, 'SIGKILL')
  },
  async () => void signal(postmaster(), 'SIGKILL'),
  async () => void signal(postmaster(), 'SIGQUIT'),
]

async function answering(): Promise<number> {
  for (;;) {
    const up = await arena
      .asked((sql) => sql`select 1`)
      .then(
        () => true,
        () => false,
      )
    if (up) return performance.now()
    await sleep(25)
  }
}

it('F02 the database killed again and again: nothing is lost or twice, no program ends, and the launcher brings it back', async () => {
  const phones = await field.phones(PHONES, OPS)
  const senders = startSending(arena.port, phones, { seed: SEED + 1 })
  const before = arena.programs().filter(({ name }) => name !== 'database')
  const desk = new AbortController()
  const pages = visits(desk.signal)
  const away: number[] = []
  const first: number[] = []
  const { seen, looks } = await struck(senders, KILLS, async (turn) => {
    const pid = postmaster()
    const mark = identity(pid)
    const struckAt = performance.now()
    await ENDINGS[turn % ENDINGS.length]!()
    await gone(pid, mark, 10_000)
    const up = await answering()
    away.push((up - struckAt) / 1000)
    // Counted from the moment it answers, by a request that was sent after that.
    first.push(Math.max(0, (await senders.nextAck(up)) - up) / 1000)
    // Every session ended from outside, while it works.
    await arena.ruled(
      (sql) => sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tabavar'`,
    )
  })
  desk.abort()
  await pages
  const verdict = await expectWhole(phones, senders)
  expect(seen).toBe(0)
  expect(arena.programs().filter(({ name }) => name !== 'database')).toEqual(before)
  expect(loose(arena.said())).toEqual([])
  const leftAt = await expectSeats(phones)
  told('F02', {
    kills: KILLS,
    operations: senders.total,
    sentAgain: senders.failures,
    looks,
    ...verdict,
    restarts: 0,
    inTransaction: leftAt,
    lostSockets: await arena.measure('tabavar_driver_lost_sockets'),
    away: beside(away, BAR_S),
    first: beside(first, BAR_S),
  })
})

/**
 * What was thrown and met by nobody. The driver looks up types on each new connection by a promise that it drops itself; lost with
 * its connection, it is let pass by db/driver-guard.ts in our programs, and written down by Next, which goes on. Nothing else is allowed.
 */
function loose(log: string): string[] {
  const dropped =
    /unhandledRejection: Error(?: \[PostgresError\])?: (?:write CONNECTION_(?:DESTROYED|CLOSED|ENDED) |terminating connection due to |the database system is |(?:connect|read|write) ECONN)/
  return log.split('\n').filter((line) => /uncaught|unhandled/i.test(line) && !dropped.test(line))
}

/** Somebody of the office reads pages all the while: Next has seats of its own. */
async function visits(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await fetch(`http://127.0.0.1:${arena.port}/fa/office`, {
      headers: { cookie: field.officer },
      redirect: 'manual',
      signal: AbortSignal.timeout(20_000),
    })
      .then((answer) => answer.arrayBuffer())
      .catch(() => {})
    await sleep(300)
  }
}

/** Every seat is free: nobody is in a transaction, and far more at once than there are seats are answered, with the receipts of before. */
async function expectSeats(phones: Phone[]): Promise<number> {
  const all = phones.flatMap((phone) => phone.batches.slice(0, 4).map((batch) => bytesOf(phone, batch)))
  const answers = (await Promise.all(all.map((each) => post(arena.port, undefined, each, 20_000)))) as {
    status: number
  }[]
  expect(answers.map(({ status }) => status)).toEqual(all.map(() => 200))
  await sleep(200)
  const [row] = await arena.ruled(
    (sql) =>
      sql<
        { n: number }[]
      >`select count(*)::int n from pg_stat_activity where application_name = 'tabavar' and state <> 'idle'`,
  )
  expect(row!.n).toBe(0)
  return row!.n
}

it('a client without numbers for its acts does them twice, and a mark taken away is missed: the proof can fail', async () => {
  const naive = await field.phones(4, 81)
  const twice = startSending(arena.port, naive, {
    seed: SEED + 2,
    manner: 'naive',
    lostAnswers: 0.2,
    paceMs: 0,
  })
  await twice.done
  const doubled = await arena.asked((sql) => verdictOf(sql, naive, twice.acked))
  expect(doubled.doubled).toBeGreaterThan(0)
  const phones = await field.phones(2, 54)
  const senders = startSending(arena.port, phones, { seed: SEED + 3, paceMs: 0 })
  await senders.done
  const ids = phones[0]!.batches[0]!.ops.map(({ op }) => op.id)
  const lost = await arena.asked(async (sql) => {
    await sql`alter table app.operation disable trigger user`
    await sql`delete from app.attendance where op_id = ${ids[0]!}`
    await sql`delete from app.operation where id = ${ids[1]!}`
    return verdictOf(sql, phones, senders.acked)
  })
  expect(lost).toMatchObject({ lost: 2, doubled: 0, partial: 1 })
  told('control', { doubledByNaive: doubled.doubled, missed: lost.lost, partial: lost.partial })
})
