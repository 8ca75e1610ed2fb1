import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { CHARTS, chartOf } from '@/lib/releases/open-data/chart'
import { dictionaryRows } from '@/lib/releases/open-data/dictionary'
import { frozenOf } from '@/lib/releases/open-data/frozen'
import { SHARE_PAGES, shareView } from '@/lib/releases/open-data/share'
import { completionMinutes } from '@/lib/releases/present'
import { dataFiles } from '@/lib/server/open-data/files'
import { sharePicture } from '@/lib/server/open-data/share'
import { jalaliOf } from '@/lib/shared/jalali'
import { LOCALES } from '@/lib/shared/locale'
import { latinDigits } from '@/lib/shared/number'
import { fileOf, textOf } from '@/tests/support/open-data-read'
import { sampleRelease } from '@/tests/support/sample-release'
import { wordsIn } from '@/tests/unit/reports/words'

const words = { fa: wordsIn('fa'), en: wordsIn('en') }
const release = sampleRelease()
const frozen = frozenOf(release)

/** Every number a text may hold: one of the release, as it is or in hours, or of a day in it. */
const allowed = new Set<string>()
const days = (text: string) => {
  for (const day of text.match(/\d{4}-\d\d-\d\d/g) ?? []) {
    const { y, m, d } = jalaliOf(day)
    for (const one of [y, m, d, ...day.split('-').map(Number)]) allowed.add(String(one))
  }
}
const gather = (value: unknown): void => {
  if (typeof value === 'number')
    for (const one of [value, Math.round(value / 6) / 10]) allowed.add(String(one))
  else if (typeof value === 'string') days(value)
  else if (value && typeof value === 'object') Object.values(value).forEach(gather)
}
gather(frozen)
allowed.add(String(completionMinutes(frozen) / 60))
// What the sentences themselves say: kinds of age, bands and steps, names of codes and licences.
const OWN =
  /[RO]-\d\d|CC BY [\d.]+|[A-Z]+_?\d+(_\d+)?|ISO 8601|4٫0|4\.0|\d+(–| تا | to | and over| years| و بیشتر| سال)\d*|\d+٪|\d+%/g
const strange = (text: string) =>
  (
    latinDigits(text)
      .replace(OWN, ' ')
      .replace(/(\d)[٬,](?=\d{3})/g, '$1')
      .replaceAll('٫', '.')
      .match(/\d+(\.\d+)?/g) ?? []
  ).filter((one) => !allowed.has(String(Number(one))))

describe('whatever is published in words', () => {
  it.each(LOCALES)(
    'holds only numbers of the release: charts, pictures and their alternatives, %s',
    (locale) => {
      const t = words[locale]
      for (const code of CHARTS) {
        const { alt, title, note, source, lines } = chartOf(code, frozen, t, locale)
        const told = [
          alt,
          title,
          note ?? '',
          source,
          ...lines.flatMap(({ shown, ofShown }) => [shown, ofShown ?? '']),
        ]
        expect(strange(told.join(' | ')), code).toEqual([])
      }
      for (const page of SHARE_PAGES) {
        const { alt, share: _share, ...texts } = shareView(page, frozen, t, locale)
        expect(strange([alt, ...Object.values(texts)].join(' | ')), page).toEqual([])
        // Whoever does not see the picture is told all of it.
        for (const text of [
          texts.title,
          texts.figure,
          texts.unit,
          texts.of,
          texts.line,
          texts.foot,
          texts.demo,
        ])
          expect(alt).toContain(text)
      }
    },
  )

  it('counts nobody in the dictionary, the licence or the description', async () => {
    const files = await dataFiles(release, words)
    for (const path of ['licence', 'dataset.jsonld'])
      expect(strange(bare(textOf(fileOf(files, path).bytes))), path).toEqual([])
    const dictionary = dictionaryRows(frozen, words).flatMap((row) => Object.values(row))
    expect(dictionary.flatMap(strange)).toEqual([])
  })

  it('would be seen with a number of its own', () => {
    expect(strange('۴۵۷ نفر از ۱۰۳ نفر')).toEqual(['457'])
  })
})

/** Without addresses of others and the names of types, in which digits are no numbers. */
const bare = (text: string) => text.replace(/https?:\/\/\S+/g, ' ').replace(/"[a-z]+:[^"]*"/g, ' ')

describe('the picture of a page', () => {
  it.each(LOCALES)('is a PNG of 1200 by 630 that can be sent with every message, %s', async (locale) => {
    const { bytes, type } = await sharePicture('overview', frozen, words, locale)
    const told = await sharp(bytes).metadata()
    expect([type, told.format, told.width, told.height]).toEqual(['image/png', 'png', 1200, 630])
    expect(bytes.byteLength).toBeLessThan(60_000)
  })
})
