import { describe, expect, it } from 'vitest'
import { MOST_POINTS, outlinesOf, simplified } from '@/lib/releases/geojson'
import { placePages } from '@/lib/releases/places'
import { provinceMap } from '@/lib/releases/province-map'
import { sampleRelease } from './sample'

const square = (west: number, south: number, side = 1) => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
]
const file = (features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features })
const area = (name: string, coordinates: unknown) => ({
  type: 'Feature',
  properties: { 'name:en': name, population: 7 },
  geometry: { type: 'Polygon', coordinates },
})

describe('the map of a release', () => {
  it('puts north above and west to the left, and no two names upon each other', () => {
    const map = provinceMap(placePages(sampleRelease()), [])!
    const [urmia, other] = map.places
    expect(urmia!.y).toBeLessThan(other!.y)
    expect(Math.abs(urmia!.x - other!.x) >= 65 || Math.abs(urmia!.y - other!.y) >= 51).toBe(true)
    for (const { x, y } of map.places) {
      expect(x).toBeGreaterThan(0)
      expect(x).toBeLessThan(map.width)
      expect(y).toBeLessThan(map.height)
    }
  })

  it('keeps every name of a crowded province apart, and always draws the same', () => {
    const [one] = placePages(sampleRelease())
    const crowd = Array.from({ length: 14 }, (_, at) => ({
      ...one!,
      slug: `c${at}`,
      county: { ...one!.county!, position: { lon: 45 + (at % 4) * 0.1, lat: 37 + Math.floor(at / 4) * 0.1 } },
    }))
    const { places } = provinceMap(crowd, [])!
    for (const [at, a] of places.entries())
      for (const b of places.slice(at + 1))
        expect(Math.abs(a.x - b.x) > 60 || Math.abs(a.y - b.y) > 48).toBe(true)
    expect(provinceMap(crowd, [])).toEqual(provinceMap(crowd, []))
  })

  it('is left out where nothing has a position', () => {
    const release = sampleRelease()
    const unplaced = release.counties.map((county) => ({ ...county, position: null }))
    expect(provinceMap(placePages({ ...release, counties: unplaced }), [])).toBeNull()
  })

  it('draws an operator’s outlines and knows its counties among them by any of their names', () => {
    const shapes = outlinesOf(
      file([area('Urmia County', [square(44.5, 37)]), area('Elsewhere', [square(46, 38)])]),
    )!
    const map = provinceMap(placePages(sampleRelease()), shapes)!
    expect(map.shapes.map(({ county }) => county?.slug ?? null)).toEqual(['urmia', null])
    expect(map.shapes[0]!.d).toMatch(/^M[\d. L]+Z$/)
  })
})

describe('an operator’s GeoJSON', () => {
  it('is refused where it is none, holds no area, or lies outside the world', () => {
    for (const text of ['', '{', '[]', '{"type":"Topology"}', file([])]) expect(outlinesOf(text)).toBeNull()
    expect(outlinesOf(file([area('x', [square(500, 0)])]))).toBeNull()
    expect(
      outlinesOf(file([{ properties: null, geometry: { type: 'Point', coordinates: [1, 1] } }])),
    ).toBeNull()
  })

  it('keeps names only, of all that its areas carry', () => {
    const hostile = {
      ...area('<script>', [square(45, 37)]),
      properties: { name: '<script>', secret: 'x', county_name: ' خوی ' },
    }
    expect(outlinesOf(file([hostile]))).toEqual([{ names: ['<script>', 'خوی'], rings: [square(45, 37)] }])
  })

  it('is thinned until it is light enough, and rings stay closed', () => {
    const ring = Array.from({ length: 20_001 }, (_, at) => {
      const angle = ((at % 20_000) / 20_000) * 2 * Math.PI
      return [45 + Math.cos(angle) + Math.sin(angle * 400) * 0.003, 37 + Math.sin(angle)]
    })
    const [shape] = outlinesOf(file([area('Urmia', [ring])]))!
    const [thin] = shape!.rings
    expect(thin!.length).toBeLessThanOrEqual(MOST_POINTS)
    expect(thin!.length).toBeGreaterThan(20)
    expect(thin![0]).toEqual(thin!.at(-1))
  })

  it('loses no corner that matters', () => {
    const ring = square(45, 37) as [number, number][]
    const more = ring.flatMap((point, at) => {
      const next = ring[at + 1]
      return next
        ? [point, [(point[0] + next[0]) / 2, (point[1] + next[1]) / 2] as [number, number]]
        : [point]
    })
    expect(simplified(more, 0.001)).toEqual(ring)
  })
})
