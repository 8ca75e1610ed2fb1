import { prepareQuarter, signQuarter } from '@/db/commands/indicators/close-quarter'
import { approveSheets, reviewSheet } from '@/db/commands/workshops/review-sheets'
import { instantAt } from '@/lib/shared/tehran'
import { SPRING } from './calendar'
import { type SheetRow, submitRegister } from './register'
import type { Stage } from './stage'

type Held = { id: string; seq: number; day: string; version: number; topic: string }
type Sheet = { c: number; meeting: Held; rows: SheetRow[] }

/** Whose last sheet of the spring says that somebody was absent who was there. */
const MISREAD = { c: 6, row: 0, reason: 'یک غیبت با دفتر کاغذی نمی‌خواند؛ دوباره ببینید.' }

/**
 * The spring of the FULL load is closed by the officer and signed by the director on the first morning after it. The same morning
 * one of its sheets is found to be wrong and set right, so that the closed quarter has an adjustment and every figure of
 * today is the specification's.
 */
export class ClosedSpring {
  #misread: Sheet | null = null
  #closed = false

  /** The rows as the facilitator first sends them. */
  asSent(c: number, meeting: Held, meetings: readonly Held[], rows: SheetRow[]): SheetRow[] {
    const last = meetings.filter(({ day }) => day <= SPRING.lastDay).at(-1)
    if (c !== MISREAD.c || last?.id !== meeting.id) return rows
    this.#misread = { c, meeting, rows }
    return rows.map((row, i) => (i === MISREAD.row ? { ...row, mark: { code: 'ABSENT', late: 0 } } : row))
  }

  /** In the morning of a day, once everything of the spring is approved. */
  async close(stage: Stage, today: string, facilitatorOf: (c: number) => string): Promise<void> {
    if (this.#closed || today <= SPRING.lastDay) return
    this.#closed = true
    const { officer, director } = stage.cast
    const { closingId } = await prepareQuarter(await stage.as(officer), {
      runId: stage.runId,
      quarter: SPRING.quarter,
      reason: '',
    })
    await signQuarter(await stage.as(director), { closingId })
    if (this.#misread) await this.#setRight(stage, this.#misread, today, facilitatorOf(this.#misread.c))
  }

  async #setRight(stage: Stage, { meeting, rows }: Sheet, today: string, facilitator: string): Promise<void> {
    const { id: sessionId, topic } = meeting
    const version = meeting.version + 2
    await stage.turnTo(instantAt(today, '08:45'))
    await reviewSheet(await stage.as(stage.cast.officer), {
      sessionId,
      version,
      decision: 'REOPEN',
      reason: MISREAD.reason,
    })
    await stage.become(facilitator)
    await submitRegister(stage, { sessionId, version: version + 1, topic, rows, again: true })
    await approveSheets(await stage.as(stage.cast.officer), { sheets: [{ sessionId, version: version + 2 }] })
  }
}
