import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

const folder = new URL('../../test-results', import.meta.url).pathname

/** One line for people and one for programs (test-results/faults.ndjson): what a fault was shown to do, and times beside their bars. */
export function told(fault: string, figures: Record<string, number | string | boolean>): void {
  mkdirSync(folder, { recursive: true })
  appendFileSync(
    join(folder, 'faults.ndjson'),
    `${JSON.stringify({ at: new Date().toISOString(), fault, ...figures })}\n`,
  )
  const text = Object.entries(figures).map(([name, value]) => `${name} ${value}`)
  process.stdout.write(`${fault}: ${text.join(', ')}\n`)
}

/** Seconds beside a bar. A time is told and never asserted: the machine may be busy with other things. */
export function beside(measured: number[], bar: number): string {
  // After the last of the work nobody asks any more.
  const seconds = measured.filter(Number.isFinite)
  const longest = Math.max(...seconds)
  const sorted = seconds.toSorted((a, b) => a - b)
  const middle = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  return `${middle.toFixed(1)} s in the middle, ${longest.toFixed(1)} s at the longest (bar ${bar} s: ${longest < bar ? 'met' : 'falls short'})`
}
