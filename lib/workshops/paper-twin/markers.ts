import { type MarkerId, markerCells } from '../paper-print'
import { type Grey, type Point, shadeAt } from './picture'
import { placed, planeThrough } from './plane'

/** A marker of a corner: its own corners clockwise from its top left, as the page stands upright. */
export type Marker = { id: MarkerId; corners: Point[] }

const IDS: readonly MarkerId[] = [0, 1, 2, 3]
const CELLS = 8
const UNIT = [
  { x: 0, y: 0 },
  { x: CELLS, y: 0 },
  { x: CELLS, y: CELLS },
  { x: 0, y: CELLS },
]
/** Two markers differ in at least twelve of thirty-six cells: four misread ones are still nobody else's. */
const MOST_MISREAD = 4
const SMALLEST = 14

/**
 * What a place is compared with, and how much darker it must be: half the width around it as a part of the picture, and a
 * share of the brightness there. The next is tried where those before miss a corner.
 */
const VIEWS = [
  { part: 36, share: 0.8 },
  { part: 18, share: 0.7 },
  { part: 60, share: 0.7 },
  { part: 36, share: 0.6 },
] as const

/**
 * The markers of sheets in a picture: dark quadrangles that say one of the four corners. Beside the edge of a shadow one
 * window takes paper for ink where another does not. Yields between its steps.
 */
export function* findMarkers(grey: Grey): Generator<void, Marker[]> {
  const sums = sumsOf(grey)
  const longest = Math.max(grey.width, grey.height)
  const found: Marker[] = []
  for (const { part, share } of VIEWS) {
    yield
    const dark = darkPlaces(grey, sums, Math.max(8, Math.round(longest / part)), share)
    yield
    let seen = 0
    for (const blot of blots(dark, grey.width, grey.height)) {
      if (++seen % 60 === 0) yield
      const quad = quadOf(blot)
      const marker = quad && read(grey, quad)
      if (marker && !found.some((other) => isSame(other, marker))) found.push(marker)
    }
    if (IDS.every((id) => found.some((marker) => marker.id === id))) break
  }
  return found
}

function isSame(one: Marker, other: Marker): boolean {
  const [a, b] = [one.corners[0]!, other.corners[0]!]
  return one.id === other.id && Math.hypot(a.x - b.x, a.y - b.y) < SMALLEST
}

/** Sums of everything above and before each place. */
function sumsOf({ width, height, data }: Grey): Float64Array {
  const sums = new Float64Array((width + 1) * (height + 1))
  for (let y = 0; y < height; y++) {
    let row = 0
    for (let x = 0; x < width; x++) {
      row += data[y * width + x]!
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1]! + row
    }
  }
  return sums
}

function darkPlaces(
  { width, height, data }: Grey,
  sums: Float64Array,
  half: number,
  share: number,
): Uint8Array {
  const dark = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - half) * (width + 1)
    const low = Math.min(height, y + half + 1) * (width + 1)
    const tall = (low - top) / (width + 1)
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - half)
      const right = Math.min(width, x + half + 1)
      const sum = sums[low + right]! - sums[low + left]! - sums[top + right]! + sums[top + left]!
      if (data[y * width + x]! * tall * (right - left) < sum * share) dark[y * width + x] = 1
    }
  }
  return dark
}

type Blot = { top: number; left: number[]; right: number[] }

// Patches of dark that hang together and may be a marker by their size, as their outermost pixels of each line.
function* blots(dark: Uint8Array, width: number, height: number): Generator<Blot> {
  const queue = new Int32Array(dark.length)
  const largest = Math.max(width, height) / 5
  // Nothing is dark at the picture's own edge, so that no step leads around it.
  const around = [-1, 1, -width, width]
  for (let x = 0; x < width; x++) dark[x] = dark[dark.length - 1 - x] = 0
  for (let at = 0; at < dark.length; at += width) dark[at] = dark[at + width - 1] = 0
  for (let seed = 0; seed < dark.length; seed++) {
    if (dark[seed] !== 1) continue
    let end = 1
    queue[0] = seed
    dark[seed] = 2
    let [x0, x1, y0, y1] = [width, 0, height, 0]
    for (let at = 0; at < end; at++) {
      const spot = queue[at]!
      const x = spot % width
      const y = (spot - x) / width
      if (x < x0) x0 = x
      if (x > x1) x1 = x
      if (y < y0) y0 = y
      if (y > y1) y1 = y
      for (const step of around) {
        const next = spot + step
        if (dark[next] !== 1) continue
        dark[next] = 2
        queue[end] = next
        end++
      }
    }
    const wide = x1 - x0 + 1
    const tall = y1 - y0 + 1
    if (wide < SMALLEST || tall < SMALLEST || wide > largest || tall > largest) continue
    if (end < 0.2 * wide * tall || wide > 3 * tall || tall > 3 * wide) continue
    const left = new Array<number>(tall).fill(width)
    const right = new Array<number>(tall).fill(-1)
    for (let at = 0; at < end; at++) {
      const x = queue[at]! % width
      const line = (queue[at]! - x) / width - y0
      if (x < left[line]!) left[line] = x
      if (x > right[line]!) right[line] = x
    }
    yield { top: y0, left, right }
  }
}

