import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import {
  countyAnswer,
  indicatorAnswer,
  notHereAnswer,
  releaseAnswer,
  releasesAnswer,
} from '@/lib/releases/open-data/answer'
import { INDICATORS } from '@/lib/releases/open-data/dictionary'
import { openApi } from '@/lib/releases/open-data/openapi'
import { figuresBody } from '@/lib/server/figures-body'
import { brokenBy } from '@/tests/support/described'
import { sampleRelease } from '@/tests/support/sample-release'
import { wordsIn } from '../reports/words'

const words = { fa: wordsIn('fa'), en: wordsIn('en') }
const release = sampleRelease()

describe('the description of the public interface', () => {
  it('is OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(
      structuredClone(openApi()) as Record<string, unknown>,
    )
    expect(errors ?? []).toEqual([])
    expect(valid).toBe(true)
  })

  it('fits every answer', () => {
    expect(brokenBy('Releases', releasesAnswer(release))).toEqual([])
    expect(brokenBy('Release', releaseAnswer(release))).toEqual([])
    for (const code of Object.keys(INDICATORS))
      expect(brokenBy('Indicator', indicatorAnswer(release, code, words)), code).toEqual([])
    for (const { name } of release.counties)
      expect(brokenBy('County', countyAnswer(release, name.fa))).toEqual([])
    expect(brokenBy('County', countyAnswer(release, ' urmia '))).toEqual([])
    for (const what of ['release', 'none', 'code', 'county'])
      expect(brokenBy('NotHere', notHereAnswer(what, words)), what).toEqual([])
    const office = { by: null, part: null, partFa: null, partEn: null, unit: 'COUNT', state: 'VALUE' }
    const row = {
      ...office,
      code: 'R-01',
      date: '2024-07-18',
      numerator: 1,
      denominator: null,
      value: 1,
      target: 2,
    }
    expect(brokenBy('OfficeFigures', figuresBody('WA', '2024-07-18', [row as never]))).toEqual([])
  })

  it('does not fit an answer with something more or less in it', () => {
    const answer = releaseAnswer(release)
    expect(brokenBy('Release', { ...answer, prepared_by: 'x' })).not.toEqual([])
    expect(brokenBy('Release', { ...answer, figures: [{ ...answer.figures[0], value: -1 }] })).not.toEqual([])
    expect(brokenBy('Release', { version: 1, figures: [] })).not.toEqual([])
  })

  it('knows no indicator or county that is not there, and no property of objects', () => {
    for (const code of ['R-99', 'constructor', '__proto__', ''])
      expect(indicatorAnswer(release, code, words), code).toBeNull()
    for (const county of ['', 'null', '%', 'ارومیه‌ها'])
      expect(countyAnswer(release, county), county).toBeNull()
  })
})
