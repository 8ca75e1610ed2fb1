import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { INDICATOR_CODES, INDICATORS } from '@/lib/indicators/catalogue'
import { DICTIONARY, ENTRY_CODES } from '@/lib/indicators/dictionary'
import { amountFrom, FORMULAS, NO_FACTS, plannedFrom } from '@/lib/indicators/formula'
import { placeTarget, runTarget } from '@/lib/indicators/target'

const RULES = {
  COUNTY_TARGET: 12,
  NEIGHBOURHOOD_TARGET: 25,
  FACILITATOR_TARGET: 25,
  PARTICIPANT_TARGET: 625,
  FAC_TRAINING_MINUTES: 3600,
  COHORT_MINUTES: 3600,
}

describe('targets', () => {
  it('follow from the rules and from nothing else', () => {
    const targets = INDICATOR_CODES.map((code) => runTarget(code, RULES))
    expect(targets).toEqual([
      12,
      25,
      25,
      1500,
      null,
      null,
      625,
      1500,
      37_500,
      null,
      null,
      null,
      null,
      60,
      null,
      1,
      null,
    ])
    expect(runTarget('R-09', { ...RULES, PARTICIPANT_TARGET: 700, COHORT_MINUTES: 1800 })).toBe(21_000)
    expect(runTarget('R-09', { PARTICIPANT_TARGET: 700 })).toBeNull()
  })

  it('of a place are the plan of its cohorts', () => {
    const facts = {
      ...NO_FACTS,
      planCohorts: 3,
      planPeople: 75,
      planMinutes: 10_800,
      planPersonMinutes: 270_000,
    }
    expect(INDICATOR_CODES.map((code) => placeTarget(code, facts, RULES))).toEqual([
      null,
      3,
      null,
      null,
      null,
      null,
      75,
      180,
      4500,
      null,
      null,
      null,
      null,
      60,
      null,
      1,
      null,
    ])
  })
})

describe('formulas', () => {
  const facts = {
    ...NO_FACTS,
    attended: 8553,
    rows: 10_065,
    creditedMinutes: 1_024_530,
    enrolled: 625,
    plannedMinutes: 53_040,
  }
  it('divide what they say', () => {
    expect(amountFrom('R-10', facts)).toEqual({ numerator: 8553, denominator: 10_065, value: 8553 / 10_065 })
    expect(amountFrom('R-09', facts)).toEqual({ numerator: 1_024_530, denominator: null, value: 17_075.5 })
    expect(amountFrom('R-14', facts).value).toBeCloseTo(27.32, 2)
    expect(plannedFrom('R-08', facts)).toBe(884)
    expect(plannedFrom('R-07', facts)).toBeNull()
  })
  it('have no value where there is nothing to divide by', () => {
    for (const code of ['R-06', 'R-10', 'R-11', 'R-12', 'R-13', 'R-14', 'R-15', 'R-16', 'R-17'] as const)
      expect(amountFrom(code, NO_FACTS).value).toBeNull()
  })
})

describe('the catalogue', () => {
  it.each(['fa', 'en'])('is told in %s: definition, parts and source of each indicator', (locale) => {
    const words = JSON.parse(readFileSync(`messages/${locale}/indicator-catalogue.json`, 'utf8'))
    const { names } = JSON.parse(readFileSync(`messages/${locale}/indicators.json`, 'utf8'))
    for (const { code, frequency, ratio } of DICTIONARY) {
      expect(Object.keys(words[code]).sort()).toEqual(
        ['definition', ...(ratio ? ['denominator'] : []), 'from', 'numerator'].sort(),
      )
      expect(words.frequency[frequency]).toBeTruthy()
      expect(names[code]).toBeTruthy()
    }
    for (const { target } of INDICATORS) {
      for (const rule of target) expect(words.ruleName[rule]).toBeTruthy()
    }
  })
  it('holds every indicator of the plan, each output and outcome with an aim', () => {
    const series = (letter: string, n: number) =>
      Array.from({ length: n }, (_, i) => `${letter}-${String(i + 1).padStart(2, '0')}`)
    expect(ENTRY_CODES).toEqual([...series('R', 18), ...series('O', 15), ...series('Q', 4)])
    for (const { kind, aims } of DICTIONARY) expect(aims.length > 0).toBe(kind !== 'quality')
    for (const { code, ratio } of DICTIONARY)
      if (code in FORMULAS)
        expect(FORMULAS[code as keyof typeof FORMULAS].denominator !== undefined).toBe(ratio)
  })
  it('names no number of the sources', () => {
    const code =
      readFileSync('lib/indicators/catalogue.ts', 'utf8') + readFileSync('lib/indicators/target.ts', 'utf8')
    expect(code).not.toMatch(/\b(625|3600|3_600|1500|1_500|37_?500)\b/)
  })
})
