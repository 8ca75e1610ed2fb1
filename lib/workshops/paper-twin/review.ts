import type { BubbleCode } from '../paper-print'
import { sameMark } from '../register-ops'
import type { Mark, RegisterPerson } from '../register-view'
import { peopleOf } from './people'
import type { Point } from './picture'
import type { PageReading } from './reading'
import type { RowVerdict } from './verdict'

/**
 * Why a person is asked about a row: what the reader found, or minutes: she came late, and how late is written by hand;
 * differs: the register says something else already.
 */
export type AskWhy = Extract<RowVerdict, { kind: 'ask' }>['why'] | 'minutes' | 'differs'

/** One row of the paper beside its row of the register. */
export type TwinLine = {
  personId: string
  row: number
  name: string
  /** Where the row lies in the picture. */
  frame: Point[]
  why: AskWhy | null
  /** What the paper says, where that is sure. */
  said: BubbleCode | null
  /** What will be put into the register: the paper's word, or hers; null while it is open. */
  mark: Mark | null
  /** She chose to leave this row as the register has it. */
  left: boolean
}
export type Review = {
  page: number
  lines: TwinLine[]
  /** Rows of the paper that are nobody's of this register, as the paper counts them. */
  strangers: number
  /** Where the head count stands in the picture; only she can read it. */
  head: Point[]
}

/** Lays a page beside the register. Nothing is presumed: what is not sure is open. */
export function reviewOf(
  { code, rows, head }: PageReading,
  people: readonly RegisterPerson[],
  marks: Readonly<Record<string, Mark | null>>,
): Review {
  const owners = peopleOf(code, people)
  const lines = rows.flatMap(({ verdict, frame }, at): TwinLine[] => {
    const person = people.find(({ personId }) => personId === owners[at])
    if (!person) return []
    const { personId, row, name } = person
    return [{ personId, row, name, frame, left: false, ...wordOf(verdict, marks[personId] ?? null) }]
  })
  return { page: code.page, lines, head, strangers: owners.filter((owner) => owner === null).length }
}

type Word = Pick<TwinLine, 'why' | 'said' | 'mark'>

function wordOf(verdict: RowVerdict, stored: Mark | null): Word {
  if (verdict.kind === 'ask') return { why: verdict.why, said: null, mark: null }
  const { code } = verdict
  if (code === 'LATE') {
    // Minutes that stand in the register already are what she wrote on the paper.
    return stored?.code === 'LATE'
      ? { why: null, said: code, mark: stored }
      : { why: 'minutes', said: code, mark: null }
  }
  const mark: Mark = { code, late: 0, early: 0, reason: null }
  if (stored === null || sameMark(stored, mark)) return { why: null, said: code, mark }
  // A reason that was chosen by hand stays with the absence.
  if (stored.code === code && stored.late + stored.early === 0) return { why: null, said: code, mark: stored }
  return { why: 'differs', said: code, mark: null }
}

/** Rows still waiting for her word. */
export const openLines = ({ lines }: Review) => lines.filter(({ mark, left }) => mark === null && !left)

/** Her word on one row; null leaves it as the register has it. */
export function answered(review: Review, personId: string, mark: Mark | null): Review {
  return {
    ...review,
    lines: review.lines.map((line) =>
      line.personId === personId ? { ...line, mark, left: mark === null } : line,
    ),
  }
}

/** What goes into the register, as if she had tapped it. */
export function marksOf({ lines }: Review): Record<string, Mark> {
  return Object.fromEntries(lines.flatMap(({ personId, mark }) => (mark ? [[personId, mark]] : [])))
}
