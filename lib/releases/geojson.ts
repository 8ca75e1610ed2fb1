import { z } from 'zod'

type Point = readonly [lon: number, lat: number]
/** An outline of a file an operator has supplied: rings of longitude and latitude, and what the file calls it. */
export type GeoShape = { names: string[]; rings: Point[][] }

const Position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)], z.number())
const Ring = z.array(Position).min(4)
const Geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring).min(1)).min(1) }),
])
const Collection = z.object({
  type: z.literal('FeatureCollection'),
  features: z
    .array(z.object({ properties: z.record(z.string(), z.unknown()).nullish(), geometry: z.unknown() }))
    .max(2000),
})

/** The most points all outlines together keep: some ten thousand letters of a page. */
export const MOST_POINTS = 900

/**
 * The areas of a GeoJSON file, thinned until they are light enough for a page. Null where the text is no such file or holds no
 * area; points and lines in it are left out. Which county an area is says any of its names.
 */
export function outlinesOf(text: string): GeoShape[] | null {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  const file = Collection.safeParse(json)
  if (!file.success) return null
  const shapes = file.data.features.flatMap(({ properties, geometry }): GeoShape[] => {
    const area = Geometry.safeParse(geometry)
    if (!area.success) return []
    const polygons = area.data.type === 'Polygon' ? [area.data.coordinates] : area.data.coordinates
    const rings = polygons.flat().map((ring) => ring.map(([lon, lat]): Point => [lon, lat]))
    return [{ names: namesIn(properties ?? {}), rings }]
  })
  return shapes.length === 0 ? null : thinned(shapes)
}

/** Texts of a feature that may be its name: whatever is called name, in whichever language. */
function namesIn(properties: Record<string, unknown>): string[] {
  return Object.entries(properties).flatMap(([key, value]) =>
    /name|title|county|shahrestan|^(fa|en)$/i.test(key) && typeof value === 'string' && value.trim() !== ''
      ? [value.trim()]
      : [],
  )
}

const count = (shapes: readonly GeoShape[]) =>
  shapes.reduce((sum, { rings }) => sum + rings.reduce((all, ring) => all + ring.length, 0), 0)

function thinned(shapes: GeoShape[]): GeoShape[] {
  let tolerance = 0.002
  let thin = shapes
  while (count(thin) > MOST_POINTS && tolerance < 4) {
    thin = shapes
      .map(({ names, rings }) => ({
        names,
        rings: rings.map((ring) => simplified(ring, tolerance)).filter((ring) => ring.length >= 4),
      }))
      .filter(({ rings }) => rings.length > 0)
    tolerance *= 1.5
  }
  return thin
}

/** Douglas and Peucker: points that lie closer to the line than the tolerance are left out. A ring stays closed. */
export function simplified(ring: readonly Point[], tolerance: number): Point[] {
  const keep = new Uint8Array(ring.length)
  // A closed ring has no line from its first point to its last: it is cut at the point furthest from the first.
  const far = ring.reduce(
    (best, point, at) => (distance(point, ring[0]!) > distance(ring[best]!, ring[0]!) ? at : best),
    0,
  )
  for (const at of [0, far, ring.length - 1]) keep[at] = 1
  const left: [number, number][] = [
    [0, far],
    [far, ring.length - 1],
  ]
  for (let part = left.pop(); part; part = left.pop()) {
    const [from, to] = part
    let [furthest, most] = [-1, tolerance]
    for (let at = from + 1; at < to; at += 1) {
      const off = offLine(ring[at]!, ring[from]!, ring[to]!)
      if (off > most) [furthest, most] = [at, off]
    }
    if (furthest < 0) continue
    keep[furthest] = 1
    left.push([from, furthest], [furthest, to])
  }
  return ring.filter((_, at) => keep[at] === 1)
}

const distance = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1])

function offLine(point: Point, from: Point, to: Point): number {
  const length = distance(from, to)
  if (length === 0) return distance(point, from)
  const along =
    ((point[0] - from[0]) * (to[0] - from[0]) + (point[1] - from[1]) * (to[1] - from[1])) / length ** 2
  const at = Math.min(1, Math.max(0, along))
  return distance(point, [from[0] + at * (to[0] - from[0]), from[1] + at * (to[1] - from[1])])
}
