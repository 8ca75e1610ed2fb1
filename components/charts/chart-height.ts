/** Room for a row of one bar, and of two; the rest is the axis and the legend. */
const ROW = { one: 40, two: 52 }

/** Known before the chart's library has come, so that nothing moves when it does. */
export function chartHeight(rows: number, pairs: boolean): number {
  return rows * (pairs ? ROW.two : ROW.one) + 56
}
