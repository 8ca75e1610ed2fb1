import { BUBBLES, type BubbleCode, bubblePlace, PRINT, rowHeight } from '../paper-print'
import { cutOut, type Grey, inkOf, shadeAt } from './picture'
import { type Plane, placed } from './plane'

/** What is seen of one circle; shares are of 0 to 1. */
export type Bubble = {
  code: BubbleCode
  /** How much of its inside is inked. */
  ink: number
  /** The same for its outer part alone: a mark reaches there, the touch of a pen does not. */
  spread: number
  /** How clearly its printed outline is seen. */
  ring: number
  /** How often ink crosses the line just outside of it. */
  crossings: number
}
/** A row as it is seen. `slip`: in millimetres, how far two ways of finding it lie apart. */
export type SeenRow = {
  bubbles: Bubble[]
  slip: number
  shift: { x: number; y: number }
  /** The rows of the page begin and end where they should: none was lost in a fold. */
  held: boolean
}

const RADIUS = PRINT.circle / 2
const around = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    x: Math.cos((at * 2 * Math.PI) / count),
    y: Math.sin((at * 2 * Math.PI) / count),
  }))
const COARSE = around(16)
const FINE = around(40)
/** Places evenly spread over the inside, as shares of the radius. */
const INSIDE = [0.12, 0.3, 0.45, 0.58, 0.7].flatMap((share, at) =>
  around(4 + at * 5).map(({ x, y }) => ({ x: x * share, y: y * share })),
)
/** How many of them lie within half of it. */
const INNER = 4 + 9 + 14
/** Ink is what is a fifth darker than the paper; what is two fifths darker counts whole. */
const [FAINT, DARK] = [0.17, 0.38]

type Shift = { x: number; y: number }
type Page = { ink: Grey; left: number; top: number; plane: Plane; rows: number }

/**
 * The circles of every row. The page may be bent: each row is looked for near where its neighbour was found, once from the
 * top and once from the bottom, and both must come to the same place.
 */
export function* seeRows(grey: Grey, plane: Plane, rows: number): Generator<void, SeenRow[]> {
  const page = yield* pageOf(grey, plane, rows)
  yield
  const down: Shift[] = []
  const up: Shift[] = []
  let last: Shift = { x: 0, y: 0 }
  for (let row = 0; row < rows; row++) {
    last = follow(page, row, last)
    down.push(last)
    if (row % 8 === 7) yield
  }
  last = { x: 0, y: 0 }
  for (let row = rows - 1; row >= 0; row--) {
    last = follow(page, row, last)
    up[row] = last
    if (row % 8 === 0) yield
  }
  const seen: SeenRow[] = []
  for (let row = 0; row < rows; row++) {
    const [a, b] = [down[row]!, up[row]!]
    const shift = ringOf(page, row, a) >= ringOf(page, row, b) ? a : b
    const bubbles = BUBBLES.map(({ code }) => bubbleAt(page, row, code, shift))
    seen.push({ bubbles, slip: Math.hypot(a.x - b.x, a.y - b.y), shift, held: true })
    if (row % 8 === 7) yield
  }
  const held = isHeld(page, seen)
  return seen.map((row) => ({ ...row, held }))
}

/** What the first and the last row must show of what the others show, and what may be seen where no row is. */
const [ENDS, BEYOND] = [0.4, 0.085]

// Circles in the first and in the last row as in the others, and none where the next row would be.
function isHeld(page: Page, seen: readonly SeenRow[]): boolean {
  const [first, last] = [seen[0], seen.at(-1)]
  if (!first || !last) return true
  const rings = seen.map(({ shift }, row) => ringOf(page, row, shift))
  const usual = rings.toSorted((a, b) => a - b)[rings.length >> 1]!
  const beyond = [ringOf(page, -1, first.shift), ringOf(page, page.rows, last.shift)]
  return (
    Math.min(rings[0]!, rings.at(-1)!) >= Math.max(BEYOND, ENDS * usual) &&
    Math.max(...beyond) < Math.max(BEYOND, ENDS * usual)
  )
}

