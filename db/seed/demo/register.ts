import { sql } from 'drizzle-orm'
import { ABSENCE_REASONS } from '@/lib/workshops/codes'
import type { RegisterReceipt } from '@/lib/workshops/register-view'
import type { DemoMark } from './attendance'
import { demoId } from './people'
import type { Stage } from './stage'

export type SheetRow = { personId: string; mark: Exclude<DemoMark, null>; seed: number }
export type Sheet = {
  sessionId: string
  version: number
  topic: string | null
  rows: SheetRow[]
  again?: boolean
}

/** Submits one register (or what it is to say instead: `again`) as the account set on the stage: every mark a tap with an id, and the people counted in the room. */
export async function submitRegister(stage: Stage, sheet: Sheet): Promise<void> {
  const here = sheet.rows.filter(({ mark }) => mark.code === 'PRESENT' || mark.code === 'LATE').length
  const id = (...parts: (string | number)[]) =>
    demoId(sheet.again ? 'tap again' : 'tap', sheet.sessionId, ...parts)
  const ops = [
    { id: id('head'), kind: 'head', count: here },
    ...(sheet.topic ? [{ id: id('details'), kind: 'details', topic: sheet.topic }] : []),
    ...sheet.rows.map(({ personId, mark, seed }) => ({
      id: id(personId),
      kind: 'mark',
      person: personId,
      code: mark.code,
      late: mark.late,
      early: 0,
      reason: mark.code === 'EXCUSED' ? ABSENCE_REASONS[seed % ABSENCE_REASONS.length] : null,
    })),
  ]
  await save(stage, {
    sessionId: sheet.sessionId,
    baseVersion: sheet.version,
    ops,
    outcome: 'submit',
    acknowledged: ['W-ATT-05'],
  })
}

/** Writes down that a session did not take place. */
export async function cancelSession(
  stage: Stage,
  sessionId: string,
  version: number,
  why: string,
): Promise<void> {
  await save(stage, {
    sessionId,
    baseVersion: version,
    ops: [],
    outcome: 'cancel',
    cancelReason: why,
    acknowledged: [],
  })
}

async function save(stage: Stage, payload: Record<string, unknown>): Promise<void> {
  const [row] = await stage.db.execute<{ answer: RegisterReceipt }>(
    sql`select app.save_register(${JSON.stringify({ v: 1, ...payload })}::jsonb, 'demo') as answer`,
  )
  if (row?.answer.status !== 'applied') throw new Error(`demo register: ${JSON.stringify(row?.answer)}`)
}
