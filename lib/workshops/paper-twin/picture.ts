/** A picture in shades of grey, 0 black to 255 white, row by row. */
export type Grey = { width: number; height: number; data: Uint8Array }
export type Point = { x: number; y: number }

/** Shades of grey of a picture in red, green, blue and opacity. Blue ink is darkest in red, so red counts more than the eye has it. */
export function greyOf(rgba: ArrayLike<number>, width: number, height: number): Grey {
  const data = new Uint8Array(width * height)
  for (let at = 0, from = 0; at < data.length; at++, from += 4)
    data[at] = (rgba[from]! * 90 + rgba[from + 1]! * 130 + rgba[from + 2]! * 36) >> 8
  return { width, height, data }
}

/** The brightness at a place between pixels; outside the picture its edge goes on. */
export function shadeAt({ width, height, data }: Grey, x: number, y: number): number {
  const cx = Math.min(Math.max(x, 0), width - 1.001)
  const cy = Math.min(Math.max(y, 0), height - 1.001)
  const x0 = cx | 0
  const y0 = cy | 0
  const fx = cx - x0
  const fy = cy - y0
  const at = y0 * width + x0
  const top = data[at]! * (1 - fx) + data[at + 1]! * fx
  const low = data[at + width]! * (1 - fx) + data[at + width + 1]! * fx
  return top * (1 - fy) + low * fy
}

/** The part of a picture within a frame, whole pixels, cut to what there is. */
export function cutOut(grey: Grey, left: number, top: number, right: number, bottom: number) {
  const x0 = Math.max(0, Math.floor(left))
  const y0 = Math.max(0, Math.floor(top))
  const width = Math.max(2, Math.min(grey.width, Math.ceil(right)) - x0)
  const height = Math.max(2, Math.min(grey.height, Math.ceil(bottom)) - y0)
  const data = new Uint8Array(width * height)
  for (let y = 0; y < height; y++)
    data.set(grey.data.subarray((y0 + y) * grey.width + x0, (y0 + y) * grey.width + x0 + width), y * width)
  return { x: x0, y: y0, grey: { width, height, data } }
}

/** Each pixel becomes the mean of the three by three around it: grain goes, strokes stay. */
export function smoothed({ width, height, data }: Grey): Grey {
  const across = new Uint16Array(data.length)
  for (let y = 0; y < height; y++)
    for (let x = 0, at = y * width; x < width; x++, at++)
      across[at] = data[x > 0 ? at - 1 : at]! + data[at]! + data[x < width - 1 ? at + 1 : at]!
  const out = new Uint8Array(data.length)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++)
      out[at] =
        (across[y > 0 ? at - width : at]! + across[at]! + across[y < height - 1 ? at + width : at]!) / 9
  return { width, height, data: out }
}

/** Edges made stronger against the mean of so many pixels around: what a lens softened comes apart again. */
export function crisp({ width, height, data }: Grey, reach: number, by: number): Grey {
  const sums = new Float64Array((width + 1) * (height + 1))
  for (let y = 0; y < height; y++)
    for (let x = 0, row = 0; x < width; x++) {
      row += data[y * width + x]!
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1]! + row
    }
  const out = new Uint8ClampedArray(data.length)
  for (let y = 0; y < height; y++) {
    const [top, low] = [Math.max(0, y - reach), Math.min(height, y + reach + 1)]
    for (let x = 0; x < width; x++) {
      const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)]
      const at = (line: number, column: number) => sums[line * (width + 1) + column]!
      const mean =
        (at(low, right) - at(low, left) - at(top, right) + at(top, left)) / ((low - top) * (right - left))
      const shade = data[y * width + x]!
      out[y * width + x] = shade + by * (shade - mean)
    }
  }
  return { width, height, data: new Uint8Array(out.buffer) }
}

/**
 * How much darker each pixel is than the paper around it, 0 to 255. The paper is what stays when everything narrower than
 * `reach` pixels is closed, so the edge of a shadow is paper too and only what was put on it is not.
 */
export function* inkOf(grey: Grey, reach: number): Generator<void, Grey> {
  const half = Math.max(1, Math.round(reach / 2))
  const soft = smoothed(grey)
  let paper = soft
  for (const brightest of [true, false])
    for (const axis of [1, 0] as const) {
      yield
      paper = extreme(paper, half, axis, brightest)
    }
  yield
  const data = new Uint8Array(soft.data.length)
  for (let at = 0; at < data.length; at++) {
    const white = Math.max(24, paper.data[at]!)
    data[at] = Math.max(0, Math.min(255, ((white - soft.data[at]!) * 255) / white))
  }
  // The brightest of a place is its grain's brightest: what empty paper shows on the middle is taken off everywhere.
  const grain = middleOf(data)
  for (let at = 0; at < data.length; at++) data[at] = Math.max(0, data[at]! - grain)
  return { width: grey.width, height: grey.height, data }
}

function middleOf(data: Uint8Array): number {
  const counts = new Uint32Array(256)
  for (const shade of data) counts[shade]!++
  let passed = 0
  return counts.findIndex((count) => {
    passed += count
    return passed * 2 >= data.length
  })
}

// The brightest or darkest within `half` pixels to both sides, along one axis; van Herk's way, a few steps a pixel.
function extreme({ width, height, data }: Grey, half: number, axis: 0 | 1, brightest: boolean): Grey {
  const out = new Uint8Array(data.length)
  const length = axis === 0 ? width : height
  const lines = axis === 0 ? height : width
  const step = axis === 0 ? 1 : width
  const next = axis === 0 ? width : 1
  const window = 2 * half + 1
  const padded = Math.ceil((length + 2 * half) / window) * window
  const line = new Uint8Array(padded)
  const ahead = new Uint8Array(padded)
  const behind = new Uint8Array(padded)
  const void0 = brightest ? 0 : 255
  const better = brightest ? Math.max : Math.min
  for (let n = 0; n < lines; n++) {
    const from = n * next
    line.fill(void0)
    for (let k = 0; k < length; k++) line[k + half] = data[from + k * step]!
    for (let k = 0; k < padded; k++) ahead[k] = k % window === 0 ? line[k]! : better(ahead[k - 1]!, line[k]!)
    for (let k = padded - 1; k >= 0; k--)
      behind[k] = k % window === window - 1 ? line[k]! : better(behind[k + 1] ?? void0, line[k]!)
    for (let k = 0; k < length; k++) out[from + k * step] = better(behind[k]!, ahead[k + window - 1]!)
  }
  return { width, height, data: out }
}
