'use client'

import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'
import type { BreakdownChartProps } from './breakdown-chart'
import { COLUMNS_HEIGHT, rowsHeight } from './chart-look'
import type { MonthChartProps } from './month-chart'
import type { OutcomeChartProps } from './outcome-chart'
import type { TargetChartProps } from './target-chart'

const Targets = dynamic(() => import('./target-chart').then((module) => module.TargetChart), { ssr: false })
const Months = dynamic(() => import('./month-chart').then((module) => module.MonthChart), { ssr: false })
const Parts = dynamic(() => import('./breakdown-chart').then((module) => module.BreakdownChart), {
  ssr: false,
})
const Outcomes = dynamic(() => import('./outcome-chart').then((module) => module.OutcomeChart), {
  ssr: false,
})

/** The chart's library comes after the page, only where a chart is shown; its place is kept, and the table is there already. */
function Place({ height, children }: { height: number; children: ReactNode }) {
  return (
    <div className="min-w-0 print:hidden" style={{ minHeight: height }}>
      {children}
    </div>
  )
}

export function LateTargets(props: TargetChartProps) {
  return (
    <Place height={rowsHeight(props.rows.length)}>
      <Targets {...props} />
    </Place>
  )
}

export function LateMonths(props: MonthChartProps) {
  return (
    <Place height={COLUMNS_HEIGHT}>
      <Months {...props} />
    </Place>
  )
}

export function LateParts(props: BreakdownChartProps) {
  return (
    <Place height={rowsHeight(props.rows.length, 34)}>
      <Parts {...props} />
    </Place>
  )
}

export function LateOutcomes(props: OutcomeChartProps) {
  return (
    <Place height={rowsHeight(props.rows.length, 72)}>
      <Outcomes {...props} />
    </Place>
  )
}
