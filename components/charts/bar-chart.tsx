'use client'

import {
  Bar,
  CartesianGrid,
  BarChart as Chart,
  LabelList,
  Legend,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import type { Locale } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { chartHeight } from './chart-height'

type Props = {
  locale: Locale
  label: string
  data: { name: string; first: number; second?: number }[]
  firstName: string
  secondName?: string
}

const INK = 'var(--color-ink)'
const TICK = { fill: 'var(--color-ink-2)', fontSize: 13 }
const LABEL = { fill: INK, fontSize: 12.5 }
/**
 * Bars that lie, so that every name has its place on a phone too, with their numbers written on them. One can walk
 * through it with the arrow keys. Drawn left to right, the axis turned for Persian.
 */
export function BarChart({ locale, label, data, firstName, secondName }: Props) {
  const rtl = locale === 'fa'
  const digits = (value: unknown) => formatNumber(Number(value), locale)
  const bar = {
    isAnimationActive: false,
    maxBarSize: 20,
    radius: [0, 2, 2, 0] as [number, number, number, number],
  }
  // «Right» is the end of a bar, whichever way the axis runs.
  const numbers = <LabelList position="right" formatter={digits} style={LABEL} />
  return (
    <div dir="ltr" className="w-full">
      <ResponsiveContainer width="100%" height={chartHeight(data.length, secondName !== undefined)}>
        <Chart
          data={data}
          layout="vertical"
          title={label}
          barGap={2}
          barCategoryGap="18%"
          margin={{ top: 8, right: rtl ? 4 : 40, bottom: 0, left: rtl ? 40 : 4 }}
        >
          <CartesianGrid horizontal={false} stroke="var(--color-line)" />
          <XAxis type="number" reversed={rtl} hide domain={[0, 'dataMax']} />
          <YAxis
            type="category"
            dataKey="name"
            orientation={rtl ? 'right' : 'left'}
            tick={TICK}
            stroke="var(--color-edge)"
            tickLine={false}
            width={92}
            interval={0}
          />
          <Tooltip
            cursor={{ fill: 'var(--color-sunk)' }}
            formatter={digits}
            contentStyle={{
              direction: rtl ? 'rtl' : 'ltr',
              background: 'var(--color-surface)',
              border: '1px solid var(--color-line-2)',
              borderRadius: 8,
              color: INK,
            }}
            itemStyle={{ color: INK }}
            labelStyle={{ color: INK, fontWeight: 700 }}
          />
          {secondName ? (
            <Legend formatter={(value) => <span className="mx-1.5 text-sm text-ink">{value}</span>} />
          ) : null}
          <Bar dataKey="first" name={firstName} fill="var(--color-turquoise)" {...bar}>
            {numbers}
          </Bar>
          {secondName ? (
            <Bar
              dataKey="second"
              name={secondName}
              fill="var(--color-unwoven)"
              stroke="var(--color-edge)"
              {...bar}
            >
              {numbers}
            </Bar>
          ) : null}
        </Chart>
      </ResponsiveContainer>
    </div>
  )
}