// Only the part of the picture that holds circles is worked on.
function* pageOf(grey: Grey, plane: Plane, rows: number): Generator<void, Page> {
  const { columns, rows: band } = PRINT
  const [right, left] = [columns[2] + 6, columns[7] - 6]
  const [top, bottom] = [band.top - 12, band.top + rows * rowHeight(rows) + 12]
  const corners = [
    placed(plane, left, top),
    placed(plane, right, top),
    placed(plane, right, bottom),
    placed(plane, left, bottom),
  ]
  const xs = corners.map(({ x }) => x)
  const ys = corners.map(({ y }) => y)
  const part = cutOut(grey, Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys))
  return {
    ink: yield* inkOf(part.grey, 7.5 * pixelsPerMillimetre(plane)),
    left: part.x,
    top: part.y,
    plane,
    rows,
  }
}

/** How fine the picture is in the middle of the page. */
export function pixelsPerMillimetre(plane: Plane): number {
  const { width, height } = PRINT.page
  const a = placed(plane, width / 2 - 5, height / 2)
  const b = placed(plane, width / 2 + 5, height / 2)
  const c = placed(plane, width / 2, height / 2 + 10)
  const d = placed(plane, width / 2, height / 2)
  return Math.min(Math.hypot(a.x - b.x, a.y - b.y), Math.hypot(c.x - d.x, c.y - d.y)) / 10
}

function inkAt(page: Page, x: number, y: number): number {
  const spot = placed(page.plane, x, y)
  return shadeAt(page.ink, spot.x - page.left - 0.5, spot.y - page.top - 0.5) / 255
}

type Spot = { x: number; y: number }

// A printed outline: ink on it, none just outside. What is inside says nothing here, for it may be filled.
function ringAt(page: Page, at: Spot, directions: readonly Spot[]): number {
  let on = 0
  let outside = 0
  for (const { x, y } of directions) {
    on += Math.min(0.6, inkAt(page, at.x + x * RADIUS, at.y + y * RADIUS))
    outside += Math.min(0.6, inkAt(page, at.x + x * RADIUS * 1.34, at.y + y * RADIUS * 1.34))
  }
  return (on - outside) / directions.length
}

function ringOf(page: Page, row: number, shift: Shift): number {
  let sum = 0
  for (const { code } of BUBBLES) {
    const { x, y } = bubblePlace(code, row, page.rows)
    sum += ringAt(page, { x: x + shift.x, y: y + shift.y }, COARSE)
  }
  return sum / BUBBLES.length
}

/** The best place of a row near a shift that is known: within a millimetre and a half, then finer. */
function follow(page: Page, row: number, from: Shift): Shift {
  let best = from
  let most = ringOf(page, row, from) + 0.01
  const look = (around: Shift, reach: number, step: number) => {
    for (let dy = -reach; dy <= reach + 1e-9; dy += step)
      for (let dx = -reach; dx <= reach + 1e-9; dx += step) {
        const shift = { x: around.x + dx, y: around.y + dy }
        const ring = ringOf(page, row, shift)
        if (ring > most) {
          most = ring
          best = shift
        }
      }
  }
  look(from, 1.6, 0.4)
  look(best, 0.3, 0.1)
  return best
}

function bubbleAt(page: Page, row: number, code: BubbleCode, shift: Shift): Bubble {
  const home = bubblePlace(code, row, page.rows)
  let at = { x: home.x + shift.x, y: home.y + shift.y }
  let ring = ringAt(page, at, FINE)
  const near = at
  for (let dy = -0.6; dy <= 0.61; dy += 0.2)
    for (let dx = -0.6; dx <= 0.61; dx += 0.2) {
      const spot = { x: near.x + dx, y: near.y + dy }
      const found = ringAt(page, spot, FINE) - 0.02 * Math.hypot(dx, dy)
      if (found > ring) {
        ring = found
        at = spot
      }
    }
  const darkness = INSIDE.map(({ x, y }) => {
    const dark = (inkAt(page, at.x + x * RADIUS, at.y + y * RADIUS) - FAINT) / (DARK - FAINT)
    return Math.min(1, Math.max(0, dark))
  })
  const mean = (list: readonly number[]) => list.reduce((sum, dark) => sum + dark, 0) / list.length
  const line = FINE.map(({ x, y }) => inkAt(page, at.x + x * RADIUS * 1.36, at.y + y * RADIUS * 1.36) > 0.25)
  const crossings = line.filter((inked, k) => inked && !line[(k + 1) % line.length]).length
  return { code, ink: mean(darkness), spread: mean(darkness.slice(INNER)), ring, crossings }
}
