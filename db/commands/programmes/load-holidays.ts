import { sql } from 'drizzle-orm'
import { actorCanSomewhere } from '@/lib/access/actor'
import { LoadHolidays } from '@/lib/programmes/holidays'
import { jalaliOf } from '@/lib/shared/jalali'
import { AppError } from '@/lib/shared/result'
import { type Context, inTransaction } from '../../transaction'
import { asJson } from './load'

/**
 * Puts the whole table of a Jalali year in place of what stood there. Planned sessions stay where they are. The
 * database's own function authorises again and writes the audit.
 */
export async function loadHolidays(ctx: Context, input: LoadHolidays): Promise<{ days: number }> {
  const asked = LoadHolidays.parse(input)
  if (!actorCanSomewhere(ctx.actor, 'rules') && !actorCanSomewhere(ctx.actor, 'accounts'))
    throw new AppError('E-GEN-02')
  const days = asked.days.map(({ day }) => day)
  if (new Set(days).size !== days.length) throw new AppError('day-twice')
  if (days.some((day) => jalaliOf(day).y !== asked.year)) throw new AppError('other-year')
  return inTransaction(ctx, async (db) => {
    const [row] = await db.execute<{ n: number }>(
      sql`select app.load_holidays(${asked.year}, ${asJson(asked.days)}::jsonb, ${asked.source}, ${ctx.requestId}) as n`,
    )
    return { days: row!.n }
  })
}
