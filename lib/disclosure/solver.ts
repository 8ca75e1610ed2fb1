/** A sparse row: what the sum of `values` times the columns named by `indices` lies between. */
export type LinearRow = { lo: number; hi: number; indices: number[]; values: number[] }

/** Columns lie between nought and `hi`. */
export type LinearModel = { columns: { hi: number }[]; rows: LinearRow[] }

/** A model held open. `furthest` is a point at which the sum of the costs is largest; null where no point fits all rows. */
export type OpenModel = {
  furthest: (costs: ReadonlyMap<number, number>) => ArrayLike<number> | null
  close: () => void
}

/** What solves linear programs; handed in, for it is not pure. */
export type Solver = { open: (model: LinearModel) => OpenModel }
