import sharp from 'sharp'
import type { Grey } from '@/lib/workshops/paper-twin/picture'
import type { Chance } from './chance'
import { FINENESS, type Raster } from './printed-sheet'

type Bend = (x: number, y: number) => [number, number]
/** How a picture was taken, in words for whoever reads of a failure. */
export type Shot = { grey: Grey; told: string }

/** Half as fine: what lies between two pixels of the lens. */
export function halved({ width, height, data }: Raster): Raster {
  const [w, h] = [width / 2, height / 2]
  const out = new Float32Array(w * h)
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const at = 2 * y * width + 2 * x
      out[y * w + x] = (data[at]! + data[at + 1]! + data[at + width]! + data[at + width + 1]!) / 4
    }
  return { width: w, height: h, data: out }
}

/** A photograph of the paper: turned, aslant, bent and folded, in uneven light, blurred, grainy, and packed as JPEG. */
export async function photograph(paper: Raster, c: Chance): Promise<Shot> {
  const small = halved(paper)
  const fine = FINENESS / 2
  const long = c.whole(1250, 1600)
  const turned = c.of([0, 0, 0, 0, 90, 180, 270]) + c.normal() * 5
  const upright = (Math.round(turned / 90) % 2 === 0) === c.odds(0.9)
  const [width, height] = upright ? [Math.round(long * 0.75), long] : [long, Math.round(long * 0.75)]
  const fits = Math.min(width, height) / 210
  const scale = Math.min(fits, Math.max(width, height) / 297) * c.between(0.72, 0.9)
  const lean = { x: c.normal() * 0.00028, y: c.normal() * 0.00026 }
  const [cos, sin] = [Math.cos((turned * Math.PI) / 180) * scale, Math.sin((turned * Math.PI) / 180) * scale]
  const fitting = upright === (Math.round(turned / 90) % 2 === 0) ? 1 : 0.72
  const middle = { x: width / 2 + c.normal() * 12, y: height / 2 + c.normal() * 12 }
  // From the picture back to the page: the turn first, then the lean.
  const back = (px: number, py: number): [number, number] => {
    const ux = (px - middle.x) / fitting
    const uy = (py - middle.y) / fitting
    const s2 = cos * cos + sin * sin
    const ex = (ux * cos + uy * sin) / s2
    const ey = (-ux * sin + uy * cos) / s2
    const w = 1 - lean.x * ex - lean.y * ey
    return [105 + ex / w, 148.5 + ey / w]
  }
  const { bend, crease, told } = bending(c)
  const light = lighting(width, height, c)
  const desk = c.between(40, 190)
  const white = c.between(0.72, 0.98)
  const grain = c.between(1.5, 9)
  const shaded = new Float32Array(width * height)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      const [mx, my] = back(x + 0.5, y + 0.5)
      let [sx, sy] = [mx, my]
      const near = mx > -20 && my > -20 && mx < 230 && my < 317
      for (let n = 0; near && n < 2; n++) {
        const [dx, dy] = bend(sx, sy)
        sx = mx - dx
        sy = my - dy
      }
      const on = sx > 0 && sy > 0 && sx < 210 && sy < 297
      const shade = on ? sampled(small, sx * fine - 0.5, sy * fine - 0.5) * white * crease(sx, sy) : desk
      shaded[at] = light(x, y, shade)
    }
  const grey = new Uint8Array(shaded.length)
  const gamma = c.between(0.85, 1.15)
  const lens = c.between(0.3, 1.35)
  const soft = blurred({ width, height, data: shaded }, lens)
  const tone = Float32Array.from({ length: 1024 }, (_, n) => 255 * (n / 1023) ** gamma)
  const grains = Float32Array.from({ length: 65_536 }, () => c.normal() * grain)
  for (let at = 0; at < grey.length; at++) {
    // A step that shares nothing with the width: no pattern comes of it.
    const noise = grains[(at * 40_503) & 65_535]!
    grey[at] = Math.max(0, Math.min(255, tone[Math.max(0, Math.min(1023, (soft[at]! * 4.01) | 0))]! + noise))
  }
  const quality = c.whole(45, 92)
  const jpeg = await sharp(grey, { raw: { width, height, channels: 1 } })
    .jpeg({ quality })
    .toBuffer()
  const { data, info } = await sharp(jpeg).greyscale().raw().toBuffer({ resolveWithObject: true })
  const plain = Uint8Array.from({ length: width * height }, (_, at) => data[at * info.channels]!)
  return {
    grey: { width, height, data: plain },
    told: `${width}x${height} turned ${turned.toFixed(0)} blur ${lens.toFixed(2)} grain ${grain.toFixed(1)} q${quality} ${told}`,
  }
}

