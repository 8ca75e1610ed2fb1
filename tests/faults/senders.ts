import { randomUUID } from 'node:crypto'
import { Agent } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { post } from '@/scripts/bench/phones.mjs'
import { chance } from './chance'
import { type Batch, bytesOf, type Phone } from './field'

/** `keyed` sends the very same bytes again until they are acknowledged, as our phones do; `naive` makes each try a new act. */
type Manner = 'keyed' | 'naive'
type Receipt = { ops: { id: string; status: string; code?: string }[] }
type Settings = { seed: number; manner?: Manner; lostAnswers?: number; paceMs?: number }

export type Senders = {
  /** Operations acknowledged so far, by the id they were made with. */
  acked: Set<string>
  total: number
  /** What no fault excuses: a refusal, a batch set aside, a request that is never answered. */
  complaints: string[]
  failures: number
  /** How often each refusal was answered that passes: its status and its code. */
  refusals: Map<string, number>
  /** When each acknowledgement came. */
  ackedAt: number[]
  /** Resolves when so many are acknowledged. */
  until: (count: number) => Promise<void>
  /** Resolves with the moment of the first acknowledgement of a request that was sent after `since`. */
  nextAck: (since: number) => Promise<number>
  done: Promise<void>
  stop: () => Promise<void>
}

const AGAIN_MS = 60
const PATIENCE_MS = 30_000
const STILL_MS = 120_000
/** What a server that is going down or coming up says. */
const PASSING = new Set([502, 503, 504])

/** Phones that push their batches one after another, each again and again until it is acknowledged. Some answers never reach them. */
export function startSending(port: number, phones: Phone[], settings: Settings): Senders {
  const { seed, manner = 'keyed', lostAnswers = 0.05, paceMs = 40 } = settings
  const agent = new Agent({ keepAlive: true, maxSockets: phones.length })
  const acked = new Set<string>()
  const complaints: string[] = []
  const acks: { sent: number; at: number }[] = []
  const refusals = new Map<string, number>()
  const ackedAt: number[] = []
  let failures = 0
  let stopped = false

  const asked = async (phone: Phone, batch: Batch) => {
    try {
      return await (post(port, agent, bytesOf(phone, batch), PATIENCE_MS) as Promise<{
        status: number
        text: string
      }>)
    } catch (error) {
      if (/in time/.test((error as Error).message))
        complaints.push('a request was not answered in half a minute')
      return null
    }
  }

  const take = (batch: Batch, text: string) => {
    const odd = (JSON.parse(text) as Receipt).ops.filter(
      ({ status }) => status !== 'applied' && status !== 'duplicate',
    )
    if (odd.length > 0 && manner === 'keyed') complaints.push(`set aside: ${JSON.stringify(odd[0])}`)
    for (const { op } of batch.ops) acked.add(op.id)
  }

  const send = async (phone: Phone, number: number) => {
    const next = chance(seed * 1000 + number)
    for (const batch of phone.batches) {
      for (let tries = 0; ; tries += 1) {
        if (stopped) return
        const sent = performance.now()
        const answer = await asked(phone, manner === 'naive' && tries > 0 ? anew(batch) : batch)
        if (answer?.status === 200 && next() >= lostAnswers) {
          take(batch, answer.text)
          acks.push({ sent, at: performance.now() })
          ackedAt.push(performance.now())
          break
        }
        if (answer && answer.status !== 200 && !PASSING.has(answer.status)) {
          complaints.push(`answered ${answer.status}: ${answer.text.slice(0, 200)}`)
          return
        }
        failures += 1
        if (answer && answer.status !== 200) {
          const said = `${answer.status} ${/"code":"([^"]+)"/.exec(answer.text)?.[1] ?? ''}`.trim()
          refusals.set(said, (refusals.get(said) ?? 0) + 1)
        }
        await sleep(AGAIN_MS * (0.5 + next()))
      }
      await sleep(paceMs * 2 * next())
    }
  }

  const done = Promise.all(phones.map(send)).then(() => agent.destroy())
  let over = false
  void done.then(() => {
    over = true
  })
  const total = phones.flatMap(({ batches }) => batches.flatMap(({ ops }) => ops)).length
  return {
    acked,
    total,
    complaints,
    refusals,
    ackedAt,
    get failures() {
      return failures
    },
    until: async (count) => {
      for (let [seen, at] = [-1, 0]; acked.size < Math.min(count, total) && !over; await sleep(5)) {
        if (acked.size !== seen) [seen, at] = [acked.size, performance.now()]
        else if (performance.now() - at > STILL_MS)
          throw new Error('nothing was acknowledged for two minutes')
      }
    },
    nextAck: async (since) => {
      for (;;) {
        const found = acks.find((each) => each.sent >= since)
        if (found || over) return found?.at ?? Number.NaN
        if (performance.now() - since > STILL_MS) throw new Error('nothing was acknowledged for two minutes')
        await sleep(5)
      }
    },
    done,
    stop: async () => {
      stopped = true
      await done
    },
  }
}

/** The same act as if it were another: what a client does that has no numbers for its acts. */
const anew = (batch: Batch): Batch => ({
  ...batch,
  id: randomUUID(),
  ops: batch.ops.map((each) => ({ ...each, op: { ...each.op, id: randomUUID() } })),
})
