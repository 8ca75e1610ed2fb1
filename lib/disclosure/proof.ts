import { search } from './attack'
import type { LinearModel, Solver } from './solver'

/** A small table with hidden cells of which the answer is known: cells that are shown have a number. */
type Puzzle = {
  cells: Record<string, number | null>
  totals: Record<string, readonly string[]>
  hidden: string
  answer: number
}

const rowsOf = (names: string, columns: string) =>
  Object.fromEntries([...names].map((row) => [`${row}T`, [...columns].map((column) => `${row}${column}`)]))
const columnsOf = (names: string, rows: string) =>
  Object.fromEntries([...names].map((column) => [`T${column}`, [...rows].map((row) => `${row}${column}`)]))

/**
 * What an attacker worth the name finds. One hidden cell beside a total is its difference. And of a table in which every
 * line hides at least two cells, one is known exactly all the same (the numbers are those of the problem published with
 * the R package sdcTable): whoever only counts hidden cells a line does not see it.
 */
export const PUZZLES: readonly Puzzle[] = [
  {
    cells: { a: null, b: 10, c: 15, d: 25, T: 51 },
    totals: { T: ['a', 'b', 'c', 'd'] },
    hidden: 'a',
    answer: 1,
  },
  {
    cells: {
      ...{ wa: null, wb: null, wc: null, wd: 89, wT: 230 },
      ...{ xa: null, xb: 124, xc: null, xd: 31, xT: 250 },
      ...{ ya: 92, yb: null, yc: 59, yd: null, yT: 336 },
      ...{ za: 800, zb: null, zc: 651, zd: null, zT: 3127 },
      ...{ Ta: 1021, Tb: 1262, Tc: 770, Td: 890, TT: 3943 },
    },
    totals: { ...rowsOf('wxyz', 'abcd'), ...columnsOf('abcd', 'wxyz'), TT: ['Ta', 'Tb', 'Tc', 'Td'] },
    hidden: 'wb',
    answer: 47,
  },
]

/** Whether the attack finds the hidden cell of a puzzle, to the person. */
export function solves({ cells, totals, hidden, answer }: Puzzle, solver: Solver): boolean {
  const names = Object.keys(cells)
  const at = (name: string) => names.indexOf(name)
  const model: LinearModel = { columns: names.map(() => ({ hi: 1e5 })), rows: [] }
  for (const [name, value] of Object.entries(cells))
    if (value !== null) model.rows.push({ lo: value, hi: value, indices: [at(name)], values: [1] })
  for (const [total, parts] of Object.entries(totals))
    model.rows.push({
      lo: 0,
      hi: 0,
      indices: [at(total), ...parts.map(at)],
      values: [-1, ...parts.map(() => 1)],
    })
  // Nothing is known of the answer beforehand: any point that fits is where the search begins.
  const open = solver.open(model)
  const start = open.furthest(new Map())
  open.close()
  if (!start) return false
  const wanted = [{ columns: [at(hidden)], alike: false }]
  const [found] = search(model, Array.from(start), wanted, Number.POSITIVE_INFINITY, solver) ?? []
  return found !== undefined && Math.abs(found.lo - answer) < 1e-6 && Math.abs(found.hi - answer) < 1e-6
}
