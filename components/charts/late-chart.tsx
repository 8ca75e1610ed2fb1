'use client'

import dynamic from 'next/dynamic'
import type { ComponentProps } from 'react'
import type { BarChart } from './bar-chart'
import { chartHeight } from './chart-height'

const Chart = dynamic(() => import('./bar-chart').then((module) => module.BarChart), { ssr: false })

type Props = ComponentProps<typeof BarChart> & { waiting: string }

/** The chart's library comes after the page; until then its place is kept and the table beside it is already there. */
export function LateChart({ waiting, ...chart }: Props) {
  return (
    <div className="grid *:[grid-area:1/1]">
      <svg
        aria-hidden="true"
        width="1"
        height={chartHeight(chart.data.length, chart.secondName !== undefined)}
      />
      <p aria-hidden="true" className="grid place-items-center p-6 text-center text-sm text-ink-3">
        {waiting}
      </p>
      <div className="min-w-0 bg-paper">
        <Chart {...chart} />
      </div>
    </div>
  )
}
