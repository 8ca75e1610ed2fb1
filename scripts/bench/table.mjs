// The figures as a table a person reads.
import { say } from '../launcher/say.mjs'

const shown = (value, digits) => (value === null || Number.isNaN(value) ? '–' : value.toFixed(digits))

function lines(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  for (const row of rows) {
    say(
      `  ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ')}`.trimEnd(),
    )
  }
}

export function printSubjects(title, { subjects, used, dropped, noisy }) {
  say()
  say(`${title} (median of ${used} rounds${dropped ? `, ${dropped} noisy ones left out` : ''})`)
  if (noisy)
    say(
      '  The machine was not quiet: others used more than 10 % of a processor; trust the CPU columns more than the rates.',
    )
  const rows = [['', 'per second', 'p50 ms', 'p95 ms', 'app CPU ms', 'pg CPU ms', 'others']]
  for (const [name, each] of Object.entries(subjects)) {
    const others = each.foreign === null ? '–' : `${Math.max(0, each.foreign * 100).toFixed(0)} %`
    rows.push([
      name,
      shown(each.rate, 0),
      shown(each.p50, 2),
      shown(each.p95, 2),
      shown(each.appCpu, 3),
      shown(each.pgCpu, 3),
      others,
    ])
  }
  lines(rows)
}

export function printGoals(goals, title) {
  if (title) {
    say()
    say(title)
  }
  for (const { text, median, low, high, kind, target, met, digits = 2, unit = '' } of goals) {
    const range = low === high ? '' : ` (95 %: ${low.toFixed(digits)} to ${high.toFixed(digits)})`
    const verdict = target === null ? '' : `, goal ${kind} ${target}${unit}: ${met ? 'met' : 'falls short'}`
    say(`  ${text}: ${median.toFixed(digits)}${unit}${range}${verdict}`)
  }
}

/** Subjects that are asked a few times each: [name, median ms, least, most, what else there is to say]. */
export function printLines(title, rows) {
  say()
  say(title)
  lines([
    ['', 'median ms', 'least', 'most', ''],
    ...rows.map(([name, { median, least, most }, more]) => [
      name,
      shown(median, 1),
      shown(least, 1),
      shown(most, 1),
      more ?? '',
    ]),
  ])
}
