'use client'

import {
  Bar,
  CartesianGrid,
  ComposedChart,
  LabelList,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import type { Locale } from '@/lib/shared/locale'
import { formatNumber, formatPercent } from '@/lib/shared/number'
import { ChartBox } from './chart-box'
import { COLUMNS_HEIGHT, EDGE, FULL, held, INK, LABEL, LINE, STILL, TICK } from './chart-look'
import { ChartTooltip } from './chart-tooltip'

/** A month: what was counted in it, as it is written; a share beside it where there is one; and both in a sentence. */
export type MonthPoint = { name: string; value: number; shown: string; share: number | null; said: string }
export type MonthChartProps = {
  locale: Locale
  label: string
  months: MonthPoint[]
  /** What the columns are, and what the line is. */
  valueName: string
  shareName?: string
}

/**
 * Month by month, the first at the side where reading begins: columns from zero with their numbers, and a dotted line with
 * round marks for a share of one. The line is told by its marks and its name, not by its colour.
 */
export function MonthChart({ locale, label, months, valueName, shareName }: MonthChartProps) {
  const rtl = locale === 'fa'
  const near = rtl ? 'right' : 'left'
  const far = rtl ? 'left' : 'right'
  return (
    <ChartBox>
      <ResponsiveContainer width="100%" height={COLUMNS_HEIGHT}>
        <ComposedChart data={months} title={label} margin={{ top: 26, right: 4, bottom: 4, left: 4 }}>
          <CartesianGrid vertical={false} stroke={LINE} />
          <XAxis dataKey="name" reversed={rtl} tick={TICK} stroke={EDGE} tickLine={false} interval={0} />
          <YAxis
            yAxisId="value"
            orientation={near}
            tick={TICK}
            stroke={EDGE}
            tickLine={false}
            width={52}
            tickFormatter={(value: number) => formatNumber(value, locale)}
            label={{ value: held(valueName, locale), position: 'top', offset: 12, ...TICK }}
          />
          {shareName ? (
            <YAxis
              yAxisId="share"
              orientation={far}
              domain={[0, 1]}
              tick={TICK}
              stroke={EDGE}
              tickLine={false}
              width={52}
              tickFormatter={(value: number) => formatPercent(value, locale)}
              label={{ value: held(shareName, locale), position: 'top', offset: 12, ...TICK }}
            />
          ) : null}
          <Tooltip cursor={{ fill: 'var(--color-sunk)' }} content={<ChartTooltip locale={locale} />} />
          <Bar yAxisId="value" dataKey="value" name={valueName} fill={FULL} maxBarSize={44} {...STILL}>
            <LabelList dataKey="shown" position="top" style={LABEL} />
          </Bar>
          {shareName ? (
            <Line
              yAxisId="share"
              dataKey="share"
              name={shareName}
              stroke={INK}
              strokeWidth={2}
              strokeDasharray="2 5"
              dot={{ r: 5, fill: 'var(--color-surface)', stroke: INK, strokeWidth: 2, strokeDasharray: '0' }}
              {...STILL}
            />
          ) : null}
        </ComposedChart>
      </ResponsiveContainer>
    </ChartBox>
  )
}
