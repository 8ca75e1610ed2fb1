import type { Point } from './picture'

/** Nine figures that carry a place of the page (in millimetres) to its place in the picture, row by row. */
export type Plane = readonly number[]

/** Where a place of the page lies in the picture. */
export function placed(plane: Plane, x: number, y: number): Point {
  const w = plane[6]! * x + plane[7]! * y + plane[8]!
  return {
    x: (plane[0]! * x + plane[1]! * y + plane[2]!) / w,
    y: (plane[3]! * x + plane[4]! * y + plane[5]!) / w,
  }
}

/** The plane that fits pairs of places best (least squares); null where they say nothing. */
export function planeThrough(from: readonly Point[], to: readonly Point[]): Plane | null {
  const near = normed(from)
  const far = normed(to)
  const rows: number[][] = []
  near.points.forEach((p, at) => {
    const q = far.points[at]!
    rows.push([p.x, p.y, 1, 0, 0, 0, -q.x * p.x, -q.x * p.y, q.x])
    rows.push([0, 0, 0, p.x, p.y, 1, -q.y * p.x, -q.y * p.y, q.y])
  })
  const normal = Array.from({ length: 8 }, (_, i) =>
    Array.from({ length: 9 }, (_, j) => rows.reduce((sum, row) => sum + row[i]! * row[j]!, 0)),
  )
  const solved = solve(normal)
  if (!solved) return null
  const unit = [...solved, 1]
  // far⁻¹ · unit · near
  const back = [1 / far.scale, 0, far.x, 0, 1 / far.scale, far.y, 0, 0, 1]
  const there = [near.scale, 0, -near.x * near.scale, 0, near.scale, -near.y * near.scale, 0, 0, 1]
  return times(times(back, unit), there)
}

function times(a: readonly number[], b: readonly number[]): number[] {
  return Array.from({ length: 9 }, (_, at) => {
    const row = Math.floor(at / 3) * 3
    const column = at % 3
    return a[row]! * b[column]! + a[row + 1]! * b[column + 3]! + a[row + 2]! * b[column + 6]!
  })
}

function normed(points: readonly Point[]) {
  const x = points.reduce((sum, p) => sum + p.x, 0) / points.length
  const y = points.reduce((sum, p) => sum + p.y, 0) / points.length
  const spread = points.reduce((sum, p) => sum + Math.hypot(p.x - x, p.y - y), 0) / points.length
  const scale = spread > 0 ? 1 / spread : 1
  return { x, y, scale, points: points.map((p) => ({ x: (p.x - x) * scale, y: (p.y - y) * scale })) }
}

// Gauss with pivots over rows of eight unknowns and what they add up to.
function solve(rows: number[][]): number[] | null {
  const size = rows.length
  for (let at = 0; at < size; at++) {
    let best = at
    for (let row = at + 1; row < size; row++)
      if (Math.abs(rows[row]![at]!) > Math.abs(rows[best]![at]!)) best = row
    const pivot = rows[best]!
    if (Math.abs(pivot[at]!) < 1e-12) return null
    rows[best] = rows[at]!
    rows[at] = pivot
    for (let row = 0; row < size; row++) {
      if (row === at) continue
      const own = rows[row]!
      const share = own[at]! / pivot[at]!
      for (let column = at; column <= size; column++) own[column] = own[column]! - share * pivot[column]!
    }
  }
  return rows.map((row, at) => row[size]! / row[at]!)
}
