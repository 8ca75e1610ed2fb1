import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { MODULES } from '@/db/seed/reference/programme'
import {
  MEETING_MINUTES,
  MODULE_CODES,
  type ModuleWords,
  stepsOf,
  wordsFile,
} from '@/lib/programmes/materials'

const wordsOf = (locale: string, code: (typeof MODULE_CODES)[number]) =>
  JSON.parse(
    readFileSync(new URL(`../../../messages/${locale}/${wordsFile(code)}.json`, import.meta.url), 'utf8'),
  ) as ModuleWords
const texts = (tree: unknown): string[] =>
  typeof tree === 'string' ? [tree] : Object.values(tree as object).flatMap(texts)

it('are there for each of the ten modules', () => {
  expect([...MODULE_CODES]).toEqual(MODULES.map(([code]) => code))
})

describe.each(MODULE_CODES)('the plan of %s', (code) => {
  it('fills three meetings of two hours, step after step', () => {
    for (const meeting of [0, 1, 2] as const) {
      const steps = stepsOf(code, meeting)
      expect(steps.map(({ step }) => step)).toEqual(['open', '1', '2', '3', 'close'])
      expect(steps.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(MEETING_MINUTES)
      for (const [at, { from }] of steps.entries())
        expect(from).toBe(steps.slice(0, at).reduce((sum, { minutes }) => sum + minutes, 0))
    }
  })

  it.each(['fa', 'en'])(
    'is whole in %s: aims, things, steps, exercise, questions, limits, hand-out',
    (locale) => {
      const words = wordsOf(locale, code)
      expect(Object.keys(words.aims)).toHaveLength(3)
      expect(Object.keys(words.bring).length).toBeGreaterThanOrEqual(3)
      expect(Object.keys(words.meetings)).toEqual(['1', '2', '3'])
      for (const meeting of Object.values(words.meetings))
        expect(Object.keys(meeting.steps)).toEqual(['1', '2', '3'])
      expect(words.exercise.how.length).toBeGreaterThan(120)
      expect(Object.keys(words.ask)).toHaveLength(4)
      expect(Object.keys(words.avoid)).toHaveLength(3)
      // Half a page: a hand-out is read at a glance or read to her.
      const lines = Object.values(words.handout.lines)
      expect(lines.length).toBeGreaterThanOrEqual(5)
      expect(lines.join(' ').length).toBeLessThan(700)
    },
  )

  it('has the title the programme gives it', () => {
    const [, fa, en] = MODULES.find((one) => one[0] === code)!
    expect([wordsOf('fa', code).title, wordsOf('en', code).title]).toEqual([fa, en])
  })

  it('describes an exercise that stands in one of its meetings', () => {
    for (const locale of ['fa', 'en']) {
      const words = wordsOf(locale, code)
      const titles = Object.values(words.meetings).flatMap(({ steps }) =>
        Object.values(steps).map(({ title }) => title),
      )
      expect(titles).toContain(words.exercise.title)
    }
  })

  it('speaks one language, in its own digits', () => {
    expect(texts(wordsOf('fa', code)).filter((text) => /[A-Za-z0-9]/.test(text))).toEqual([])
    expect(texts(wordsOf('en', code)).filter((text) => /[\u0600-\u06ff]/.test(text))).toEqual([])
  })
})

it('lead to help wherever a wound may open', () => {
  for (const [locale, number] of [
    ['fa', /۱۲۳|۱۴۸۰/],
    ['en', /123|1480/],
  ] as const)
    for (const code of ['M02', 'M05', 'M06', 'M10'] as const)
      expect(Object.values(wordsOf(locale, code).handout.lines).join(' '), code).toMatch(number)
})
