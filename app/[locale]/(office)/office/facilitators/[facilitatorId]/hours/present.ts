import type { HoursView } from '@/components/workshops/hours-statement'
import type { HoursPage } from '@/db/queries/workshops/hours-statement'
import { formatDay, monthName } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, formatNumber, localDigits } from '@/lib/shared/number'
import { counted, hoursSum } from '@/lib/workshops/hours'

/** A month's statement in the words of the page; `base` is the page's own address. */
export function hoursView(page: HoursPage, base: string, t: Words, locale: Locale): HoursView {
  const number = (value: number) => formatNumber(value, locale)
  const monthLabel = (month: number) =>
    localDigits(`${monthName(month % 100, locale)} ${Math.floor(month / 100)}`, locale)
  const hours = (minutes: number) =>
    t('paper.hours.hoursOf', { hours: formatHours(minutes, locale), minutes: number(minutes) })
  const sum = hoursSum(page.sessions)
  const name = page.name ?? t('runs.cohorts.hidden')
  return {
    title: t(page.own ? 'paper.hours.own' : 'paper.hours.title'),
    line: t('paper.hours.line', { name, month: monthLabel(page.month) }),
    months: page.months.map((month) => ({ value: String(month), label: monthLabel(month) })),
    month: String(page.month),
    monthLabel: monthLabel(page.month),
    facts: [
      [t('paper.hours.run'), locale === 'fa' ? page.runFa : page.runEn],
      ...(page.organisation ? [[t('paper.hours.organisation'), page.organisation] as [string, string]] : []),
    ],
    rows: counted(page.sessions).map((one) => ({
      key: one.sessionId,
      cells: [
        formatDay(one.dayIso, locale, 'full'),
        localDigits(one.startTime, locale),
        locale === 'fa' ? `${one.placeFa}، ${one.countyFa}` : `${one.placeEn}, ${one.countyEn}`,
        number(one.seq),
        t(`paper.hours.roles.${one.role}`),
        number(one.minutes),
        t(`paper.hours.states.${one.status}`),
      ],
    })),
    sums: [
      [t('paper.hours.held'), number(sum.held)],
      [t('paper.hours.total'), hours(sum.minutes)],
      [t('paper.hours.approved'), number(sum.approved)],
      [t('paper.hours.approvedTotal'), hours(sum.approvedMinutes)],
    ],
    drafts: sum.drafts > 0 ? t('paper.hours.drafts', { count: number(sum.drafts) }) : null,
    asOf: t('paper.hours.asOf', { day: formatDay(page.asOf, locale, 'long') }),
    pdf: `${base}/hours.pdf?month=${page.month}`,
  }
}
