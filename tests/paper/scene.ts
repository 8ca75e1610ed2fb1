import type { BubbleCode } from '@/lib/workshops/paper-print'
import type { Chance } from './chance'
import { crossOut, fill, fingerprint, Paper, type Pen, scrawl } from './pen'
import type { Raster } from './printed-sheet'

/** What a row means to whoever filled it in; null where nobody may believe anything without asking. */
export type Meant = { code: BubbleCode | null; how: string }
export type Scene = { paper: Raster; rows: Meant[] }

// Measured on a printed page with a ruler, so that nothing of the reader's geometry is trusted here.
const X: Record<BubbleCode, number> = { PRESENT: 133, LATE: 119, ABSENT: 89, EXCUSED: 75 }
const RADIUS = 2.1
const TOP = 66
const CODES: readonly BubbleCode[] = ['PRESENT', 'LATE', 'ABSENT', 'EXCUSED']
const heightOf = (rows: number) => ({ 25: 7.7, 30: 6.4, 12: 9 })[rows] ?? 0

/** A register as a session leaves it: marks, signatures, corrections, slips of the pen. */
export function sceneOf(page: Raster, people: number, c: Chance): Scene {
  const paper = new Paper(page)
  const tall = heightOf(people)
  const pen: Pen = { width: c.between(0.4, 0.8), ink: c.of([0.45, 0.55, 0.65, 0.75, 0.85]) }
  const rows = Array.from({ length: people }, (_, row) => {
    const y = TOP + (row + 0.5) * tall
    const meant = mark(paper, y, pen, c)
    if (meant.code === 'PRESENT' || meant.code === 'LATE') sign(paper, y, tall, pen, c)
    if (meant.code === 'LATE') scrawl(paper, { x: c.between(99, 102), y }, 6, 3, pen, c)
    return meant
  })
  scrawl(paper, { x: 158, y: 268 }, 10, 5, pen, c)
  scrawl(paper, { x: 120, y: 282 }, 35, 7, pen, c)
  // A few specks of dirt, and now and then a line that belongs nowhere.
  for (let n = c.whole(0, 12); n > 0; n--)
    paper.dot({ x: c.between(10, 200), y: c.between(60, 270) }, c.between(0.08, 0.25), c.between(0.3, 0.7))
  if (c.odds(0.15)) stray(paper, pen, c)
  return { paper: paper.raster(), rows }
}

function mark(paper: Paper, y: number, pen: Pen, c: Chance): Meant {
  const dice = c.next()
  const code: BubbleCode = c.odds(0.75) ? 'PRESENT' : c.of(['LATE', 'ABSENT', 'ABSENT', 'EXCUSED'] as const)
  const at = { x: X[code], y }
  const other = c.of(CODES.filter((one) => one !== code))
  if (dice < 0.92) {
    fill(paper, at, RADIUS, pen, c)
    return { code, how: 'filled' }
  }
  if (dice < 0.935) return { code: null, how: 'empty' }
  if (dice < 0.955) {
    fill(paper, { x: X[other], y }, RADIUS, pen, c)
    crossOut(paper, { x: X[other], y }, RADIUS, pen, c)
    fill(paper, at, RADIUS, pen, c)
    return { code: null, how: 'corrected' }
  }
  if (dice < 0.97) {
    paper.dot(at, RADIUS * 0.95, pen.ink)
    crossOut(paper, at, RADIUS, { ...pen, width: 0.7, ink: Math.min(0.9, pen.ink + 0.1) }, c)
    return { code: null, how: 'crossed out' }
  }
  if (dice < 0.98) {
    fill(paper, at, RADIUS, pen, c)
    fill(paper, { x: X[other], y }, RADIUS, pen, c)
    return { code: null, how: 'two' }
  }
  if (dice < 0.99) {
    paper.stroke(
      [
        { x: 70, y: y + c.normal() * 0.5 },
        { x: 192, y: y + c.normal() * 0.5 },
      ],
      pen,
    )
    return { code: null, how: 'struck through' }
  }
  // The touch of a pen that went elsewhere, or what a rubber left.
  if (c.odds(0.5))
    paper.dot({ x: at.x + c.normal() * 0.3, y: at.y + c.normal() * 0.3 }, c.between(0.3, 0.5), pen.ink)
  else paper.dot(at, RADIUS * 0.9, c.between(0.05, 0.14))
  return { code: null, how: 'hardly touched' }
}

function sign(paper: Paper, y: number, tall: number, pen: Pen, c: Chance): void {
  if (c.odds(0.25)) {
    fingerprint(paper, { x: c.between(20, 55), y }, c)
    return
  }
  const length = c.between(18, 44)
  scrawl(paper, { x: c.between(12, 64 - length), y: y + c.normal() * 0.5 }, length, tall * 0.7, pen, c)
}

function stray(paper: Paper, pen: Pen, c: Chance): void {
  const from = { x: c.between(20, 190), y: c.between(70, 250) }
  const angle = c.between(0, Math.PI * 2)
  const length = c.between(8, 60)
  paper.stroke([from, { x: from.x + length * Math.cos(angle), y: from.y + length * Math.sin(angle) }], pen)
}
