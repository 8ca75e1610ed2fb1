/** A picture in the reader's direction, as shapes on a sheet of points: one drawing for the page, the PDF and the text file. */
export type Drawing = {
  id: string
  title: string
  /** The whole picture in words; the table beside it has the figures. */
  alt: string
  width: number
  height: number
  shapes: Shape[]
}

export type Shape =
  | { kind: 'box'; x: number; y: number; w: number; h: number; look: 'solid' | 'hollow' | 'soft' }
  | {
      kind: 'line'
      x1: number
      y1: number
      x2: number
      y2: number
      look: 'axis' | 'mark' | 'dash' | 'whisker'
    }
  | { kind: 'dot'; x: number; y: number; r: number; look: 'solid' | 'hollow' }
  | {
      kind: 'text'
      /** The point the text is held at, and its middle line. */
      x: number
      y: number
      text: string
      hold: 'left' | 'middle' | 'right'
      look: 'plain' | 'strong' | 'quiet'
    }

type Hold = 'start' | 'middle' | 'end'

/** Draws as if from left to right; in Persian everything but the letters is turned over. */
export class Sheet {
  readonly shapes: Shape[] = []
  constructor(
    readonly width: number,
    private readonly rtl: boolean,
  ) {}

  private x(at: number): number {
    return round(this.rtl ? this.width - at : at)
  }

  box(x: number, y: number, w: number, h: number, look: 'solid' | 'hollow' | 'soft'): void {
    const from = this.rtl ? this.width - x - w : x
    this.shapes.push({ kind: 'box', x: round(from), y: round(y), w: round(w), h: round(h), look })
  }

  line(x1: number, y1: number, x2: number, y2: number, look: 'axis' | 'mark' | 'dash' | 'whisker'): void {
    this.shapes.push({ kind: 'line', x1: this.x(x1), y1: round(y1), x2: this.x(x2), y2: round(y2), look })
  }

  dot(x: number, y: number, r: number, look: 'solid' | 'hollow'): void {
    this.shapes.push({ kind: 'dot', x: this.x(x), y: round(y), r, look })
  }

  text(x: number, y: number, text: string, hold: Hold, look: 'plain' | 'strong' | 'quiet' = 'plain'): void {
    const side = { start: this.rtl ? 'right' : 'left', middle: 'middle', end: this.rtl ? 'left' : 'right' }[
      hold
    ] as 'left' | 'middle' | 'right'
    this.shapes.push({ kind: 'text', x: this.x(x), y: round(y), text, hold: side, look })
  }
}

const round = (value: number) => Math.round(value * 100) / 100
