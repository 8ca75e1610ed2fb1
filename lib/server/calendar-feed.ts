import 'server-only'
import { sql } from 'drizzle-orm'
import { hashOfToken } from '@/db/commands/access/token'
import { type AgendaRow, agenda, agendaToday } from '@/db/queries/picture/agenda'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { type CalendarEntry, icalendar } from '@/lib/picture/ical'
import { addDays } from '@/lib/shared/jalali'
import { isLocale, type Locale, type Words } from '@/lib/shared/locale'
import { readerOfFeed } from './actor'

const BACK_DAYS = 31
const AHEAD_DAYS = 370

/**
 * The calendar behind a secret address, or null where there is none. What is in it is what its owner sees on the page, less every text
 * somebody wrote and every place: an address can be lost, and whoever finds it learns when something is, not who, what or where.
 */
export async function feedOf(
  secret: string,
  now: Date,
  wordsIn: (locale: Locale) => Promise<Words>,
): Promise<string | null> {
  if (!/^[\w-]{43}$/.test(secret)) return null
  const reader = await readerOfFeed(hashOfToken(secret))
  if (!reader) return null
  const scope = scopeOf(reader)
  const { rows, language } = await reading(scope, async (db) => {
    const today = await agendaToday(db, scope, now)
    const span = { from: addDays(today, -BACK_DAYS), until: addDays(today, AHEAD_DAYS) }
    const [own] = await db.execute<{ locale: string }>(
      sql`select locale from app.user_account where id = app.me()`,
    )
    return { rows: await agenda(db, scope, span), language: own?.locale }
  })
  const locale: Locale = isLocale(language) ? language : 'fa'
  const t = await wordsIn(locale)
  return icalendar(
    { name: t('desk.calendar.feedName'), madeAtMs: now.getTime() },
    rows.filter(({ kind }) => kind !== 'HOLIDAY').map((one) => entryOf(one, t)),
  )
}

function entryOf({ id, kind, day, startsAtMs, minutes, code }: AgendaRow, t: Words): CalendarEntry {
  const word = t(`desk.calendar.kind.${kind}`)
  return {
    uid: `${kind.toLowerCase()}-${id}@tabavar`,
    day,
    startsAtMs,
    minutes,
    summary: code ? t('desk.calendar.coded', { kind: word, code }) : word,
  }
}
