import type { DigestCountRow, DigestLine, DigestTone } from '@/components/tasks/digest-view'
import { LEDGER_TONES } from '@/components/workshops/hours-ledger'
import type { Digest, DigestSession } from '@/db/queries/reports/digest'
import type { DigestCount } from '@/lib/reports/digest'
import { addDays, dayAndTime, formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'

/** Where each number and line leads the reader; null where she has no page for it. */
export type DigestPaths = {
  count: (key: DigestCount) => string | null
  session: (id: string) => string | null
  person: (id: string) => string | null
}

const TONE: Partial<Record<DigestCount, DigestTone>> = {
  due: 'broken',
  returned: 'late',
  silent: 'late',
  absences: 'broken',
  atRisk: 'late',
  outOfReach: 'broken',
}

/** «هفتهٔ ۳۰ تیر ۱۴۰۳ تا ۵ مرداد ۱۴۰۳» */
export function digestWeek(week: string, t: Words, locale: Locale): string {
  return t('digest.line', {
    from: formatDay(week, locale, 'long'),
    to: formatDay(addDays(week, 6), locale, 'long'),
  })
}

/** A week's digest in words, for its page. */
export function digestSections(digest: Digest, paths: DigestPaths, t: Words, locale: Locale) {
  const number = (value: number) => formatNumber(value, locale)
  const counts = (keys: DigestCount[]): DigestCountRow[] =>
    keys
      .filter((key) => digest.counts[key] > 0)
      .map((key) => ({
        key,
        count: number(digest.counts[key]),
        title: t(`digest.item.${key}`),
        tone: TONE[key] ?? 'hint',
        href: paths.count(key),
      }))
  const session = (one: DigestSession): DigestLine => ({
    key: one.sessionId,
    title: t('digest.session', { seq: number(one.seq), place: locale === 'fa' ? one.placeFa : one.placeEn }),
    line: dayAndTime(one.dayIso, one.time, locale),
    href: paths.session(one.sessionId),
    ...(one.status === 'RETURNED' && {
      badge: { label: t('register.status.RETURNED'), tone: 'late' as const },
    }),
  })
  const people = digest.people.map(
    (one): DigestLine => ({
      key: one.enrolmentId,
      title: one.name ?? t('digest.row', { row: number(one.rowNo) }),
      line: locale === 'fa' ? one.placeFa : one.placeEn,
      href: one.name ? paths.person(one.personId) : null,
      badge: { label: t(`follow-up.ledger.state.${one.state}`), tone: LEDGER_TONES[one.state] },
    }),
  )
  const rest = (all: number, shown: number, key: 'more' | 'riskMore') =>
    all > shown ? t(`digest.${key}`, { count: number(all - shown) }) : null
  const { counts: n } = digest
  return {
    missing: {
      title: t('digest.missing'),
      none: t('digest.missingNone'),
      counts: counts(['due', 'returned', 'submitted', 'silent', 'quarantined', 'smsDrafts']),
      lines: digest.due.map(session),
      more: rest(n.due + n.returned, digest.due.length, 'more'),
    },
    risk: {
      title: t('digest.risk'),
      none: t('digest.riskNone'),
      counts: counts(['absences', 'atRisk', 'outOfReach']),
      lines: people,
      more: rest(n.atRisk + n.outOfReach, people.length, 'riskMore'),
    },
    ahead: {
      title: t('digest.ahead'),
      none: t('digest.aheadNone'),
      counts: counts(['ahead']),
      lines: digest.ahead.map(session),
      more: rest(n.ahead, digest.ahead.length, 'more'),
    },
  }
}
