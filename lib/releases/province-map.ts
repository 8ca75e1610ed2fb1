import type { GeoShape } from './geojson'
import type { CountyPage } from './places'
import type { PublicCounty } from './public-release'

/** What a county needs to be drawn: a name, and where it lies. */
type Drawn = Pick<CountyPage, 'name'> & { county: Pick<PublicCounty, 'position'> | null }
/** A county on the map, in the units of the picture. */
export type MapPlace<C extends Drawn = CountyPage> = { county: C; x: number; y: number }
export type ProvinceMap<C extends Drawn = CountyPage> = {
  width: number
  height: number
  places: MapPlace<C>[]
  /** Outlines an operator has supplied; none, and the map is made of the places alone. */
  shapes: { d: string; county: C | null }[]
}

/** The picture is drawn for a phone's width, so that its letters stay readable there. */
const WIDTH = 340
const MARGIN = { x: 44, y: 30 }
/** How far two places keep from each other: a bubble and its name under it. */
const APART = { x: 66, y: 52 }

type Bounds = { west: number; east: number; south: number; north: number }

/** Longitude and latitude as places of the picture: a degree of longitude is narrower the further north it lies. */
function projection({ west, east, south, north }: Bounds) {
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const wide = Math.max((east - west) * narrow, 1e-6)
  const high = Math.max(north - south, 1e-6)
  const scale = Math.min((WIDTH - 2 * MARGIN.x) / wide, (2 * WIDTH - 2 * MARGIN.y) / high)
  const offset = (WIDTH - wide * scale) / 2
  return {
    height: Math.round(high * scale + 2 * MARGIN.y),
    x: (lon: number) => offset + (lon - west) * narrow * scale,
    y: (lat: number) => MARGIN.y + (north - lat) * scale,
  }
}

function boundsOf(points: readonly (readonly [number, number])[]): Bounds {
  const lons = points.map(([lon]) => lon)
  const lats = points.map(([, lat]) => lat)
  const most = (list: number[], pick: (...of: number[]) => number) =>
    list.reduce((a, b) => pick(a, b), list[0]!)
  return {
    west: most(lons, Math.min),
    east: most(lons, Math.max),
    south: most(lats, Math.min),
    north: most(lats, Math.max),
  }
}

const rounded = (value: number) => Math.round(value * 10) / 10

/**
 * The map of a release's counties from the positions it holds, with an operator's outlines where there are some. Null where
 * no county has a position: the table alone says it then.
 */
export function provinceMap<C extends Drawn>(
  counties: readonly C[],
  outlines: readonly GeoShape[],
): ProvinceMap<C> | null {
  const placed = counties.flatMap((county) => {
    const at = county.county?.position
    return at ? [{ county, at: [at.lon, at.lat] as const }] : []
  })
  if (placed.length === 0) return null
  const points = [...placed.map(({ at }) => at), ...outlines.flatMap(({ rings }) => rings.flat())]
  const onto = projection(boundsOf(points))
  const drawn = placed.map(({ county, at }) => ({ county, x: onto.x(at[0]), y: onto.y(at[1]) }))
  const path = (rings: GeoShape['rings']) =>
    rings
      .map(
        (ring) =>
          `M${ring.map(([lon, lat]) => `${rounded(onto.x(lon))} ${rounded(onto.y(lat))}`).join('L')}Z`,
      )
      .join('')
  const places = apart(drawn)
  const lowest = Math.max(...places.map(({ y }) => y)) + MARGIN.y + 8
  return {
    width: WIDTH,
    height: Math.max(onto.height, Math.ceil(lowest)),
    places,
    shapes: outlines.map(({ rings, names }) => ({
      d: path(rings),
      county: counties.find(({ name }) => isNamed(name, names)) ?? null,
    })),
  }
}

const folded = (text: string) =>
  text
    .toLowerCase()
    .replace(/ي/g, 'ی')
    .replace(/ك/g, 'ک')
    .replace(/^شهرستان\s+/, '')
    .replace(/\s+county$/, '')
    .replace(/[^\p{L}\p{N}]+/gu, '')

const isNamed = (name: { fa: string; en: string | null }, names: readonly string[]) =>
  [name.fa, name.en].some((own) => own !== null && names.some((other) => folded(other) === folded(own)))

/** Places moved as little as it takes for their names not to cover each other; the same places always come out the same. */
function apart<C extends Drawn>(points: readonly MapPlace<C>[]): MapPlace<C>[] {
  const moved = points.map((point) => ({ ...point }))
  for (let round = 0; round < 300; round += 1) {
    let still = true
    for (const [index, a] of moved.entries()) {
      for (const b of moved.slice(index + 1)) {
        const [dx, dy] = [b.x - a.x, b.y - a.y]
        const [over, under] = [APART.x - Math.abs(dx), APART.y - Math.abs(dy)]
        if (over <= 0.05 || under <= 0.05) continue
        still = false
        // Along the axis on which they need the least; of two at one spot the latter goes down.
        if (over * APART.y < under * APART.x) {
          const step = (over / 2) * (dx < 0 ? -1 : 1)
          a.x -= step
          b.x += step
        } else {
          const step = (under / 2) * (dy < 0 ? -1 : 1)
          a.y -= step
          b.y += step
        }
      }
      a.x = Math.min(WIDTH - MARGIN.x, Math.max(MARGIN.x, a.x))
      a.y = Math.max(MARGIN.y, a.y)
    }
    if (still) break
  }
  return moved.map((point) => ({ ...point, x: rounded(point.x), y: rounded(point.y) }))
}
