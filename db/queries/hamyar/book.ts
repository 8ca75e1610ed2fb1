import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { type EntryKind, monthTotals, noTotals, type Totals } from '@/lib/hamyar/ledger'
import type { Reader } from '../../client'

export type KeptBook = { groupId: string; nameFa: string; code: string; members: number; shown: EntryKind[] }

/** The groups whose book the asker keeps, with what each shows its social worker. How many share the income the database counts. */
export async function keptBooks(db: Reader, _scope: Scope): Promise<KeptBook[]> {
  return [
    ...(await db.execute<KeptBook>(sql`
      select g.id as "groupId", g.name_fa as "nameFa", g.code, app.book_members(g.id) as members,
        coalesce((select s.kinds from app.hamyar_sharing s where s.group_id = g.id order by s.decided_at desc, s.id desc limit 1), '{}') as shown
      from app.hamyar_group g where g.scope_id = any((select app.my_scope('book'))::int[]) order by g.code`)),
  ]
}

export type EntryLine = {
  entryId: string
  kind: EntryKind
  day: string
  month: number
  amount: bigint
  note: string | null
  /** A line that takes another back, and one that was taken back. */
  reversal: boolean
  reversed: boolean
}

/** The lines of the book the asker keeps, newest first. */
export async function bookLines(db: Reader, _scope: Scope, groupId: string): Promise<EntryLine[]> {
  const rows = await db.execute<Omit<EntryLine, 'amount'> & { amount: string }>(sql`
    select e.id as "entryId", e.kind, e.day::text as day, d.month, e.amount_rial::text as amount, e.note, e.reverses is not null as reversal,
      exists (select from app.hamyar_entry r where r.reverses = e.id) as reversed
    from app.hamyar_entry e join app.calendar_day d on d.day = e.day
    where e.group_id = ${groupId}::uuid and e.scope_id = any((select app.my_scope('book'))::int[])
    order by e.day desc, e.entered_at desc, e.id desc`)
  return [...rows].map((row) => ({ ...row, amount: BigInt(row.amount) }))
}

export type MonthBook = { month: number; totals: Totals; shown: EntryKind[] }

/** What a group shows its social worker: the totals of each month in the kinds it agreed to; nothing to anybody else. */
export async function shownTotals(db: Reader, _scope: Scope, groupId: string): Promise<MonthBook[]> {
  const rows = await db.execute<{ month: number; kind: EntryKind; total: string }>(
    sql`select month, kind, total::text as total from app.book_totals(${groupId}::uuid)`,
  )
  const months = new Map<number, MonthBook>()
  for (const { month, kind, total } of rows) {
    const at = months.get(month) ?? { month, totals: noTotals(), shown: [] }
    at.totals[kind] = BigInt(total)
    months.set(month, { ...at, shown: [...at.shown, kind] })
  }
  return [...months.values()].sort((a, b) => b.month - a.month)
}

/** The same sums from the lines, for whoever keeps them. */
export const monthsOf = (lines: readonly EntryLine[]) => monthTotals(lines)
