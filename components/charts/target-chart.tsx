'use client'

import { Bar, BarChart, LabelList, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { Locale } from '@/lib/shared/locale'
import { ChartBox } from './chart-box'
import { EDGE, FULL, held, LABEL, marginOf, NAMES, ROW, rowsHeight, STILL, TICK } from './chart-look'
import { ChartTooltip } from './chart-tooltip'

/** How much of a target is reached (1 is all of it), as it is written, whether it is too little, and all of it in a sentence. */
export type TargetRow = { name: string; share: number; shown: string; under: boolean; said: string }
export type TargetChartProps = {
  locale: Locale
  label: string
  rows: TargetRow[]
  whole: string
  threshold?: { share: number; label: string }
}

/**
 * Targets against results: lying bars with the target as a line and the threshold as a dashed one. A bar under the threshold
 * is hatched, the others are full; the numbers stand at their ends. One walks through it with the arrow keys.
 */
export function TargetChart({ locale, label, rows, whole, threshold }: TargetChartProps) {
  const rtl = locale === 'fa'
  const data = rows.map((row) => ({
    ...row,
    name: held(row.name, locale),
    fill: row.under ? 'url(#target-under)' : FULL,
    stroke: FULL,
  }))
  const most = Math.max(1.02, ...rows.map(({ share }) => Math.min(share, 1.25)))
  return (
    <ChartBox lying>
      <ResponsiveContainer width="100%" height={rowsHeight(rows.length)}>
        <BarChart
          data={data}
          layout="vertical"
          title={label}
          margin={{ ...marginOf(locale), bottom: threshold ? 24 : 4 }}
          barCategoryGap={ROW / 5}
        >
          <defs>
            <pattern
              id="target-under"
              width="7"
              height="7"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width="7" height="7" fill="var(--color-surface)" />
              <line x1="0" y1="0" x2="0" y2="7" stroke={FULL} strokeWidth="3" />
            </pattern>
          </defs>
          <XAxis type="number" reversed={rtl} hide domain={[0, most]} allowDataOverflow />
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
          <Bar dataKey="share" strokeWidth={1.5} maxBarSize={20} {...STILL}>
            <LabelList dataKey="shown" position="right" style={LABEL} />
          </Bar>
          <ReferenceLine
            x={1}
            stroke={EDGE}
            strokeWidth={1.5}
            label={{ value: held(whole, locale), position: 'top', ...TICK }}
          />
          {threshold && threshold.share < 1 ? (
            <ReferenceLine
              x={threshold.share}
              stroke={EDGE}
              strokeDasharray="4 4"
              label={{ value: held(threshold.label, locale), position: 'bottom', ...TICK }}
            />
          ) : null}
        </BarChart>
      </ResponsiveContainer>
    </ChartBox>
  )
}
