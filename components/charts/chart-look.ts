import type { Locale } from '@/lib/shared/locale'

/** What every chart of the office looks like, light and dark; nothing in it is told by colour alone. */
export const INK = 'var(--color-ink)'
export const FULL = 'var(--color-turquoise)'
export const EDGE = 'var(--color-edge)'
export const LINE = 'var(--color-line)'
export const TICK = { fill: 'var(--color-ink-2)', fontSize: 13 }
export const LABEL = { fill: INK, fontSize: 12.5, fontWeight: 600 }
export const NAMES = 150
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
