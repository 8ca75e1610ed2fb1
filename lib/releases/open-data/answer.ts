import { z } from 'zod'
import type { PublicRelease } from '../public-release'
import { API, dataAddress } from './address'
import { LEVELS, PRECISIONS, STATES, UNITS } from './columns'
import { type BothWords, INDICATORS, indicatorWords } from './dictionary'
import type { FrozenRelease } from './frozen'
import { LICENCE } from './licence'
import { figureRows } from './rows'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const whole = z.int().min(0)
const text = z.strictObject({ fa: z.string(), en: z.string().nullable() })
const both = z.strictObject({ fa: z.string(), en: z.string() })

const Figure = z.strictObject({
  id: z.string(),
  release: whole,
  as_of: day,
  demo: z.boolean(),
  code: z.string(),
  level: z.enum(LEVELS),
  county: z.string().nullable(),
  county_en: z.string().nullable(),
  neighbourhood: z.string().nullable(),
  neighbourhood_en: z.string().nullable(),
  jalali_month: z.string().nullable(),
  category: z.string().nullable(),
  value: whole.nullable(),
  band: z.string().nullable(),
  unit: z.enum(UNITS),
  precision: z.enum(PRECISIONS),
  status: z.enum(STATES),
  target: whole.nullable(),
  percent: whole.nullable(),
  counted_on: day,
})
const Head = z.strictObject({
  number: whole,
  as_of: day,
  published_on: day,
  demo: z.boolean(),
  province: text,
  publisher: text,
  licence: z.strictObject({ code: z.string(), href: z.string() }),
})
const Correction = z.strictObject({ date: day, release: whole, text })
const version = z.literal(1)

/** What the public API answers with; its description and its tests are made of these. */
export const ANSWERS = {
  Releases: z.strictObject({
    version,
    latest: whole,
    releases: z.array(
      z.strictObject({ number: whole, as_of: day, published_on: day, href: z.string(), data: z.string() }),
    ),
    corrections: z.array(Correction),
  }),
  Release: z.strictObject({ version, release: Head, figures: z.array(Figure) }),
  Indicator: z.strictObject({
    version,
    release: Head,
    indicator: z.strictObject({
      code: z.string(),
      title: both,
      meaning: both,
      unit: both,
      method: both,
      source: both,
    }),
    figures: z.array(Figure),
  }),
  County: z.strictObject({ version, release: Head, county: text, figures: z.array(Figure) }),
  NotHere: z.strictObject({ version, missing: z.string(), message: both, releases: z.string() }),
}
type Answer<K extends keyof typeof ANSWERS> = z.infer<(typeof ANSWERS)[K]>

const headOf = (release: FrozenRelease): Answer<'Release'>['release'] => ({
  number: release.number,
  as_of: release.asOfIso,
  published_on: release.publishedAtIso,
  demo: release.demo,
  province: release.provinceName,
  publisher: release.publisher,
  licence: { code: LICENCE.code, href: LICENCE.href },
})

/** All releases, the latest first, and what was put right. */
export function releasesAnswer(latest: PublicRelease): Answer<'Releases'> {
  const { number, asOfIso, publishedAtIso } = latest
  return {
    version: 1,
    latest: number,
    releases: [{ number, asOfIso, publishedAtIso }, ...latest.older].map((one) => ({
      number: one.number,
      as_of: one.asOfIso,
      published_on: one.publishedAtIso,
      href: `${API}/releases/${one.number}`,
      data: dataAddress(one.number, 'datapackage.json'),
    })),
    corrections: latest.corrections.map(({ dateIso, releaseNumber, text: said }) => ({
      date: dateIso,
      release: releaseNumber,
      text: said,
    })),
  }
}

export function releaseAnswer(release: FrozenRelease): Answer<'Release'> {
  return { version: 1, release: headOf(release), figures: figureRows(release) }
}

/** One indicator: what it means and every row of it. Null for a code that the release does not have. */
export function indicatorAnswer(
  release: FrozenRelease,
  code: string,
  words: BothWords,
): Answer<'Indicator'> | null {
  const figures = figureRows(release).filter((row) => row.code === code)
  if (!Object.hasOwn(INDICATORS, code) || figures.length === 0) return null
  const fa = indicatorWords(code, release, words.fa, 'fa')
  const en = indicatorWords(code, release, words.en, 'en')
  const pair = (key: keyof typeof fa) => ({ fa: fa[key], en: en[key] })
  return {
    version: 1,
    release: headOf(release),
    indicator: {
      code,
      title: pair('title'),
      meaning: pair('meaning'),
      unit: pair('unit'),
      method: pair('method'),
      source: pair('source'),
    },
    figures,
  }
}

/** One county by its name in Persian or English, with its neighbourhoods. */
export function countyAnswer(release: FrozenRelease, name: string): Answer<'County'> | null {
  const asked = name.trim().toLowerCase()
  const county = release.counties.find((one) => [one.name.fa, one.name.en?.toLowerCase()].includes(asked))
  if (!county) return null
  return {
    version: 1,
    release: headOf(release),
    county: county.name,
    figures: figureRows(release).filter((row) => row.county === county.name.fa),
  }
}

export function notHereAnswer(missing: string, words: BothWords): Answer<'NotHere'> {
  const key = `open-data.notHere.${missing}`
  return {
    version: 1,
    missing,
    message: { fa: words.fa(key), en: words.en(key) },
    releases: `${API}/releases`,
  }
}
