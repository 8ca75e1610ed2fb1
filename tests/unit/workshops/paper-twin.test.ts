import { beforeAll, describe, expect, it } from 'vitest'
import { type BubbleCode, readSheetCode, sheetCode } from '@/lib/workshops/paper-print'
import type { Grey } from '@/lib/workshops/paper-twin/picture'
import type { PageReading } from '@/lib/workshops/paper-twin/reading'
import { halved, photograph } from '../../paper/camera'
import { chance } from '../../paper/chance'
import { judge, readNow } from '../../paper/judged'
import { Paper } from '../../paper/pen'
import { FINENESS, printedSheet, printOf, type Raster } from '../../paper/printed-sheet'
import { type Meant, sceneOf } from '../../paper/scene'

const PEN = 0.7
const X: Record<BubbleCode, number> = { PRESENT: 133, LATE: 119, ABSENT: 89, EXCUSED: 75 }
const y = (row: number) => 66 + (row - 0.5) * 7.7
let sheet: Raster
beforeAll(async () => {
  sheet = await printedSheet(25)
})

/** The paper as a scanner has it: flat and even. */
function scanned(paper: Raster): Grey {
  const { width, height, data } = halved(paper)
  return { width, height, data: Uint8Array.from(data) }
}

function read(grey: Grey): PageReading {
  const page = readNow(grey)
  if (!page.ok) throw new Error(page.code)
  return page.value
}

const marked = (draw: (paper: Paper) => void) => {
  const paper = new Paper(sheet)
  draw(paper)
  return paper.raster()
}
const verdicts = ({ rows }: PageReading) =>
  rows.map(({ verdict }) => (verdict.kind === 'sure' ? verdict.code : verdict.why))

describe('a sheet of paper', () => {
  it('is found again where the template printed it: its code, and nothing in any circle', () => {
    const page = read(scanned(sheet))
    const { sessionId, people } = printOf(25)
    expect(page.code).toEqual(readSheetCode(sheetCode(sessionId, 1, people)))
    expect(verdicts(page)).toEqual(Array.from({ length: 25 }, () => 'none'))
    const ink = page.rows.flatMap(({ seen }) => seen.bubbles.map((bubble) => bubble.ink))
    expect(Math.max(...ink)).toBeLessThan(0.02)
    expect(Math.max(...page.rows.map(({ seen }) => Math.hypot(seen.shift.x, seen.shift.y)))).toBeLessThan(0.5)
  })

  it('says what was filled in, and asks about two marks, none, a touch of the pen and what was crossed out', () => {
    const paper = marked((on) => {
      on.dot({ x: X.PRESENT, y: y(1) }, 2, PEN)
      on.dot({ x: X.LATE, y: y(2) }, 2, PEN)
      on.dot({ x: X.ABSENT, y: y(3) }, 2, PEN)
      on.dot({ x: X.EXCUSED, y: y(4) }, 2, PEN)
      on.dot({ x: X.PRESENT, y: y(5) }, 2, PEN)
      on.dot({ x: X.ABSENT, y: y(5) }, 2, PEN)
      on.dot({ x: X.PRESENT, y: y(6) }, 0.6, PEN)
      on.dot({ x: X.PRESENT, y: y(7) }, 2, PEN)
      on.stroke(
        [
          { x: X.PRESENT - 4, y: y(7) - 2 },
          { x: X.PRESENT + 4, y: y(7) + 2 },
        ],
        { width: 0.6, ink: PEN },
      )
      on.stroke(
        [
          { x: 70, y: y(8) },
          { x: 190, y: y(8) },
        ],
        { width: 0.6, ink: PEN },
      )
    })
    const said = verdicts(read(scanned(paper)))
    expect(said.slice(0, 4)).toEqual(['PRESENT', 'LATE', 'ABSENT', 'EXCUSED'])
    expect(said.slice(4, 9)).toEqual(['two', 'weak', 'crossed', 'two', 'none'])
  })

  it('believes nobody where the paper is folded over a whole row', () => {
    const full = marked((on) => {
      for (let row = 1; row <= 25; row++) on.dot({ x: row % 2 ? X.PRESENT : X.ABSENT, y: y(row) }, 2, PEN)
    })
    const meant: Meant[] = Array.from({ length: 25 }, (_, at) => ({
      code: at % 2 ? 'ABSENT' : 'PRESENT',
      how: 'filled',
    }))
    const lost = Math.round(7.7 * FINENESS)
    const from = Math.round((66 + 12 * 7.7) * FINENESS)
    // Once with the whole foot of the page drawn up, once as if its corners had stayed where they were.
    for (const until of [297, 272]) {
      const data = Float32Array.from(full.data)
      data.copyWithin(from * full.width, (from + lost) * full.width, until * FINENESS * full.width)
      expect(judge(readNow(scanned({ ...full, data })), meant, `folded ${until}`).amiss).toEqual([])
    }
  })

  it('is refused in words that say what to do', () => {
    const flat = scanned(sheet)
    const painted = (left: number, top: number, right: number, bottom: number): Grey => {
      const data = Uint8Array.from(flat.data)
      const fine = FINENESS / 2
      for (let line = top * fine; line < bottom * fine; line++)
        data.fill(250, line * flat.width + left * fine, line * flat.width + right * fine)
      return { ...flat, data }
    }
    const refused = (grey: Grey) => {
      const page = readNow(grey)
      return page.ok ? null : [page.code, page.values?.corner ?? null]
    }
    expect(refused({ width: 300, height: 400, data: new Uint8Array(120_000).fill(200) })).toEqual([
      'no-markers',
      null,
    ])
    expect(refused(painted(185, 5, 210, 25))).toEqual(['corner', 1])
    expect(refused(painted(185, 272, 210, 292))).toEqual(['corner', 2])
    expect(refused(painted(0, 272, 25, 292))).toEqual(['corner', 3])
    expect(refused(painted(0, 5, 25, 25))).toEqual(['corner', 4])
    expect(refused(painted(5, 24, 42, 58))).toEqual(['no-code', null])
    const small = scanned({ ...halved(sheet) })
    expect(refused(small)).toEqual(['too-small', null])
  })

  // The short form of `npm run test:paper`.
  it.each([2, 4, 106, 117])('is read from picture %i without one row believed wrongly', async (seed) => {
    const c = chance(seed)
    const { paper, rows } = sceneOf(sheet, 25, c)
    const { grey, told } = await photograph(paper, c)
    const { sum, amiss } = judge(readNow(grey), rows, told)
    expect(amiss).toEqual([])
    expect(sum).toMatchObject({ refused: 0, wrong: 0, believed: 0 })
  })
})
