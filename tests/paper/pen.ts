import type { Chance } from './chance'
import { FINENESS, type Raster } from './printed-sheet'

type Spot = { x: number; y: number }
/** A pen: width in millimetres, and the share of the light that its ink swallows. */
export type Pen = { width: number; ink: number }

/** Draws on the paper in millimetres; ink over ink does not get darker than ink. */
export class Paper {
  readonly covered: Float32Array
  private readonly page: Raster

  constructor(page: Raster) {
    this.page = page
    this.covered = new Float32Array(page.data.length)
  }

  /** The page with everything that was drawn. */
  raster(): Raster {
    const { width, height, data } = this.page
    return { width, height, data: data.map((shade, at) => shade * (1 - this.covered[at]!)) }
  }

  dot(at: Spot, radius: number, ink: number): void {
    const { width, height } = this.page
    const [cx, cy, r] = [at.x * FINENESS, at.y * FINENESS, radius * FINENESS]
    for (let y = Math.max(0, Math.floor(cy - r - 1)); y <= Math.min(height - 1, cy + r + 1); y++)
      for (let x = Math.max(0, Math.floor(cx - r - 1)); x <= Math.min(width - 1, cx + r + 1); x++) {
        const share = Math.min(1, Math.max(0, r + 0.5 - Math.hypot(x + 0.5 - cx, y + 0.5 - cy)))
        const spot = y * width + x
        if (share * ink > this.covered[spot]!) this.covered[spot] = share * ink
      }
  }

  stroke(points: readonly Spot[], pen: Pen): void {
    points.slice(1).forEach((to, at) => {
      const from = points[at]!
      const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / (pen.width / 5)))
      for (let n = 0; n <= steps; n++)
        this.dot(
          { x: from.x + ((to.x - from.x) * n) / steps, y: from.y + ((to.y - from.y) * n) / steps },
          pen.width / 2,
          pen.ink,
        )
    })
  }
}

const around = (at: Spot, radius: number, angle: number): Spot => ({
  x: at.x + radius * Math.cos(angle),
  y: at.y + radius * Math.sin(angle),
})

/** Fills a circle as people do: a firm disc, a scribble, a thick spot, a tick or a cross. */
export function fill(paper: Paper, at: Spot, radius: number, pen: Pen, c: Chance): void {
  const middle = { x: at.x + c.normal() * 0.15, y: at.y + c.normal() * 0.15 }
  const how = c.of([
    'disc',
    'disc',
    'scribble',
    'scribble',
    'scribble',
    'spot',
    'spiral',
    'tick',
    'cross',
  ] as const)
  if (how === 'disc') paper.dot(middle, radius * c.between(0.85, 1.05), pen.ink)
  if (how === 'spot') paper.dot(middle, radius * c.between(0.7, 0.9), pen.ink)
  if (how === 'scribble') {
    const tilt = c.between(0, Math.PI)
    const gap = pen.width * c.between(0.8, 1.5)
    const points: Spot[] = []
    for (let s = -radius * 0.85, side = 1; s <= radius * 0.85; s += gap, side = -side) {
      const half = Math.sqrt(radius * radius - s * s) * c.between(0.8, 1.05) * side
      points.push({
        x: middle.x + s * Math.cos(tilt) - half * Math.sin(tilt),
        y: middle.y + s * Math.sin(tilt) + half * Math.cos(tilt),
      })
    }
    paper.stroke(points, pen)
  }
  if (how === 'spiral') {
    const points = Array.from({ length: 60 }, (_, n) => around(middle, (radius * 0.95 * n) / 60, n * 0.55))
    paper.stroke(points, pen)
  }
  if (how === 'tick') {
    const wide = { ...pen, width: Math.max(pen.width, 0.6) }
    paper.stroke(
      [
        around(middle, radius * 0.8, -2.9),
        around(middle, radius * 0.7, 1.5),
        around(middle, radius * c.between(0.9, 1.6), -0.9),
      ],
      wide,
    )
  }
  if (how === 'cross') {
    const wide = { ...pen, width: Math.max(pen.width, 0.55) }
    for (const angle of [0.8, 2.35]) {
      const reach = radius * c.between(0.7, 0.95)
      paper.stroke([around(middle, reach, angle), around(middle, reach, angle + Math.PI)], wide)
    }
  }
}

/** Crosses a circle out: one firm line or two, or a scribble, well beyond its edge. */
export function crossOut(paper: Paper, at: Spot, radius: number, pen: Pen, c: Chance): void {
  const lines = c.of([1, 2, 2, 3])
  for (let n = 0; n < lines; n++) {
    const angle = c.between(-0.9, 0.9) + (n * Math.PI) / lines
    const reach = radius * c.between(1.7, 2.3)
    paper.stroke([around(at, reach, angle), around(at, reach, angle + Math.PI)], pen)
  }
}

/** A scrawl such as a signature, between two heights. */
export function scrawl(paper: Paper, from: Spot, length: number, tall: number, pen: Pen, c: Chance): void {
  const points: Spot[] = []
  for (let x = 0; x < length; x += c.between(0.8, 2.4))
    points.push({ x: from.x + x + c.normal() * 0.5, y: from.y + (c.normal() * tall) / 2.6 })
  paper.stroke(points, pen)
}

/** A fingerprint: an oval of lines in ink of a pad. */
export function fingerprint(paper: Paper, at: Spot, c: Chance): void {
  const ink = c.between(0.3, 0.6)
  for (let ring = 0.6; ring < 5; ring += 0.9) {
    const points = Array.from({ length: 40 }, (_, n) => ({
      x: at.x + ring * 1.25 * Math.cos((n * Math.PI) / 19.5) + c.normal() * 0.08,
      y: at.y + ring * 0.6 * Math.sin((n * Math.PI) / 19.5) + c.normal() * 0.08,
    }))
    paper.stroke(points, { width: 0.45, ink })
  }
}
