import { addDays, formatDay, weekday } from '@/lib/shared/jalali'
import type { Locale } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'

/** The Saturday on which the week of a day begins. */
export function weekStart(dayIso: string): string {
  return addDays(dayIso, -weekday(dayIso))
}

/** What waits, what is in danger and what comes, as numbers. Nothing else ever leaves the house in a digest. */
export const DIGEST_COUNTS = [
  'due',
  'returned',
  'submitted',
  'silent',
  'quarantined',
  'smsDrafts',
  'absences',
  'atRisk',
  'outOfReach',
  'ahead',
] as const
export type DigestCount = (typeof DIGEST_COUNTS)[number]
export type DigestCounts = Record<DigestCount, number>

/** The ways out of the house; LOG is none: where nothing is configured, a line that counts. */
export const DIGEST_CHANNELS = ['EMAIL', 'SMS', 'LOG'] as const
export type DigestChannel = (typeof DIGEST_CHANNELS)[number]

/** Sentences of the message, with `{count}`, `{from}`, `{to}`, `{link}` in them. */
export type DigestSentences = Record<
  'subject' | 'week' | 'nothing' | 'open' | 'stop' | 'short' | 'shortNothing',
  string
> & { count: Record<DigestCount, string> }
export type DigestMessage = { subject: string; text: string; short: string }
type Told = { counts: DigestCounts; week: string; link: string; accountLink: string }

/**
 * The message to somebody's mailbox or telephone: numbers and a link, by its very type no name and no place. `short` is
 * the same for an SMS.
 */
export function digestMessage(told: Told, words: DigestSentences, locale: Locale): DigestMessage {
  const days = {
    from: formatDay(told.week, locale, 'long'),
    to: formatDay(addDays(told.week, 6), locale, 'long'),
  }
  const lines = DIGEST_COUNTS.filter((key) => told.counts[key] > 0).map((key) =>
    filled(words.count[key], { count: formatNumber(told.counts[key], locale) }),
  )
  const waits = DIGEST_COUNTS.filter((key) => key !== 'ahead').reduce((sum, key) => sum + told.counts[key], 0)
  const text = [
    filled(words.week, days),
    '',
    ...(lines.length > 0 ? lines.map((line) => `• ${line}`) : [words.nothing]),
    '',
    filled(words.open, { link: told.link }),
    filled(words.stop, { link: told.accountLink }),
    '',
  ].join('\n')
  const short = filled(waits > 0 ? words.short : words.shortNothing, {
    count: formatNumber(waits, locale),
    ahead: formatNumber(told.counts.ahead, locale),
    link: told.link,
  })
  return { subject: filled(words.subject, days), text, short }
}

const filled = (sentence: string, values: Record<string, string>) =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
