import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ALL_RESULTS, endingPower, mayEnd, TASK_KINDS, TASK_RESULTS, TASK_STATES } from '@/lib/tasks/kinds'
import { FinishTask, RaiseSafeguard } from '@/lib/tasks/schema'

const words = (locale: string) =>
  JSON.parse(readFileSync(`messages/${locale}/follow-up.json`, 'utf8')).tasks as Record<
    'kind' | 'about' | 'state' | 'result',
    Record<string, string>
  >

describe('tasks', () => {
  it('of each kind have words in both languages, and so has each end', () => {
    for (const locale of ['fa', 'en']) {
      const { kind, about, state, result } = words(locale)
      expect(Object.keys(kind).sort()).toEqual([...TASK_KINDS].sort())
      expect(Object.keys(about).sort()).toEqual([...TASK_KINDS].sort())
      expect(Object.keys(state).sort()).toEqual([...TASK_STATES].sort())
      expect(Object.keys(result).sort()).toEqual([...ALL_RESULTS].sort())
    }
  })

  it('end in the ways of their kind only', () => {
    for (const kind of TASK_KINDS)
      for (const result of ALL_RESULTS)
        expect([kind, result, mayEnd(kind, result)]).toEqual([
          kind,
          result,
          (TASK_RESULTS[kind] as readonly string[]).includes(result),
        ])
  })

  it('are ended by whoever records there, but guests, places and what was told in confidence by the office', () => {
    expect(TASK_KINDS.map((kind) => [kind, endingPower(kind)])).toEqual([
      ['SAFEGUARD', 'review'],
      ['CONSENT_BACK', 'review'],
      ['CARD_QUERY', 'review'],
      ['ABSENCES', 'record'],
      ['MAKE_UP', 'record'],
      ['NO_SHOW', 'record'],
      ['GUEST', 'run'],
      ['FREE_PLACE', 'run'],
      ['MISSING_SHEET', 'record'],
    ])
  })

  it('take clean words: a result of the list, a note within its length, a report that says something', () => {
    const id = '0190a5c1-7b1e-7000-8000-000000000001'
    const ended = { taskId: id, version: 1, result: 'STAYS' as const }
    expect(FinishTask.parse({ ...ended, note: ' زنگ  زدم ' }).note).toBe('زنگ زدم')
    expect(FinishTask.safeParse({ ...ended, result: 'GONE' as never }).success).toBe(false)
    expect(FinishTask.safeParse({ ...ended, note: 'ا'.repeat(501) }).success).toBe(false)
    expect(RaiseSafeguard.safeParse({ cohortId: id, text: '  ؟ ' }).success).toBe(false)
  })
})
