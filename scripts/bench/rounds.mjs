// Rounds in which every subject plays once, in another order each time, and what came of them.
import { cpuOf, cpuOfMachine } from './cpu.mjs'
import { interval, median, percentile } from './stats.mjs'

const NOISE = 0.1

/** One subject's share of a round from its samples { latencies, seconds, before, after }. */
export function figures({ latencies, seconds, before, after }) {
  const n = latencies.length
  const per = (name) => (after[name] === null ? null : (after[name] - before[name]) / n)
  const foreign =
    after.machine === null
      ? null
      : (after.machine - before.machine - (after.own - before.own)) / (seconds * 1000)
  return {
    n,
    rate: n / seconds,
    p50: percentile(latencies, 0.5),
    p95: percentile(latencies, 0.95),
    p99: percentile(latencies, 0.99),
    appCpu: per('app'),
    pgCpu: per('pg'),
    foreign,
  }
}

/** CPU used so far: by the application's server, by PostgreSQL, by all of ours, by the machine. */
export function sampler({ pgPid, others }) {
  return (appPid, clientPid) => {
    const own = [process.pid, pgPid, ...others].filter(Boolean)
    return {
      app: appPid ? cpuOf(appPid) : 0,
      pg: pgPid ? cpuOf(pgPid) : null,
      own: cpuOf(...own, ...[appPid, clientPid].filter(Boolean)),
      machine: cpuOfMachine(),
    }
  }
}

/** Plays `rounds` rounds of { name: async (round) => figures } and answers one record a round. */
export async function playRounds(subjects, rounds, say) {
  const names = Object.keys(subjects)
  const records = []
  for (let round = 0; round < rounds; round += 1) {
    const record = {}
    for (let i = 0; i < names.length; i += 1) {
      const name = names[(i + round) % names.length]
      record[name] = await subjects[name](round)
    }
    records.push(record)
    say(
      `  round ${round + 1}: ${names.map((name) => `${name} ${record[name].rate.toFixed(0)}/s`).join(', ')}`,
    )
  }
  return records
}

const foreignOf = (record) => Math.max(...Object.values(record).map((each) => each.foreign ?? 0))

/** Rounds in which others used the machine are left out, unless that would leave fewer than two thirds. */
export function quietRounds(records) {
  const quiet = records.filter((record) => foreignOf(record) <= NOISE)
  const enough = quiet.length > 0 && quiet.length * 3 >= records.length * 2
  return {
    used: enough ? quiet : records,
    dropped: enough ? records.length - quiet.length : 0,
    noisy: !enough,
  }
}

export function summary(records, name) {
  const of = (key) => {
    const values = records.map((record) => record[name][key])
    return values.includes(null) ? null : median(values)
  }
  return {
    rate: of('rate'),
    p50: of('p50'),
    p95: of('p95'),
    appCpu: of('appCpu'),
    pgCpu: of('pgCpu'),
    foreign: of('foreign'),
  }
}

/** The paired ratio of two subjects, round by round. */
export const ratio = (records, one, other, key = 'rate') =>
  interval(records.map((record) => record[one][key] / record[other][key]))

/** A goal on an interval: met when its worse end meets it. */
export function goal(text, value, { least, most }) {
  const met = least === undefined ? value.high <= most : value.low >= least
  return { text, ...value, target: least ?? most, kind: least === undefined ? 'at most' : 'at least', met }
}

/** A goal on one figure. */
export const atMost = (text, value, most, unit, digits = 1) => ({
  text,
  median: value,
  low: value,
  high: value,
  kind: 'at most',
  target: most,
  unit,
  digits,
  met: value <= most,
})
