import { readCode } from '@/lib/client/paper-reading'
import type { Result } from '@/lib/shared/result'
import type { Grey } from '@/lib/workshops/paper-twin/picture'
import { type PageReading, type PictureCode, readPage } from '@/lib/workshops/paper-twin/reading'
import type { Meant } from './scene'

/** Reads a picture without stopping on the way. */
export function readNow(grey: Grey): Result<PageReading, PictureCode> {
  const steps = readPage(grey, readCode)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

export type Sum = {
  pictures: number
  refused: number
  /** Rows with one clear mark. */
  right: number
  asked: number
  wrong: number
  /** Rows nobody may believe without asking, and those that were believed. */
  open: number
  believed: number
}
export const NONE: Sum = { pictures: 0, refused: 0, right: 0, asked: 0, wrong: 0, open: 0, believed: 0 }

/** Compares what was read with what was meant; tells of each row that was believed and should not have been. */
export function judge(read: Result<PageReading, PictureCode>, meant: readonly Meant[], told: string) {
  const sum = { ...NONE, pictures: 1 }
  const amiss: string[] = []
  // A picture that is refused says how to take another one: nobody is asked about its rows.
  if (!read.ok) return { sum: { ...sum, refused: 1 }, amiss }
  meant.forEach(({ code, how }, row) => {
    const verdict = read.value.rows[row]?.verdict
    const sure = verdict?.kind === 'sure' ? verdict.code : null
    if (code === null) {
      sum.open++
      if (sure) sum.believed++
    } else if (sure === code) sum.right++
    else if (sure) sum.wrong++
    else sum.asked++
    if (sure && sure !== code) amiss.push(`${told}: row ${row + 1}, ${how} ${code}, read ${sure}`)
  })
  if (read.value.rows.length !== meant.length) amiss.push(`${told}: ${read.value.rows.length} rows`)
  return { sum, amiss }
}

export const plus = (a: Sum, b: Sum): Sum =>
  Object.fromEntries(Object.entries(a).map(([key, value]) => [key, value + b[key as keyof Sum]])) as Sum
