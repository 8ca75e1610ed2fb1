import type { KeyObject } from 'node:crypto'
import { newPhone, operationsOf, signedBatch } from '@/scripts/bench/phones.mjs'
import { fillWorld, register, resetWorld, signIn } from '@/scripts/bench/world.mjs'
import type { Arena } from './arena'

// Phones with work to send, in the world the bench measures in. Each operation is meant once: `faults.intent` says what a run was to bring about.

export type Op = {
  session: string
  supersedes: string[]
  at: string
  op: { id: string; kind: string; person?: string }
}
export type Batch = { id: string; seq: number; ops: Op[] }
export type Phone = { cookie: string; key: { device: string; privateKey: KeyObject }; batches: Batch[] }

const BATCH_OPS = 5

export type Field = {
  officer: string
  /** So many phones with at least so many operations each, in batches of five; whoever had some before has others now. */
  phones: (count: number, ops: number) => Promise<Phone[]>
}

const INTENT = `create schema faults;
create table faults.intent (run int, batch uuid, op uuid primary key, session uuid, kind text, person uuid);
create index on faults.intent (session, kind);`

/** Fills the world, signs everybody in; nobody was given a phone yet. Beside a demonstration (`beside`) nothing of it is emptied. */
export async function openField(arena: Arena, { beside = false } = {}): Promise<Field> {
  const cookies = await arena.asked(async (sql) => {
    await fillWorld(sql)
    if (!beside) await resetWorld(sql)
    await sql.unsafe(INTENT)
    const signed = await signIn(sql, arena.authSecret())
    await sql.unsafe('analyze')
    return signed.map(({ cookie }) => cookie)
  })
  let used = 0
  let run = 0
  const phones: Field['phones'] = async (count, ops) => {
    const first = used
    used += count
    run += 1
    return arena.asked(async (sql) => {
      const made: Phone[] = []
      for (let n = first; n < used; n += 1) {
        const [owner] = await sql`select n, user_id, scope_id from bench.cohort where n = ${n}`
        const people = await sql`select id from bench.member where cohort = ${n} order by row_no`
        const targets = await sql`select id from bench.target where cohort = ${n} order by n`
        const all: Op[] = targets.flatMap(({ id }) =>
          operationsOf(
            register(
              id,
              people.map((each) => each.id),
            ),
          ),
        )
        const perSheet = all.length / targets.length
        const wanted = all.slice(0, Math.ceil(ops / perSheet) * perSheet)
        if (wanted.length < ops) throw new Error(`a group has ${all.length} operations, ${ops} are wanted`)
        const key = await newPhone(sql, owner as { user_id: string; scope_id: number })
        made.push({ cookie: cookies[n]!, key, batches: batchesOf(wanted) })
      }
      const rows = made.flatMap(({ batches }) =>
        batches.flatMap(({ id, ops: each }) =>
          each.map(({ session, op }) => [run, id, op.id, session, op.kind, op.person ?? null] as const),
        ),
      )
      const column = (at: number) => rows.map((row) => row[at]!) as string[]
      await sql`insert into faults.intent select ${run}, * from unnest(${column(1)}::uuid[], ${column(2)}::uuid[], ${column(3)}::uuid[],
        ${column(4)}::text[], ${column(5)}::uuid[])`
      return made
    })
  }
  return { officer: cookies.at(-1)!, phones }
}

function batchesOf(ops: Op[]): Batch[] {
  const batches: Batch[] = []
  for (let at = 0; at < ops.length; at += BATCH_OPS)
    batches.push({ id: crypto.randomUUID(), seq: batches.length, ops: ops.slice(at, at + BATCH_OPS) })
  return batches
}

export const bytesOf = (phone: Phone, { id, seq, ops }: Batch) => ({
  cookie: phone.cookie,
  ...(signedBatch(phone.key, { batch: id, seq, ops }) as { bytes: Buffer; signature: string }),
})
