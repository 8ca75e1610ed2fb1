import { fail, ok, type Result } from '@/lib/shared/result'
import { BUBBLES, bubblePlace, PRINT, readSheetCode, rowHeight, type SheetCode } from '../paper-print'
import { pixelsPerMillimetre, type SeenRow, seeRows } from './bubbles'
import { findMarkers, type Marker } from './markers'
import { crisp, type Grey, type Point, shadeAt } from './picture'
import { type Plane, placed, planeThrough } from './plane'
import { type RowVerdict, verdictOn } from './verdict'

/** Reads a QR code from a picture of it; given by the edge. */
export type ReadCode = (grey: Grey) => string | null
export type ReadRow = { verdict: RowVerdict; seen: SeenRow; frame: Point[] }
/** `head`: where the number of those present is written by hand; it is shown, not read. */
export type PageReading = { code: SheetCode; rows: ReadRow[]; head: Point[] }
/**
 * Why a picture is not read. no-markers: there is no sheet of ours in it; corner: a corner is missing (`values.corner`
 * counts clockwise from the top right, as the page is read); two-sheets; too-small; bent; no-code; old-sheet: printed by
 * another version.
 */
export type PictureCode =
  | 'no-markers'
  | 'corner'
  | 'two-sheets'
  | 'too-small'
  | 'bent'
  | 'no-code'
  | 'old-sheet'

/** Finest and coarsest picture that is worth reading: pixels of its longer side, pixels to a millimetre. */
export const PICTURE = { longest: 1700, perMillimetre: 2.4 } as const

/** Reads a page of a register from its picture. Yields between short steps, so that a screen stays alive. */
export function* readPage(grey: Grey, readCode: ReadCode): Generator<void, Result<PageReading, PictureCode>> {
  const markers = yield* findMarkers(grey)
  yield
  const found = planeOf(markers)
  if (!found.ok) return found
  const plane = found.value
  if (pixelsPerMillimetre(plane) < PICTURE.perMillimetre) return fail('too-small')
  const text = yield* codeText(grey, plane, readCode)
  if (text === null) return fail('no-code')
  const code = readSheetCode(text)
  if (!code) return fail(/^T\d+\./.test(text) ? 'old-sheet' : 'no-code')
  yield
  const rows = yield* seeRows(grey, plane, code.rows.length)
  return ok({
    code,
    head: headFrame(plane),
    rows: rows.map((seen, at) => ({
      seen,
      verdict: verdictOn(seen),
      frame: frameOf(plane, at, code.rows.length, seen),
    })),
  })
}

const AS_READ: Record<number, number> = { 1: 1, 2: 2, 3: 3, 0: 4 }

function planeOf(markers: readonly Marker[]): Result<Plane, PictureCode> {
  if (markers.length === 0) return fail('no-markers')
  const { size, inset } = PRINT.marker
  const { width, height } = PRINT.page
  const far = { x: width - inset - size, y: height - inset - size }
  const home = [{ x: inset, y: inset }, { x: far.x, y: inset }, far, { x: inset, y: far.y }]
  for (const id of [0, 1, 2, 3] as const) {
    const own = markers.filter((marker) => marker.id === id)
    if (own.length > 1) return fail('two-sheets')
    if (own.length === 0) return fail(markers.length < 2 ? 'no-markers' : 'corner', { corner: AS_READ[id]! })
  }
  const from = markers.flatMap(({ id }) => {
    const { x, y } = home[id]!
    return [
      { x, y },
      { x: x + size, y },
      { x: x + size, y: y + size },
      { x, y: y + size },
    ]
  })
  const to = markers.flatMap(({ corners }) => corners)
  const plane = planeThrough(from, to)
  if (!plane) return fail('bent')
  const scale = pixelsPerMillimetre(plane)
  const off = from.map((p, at) => {
    const q = placed(plane, p.x, p.y)
    return Math.hypot(q.x - to[at]!.x, q.y - to[at]!.y) / scale
  })
  return Math.max(...off) > 4 ? fail('bent') : ok(plane)
}

/** The code's part of the page, laid flat and made crisp in a few ways: where a reader of codes fails at one, it may read the next. */
function* codeText(grey: Grey, plane: Plane, readCode: ReadCode): Generator<void, string | null> {
  const { x, y, size } = PRINT.qr
  const edge = 3.5
  for (const [scale, edges] of [
    [8, 0],
    [8, 1.5],
    [11, 3],
    [6, 3],
  ] as const) {
    const side = Math.round((size + 2 * edge) * scale)
    const flat: Grey = { width: side, height: side, data: new Uint8Array(side * side) }
    for (let row = 0, at = 0; row < side; row++)
      for (let column = 0; column < side; column++, at++) {
        const spot = placed(plane, x - edge + (column + 0.5) / scale, y - edge + (row + 0.5) / scale)
        flat.data[at] = shadeAt(grey, spot.x - 0.5, spot.y - 0.5)
      }
    yield
    const text = readCode(edges === 0 ? flat : crisp(flat, Math.round(scale * 0.7), edges))
    if (text !== null) return text
  }
  return null
}

/** Where the circles of a row lie in the picture, to be shown: its corners clockwise from the page's left. */
function frameOf(plane: Plane, row: number, rows: number, { shift }: SeenRow): Point[] {
  const { y } = bubblePlace(BUBBLES[0].code, row, rows)
  const half = rowHeight(rows) / 2 + 0.6
  const [left, right] = [PRINT.columns[7] - 3, PRINT.columns[2] + 3]
  return [
    placed(plane, left + shift.x, y - half + shift.y),
    placed(plane, right + shift.x, y - half + shift.y),
    placed(plane, right + shift.x, y + half + shift.y),
    placed(plane, left + shift.x, y + half + shift.y),
  ]
}

function headFrame(plane: Plane): Point[] {
  const { x, y, width, height } = PRINT.head
  return [
    placed(plane, x, y),
    placed(plane, x + width, y),
    placed(plane, x + width, y + height),
    placed(plane, x, y + height),
  ]
}
