'use client'

import {
  Bar,
  CartesianGrid,
  BarChart as Chart,
  Legend,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import type { Locale } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'

type Props = {
  locale: Locale
  label: string
  data: { name: string; first: number; second?: number }[]
  firstName: string
  secondName?: string
}

const INK = 'var(--color-ink)'
const TICK = { fill: 'var(--color-ink-2)', fontSize: 13 }

/** A chart one can walk through with the arrow keys. Drawn left to right, the axis turned for Persian. */
export function BarChart({ locale, label, data, firstName, secondName }: Props) {
  const rtl = locale === 'fa'
  const digits = (value: number | string) => formatNumber(Number(value), locale)
  return (
    <div dir="ltr" className="h-80 w-full">
      <ResponsiveContainer width="100%" height="100%">
        <Chart data={data} title={label} barGap={2} margin={{ top: 12, right: 8, bottom: 8, left: 8 }}>
          <CartesianGrid vertical={false} stroke="var(--color-line)" />
          <XAxis
            dataKey="name"
            reversed={rtl}
            tick={TICK}
            stroke="var(--color-edge)"
            interval="preserveStartEnd"
            minTickGap={4}
          />
          <YAxis
            orientation={rtl ? 'right' : 'left'}
            tickFormatter={digits}
            tick={TICK}
            stroke="var(--color-edge)"
            width={44}
            allowDecimals={false}
          />
          <Tooltip
            cursor={{ fill: 'var(--color-sunk)' }}
            formatter={(value) => digits(Number(value))}
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
          {secondName ? (
            <Bar
              dataKey="second"
              name={secondName}
              fill="var(--color-unwoven)"
              stroke="var(--color-edge)"
              isAnimationActive={false}
              maxBarSize={64}
              radius={[2, 2, 0, 0]}
            />
          ) : null}
          <Bar
            dataKey="first"
            name={firstName}
            fill="var(--color-turquoise)"
            isAnimationActive={false}
            maxBarSize={64}
            radius={[2, 2, 0, 0]}
          />
        </Chart>
      </ResponsiveContainer>
    </div>
  )
}
