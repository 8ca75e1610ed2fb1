import { ALL } from '../e2e/roles-cells'
import { ANYBODY, COMMAND_ROWS } from './role-rows'

/** How a command ended for each role, by letter. */
export type RolesTried = { command: string; roles?: Record<string, string> }

/** «programmes/add-cohort/addCohort» is in the table as «programmes/addCohort». */
export const rowOf = (command: string) => command.replace(/\/.*\//, '/')

export type RoleCount = { commands: number; may: number; refused: number; wrong: string[]; untried: string[] }

/** Whom each command was done for, beside whom the table names. */
export function roleCount(
  tried: readonly RolesTried[],
  rows: Record<string, string> = COMMAND_ROWS,
): RoleCount {
  const done = new Map<string, Set<string>>()
  const wrong = new Set<string>()
  for (const { command, roles } of tried) {
    if (!roles) continue
    const row = rowOf(command)
    const may = done.get(row) ?? done.set(row, new Set()).get(row)!
    for (const [letter, end] of Object.entries(roles)) {
      if (end === 'done') may.add(letter)
      else if (!end.startsWith('refused: ')) wrong.add(`${row} for ${letter}: ${end}`)
    }
  }
  const count: RoleCount = {
    commands: 0,
    may: 0,
    refused: 0,
    wrong: [],
    untried: Object.keys(rows).filter((row) => !done.has(row)),
  }
  for (const [row, letters] of done) {
    const expected = rows[row]
    const named = expected === ANYBODY ? ALL : (expected ?? '')
    const [must] = named.split('(')
    const found = [...ALL].filter((letter) => letters.has(letter)).join('')
    const fits = [...ALL].every((letter) =>
      letters.has(letter) ? named.includes(letter) : !must!.includes(letter),
    )
    if (!fits) wrong.add(`${row}: done for «${found}», the table says «${named}»`)
    count.commands += 1
    count.may += found.length
    count.refused += ALL.length - found.length
  }
  count.wrong = [...wrong].sort()
  return count
}
