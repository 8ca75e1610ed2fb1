'use client'

import { Bar, BarChart, LabelList, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { Locale } from '@/lib/shared/locale'
import { ChartBox } from './chart-box'
import { EDGE, FULL, held, LABEL, marginOf, NAMES, ROW, rowsHeight, STILL, TICK } from './chart-look'
import { ChartTooltip } from './chart-tooltip'

/** A part, its number, the number as it is written, and both in a sentence. */
export type PartRow = { name: string; value: number; shown: string; said: string }
export type BreakdownChartProps = {
  locale: Locale
  label: string
  rows: PartRow[]
  /** The end of the axis where the number has one: 1 for shares. */
  most?: number
}

/** The parts of a figure: counties, bands of age, education. In the order they come, from zero, with their numbers. */
export function BreakdownChart({ locale, label, rows, most }: BreakdownChartProps) {
  const rtl = locale === 'fa'
  return (
    <ChartBox lying>
      <ResponsiveContainer width="100%" height={rowsHeight(rows.length, 34)}>
        <BarChart
          data={rows.map((row) => ({ ...row, name: held(row.name, locale) }))}
          layout="vertical"
          title={label}
          margin={{ ...marginOf(locale), top: 4 }}
          barCategoryGap={ROW / 5}
        >
          <XAxis type="number" reversed={rtl} hide domain={[0, most ?? 'dataMax']} />
          <YAxis
            type="category"
            dataKey="name"
            orientation={rtl ? 'right' : 'left'}
            tick={TICK}
            stroke={EDGE}
            tickLine={false}
            width={NAMES}
            interval={0}
          />
          <Tooltip cursor={{ fill: 'var(--color-sunk)' }} content={<ChartTooltip locale={locale} />} />
          <Bar dataKey="value" fill={FULL} maxBarSize={20} {...STILL}>
            <LabelList dataKey="shown" position="right" style={LABEL} />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </ChartBox>
  )
}
