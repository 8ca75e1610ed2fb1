import 'server-only'
import { formatDay, monthName } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, formatNumber, localDigits } from '@/lib/shared/number'
import { isolate } from '@/lib/shared/persian-text'
import { counted, type HoursStatement, hoursSum } from '@/lib/workshops/hours'
import { pdfOf } from './compile'

const PAPER: Locale = 'fa'

/** What the template of a statement is given; every text is ready. */
export function hoursData(statement: HoursStatement, t: Words) {
  const number = (value: number) => formatNumber(value, PAPER)
  const sum = hoursSum(statement.sessions)
  const hours = (minutes: number) =>
    t('paper.hours.hoursOf', { hours: formatHours(minutes, PAPER), minutes: number(minutes) })
  const month = localDigits(
    `${monthName(statement.month % 100, PAPER)} ${Math.floor(statement.month / 100)}`,
    PAPER,
  )
  return {
    title: t('paper.hours.title'),
    month,
    facts: [
      [t('paper.hours.name'), isolate(statement.name ?? '…')],
      [t('paper.hours.month'), month],
      [t('paper.hours.run'), isolate(statement.runFa)],
      ...(statement.organisation ? [[t('paper.hours.organisation'), isolate(statement.organisation)]] : []),
    ],
    letter: [t('paper.hours.letterNo'), t('paper.hours.letterDate')],
    columns: (['row', 'day', 'time', 'group', 'session', 'role', 'minutes', 'state'] as const).map((key) =>
      t(`paper.hours.${key}`),
    ),
    rows: counted(statement.sessions).map((one, at) => [
      number(at + 1),
      formatDay(one.dayIso, PAPER, 'full'),
      localDigits(one.startTime, PAPER),
      isolate(`${one.placeFa}، ${one.countyFa}`),
      number(one.seq),
      t(`paper.hours.roles.${one.role}`),
      number(one.minutes),
      t(`paper.hours.states.${one.status}`),
    ]),
    empty: t('paper.hours.empty'),
    sums: [
      [t('paper.hours.held'), number(sum.held)],
      [t('paper.hours.total'), hours(sum.minutes)],
      [t('paper.hours.approved'), number(sum.approved)],
      [t('paper.hours.approvedTotal'), hours(sum.approvedMinutes)],
    ],
    drafts: sum.drafts > 0 ? t('paper.hours.drafts', { count: number(sum.drafts) }) : '',
    asOf: t('paper.hours.asOf', { day: formatDay(statement.asOf, PAPER, 'long') }),
    signatures: [t('paper.hours.signFacilitator'), t('paper.hours.signOffice')],
  }
}

/** A facilitator's month on paper, with a place for both signatures. Always in Persian: the office signs it. */
export function hoursPdf(statement: HoursStatement, t: Words): Buffer {
  return pdfOf('hours', hoursData(statement, t))
}
