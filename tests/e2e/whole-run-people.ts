/** The ten digits of a national id whose first nine are given. */
export function nationalId(nine: string): string {
  const rest = [...nine].reduce((sum, digit, at) => sum + Number(digit) * (10 - at), 0) % 11
  return `${nine}${rest < 2 ? rest : 11 - rest}`
}

export type Somebody = { first: string; last: string; father: string; birth: string; nationalId: string }
const somebody = (first: string, last: string, father: string, birth: string, nine: string): Somebody => ({
  first,
  last,
  father,
  birth,
  nationalId: nationalId(nine),
})

export const FACILITATOR = somebody('ماه‌منیر', 'راهنورد کوهسار', 'یوسف', '۱۳۶۶/۰۳/۱۲', '498310001')
export const MEMBERS = [
  somebody('گل‌چهره', 'آبسالان', 'رحیم', '۱۳۵۸/۰۱/۲۰', '498310002'),
  somebody('خاورناز', 'بهارلویان', 'صفر', '۱۳۶۲/۱۱/۰۳', '498310003'),
  somebody('مهراوه', 'پایدارفر', 'ایوب', '۱۳۷۰/۰۶/۳۰', '498310004'),
  somebody('دل‌آرام', 'تابنده‌خو', 'نادر', '۱۳۴۹/۰۹/۱۵', '498310005'),
] as const

export const nameOf = (at: number) => `${MEMBERS[at]!.first} ${MEMBERS[at]!.last}`

/** What is written beside a name in a register: here, away, excused, or so many minutes late. */
export type Written = 'ح' | 'غ' | 'م' | `ت${number}`
export const SESSION_MINUTES = 120
/** A session a line, a member a column, in the order of MEMBERS. */
export const MARKS: readonly (readonly Written[])[] = [
  ['ح', 'غ', 'ت30', 'ت15'],
  ['ح', 'غ', 'ح', 'م'],
  ['ح', 'ح', 'ت20', 'ح'],
]
/** From the plan's rules, as they are written down: lateness up to so many minutes costs nothing; so much is enough. */
const GRACE = 15
const ENOUGH = 0.8

const lateOf = (mark: Written) => (mark.startsWith('ت') ? Number(mark.slice(1)) : 0)
const came = (mark: Written) => mark !== 'غ' && mark !== 'م'
const minutesOf = (mark: Written) => {
  if (!came(mark)) return 0
  return lateOf(mark) > GRACE ? SESSION_MINUTES - lateOf(mark) : SESSION_MINUTES
}
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

/** The figures of the run, computed from what was written down and from nothing of the product. */
export function computedApart() {
  const minutes = MEMBERS.map((_, at) => sum(MARKS.map((line) => minutesOf(line[at]!))))
  const planned = MARKS.length * SESSION_MINUTES
  const marks = MARKS.flat()
  return {
    minutes,
    completes: minutes.map((one) => one >= ENOUGH * planned),
    hasAll: minutes.map((one) => one === planned),
    people: MEMBERS.length,
    heldMinutes: planned,
    personMinutes: sum(minutes),
    attended: marks.filter(came).length,
    rows: marks.length,
  }
}

/** Numbers, hours and shares as people read them. */
export const count = (value: number) => value.toLocaleString('fa-IR')
export const hours = (minutes: number) =>
  (Math.round(minutes / 6) / 10).toLocaleString('fa-IR', { maximumFractionDigits: 1 })
export const share = (part: number, all: number) =>
  (part / all).toLocaleString('fa-IR', {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