function sampled({ width, height, data }: Raster, x: number, y: number): number {
  const cx = Math.min(Math.max(x, 0), width - 1.001)
  const cy = Math.min(Math.max(y, 0), height - 1.001)
  const [x0, y0] = [Math.floor(cx), Math.floor(cy)]
  const [fx, fy] = [cx - x0, cy - y0]
  const at = y0 * width + x0
  const top = data[at]! + (data[at + 1]! - data[at]!) * fx
  const low = data[at + width]! + (data[at + width + 1]! - data[at + width]!) * fx
  return top + (low - top) * fy
}

/** Paper that is not flat: it curls, and some of it was folded once or twice for the pocket. */
function bending(c: Chance): { bend: Bend; crease: (x: number, y: number) => number; told: string } {
  const curl = { x: c.normal() * 0.9, y: c.normal() * 0.9 }
  const wave = c.odds(0.5) ? 1 : 2
  const folds = Array.from({ length: c.of([0, 0, 1, 1, 2]) }, () => {
    const across = c.odds(0.6)
    return {
      across,
      at: across ? c.between(110, 190) : c.between(70, 140),
      rise: c.normal() * 0.011,
      slide: c.normal() * 0.006,
      dim: c.between(0.82, 1),
      line: c.between(0.05, 0.25),
    }
  })
  return {
    told: `folds ${folds.length} curl ${Math.hypot(curl.x, curl.y).toFixed(1)}`,
    bend: (x, y) => {
      const s = Math.sin((Math.PI * wave * y) / 297)
      let [dx, dy] = [curl.x * s, curl.y * s]
      for (const fold of folds) {
        const beyond = Math.max(0, (fold.across ? y : x) - fold.at)
        dx += beyond * (fold.across ? fold.slide : fold.rise)
        dy += beyond * (fold.across ? fold.rise : fold.slide)
      }
      return [dx, dy]
    },
    crease: (x, y) =>
      folds.reduce((sum, fold) => {
        const off = (fold.across ? y : x) - fold.at
        return sum * (off > 0 ? fold.dim : 1) * (Math.abs(off) < 0.25 ? 1 - fold.line : 1)
      }, 1),
  }
}

/** Light that falls from a side, shadows with soft or hard edges, now and then a shine that drowns what it falls on. */
function lighting(width: number, height: number, c: Chance) {
  const size = Math.max(width, height)
  const slope = { x: c.normal() * 0.12, y: c.normal() * 0.12 }
  const shadows = Array.from({ length: c.of([0, 1, 1, 2]) }, () => {
    const angle = c.between(0, Math.PI * 2)
    return {
      x: Math.cos(angle),
      y: Math.sin(angle),
      at: c.between(-0.35, 0.35) * size,
      soft: c.of([3, 8, 25, 80]),
      deep: c.between(0.15, 0.55),
    }
  })
  const shine = c.odds(0.12)
    ? { x: c.between(0.2, 0.8) * width, y: c.between(0.2, 0.8) * height, wide: c.between(0.03, 0.09) * size }
    : null
  return (x: number, y: number, shade: number) => {
    const [u, v] = [x - width / 2, y - height / 2]
    let light = 1 + (slope.x * u + slope.y * v) / size - 0.25 * ((u * u + v * v) / (size * size))
    for (const { x: nx, y: ny, at, soft, deep } of shadows) {
      const off = (u * nx + v * ny - at) / soft
      light *= 1 - deep / (1 + Math.exp(-Math.max(-30, Math.min(30, off * 2))))
    }
    const lit = shade * light
    if (!shine) return lit
    const near = ((x - shine.x) ** 2 + (y - shine.y) ** 2) / (shine.wide * shine.wide)
    return near > 9 ? lit : lit + (260 - lit) * Math.exp(-near)
  }
}

// A lens that is a little out of focus: a bell of so many pixels, across and down.
function blurred({ width, data }: Raster, sigma: number): Float32Array {
  const reach = Math.max(1, Math.ceil(sigma * 2.5))
  const bell = Array.from({ length: 2 * reach + 1 }, (_, n) =>
    Math.exp(-((n - reach) ** 2) / (2 * sigma * sigma)),
  )
  const sum = bell.reduce((all, share) => all + share, 0)
  let from: Float32Array = data
  for (const step of [1, width]) {
    const out = new Float32Array(from.length)
    out.set(from)
    for (let at = reach * step; at < out.length - reach * step; at++) {
      let value = 0
      for (let n = -reach, spot = at - reach * step; n <= reach; n++, spot += step)
        value += from[spot]! * bell[n + reach]!
      out[at] = value / sum
    }
    from = out
  }
  return from
}
