import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { lost, named } from './named-evidence'

const read = (path: string) => readFileSync(path, 'utf8')
/** The last cell of each row that begins with a case's number. */
const rowsOf = (text: string) =>
  [...text.matchAll(/^\| ([SF]\d\d)[^|]*\|(?:.*)\| (.*) \|$/gm)].map(([, id, evidence]) => ({
    id: id!,
    evidence: evidence!,
  }))

describe('the table of abuse', () => {
  const rows = rowsOf(read('docs/security/abuse.md'))

  it('has all 48 cases, once each', () => {
    expect(rows.map(({ id }) => id)).toEqual(
      Array.from({ length: 48 }, (_, i) => `S${String(i + 1).padStart(2, '0')}`),
    )
  })

  it('names a test that is there for each, or says what is missing', () => {
    for (const { id, evidence } of rows) {
      if (evidence.startsWith('not ')) continue
      expect(named(evidence).length, id).toBeGreaterThan(0)
      expect(lost(evidence), id).toEqual([])
    }
  })

  it('is short of no more than it says', () => {
    expect(rows.filter(({ evidence }) => evidence.startsWith('not '))).toEqual([])
  })

  it('finds a planted name of a test that is gone', () => {
    expect(lost('`tests/architecture/evidence.test.ts` «no such ti' + 'tle»')).toHaveLength(1)
    expect(lost('`tests/architecture/gone.test.ts` «has all 48 cases, once each»')).toHaveLength(1)
    expect(lost('`tests/architecture/evidence.test.ts` «has all 48 cases, once each»')).toEqual([])
  })
})
