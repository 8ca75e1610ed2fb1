import { sql } from 'drizzle-orm'
import type { Place } from '@/lib/access/policy'
import { checkEntryDay, type EntryKind, parseRial } from '@/lib/hamyar/ledger'
import { AddEntry, ReverseEntry, ShareTotals } from '@/lib/hamyar/schema'
import { AppError, orThrow } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { authorise, type Context, inTransaction } from '../../transaction'

type Kept = Place & { scopeId: number }

/** The group whose book the caller keeps. */
async function keptGroup(db: Db, ctx: Context, groupId: string): Promise<Kept> {
  const [row] = await db.execute<Kept>(sql`
    select g.scope_id as "scopeId", s.path, s.programme from app.hamyar_group g join app.scope s on s.id = g.scope_id
    where g.id = ${groupId}::uuid`)
  if (!row) throw new AppError('E-GEN-02')
  authorise(ctx.actor, 'book', row)
  return row
}

/**
 * A line of the group's own book. The audit says that a line was written, never how much: the book is the group's.
 * E-HG-22: no whole number of rials above nought. E-HG-23: a day ahead.
 */
export async function addEntry(ctx: Context, input: AddEntry): Promise<{ entryId: string }> {
  const { groupId, kind, day, amount, note } = AddEntry.parse(input)
  return inTransaction(ctx, async (db) => {
    const group = await keptGroup(db, ctx, groupId)
    const rial = orThrow(parseRial(amount))
    orThrow(checkEntryDay(day, tehranDay(ctx.now)))
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.hamyar_entry (scope_id, group_id, kind, day, amount_rial, note, entered_by, entered_at)
      values (${group.scopeId}, ${groupId}::uuid, ${kind}, ${day}::date, ${rial.toString()}::bigint, ${note || null}, app.me(),
        ${ctx.now.toISOString()}::timestamptz)
      returning id`)
    await audit(db, ctx, {
      action: 'hamyar.book',
      entity: 'hamyar_entry',
      entityId: made!.id,
      scopeId: group.scopeId,
      after: { kind },
    })
    return { entryId: made!.id }
  })
}

/** Takes a line back by its mirror on the same day; both stay to be read. E-HG-24: taken back already, or a reversal itself. */
export async function reverseEntry(ctx: Context, input: ReverseEntry): Promise<{ entryId: string }> {
  const { entryId, note } = ReverseEntry.parse(input)
  return inTransaction(ctx, async (db) => {
    const [line] = await db.execute<{
      groupId: string
      kind: EntryKind
      day: string
      amount: string
      reversal: boolean
    }>(sql`
      select group_id as "groupId", kind, day::text as day, amount_rial::text as amount, reverses is not null as reversal
      from app.hamyar_entry where id = ${entryId}::uuid`)
    if (!line) throw new AppError('E-GEN-02')
    const group = await keptGroup(db, ctx, line.groupId)
    if (line.reversal) throw new AppError('E-HG-24')
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.hamyar_entry (scope_id, group_id, kind, day, amount_rial, note, reverses, entered_by, entered_at)
      values (${group.scopeId}, ${line.groupId}::uuid, ${line.kind}, ${line.day}::date, ${line.amount}::bigint, ${note || null},
        ${entryId}::uuid, app.me(), ${ctx.now.toISOString()}::timestamptz)
      returning id`)
    await audit(db, ctx, {
      action: 'hamyar.book-reverse',
      entity: 'hamyar_entry',
      entityId: made!.id,
      scopeId: group.scopeId,
      after: { kind: line.kind },
    })
    return { entryId: made!.id }
  })
}

/** Of which kinds the group shows its social worker the month's totals; the group's own decision, at any time another. */
export async function shareTotals(ctx: Context, input: ShareTotals): Promise<{ kinds: EntryKind[] }> {
  const { groupId, kinds } = ShareTotals.parse(input)
  return inTransaction(ctx, async (db) => {
    const group = await keptGroup(db, ctx, groupId)
    await db.execute(sql`
      insert into app.hamyar_sharing (scope_id, group_id, kinds, decided_by, decided_at)
      values (${group.scopeId}, ${groupId}::uuid, ${`{${kinds.join(',')}}`}::text[], app.me(), ${ctx.now.toISOString()}::timestamptz)`)
    await audit(db, ctx, {
      action: 'hamyar.book-share',
      entity: 'hamyar_group',
      entityId: groupId,
      scopeId: group.scopeId,
      after: { kinds },
    })
    return { kinds }
  })
}
