import type { Locale } from '@/lib/shared/locale'
import { dirOf } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { type Drawing, Sheet } from './drawing'

const WIDTH = 490
const NAMES = 158
const ROW = 24
const TOP = 22

type Frame = { id: string; title: string; alt: string; locale: Locale }
export type BarRow = { name: string; share: number; shown: string; under: boolean }

/**
 * Bars of a share from zero, with a mark at the whole and one at the threshold. A bar under the threshold is hollow and the
 * others are full, so that nobody needs colours; its value stands at its end.
 */
export function barPicture(
  frame: Frame,
  rows: readonly BarRow[],
  marks: { whole: string; threshold?: { share: number; label: string } },
): Drawing {
  const sheet = new Sheet(WIDTH, dirOf(frame.locale) === 'rtl')
  const room = WIDTH - NAMES - 92
  const widest = Math.max(1, ...rows.map(({ share }) => Math.min(share, 1.25)))
  const at = (share: number) => NAMES + (Math.min(share, widest) / widest) * room
  const bottom = TOP + rows.length * ROW
  sheet.line(at(1), TOP - 5, at(1), bottom, 'mark')
  sheet.text(at(1), TOP - 13, marks.whole, 'middle', 'quiet')
  if (marks.threshold && at(1) - at(marks.threshold.share) > 8) {
    sheet.line(at(marks.threshold.share), TOP - 5, at(marks.threshold.share), bottom, 'dash')
    sheet.text(at(marks.threshold.share) - 4, bottom + 10, marks.threshold.label, 'middle', 'quiet')
  }
  sheet.line(NAMES, TOP, NAMES, bottom, 'axis')
  rows.forEach((row, index) => {
    const middle = TOP + index * ROW + ROW / 2
    sheet.text(NAMES - 6, middle, row.name, 'end')
    if (row.share > 0) sheet.box(NAMES, middle - 7, at(row.share) - NAMES, 14, row.under ? 'hollow' : 'solid')
    sheet.text(Math.max(at(row.share), NAMES) + 5, middle, row.shown, 'start', 'strong')
  })
  const height = bottom + (marks.threshold ? 20 : 6)
  return { ...pick(frame), width: WIDTH, height, shapes: sheet.shapes }
}

export type ChangeRow = {
  name: string
  before: number
  after: number
  low: number
  high: number
  shown: string
}

/** Before (hollow) and after (full) on one line from 0 to 100, and the interval of the change as whiskers about the after. */
export function changePicture(
  frame: Frame,
  rows: readonly ChangeRow[],
  words: { before: string; after: string; interval: string },
): Drawing {
  const sheet = new Sheet(WIDTH, dirOf(frame.locale) === 'rtl')
  const room = WIDTH - NAMES - 92
  const at = (points: number) => NAMES + (Math.max(0, Math.min(100, points)) / 100) * room
  const top = TOP + 14
  const bottom = top + rows.length * ROW
  legend(sheet, words)
  for (const tick of [0, 25, 50, 75, 100]) {
    sheet.line(at(tick), top, at(tick), bottom, tick === 0 ? 'axis' : 'dash')
    sheet.text(at(tick), bottom + 9, formatNumber(tick, frame.locale), 'middle', 'quiet')
  }
  rows.forEach((row, index) => {
    const middle = top + index * ROW + ROW / 2
    sheet.text(NAMES - 6, middle, row.name, 'end')
    sheet.line(at(row.before), middle, at(row.after), middle, 'mark')
    const [low, high] = [row.before + row.low, row.before + row.high]
    sheet.line(at(low), middle - 6, at(low), middle + 6, 'whisker')
    sheet.line(at(high), middle - 6, at(high), middle + 6, 'whisker')
    sheet.line(at(low), middle, at(high), middle, 'whisker')
    sheet.dot(at(row.before), middle, 4, 'hollow')
    sheet.dot(at(row.after), middle, 4, 'solid')
    sheet.text(NAMES + room + 12, middle, row.shown, 'start', 'strong')
  })
  return { ...pick(frame), width: WIDTH, height: bottom + 18, shapes: sheet.shapes }
}

function legend(sheet: Sheet, words: { before: string; after: string; interval: string }): void {
  sheet.dot(NAMES + 4, 10, 4, 'hollow')
  sheet.text(NAMES + 14, 10, words.before, 'start', 'quiet')
  sheet.dot(NAMES + 84, 10, 4, 'solid')
  sheet.text(NAMES + 94, 10, words.after, 'start', 'quiet')
  sheet.line(NAMES + 160, 10, NAMES + 176, 10, 'whisker')
  sheet.line(NAMES + 160, 5, NAMES + 160, 15, 'whisker')
  sheet.line(NAMES + 176, 5, NAMES + 176, 15, 'whisker')
  sheet.text(NAMES + 182, 10, words.interval, 'start', 'quiet')
}

const pick = ({ id, title, alt }: Frame) => ({ id, title, alt })