const turn = (a: Point, b: Point, c: Point) => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)

function area(points: readonly Point[]): number {
  return points.reduce((sum, p, at) => {
    const q = points[(at + 1) % points.length]!
    return sum + (p.x * q.y - q.x * p.y) / 2
  }, 0)
}

/** The quadrangle that a blot is, its corners clockwise as the picture shows them; null where it is another shape. */
function quadOf({ top, left, right }: Blot): Point[] | null {
  const hull = hullOf(
    left.flatMap((x, line) => [
      { x, y: top + line },
      { x: right[line]! + 1, y: top + line },
      { x, y: top + line + 1 },
      { x: right[line]! + 1, y: top + line + 1 },
    ]),
  )
  const whole = area(hull)
  const quad = [...hull]
  while (quad.length > 4) {
    let least = 0
    let smallest = Number.POSITIVE_INFINITY
    quad.forEach((point, at) => {
      const before = quad[(at + quad.length - 1) % quad.length]!
      const after = quad[(at + 1) % quad.length]!
      const lost = Math.abs(turn(before, point, after))
      if (lost < smallest) {
        smallest = lost
        least = at
      }
    })
    quad.splice(least, 1)
  }
  if (quad.length < 4 || area(quad) < 0.86 * whole) return null
  const sides = quad.map((p, at) => Math.hypot(p.x - quad[(at + 1) % 4]!.x, p.y - quad[(at + 1) % 4]!.y))
  return Math.min(...sides) < SMALLEST * 0.7 || Math.max(...sides) > 2.6 * Math.min(...sides) ? null : quad
}

// Andrew's chain; clockwise where y grows downwards.
function hullOf(points: Point[]): Point[] {
  const sorted = points.sort((a, b) => a.x - b.x || a.y - b.y)
  const half = (list: readonly Point[]) => {
    const chain: Point[] = []
    for (const point of list) {
      while (chain.length > 1 && turn(chain.at(-2)!, chain.at(-1)!, point) <= 0) chain.pop()
      chain.push(point)
    }
    chain.pop()
    return chain
  }
  return [...half(sorted), ...half(sorted.toReversed())]
}

function read(grey: Grey, quad: readonly Point[]): Marker | null {
  const plane = planeThrough(UNIT, quad)
  if (!plane) return null
  const shade = (column: number, row: number) => {
    let sum = 0
    for (const dx of [0.3, 0.5, 0.7])
      for (const dy of [0.3, 0.5, 0.7]) {
        const { x, y } = placed(plane, column + dx, row + dy)
        sum += shadeAt(grey, x - 0.5, y - 0.5)
      }
    return sum / 9
  }
  const shades = Array.from({ length: CELLS }, (_, row) =>
    Array.from({ length: CELLS }, (_, column) => shade(column, row)),
  )
  const all = shades.flat()
  const [least, most] = [Math.min(...all), Math.max(...all)]
  if (most - least < 30) return null
  const middle = (least + most) / 2
  const cells = shades.map((row) => row.map((value) => value < middle))
  for (const id of IDS) {
    const wanted = markerCells(id)
    let seen = cells
    for (let turned = 0; turned < 4; turned++) {
      const misread = seen.flat().filter((black, at) => black !== wanted[Math.floor(at / CELLS)]![at % CELLS])
      // What was turned so often to stand upright began at that corner.
      if (misread.length <= MOST_MISREAD)
        return { id, corners: [0, 1, 2, 3].map((at) => quad[(at + turned) % 4]!) }
      seen = turnedLeft(seen)
    }
  }
  return null
}

function turnedLeft(cells: boolean[][]): boolean[][] {
  return Array.from({ length: CELLS }, (_, row) =>
    Array.from({ length: CELLS }, (_, column) => cells[column]![CELLS - 1 - row]!),
  )
}
