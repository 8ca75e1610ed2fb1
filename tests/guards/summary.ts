import { readFileSync, rmSync } from 'node:fs'
import type { Tried } from './both-guards'
import { ONE_GUARD } from './one-guard'
import { roleCount } from './role-cells'

export type Count = {
  /** Commands with both guards, and how often each was tried. */
  commands: Map<string, number>
  /** What let through with one guard alone, or ended in an error that is no refusal, and is on no list. */
  found: string[]
  /** Refusals by the database alone, and by the application alone. */
  database: number
  application: number
}

const REFUSED = /^refused: /

/** What the calls came to. A command that has one guard by design is on the list with the reason, and counts for the guard it has. */
export function countOf(
  tried: readonly Tried[],
  oneGuard: Record<string, { lacks: string }> = ONE_GUARD,
): Count {
  const count: Count = { commands: new Map(), found: [], database: 0, application: 0 }
  const found = new Set<string>()
  for (const one of tried) {
    if (!one.guarded) continue
    count.commands.set(one.command, (count.commands.get(one.command) ?? 0) + 1)
    for (const guard of ['database', 'application'] as const) {
      const end = guard === 'database' ? one.databaseAlone : one.applicationAlone
      if (REFUSED.test(end)) count[guard] += 1
      else if (oneGuard[one.command]?.lacks !== guard)
        found.add(`${one.command}: with the ${guard} alone: ${end}`)
    }
  }
  count.found = [...found].sort()
  return count
}

/** After all tests: says what was counted, and fails the run where one guard alone let somebody through. */
export default function setup(): () => void {
  const file = process.env.GUARDS!
  rmSync(file, { force: true })
  return () => {
    const lines = readFileSync(file, 'utf8').trim().split('\n')
    const tried = lines.map((line) => JSON.parse(line) as Tried)
    const { commands, found, database, application } = countOf(tried)
    const roles = roleCount(tried)
    const calls = [...commands.values()].reduce((sum, n) => sum + n, 0)
    console.log(`${commands.size} commands, ${calls} calls that then did what was asked.`)
    console.log(`Refused by the database alone: ${database}; by the application alone: ${application}.`)
    console.log(
      `In each role: ${roles.commands} commands, ${roles.may} cells may and ${roles.refused} are refused.`,
    )
    console.log(`Rows that no call tried: ${roles.untried.join(', ') || 'none'}.`)
    if (found.length > 0) console.error(`With one guard taken away:\n${found.join('\n')}`)
    if (roles.wrong.length > 0)
      console.error(`Not as tests/guards/role-rows.ts says:\n${roles.wrong.join('\n')}`)
    if (found.length + roles.wrong.length === 0) return
    process.exitCode = 1
  }
}
