import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { totalsOf } from '@/lib/hamyar/ledger'
import {
  entryOp,
  eventStory,
  type Field,
  mustStand,
  openGroups,
  RANKS,
  reverseOp,
  standsAt,
  toldOp,
} from './hamyar-field'
import { batchOf, type Op, received } from './phone'
import { batches, carry, chance } from './whole'

/** How many stories: few among all tests, many in `npm run test:sync`; SYNC_FIRST begins elsewhere. */
const SEEDS = Number(process.env.SYNC_SEEDS ?? 16)
const FIRST = Number(process.env.SYNC_FIRST ?? 1)

let f: Field
beforeAll(async () => {
  f = await openGroups()
})
afterAll(() => f?.end())

const seeds = () => Array.from({ length: SEEDS }, (_, i) => FIRST + i)

it('group sessions of two phones: nothing is lost, nothing counts twice, and the order of arrival is of no matter', {
  timeout: 1_800_000,
}, async () => {
  let differing = 0
  for (const seed of seeds()) {
    const c = chance(seed)
    const members = f.group.memberIds.length
    const { base, apart } = eventStory(c, members)
    const all = [...base, ...apart]
    const withHelper = seed % 2 === 0
    const phones = [f.hers, withHelper ? f.helper : f.second] as const
    const must = mustStand(all, [RANKS.hers, withHelper ? RANKS.helper : RANKS.hers], members)
    for (const [twin, group] of [f.group, f.twin].entries()) {
      const event = randomUUID()
      const ops = (told: typeof all, by: 0 | 1) =>
        told.filter((one) => one.by === by).map((one) => toldOp(seed, one, group, event, twin))
      // Some stories begin before anything of the session has arrived.
      const before = c.next() < 0.7
      if (before) await received(phones[0], await batchOf(phones[0], ops(base, 0)))
      const rest = before ? apart : all
      const parcels = [
        ...(await batches(c, phones[0], ops(rest, 0))).map((sent) => ({ who: phones[0].who, sent })),
        ...(await batches(c, phones[1], ops(rest, 1))).map((sent) => ({ who: phones[1].who, sent })),
      ]
      await carry(c, parcels)
      expect(await standsAt(f, group, event), `seed ${seed}, twin ${twin}`).toEqual(must)
      const [kept] = await f.sql<
        { rows: number; ids: number }[]
      >`select count(*)::int as rows, count(distinct id)::int as ids
        from app.hamyar_op where event_id = ${event}`
      expect(kept, `seed ${seed}`).toEqual({ rows: all.length, ids: all.length })
    }
    const heads = all.filter((one) => !all.some((other) => other.replaces.includes(one.n)))
    if (new Set(heads.map(({ place }) => place)).size < heads.length) differing += 1
  }
  // The stories do contradict each other, so that the order could matter.
  expect(differing).toBeGreaterThan(SEEDS / 3)
})

it('lines of a book of two phones: each once, taken back once, whatever comes first', {
  timeout: 1_800_000,
}, async () => {
  for (const seed of seeds()) {
    const c = chance(seed)
    const wanted: string[] = []
    for (const [group, one, other] of [
      [f.group, f.keeper, f.keeperToo],
      [f.twin, f.twinKeeper, f.twinKeeperToo],
    ] as const) {
      const d = chance(seed)
      const [before] = await sums(group.groupId)
      const lines = Array.from({ length: 3 + d.upTo(5) }, () =>
        entryOp(group, String(1 + d.upTo(900_000)), { entry: d.oneOf(['SALE', 'COST', 'SAVING'] as const) }),
      )
      // Both phones may take back the same line; a reversal may come before its line.
      const back = lines.filter(() => d.next() < 0.5)
      const [first, second] = [back.map(reverseOp), back.filter(() => d.next() < 0.4).map(reverseOp)]
      const parcels = [
        ...(await batches(c, one, [...lines, ...first])).map((sent) => ({ who: one.who, sent })),
        ...(await batches(c, other, second)).map((sent) => ({ who: other.who, sent })),
      ]
      await carry(c, parcels)
      const told = totalsOf(
        lines.flatMap(({ op }) => {
          const line = { kind: op.entry as 'SALE', amount: BigInt(op.amount as string), reversal: false }
          return back.some((taken) => taken.op.id === op.id) ? [line, { ...line, reversal: true }] : [line]
        }),
      )
      const [after] = await sums(group.groupId)
      for (const kind of ['SALE', 'COST', 'SAVING'] as const)
        expect(after![kind] - before![kind], `seed ${seed} ${kind}`).toBe(told[kind])
      const ids = [...lines, ...first, ...second].map(({ op }) => op.id)
      const [there] = await f.sql<{ rows: number; waits: number }[]>`
        select (select count(*)::int from app.hamyar_entry where id = any(${ids})) as rows,
          (select count(*)::int from app.quarantine where op_id = any(${ids})) as waits`
      // A second reversal of the same line is kept for people, and writes nothing.
      expect(there, `seed ${seed}`).toEqual({ rows: lines.length + back.length, waits: second.length })
      wanted.push(JSON.stringify(lines.map(({ op }) => op.amount)))
    }
    expect(wanted[0]).toBe(wanted[1])
  }
})

async function sums(group: string): Promise<Record<'SALE' | 'COST' | 'SAVING', bigint>[]> {
  const rows = await f.sql<{ kind: string; sum: string }[]>`
    select kind, sum(case when reverses is null then amount_rial else -amount_rial end)::text as sum from app.hamyar_entry
    where group_id = ${group} group by kind`
  const of = (kind: string) => BigInt(rows.find((row) => row.kind === kind)?.sum ?? '0')
  return [{ SALE: of('SALE'), COST: of('COST'), SAVING: of('SAVING') }]
}

it('the same bytes get the same receipts, and a batch cut in the middle is no batch', async () => {
  const line: Op[] = [entryOp(f.group, '7000')]
  const sent = await batchOf(f.keeper, line)
  const [one, two] = [await received(f.keeper, sent), await received(f.keeper, sent)]
  expect(two).toEqual(one)
  const again = await received(f.keeper, await batchOf(f.keeper, line))
  expect(again.ops.map(({ status }) => status)).toEqual(['duplicate'])
})
