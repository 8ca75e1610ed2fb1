/** One question of the ladder: on which rung it stands. Its words are data. */
export type Criterion = { criterionId: string; rung: number }

/** What the ladder first asks, all of it our assumption; an office's own rows stand beside these. */
export const FIRST_CRITERIA = [
  ['ACCOUNTS', 1, 'گروه خودش دفترش را نگه می‌دارد', 'The group keeps its own book'],
  ['ORDERS', 1, 'سفارش‌ها پیوسته می‌رسد', 'Orders keep coming'],
  [
    'INCOME',
    2,
    'درآمد ماه، هزینه‌ها و سهم اعضا را می‌دهد',
    "A month's income pays the costs and the members' shares",
  ],
  ['SAVINGS', 2, 'گروه هر ماه چیزی کنار می‌گذارد', 'The group puts something aside each month'],
  ['VISITS', 3, 'با بازدیدهای کمتر هم کار می‌چرخد', 'The work goes on with fewer visits'],
  ['DEPENDENCY', 3, 'وابستگی اعضا به حمایت مستقیم کم شده است', 'Members depend less on direct support'],
] as const

/** What the newest assessment leaves unmet; without one everything is. */
export const unmetOf = <T extends Criterion>(criteria: readonly T[], met: ReadonlySet<string>): T[] =>
  criteria.filter(({ criterionId }) => !met.has(criterionId))

/** The highest rung on which, and below which, nothing is unmet; 0: not on the ladder yet. */
export function rungOf(criteria: readonly Criterion[], met: ReadonlySet<string>): number {
  const rungs = [...new Set(criteria.map(({ rung }) => rung))].sort((a, b) => a - b)
  const open = unmetOf(criteria, met).map(({ rung }) => rung)
  const lowest = Math.min(...open, Number.POSITIVE_INFINITY)
  return rungs.filter((rung) => rung < lowest).at(-1) ?? 0
}
