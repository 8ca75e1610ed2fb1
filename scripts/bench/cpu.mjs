// CPU time of process trees, from /proc (Linux); null elsewhere.
import { readdirSync, readFileSync } from 'node:fs'

const TICK_MS = 10 // USER_HZ is 100 on every Linux that Node runs on.

function read(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const field = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return {
      parent: Number(field[1]),
      ticks: field.slice(11, 15).reduce((sum, each) => sum + Number(each), 0),
    }
  } catch {
    return undefined
  }
}

export const parentOf = (pid) => read(pid)?.parent

/** Milliseconds of CPU that these processes and their descendants (the ended ones included) have used. */
export function cpuOf(...roots) {
  const known = new Map()
  try {
    for (const name of readdirSync('/proc')) if (/^\d+$/.test(name)) known.set(Number(name), read(name))
  } catch {
    return null
  }
  const belongs = (pid) => {
    for (let at = pid; at > 1; at = known.get(at)?.parent ?? 0) if (roots.includes(at)) return true
    return false
  }
  let ticks = 0
  for (const [pid, each] of known) if (each && belongs(pid)) ticks += each.ticks
  return ticks * TICK_MS
}

/** Milliseconds of CPU that the whole machine has used, whoever for. */
export function cpuOfMachine() {
  try {
    const field = readFileSync('/proc/stat', 'utf8')
      .split('\n')[0]
      .trim()
      .split(/\s+/)
      .slice(1, 9)
      .map(Number)
    const [user, nice, system, , , irq, soft, steal] = field
    return (user + nice + system + irq + soft + steal) * TICK_MS
  } catch {
    return null
  }
}
