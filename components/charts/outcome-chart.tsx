'use client'

import type { ReactNode } from 'react'
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  ErrorBar,
  ResponsiveContainer,
  Scatter,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import type { Locale } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { ChartBox } from './chart-box'
import { EDGE, FULL, held, INK, LINE, marginOf, NAMES, rowsHeight, STILL, TICK } from './chart-look'
import { ChartTooltip } from './chart-tooltip'

/** Mean before and after in points of a hundred, the interval of the change, and all of it in a sentence. */
export type OutcomeRow = {
  name: string
  before: number
  after: number
  low: number
  high: number
  said: string
}
export type OutcomeChartProps = {
  locale: Locale
  label: string
  rows: OutcomeRow[]
  words: { before: string; after: string; interval: string }
}

type Mark = { cx?: number; cy?: number }
const Hollow = ({ cx, cy }: Mark) => (
  <circle cx={cx} cy={cy} r={6} fill="var(--color-surface)" stroke={FULL} strokeWidth={2.5} />
)
const Solid = ({ cx, cy }: Mark) => <circle cx={cx} cy={cy} r={6} fill={FULL} />

/** Before (hollow) and after (full) on one line, the interval of the change about the after. From 0 to 100, the scale's whole. */
export function OutcomeChart({ locale, label, rows, words }: OutcomeChartProps) {
  const rtl = locale === 'fa'
  const data = rows.map((row) => {
    const change = row.after - row.before
    return {
      ...row,
      name: held(row.name, locale),
      span: [Math.min(row.before, row.after), Math.max(row.before, row.after)],
      interval: [change - row.low, row.high - change],
    }
  })
  return (
    <ChartBox lying>
      <ResponsiveContainer width="100%" height={rowsHeight(rows.length, 40)}>
        <ComposedChart
          data={data}
          layout="vertical"
          title={label}
          margin={{ ...marginOf(locale), top: 4, left: 12, right: 12 }}
        >
          <CartesianGrid horizontal={false} stroke={LINE} />
          <XAxis
            type="number"
            domain={[0, 100]}
            ticks={[0, 25, 50, 75, 100]}
            reversed={rtl}
            tick={TICK}
            stroke={EDGE}
            tickFormatter={(value: number) => formatNumber(value, locale)}
          />
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
          <Bar dataKey="span" fill={EDGE} barSize={2} {...STILL} />
          <Scatter dataKey="after" name={words.after} shape={<Solid />} {...STILL}>
            <ErrorBar dataKey="interval" direction="x" width={8} stroke={INK} strokeWidth={2} {...STILL} />
          </Scatter>
          <Scatter dataKey="before" name={words.before} shape={<Hollow />} {...STILL} />
        </ComposedChart>
      </ResponsiveContainer>
      <ul dir={rtl ? 'rtl' : 'ltr'} className="flex flex-wrap gap-x-6 gap-y-1 px-2 pt-1 text-sm text-ink-2">
        <Key text={words.before}>
          <circle cx="10" cy="8" r="5" fill="var(--color-surface)" stroke={FULL} strokeWidth="2.5" />
        </Key>
        <Key text={words.after}>
          <circle cx="10" cy="8" r="6" fill={FULL} />
        </Key>
        <Key text={words.interval}>
          <path d="M2 8H18M2 3V13M18 3V13" stroke={INK} strokeWidth="2" fill="none" />
        </Key>
      </ul>
    </ChartBox>
  )
}

function Key({ text, children }: { text: string; children: ReactNode }) {
  return (
    <li className="flex items-center gap-2">
      <svg aria-hidden="true" width="20" height="16">
        {children}
      </svg>
      {text}
    </li>
  )
}
