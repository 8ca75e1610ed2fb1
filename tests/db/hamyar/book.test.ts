import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addEntry, reverseEntry, shareTotals } from '@/db/commands/hamyar/book'
import { bookLines, keptBooks, monthsOf, shownTotals } from '@/db/queries/hamyar/book'
import { reading } from '@/db/transaction'
import { ENTRY_KINDS, type EntryKind, totalsOf } from '@/lib/hamyar/ledger'
import { contextOf, scopeOfStaff } from '@/tests/support/actors'
import type { Staff } from '@/tests/support/factories'
import { type Group, type HamyarField, makeGroup, NOW, openHamyar, women, worker } from './field'

let field: HamyarField
let group: Group
let keeper: Staff
beforeAll(async () => {
  field = await openHamyar()
  group = await makeGroup(field, field.here)
  await group.add(women(field.here, 6))
  keeper = await worker(field.sql, 'GROUP_BOOKKEEPER', group.scopeId)
})
afterAll(() => field.end())

const put = async (kind: EntryKind, day: string, amount: string, who = keeper, groupId = group.groupId) =>
  addEntry(await contextOf(who, NOW), { groupId, kind, day, amount })
const lines = (who = keeper) =>
  reading(scopeOfStaff(who), (db) => bookLines(db, scopeOfStaff(who), group.groupId))
const shown = (who: Staff) =>
  reading(scopeOfStaff(who), (db) => shownTotals(db, scopeOfStaff(who), group.groupId))
const share = async (kinds: EntryKind[], who = keeper) =>
  shareTotals(await contextOf(who, NOW), { groupId: group.groupId, kinds })

describe('the group’s own book', () => {
  it('takes whole rials of today or earlier: E-HG-22, E-HG-23', async () => {
    for (const amount of ['-5', '0', '12.5', '۱۲٫۵', '', '1000000000000000'])
      await expect(put('SALE', '2024-06-01', amount), amount).rejects.toMatchObject({ code: 'E-HG-22' })
    await expect(put('SALE', '2024-06-02', '5')).rejects.toMatchObject({ code: 'E-HG-23' })
    expect(await lines()).toEqual([])
    await put('SALE', '2024-06-01', '۹۹۹٬۹۹۹٬۹۹۹٬۹۹۹٬۹۹۹')
    expect((await lines())[0]!.amount).toBe(999_999_999_999_999n)
  })

  it('is corrected by a mirror on the same day, once: E-HG-24', async () => {
    const [line] = await lines()
    const ctx = await contextOf(keeper, NOW)
    const { entryId } = await reverseEntry(ctx, { entryId: line!.entryId })
    await expect(reverseEntry(ctx, { entryId: line!.entryId })).rejects.toMatchObject({ code: 'E-HG-24' })
    await expect(reverseEntry(ctx, { entryId })).rejects.toMatchObject({ code: 'E-HG-24' })
    expect(totalsOf(await lines()).SALE).toBe(0n)
    await expect(
      field.sql`update app.hamyar_entry set amount_rial = 1 where id = ${entryId} and false returning 1`,
    ).resolves.toHaveLength(0)
  })

  it('two who take a line back at once take it back once', async () => {
    const { entryId } = await put('COST', '2024-05-30', '70')
    const back = async () => reverseEntry(await contextOf(keeper, NOW), { entryId })
    const done = await Promise.allSettled([back(), back()])
    expect(done.map((one) => (one.status === 'fulfilled' ? 'ok' : one.reason.code)).sort()).toEqual([
      'E-HG-24',
      'ok',
    ])
    expect(totalsOf(await lines()).COST).toBe(0n)
  })

  it('sums seeded months as the lines say, and shows the worker what was agreed and nothing else', async () => {
    let seed = 7
    const draw = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return seed % below
    }
    for (let i = 0; i < 60; i++) {
      const day = `2024-0${3 + draw(3)}-${String(1 + draw(28)).padStart(2, '0')}`
      const { entryId } = await put(ENTRY_KINDS[draw(5)]!, day, String(1 + draw(2_000_000_000)))
      if (i % 9 === 0) await reverseEntry(await contextOf(keeper, NOW), { entryId })
    }
    const own = monthsOf(await lines())
    expect(await shown(field.here.worker)).toEqual([])
    await share(['SALE', 'SAVING'])
    const seen = await shown(field.here.worker)
    const same = (kind: EntryKind) =>
      seen
        .filter(({ shown: kinds }) => kinds.includes(kind))
        .map(({ month, totals }) => [month, totals[kind]])
    for (const kind of ['SALE', 'SAVING'] as const) {
      const mine = own.map(({ month, totals }) => [month, totals[kind]])
      expect(mine).toEqual(expect.arrayContaining(same(kind)))
      expect(same(kind).reduce((all, [, n]) => all + (n as bigint), 0n)).toBe(totalsOf(await lines())[kind])
    }
    expect(new Set(seen.flatMap(({ shown: kinds }) => kinds))).toEqual(new Set(['SALE', 'SAVING']))
    for (const other of [field.officer, field.here.county, field.there.worker, field.womensOffice])
      expect(await shown(other)).toEqual([])
    await share([])
    expect(await shown(field.here.worker)).toEqual([])
  })

  it('is nobody else’s to read, write or show', async () => {
    for (const other of [field.here.worker, field.officer, field.here.county, field.womensOffice]) {
      expect(await lines(other)).toEqual([])
      await expect(put('SALE', '2024-06-01', '5', other)).rejects.toMatchObject({ code: 'E-GEN-02' })
      await expect(share(['SALE'], other)).rejects.toMatchObject({ code: 'E-GEN-02' })
    }
    const theirs = await makeGroup(field, field.here)
    await expect(put('SALE', '2024-06-01', '5', keeper, theirs.groupId)).rejects.toMatchObject({
      code: 'E-GEN-02',
    })
    const books = await reading(scopeOfStaff(keeper), (db) => keptBooks(db, scopeOfStaff(keeper)))
    expect(books).toMatchObject([{ groupId: group.groupId, members: 6, shown: [] }])
  })

  it('leaves in the audit that a line was written, and never how much', async () => {
    const rows =
      await field.sql`select after from audit.event where action in ('hamyar.book', 'hamyar.book-reverse')`
    expect(rows.length).toBeGreaterThan(60)
    expect(rows.every(({ after }) => Object.keys(after).join() === 'kind')).toBe(true)
  })
})
