import { dirOf, type Locale } from '@/lib/shared/locale'

/** What every chart of the office looks like, light and dark; nothing in it is told by colour alone. */
export const INK = 'var(--color-ink)'
export const FULL = 'var(--color-turquoise)'
export const EDGE = 'var(--color-edge)'
export const LINE = 'var(--color-line)'
export const TICK = { fill: 'var(--color-ink-2)', fontSize: 13 }
export const LABEL = { fill: INK, fontSize: 12.5, fontWeight: 600 }
/** Names break into two lines where they are long: a phone keeps room for the bars. */
export const NAMES = 126
export const STILL = { isAnimationActive: false } as const

/** Room for the numbers at the end of a bar; the reading direction says on which side that is. */
export const marginOf = (locale: Locale) => {
  const rtl = locale === 'fa'
  return { top: 26, right: rtl ? 4 : 64, bottom: 4, left: rtl ? 64 : 4 }
}

/** Heights are known before the library has come, so that nothing moves when it does. */
export const ROW = 38
export const rowsHeight = (rows: number, head = 56): number => rows * ROW + head
export const COLUMNS_HEIGHT = 280

/** A text in its own direction: the sheet itself runs from left to right, and a per cent sign would land on the wrong side. */
export const held = (text: string, locale: Locale): string =>
  `${dirOf(locale) === 'rtl' ? '\u2067' : '\u2066'}${text}\u2069`
