import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveMood } from '@/db/commands/workshops/save-mood'
import { sessionMood } from '@/db/queries/workshops/mood'
import { myWeave } from '@/db/queries/workshops/weave'
import { reading } from '@/db/transaction'
import type { Scope } from '@/lib/access/actor'
import { contextOf } from '@/tests/support/actors'
import { type Staff, staff, type World, world } from '@/tests/support/factories'
import { group } from '../cohorts/field'
import { type Loaded, loadedDatabase } from '../demo/loaded'

let db: Loaded
beforeAll(async () => {
  db = await loadedDatabase('none')
})
afterAll(() => db.end())

const made = (more: object = {}) => world(db.sql, { people: 8, sessions: 2, ...more })
const send = async (w: World, [happy, neutral, sad]: [number, number, number], by = w.facilitator) =>
  saveMood(await contextOf(by), { sessionId: w.sessionIds[0]!, happy, neutral, sad })
const seen = (who: Staff, w: World) => {
  const scope = { userId: who.userId } as Scope
  return reading(scope, (reader) => sessionMood(reader, scope, w.sessionIds[0]!))
}

describe('faces after a session', () => {
  it('are three numbers: the office sees them, whoever led it sees how many answered', async () => {
    const w = await made()
    expect(await send(w, [4, 1, 1])).toEqual({ answers: 6 })
    expect(await seen(w.officer, w)).toEqual({ answers: 6, faces: { HAPPY: 4, NEUTRAL: 1, SAD: 1 } })
    expect(await seen(w.facilitator, w)).toEqual({ answers: 6, faces: null })
    const [row] =
      await db.sql`select actor_id, after from audit.event where action = 'session.mood' and entity_id = ${w.sessionIds[0]!}`
    expect(row).toEqual({ actor_id: w.facilitator.userId, after: { answers: 6 } })
  })

  it('are kept of nobody: no column names or orders people', async () => {
    const columns =
      await db.sql`select column_name from information_schema.columns where table_schema = 'app' and table_name = 'session_mood' order by 1`
    expect(columns.map((one) => one.column_name)).toEqual([
      'entered_at',
      'entered_by',
      'happy',
      'neutral',
      'sad',
      'scope_id',
      'session_id',
      'version',
    ])
  })

  it('are refused where they are too few or too many, by the command and by the database', async () => {
    const w = await made()
    await expect(send(w, [2, 1, 1])).rejects.toMatchObject({ code: 'E-FBK-01' })
    await expect(send(w, [9, 0, 0])).rejects.toMatchObject({ code: 'E-FBK-02', values: { n: 9, max: 8 } })
    await expect(send(w, [-1, 5, 3])).rejects.toThrow()
    expect(await seen(w.officer, w)).toBeNull()
    await expect(
      db.sql`insert into app.session_mood (session_id, scope_id, happy, neutral, sad, entered_by)
        values (${w.sessionIds[0]!}, ${w.cohortScope}, 1, 1, 1, ${w.officer.userId})`,
    ).rejects.toMatchObject({ constraint_name: 'session_mood_counts' })
  })

  it('sent again take the place of what was sent', async () => {
    const w = await made()
    await send(w, [4, 1, 1])
    await send(w, [3, 3, 2])
    expect(await seen(w.officer, w)).toEqual({ answers: 8, faces: { HAPPY: 3, NEUTRAL: 3, SAD: 2 } })
  })

  it('belong to a session that has begun and stands, and to who may write its sheet', async () => {
    const ahead = await made({ now: '2024-05-10T00:00:00Z' })
    await expect(send(ahead, [5, 0, 0])).rejects.toMatchObject({ code: 'E-SES-05' })
    const w = await made()
    const [other, auditor] = [await made(), await staff(db.sql, 'AUDITOR', w.provinceScope)]
    await expect(send(w, [5, 0, 0], other.facilitator)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(send(w, [5, 0, 0], auditor)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await send(w, [5, 0, 0])
    expect(await seen(other.officer, w)).toBeNull()
    expect(await seen(auditor, w)).toEqual({ answers: 5, faces: null })
    await db.sql`update app.session set status = 'CANCELLED', cancel_reason = 'برف' where id = ${w.sessionIds[0]!}`
    await expect(send(w, [5, 0, 0])).rejects.toMatchObject({ code: 'E-SES-08' })
  })
})

it('a facilitator sees her own row of the weave and no other', async () => {
  const w = await made()
  const beside = await group(db.sql, w, { people: 1, sessions: 1 })
  const scope = { userId: w.facilitator.userId } as Scope
  const lines = await reading(scope, (reader) => myWeave(reader, scope))
  expect(lines.map(({ cohortId }) => cohortId)).toEqual([w.cohortId])
  expect(lines[0]!.knots.map(({ sessionId }) => sessionId)).toEqual(w.sessionIds)
  expect(lines.some(({ cohortId }) => cohortId === beside.cohortId)).toBe(false)
})
