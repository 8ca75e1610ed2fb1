import { describe, expect, it } from 'vitest'
import { INSTRUMENT_CODES, INSTRUMENTS, MEASURES, OUTCOME_CODES } from '@/lib/surveys/instruments'
import { type Answers, scoreOf } from '@/lib/surveys/score'

const scored = (code: keyof typeof INSTRUMENTS, answers: Answers) => {
  const found = scoreOf(INSTRUMENTS[code], answers)
  return found.ok ? found.value : found.code
}

describe('WHO-5', () => {
  it('is four times the sum, and offers a counsellor below thirteen', () => {
    expect(scored('WHO-5', [5, 5, 5, 5, 5])).toEqual({ score: 100, parts: null, low: false })
    expect(scored('WHO-5', [3, 3, 3, 2, 2])).toEqual({ score: 52, parts: null, low: false })
    expect(scored('WHO-5', [3, 3, 2, 2, 2])).toEqual({ score: 48, parts: null, low: true })
    expect(scored('WHO-5', [0, 0, 0, 0, 0])).toEqual({ score: 0, parts: null, low: true })
  })
  it('needs all five', () => {
    expect(scoreOf(INSTRUMENTS['WHO-5'], [3, 3, 3, null, 3])).toEqual({
      ok: false,
      code: 'E-ASM-17',
      values: { n: 1 },
    })
  })
})

describe('the others', () => {
  it('stand for one answer left out with the mean of the rest', () => {
    expect(scored('KA-M', [4, 3, 2, 3])).toMatchObject({ score: 75 })
    expect(scored('KA-M', [4, 3, 2, null])).toMatchObject({ score: 75 })
    expect(scored('KA-M', [4, 3, null, null])).toBe('E-ASM-06')
    expect(scored('RES', [4, 4, 4, 4, 4, 4, 4, 4, 0])).toMatchObject({ score: (32 * 100) / 36, low: false })
    expect(scored('RES', [4, 4, 4, 4, 4, 4, 4, 4, null])).toMatchObject({ score: 100 })
  })
  it('have parts where two indicators read them: KA-U 1 to 3 and 4', () => {
    expect(scored('KA-U', [1, 2, 0, 4])).toMatchObject({ score: 43.75, parts: [25, 100] })
    expect(scored('KA-U', [1, 3, null, 4])).toMatchObject({ parts: [50, 100] })
    expect(scored('KA-U', [1, 2, 0, null])).toMatchObject({ score: 25, parts: [25, null] })
  })
  it('turn reversed items round', () => {
    const turned = { ...INSTRUMENTS['KA-M'], reverseItems: [2] }
    expect(scoreOf(turned, [4, 0, 4, 4])).toMatchObject({ value: { score: 100 } })
    expect(scoreOf(turned, [4, 4, 4, 4])).toMatchObject({ value: { score: 75 } })
  })
  it('take no answer that was not offered', () => {
    for (const wrong of [
      [5, 1, 1, 1],
      [-1, 1, 1, 1],
      [1.5, 1, 1, 1],
      [1, 1, 1],
      [1, 1, 1, 1, 1],
    ])
      expect(scored('KA-M', wrong)).toBe('E-ASM-05')
    expect(scored('WHO-5', [6, 1, 1, 1, 1])).toBe('E-ASM-05')
  })
})

describe('the instruments', () => {
  it('say whose they are: ours may be shown, others’ words come from the office', () => {
    for (const code of INSTRUMENT_CODES) {
      const { itemSource, mayPublishItems, scales, items, licence, attribution } = INSTRUMENTS[code]
      expect(mayPublishItems).toBe(itemSource === 'BUILT_IN')
      expect(scales).toHaveLength(items)
      expect(licence.length * attribution.length).toBeGreaterThan(0)
    }
  })
  it('give every outcome, each from a part that exists', () => {
    for (const code of OUTCOME_CODES) {
      const { instrument, part } = MEASURES[code]
      expect(part).toBeLessThanOrEqual(INSTRUMENTS[instrument].parts.length)
    }
  })
})
