import type { Answer } from '@/components/indicators/answers'
import type { CountyRow } from '@/components/indicators/counties-card'
import type { WeaveTabs } from '@/components/indicators/overview'
import type { OfficeTask } from '@/components/indicators/tasks-card'
import type { PlaceFigures } from '@/db/queries/indicators/figures'
import type { OfficeTasks } from '@/db/queries/indicators/office-tasks'
import type { OverviewData } from '@/db/queries/indicators/overview'
import type { RunMoney } from '@/db/queries/programmes/budget'
import type { IndicatorCode } from '@/lib/indicators/catalogue'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber, formatPercent } from '@/lib/shared/number'
import { type AskedRun, addressOf } from './indicators/asked'
import { shownValue, sortedByName } from './indicators/present'

const figureIn = ({ figures }: PlaceFigures, code: IndicatorCode) => figures.find((one) => one.code === code)

type Standing = {
  whole: PlaceFigures | undefined
  counties: readonly PlaceFigures[]
  tasks: OfficeTasks
  mine: readonly OfficeTask[]
  base: string
  at: AskedRun
}

/** The three questions of the first screen: where do we stand, what is stuck, what needs me today. */
export function answersOf(standing: Standing, t: Words, locale: Locale): Answer[] {
  const word = (key: string, values?: Record<string, string>) => t(`indicators.answers.${key}`, values)
  return [
    {
      key: 'where',
      question: word('where'),
      answer: whereWeStand(standing.whole, t, locale),
      tone: 'done',
      href: '#targets',
      act: word('toTargets'),
    },
    stuck(standing, t, locale),
    {
      key: 'mine',
      question: word('mine'),
      answer: waiting(standing.mine, t, locale),
      tone: 'hint',
      href: '#tasks',
      act: word('toTasks'),
    },
  ]
}

function whereWeStand(whole: PlaceFigures | undefined, t: Words, locale: Locale): string {
  const hours = whole && figureIn(whole, 'R-08')
  const number = (value: number) => formatNumber(value, locale, { maxDecimals: 1 })
  if (!hours?.value) return t('indicators.answers.notBegun')
  if (hours.target === null || hours.target === 0 || hours.planned === null)
    return t('indicators.answers.hoursNoPlan', { held: number(hours.value) })
  return t('indicators.answers.hours', {
    held: number(hours.value),
    target: number(hours.target),
    planned: number(hours.planned),
    share: formatPercent(hours.value / hours.target, locale, { maxDecimals: 1 }),
  })
}

/** Overdue sheets, counties behind their plan, people about to fall out: what does not move by itself. */
function stuck({ counties, tasks, base, at }: Standing, t: Words, locale: Locale): Answer {
  const word = (key: string, values?: Record<string, string>) => t(`indicators.answers.${key}`, values)
  const number = (value: number) => formatNumber(value, locale)
  const behind = counties.filter((one) => {
    const hours = figureIn(one, 'R-08')
    return hours?.planned != null && (hours.value ?? 0) < hours.planned
  }).length
  const { missing, absences } = tasks
  const parts = [
    missing.count > 0 ? word('missing', { n: number(missing.count), hours: number(missing.hours) }) : null,
    behind > 0 ? word('behind', { n: number(behind) }) : null,
    absences.count > 0 ? word('absent', { n: number(absences.count) }) : null,
  ].filter((part) => part !== null)
  const overdue = missing.count > 0
  return {
    key: 'stuck',
    question: word('stuck'),
    answer: parts.length > 0 ? parts.join(t('words.listComma')) : word('nothing'),
    tone: parts.length > 0 ? 'late' : 'done',
    href: overdue
      ? `${addressOf(`${base}/quality`, at)}#rows`
      : counties.length > 1
        ? '#counties'
        : '#targets',
    act: overdue ? word('toMissing') : counties.length > 1 ? word('toCounties') : word('toTargets'),
  }
}

/** How much waits for the reader, with the first of it by name. */
function waiting(mine: readonly OfficeTask[], t: Words, locale: Locale): string {
  const number = (value: number) => formatNumber(value, locale)
  const all = mine.reduce((sum, { count }) => sum + count, 0)
  if (all === 0) return t('indicators.answers.free')
  const list = mine
    .slice(0, 2)
    .map(({ count, title }) => t('indicators.answers.item', { n: number(count), title }))
    .join(t('words.listComma'))
  return t('indicators.answers.tasks', { n: number(all), list })
}

/** More of where the run stands, in the sentences one would say it in; what the reader may not see is not said. */
export function leadOf(whole: PlaceFigures | undefined, t: Words, locale: Locale): string[] {
  if (!whole) return []
  const number = (value: number) => formatNumber(value, locale, { maxDecimals: 1 })
  const lines: string[] = []
  const attendance = figureIn(whole, 'R-10')?.value
  if (attendance != null) {
    lines.push(t('indicators.leadAttendance', { share: formatPercent(attendance, locale, { decimals: 1 }) }))
  }
  const stayed = figureIn(whole, 'R-13')
  if (stayed?.denominator) {
    const left = stayed.denominator - stayed.numerator
    lines.push(t('indicators.leadPeople', { enrolled: number(stayed.denominator), left: number(left) }))
  }
  return lines
}

/** The share of the credit that is spent, for who runs the plan; nothing while there is no credit. */
export function moneyLine(money: RunMoney | null, t: Words, locale: Locale): string[] {
  if (!money || money.totals.credit === 0) return []
  const { credit, spent } = money.totals
  return [
    t('budget.overview', {
      credit: formatNumber(credit, locale),
      share: formatPercent(spent / credit, locale, { maxDecimals: 1 }),
    }),
  ]
}

/** The counties by the reader's alphabet, each number leading to the rows it is the sum of. */
export function countyRows(
  places: readonly PlaceFigures[],
  base: string,
  at: AskedRun,
  locale: Locale,
): CountyRow[] {
  const rows = places.flatMap((one): CountyRow[] => {
    if (!one.place) return []
    const { placeId, countyFa, countyEn } = one.place
    const hours = figureIn(one, 'R-08')
    const href = (code: IndicatorCode) =>
      `${addressOf(`${base}/indicators/${code}`, at, { place: placeId })}#evidence`
    return [
      {
        key: placeId,
        name: locale === 'fa' ? countyFa : countyEn,
        held: shownValue('R-08', hours?.value ?? null),
        target: shownValue('R-08', hours?.target ?? null),
        planned: shownValue('R-08', hours?.planned ?? null),
        attendance: figureIn(one, 'R-10')?.value ?? null,
        hoursHref: href('R-08'),
        attendanceHref: href('R-10'),
      },
    ]
  })
  return locale === 'fa' ? rows : sortedByName(rows, ({ name }) => [name, ''])
}

/** The counties whose weave can be asked for, where the run has too many groups for one. */
export function weaveTabs(
  { weaveOf, counties }: Pick<OverviewData, 'weaveOf' | 'counties'>,
  base: string,
  at: AskedRun,
  locale: Locale,
): WeaveTabs | undefined {
  if (weaveOf === null) return undefined
  const href = (placeId: string) => `${addressOf(base, at, { place: placeId })}#weave`
  const rows = counties.places.flatMap(({ place }) =>
    place ? [{ href: href(place.placeId), label: locale === 'fa' ? place.countyFa : place.countyEn }] : [],
  )
  return {
    current: href(weaveOf),
    tabs: locale === 'fa' ? rows : sortedByName(rows, ({ label }) => [label, '']),
  }
}
