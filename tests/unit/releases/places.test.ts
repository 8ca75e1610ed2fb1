import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { siteLinks, unlinked } from '@/lib/releases/links'
import { inReadersOrder, moduleCounts, placePages, slugOf } from '@/lib/releases/places'
import { sampleRelease } from './sample'

describe('the address of a place', () => {
  it('is its English name, or the Persian one where there is none', () => {
    expect(slugOf({ fa: 'شاهین‌دژ', en: 'Shahin Dezh' })).toBe('shahin-dezh')
    expect(slugOf({ fa: 'چشمه‌سر', en: 'Cheshmeh-Sar (Village)' })).toBe('cheshmeh-sar-village')
    expect(slugOf({ fa: 'آق قلا', en: 'Āq Qalā’' })).toBe('aq-qala')
    expect(slugOf({ fa: 'شاهین‌دژ', en: null })).toBe('شاهین-دژ')
    expect(slugOf({ fa: '../../etc', en: '//' })).toBe('etc')
    expect(slugOf({ fa: '؟', en: null })).toBe('place')
  })

  it('never holds what means something in an address or on a disk', () => {
    fc.assert(
      fc.property(fc.string(), fc.option(fc.string()), (fa, en) => {
        expect(slugOf({ fa, en })).toMatch(/^[\p{L}\p{N}]+(-[\p{L}\p{N}]+)*-?$/u)
      }),
    )
  })

  it('is told apart from another of the same name, whatever the order of rows', () => {
    const release = sampleRelease()
    const slugs = (of: typeof release) =>
      placePages(of).flatMap((county) => county.places.map((place) => `${county.slug}/${place.slug}`))
    expect(slugs(release)).toEqual(['urmia/bahar', 'urmia/bahar-2', 'شاهین-دژ/omid'])
    expect(
      slugs({ ...release, weave: [...release.weave].reverse(), counties: [...release.counties].reverse() }),
    ).toEqual(slugs(release))
  })
})

describe('the page of a place', () => {
  const [urmia, other] = placePages(sampleRelease())
  it('holds only cells of that place', () => {
    expect(urmia!.places.map((place) => [place.people?.shown, place.attendance?.shown])).toEqual([
      [20, 'FROM_75'],
      ['UNDER', undefined],
    ])
    expect(urmia!.ages.map((cell) => cell.county)).toEqual(['ارومیه'])
    expect(other!.ages).toEqual([])
  })
  it('counts sessions by module, without those that were cancelled', () => {
    expect(moduleCounts(urmia!.places[0]!)).toEqual([
      { module: 1, held: 3, planned: 3 },
      { module: 2, held: 0, planned: 3 },
    ])
    const cancelled = { knots: [{ state: 'cancelled' as const, module: 1 }] }
    expect(moduleCounts({ groups: [{ ...urmia!.places[0]!.groups[0]!, ...cancelled }] })).toEqual([])
  })
  it('is listed by the alphabet of the reader, never by a figure', () => {
    const named = [
      { name: { fa: 'پاوه', en: 'Paveh' }, held: 9 },
      { name: { fa: 'بهار', en: 'Zohreh' }, held: 1 },
      { name: { fa: 'گلستان', en: 'Azadi' }, held: 5 },
    ]
    expect(inReadersOrder(named, 'fa').map(({ name }) => name.fa)).toEqual(['بهار', 'پاوه', 'گلستان'])
    expect(inReadersOrder(named, 'en').map(({ name }) => name.en)).toEqual(['Azadi', 'Paveh', 'Zohreh'])
  })
})

describe('links of a release', () => {
  it('stay at its own number, or lead to the newest', () => {
    const release = sampleRelease(3)
    expect(siteLinks('fa', release).placeOf('ارومیه', 'بهار')).toBe('/fa/counties/urmia/bahar')
    expect(siteLinks('en', release, true).placeOf('ارومیه', 'بهار')).toBe(
      '/en/releases/3/counties/urmia/bahar',
    )
    expect(siteLinks('fa', release, true).method).toBe('/fa/releases/3/method')
    expect(siteLinks('fa', release).countyOf('نیست')).toBeNull()
    expect(unlinked('fa', 4).placeOf('ارومیه', 'بهار')).toBeNull()
  })
})
