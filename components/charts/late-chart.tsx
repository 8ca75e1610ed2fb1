'use client'

import dynamic from 'next/dynamic'
import type { ComponentProps } from 'react'
import type { BarChart } from './bar-chart'

const Chart = dynamic(() => import('./bar-chart').then((module) => module.BarChart), { ssr: false })

type Props = ComponentProps<typeof BarChart> & { waiting: string }

/** The chart's library comes after the page; until then its place is kept and the table beside it is already there. */
export function LateChart({ waiting, ...chart }: Props) {
  return (
    <div className="relative min-h-80">
      <p
        aria-hidden="true"
        className="absolute inset-0 -z-1 grid place-items-center p-6 text-center text-sm text-ink-3"
      >
        {waiting}
      </p>
      <div className="bg-paper">
        <Chart {...chart} />
      </div>
    </div>
  )
}
