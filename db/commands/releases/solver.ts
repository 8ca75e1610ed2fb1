import loadHighs from 'highs'
import type { LinearModel, OpenModel, Solver } from '@/lib/disclosure/solver'

/** HiGHS, compiled to WebAssembly and read from its package on disk: nothing is fetched. It holds its thread while it works. */
export async function highsSolver(): Promise<Solver> {
  const highs = await loadHighs()
  return {
    open(model): OpenModel {
      const { starts, indices, values } = byRow(model)
      const [numCols, numRows] = [model.columns.length, model.rows.length]
      const finite = (value: number) => (value === Number.POSITIVE_INFINITY ? highs.infinity : value)
      const held = highs.createModel({
        numCols,
        numRows,
        sense: highs.constants.objectiveSense.maximize,
        colCost: new Float64Array(numCols),
        colLower: new Float64Array(numCols),
        colUpper: Float64Array.from(model.columns, ({ hi }) => finite(hi)),
        rowLower: Float64Array.from(model.rows, ({ lo }) => lo),
        rowUpper: Float64Array.from(model.rows, ({ hi }) => finite(hi)),
        matrix: { format: 'csr', numRows, numCols, starts, indices, values },
      })
      // Only costs change from one run to the next, so that the last answer still fits: the primal simplex goes on from there.
      held.options.set({ output_flag: false, random_seed: 1, simplex_strategy: 4 })
      let priced: readonly number[] = []
      return {
        furthest(costs) {
          for (const column of priced) if (!costs.has(column)) held.changeColCost(column, 0)
          for (const [column, cost] of costs) held.changeColCost(column, cost)
          priced = [...costs.keys()]
          held.run()
          const best = held.getModelStatus() === highs.constants.modelStatus.optimal
          return best ? held.getSolution().colValue : null
        },
        close: () => held.dispose(),
      }
    },
  }
}

function byRow({ rows }: LinearModel) {
  const starts = new Int32Array(rows.length + 1)
  for (const [at, { indices }] of rows.entries()) starts[at + 1] = starts[at]! + indices.length
  const indices = Int32Array.from(rows.flatMap((row) => row.indices))
  const values = Float64Array.from(rows.flatMap((row) => row.values))
  return { starts, indices, values }
}
