import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { pageOf, rowsOf, standingOf } from '../../scripts/asvs.mjs'
import { lost, named } from './named-evidence'

const rows = rowsOf(readFileSync('docs/security/asvs.csv', 'utf8'))

describe('the table of ASVS', () => {
  it('has each requirement once: 70 of level 1, all of level 2 but WebRTC, and those taken up of level 3', () => {
    expect(new Set(rows.map(({ number }) => number)).size).toBe(rows.length)
    expect([1, 2, 3].map((level) => rows.filter((row) => row.level === level).length)).toEqual([70, 176, 42])
    expect(rows.every(({ number, words }) => /^\d+\.\d+\.\d+$/.test(number) && words !== '')).toBe(true)
    expect([...new Set(rows.map(({ scope }) => scope))].sort()).toEqual(['except', 'if', 'in'])
  })

  it('names a test or a line of a document that is there, for each but the open ones', () => {
    for (const { number, state, evidence } of rows) {
      expect(lost(evidence), number).toEqual([])
      if (state === 'open') continue
      expect(['met', 'absent', 'exception'], number).toContain(state)
      expect(named(evidence).length, number).toBeGreaterThan(0)
    }
  })

  it('says each exception in words of its own', () => {
    for (const { number, state, words } of rows)
      if (state === 'exception') expect(words.length, number).toBeGreaterThan(30)
  })

  it('shows 95 of a hundred of level 1 and 90 of level 2, and leaves none of level 1 open', () => {
    expect(standingOf(rows, 1).share).toBeGreaterThanOrEqual(0.95)
    expect(standingOf(rows, 2).share).toBeGreaterThanOrEqual(0.9)
    expect(standingOf(rows, 1).open).toBe(0)
  })

  it('is the page, word for word', () => {
    expect(readFileSync('docs/security/asvs.md', 'utf8')).toBe(pageOf(rows))
  })

  it('would find a name that is gone', () => {
    expect(lost('`docs/security/policy.md` «no such li' + 'ne»')).toHaveLength(1)
    expect(lost('`docs/security/gone.md` «Keys»')).toHaveLength(1)
    expect(lost('`docs/security/policy.md` «## Keys»')).toEqual([])
  })
})
