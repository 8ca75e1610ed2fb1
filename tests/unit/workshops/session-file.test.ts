import { expect, it } from 'vitest'
import { layoutOf } from '@/lib/workshops/paper-layout'
import { readMark } from '@/lib/workshops/paper-mark'
import { markWord, type SessionFile, sessionFileLines, sessionOfFile } from '@/lib/workshops/session-file'
import { words } from '../pdf/words'

const FILE: SessionFile = {
  sessionId: '019a2b3c-4d5e-7f60-8192-a3b4c5d6e7f8',
  runCode: 'WA-1405',
  isDemo: true,
  placeFa: 'محلهٔ آذین',
  countyFa: 'ارومیه',
  seq: 7,
  dayIso: '2026-10-10',
  people: [
    { row: 1, name: 'پروین کاکه‌خانی', mark: { code: 'PRESENT', late: 0, early: 0 } },
    { row: 4, name: 'فاطمه محمدی‌نیا', mark: null },
  ],
}

it('writes every mark in a word that the reader of typed registers takes for exactly that', () => {
  for (const [code, late, early] of [
    ['PRESENT', 0, 0],
    ['ABSENT', 0, 0],
    ['EXCUSED', 0, 0],
    ['LATE', 5, 0],
    ['LATE', 125, 0],
    ['LEFT_EARLY', 0, 30],
    ['LATE', 10, 15],
  ] as const) {
    const mark = { code, late, early }
    expect(readMark(markWord(mark, words))).toEqual({ kind: 'mark', mark })
  }
  expect(readMark(markWord(null, words))).toEqual({ kind: 'empty' })
})

it('says whose it is above one table of people and one column of the session', () => {
  const { above, header, rows } = sessionFileLines(FILE, words, (text) => text)
  const grid = [...above, header, ...rows]
  expect(sessionOfFile([{ rows: grid }])).toBe(FILE.sessionId)
  const { blocks } = layoutOf(grid)
  expect(blocks).toHaveLength(1)
  expect(blocks[0]).toMatchObject({ header: 2, columns: { index: 0, full: 1 }, unread: [] })
  expect(blocks[0]!.sessions.map(({ column, said }) => [column, said.seq, said.days])).toEqual([
    [2, 7, ['2026-10-10']],
  ])
  expect(blocks[0]!.rows.map(({ cells }) => cells)).toEqual(rows)
})
