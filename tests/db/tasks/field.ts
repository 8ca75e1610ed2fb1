import postgres, { type Sql } from 'postgres'
import { closePools, openPools } from '@/db/client'
import { reading } from '@/db/transaction'
import type { Scope } from '@/lib/access/actor'
import { freshDatabase } from '@/tests/support/database'
import { mark, type Staff, type World, world } from '@/tests/support/factories'
import { send } from '../workshops/register-sent'

export type Field = { owner: Sql; app: Sql; close: () => Promise<void> }

export async function openField(): Promise<Field> {
  const database = await freshDatabase()
  process.env.DATABASE_URL ??= database.ownerUrl
  openPools({ app: database.appUrl, pub: database.publicUrl })
  const owner = postgres(database.ownerUrl, { max: 2, onnotice: () => {} })
  const app = postgres(database.appUrl, { max: 2, onnotice: () => {} })
  return {
    owner,
    app,
    close: async () => {
      await closePools()
      await Promise.all([owner.end(), app.end()])
      await database.drop()
    },
  }
}

/** A cohort of a few people whose whole plan is `sessions` meetings of two hours. */
export async function smallWorld(owner: Sql, sessions: number, people = 4): Promise<World> {
  const w = await world(owner, { people, sessions })
  await owner`update app.cohort set planned_minutes = ${sessions * 120}, status = 'RUNNING' where id = ${w.cohortId}`
  return w
}

/** Submits one sheet: a letter for each person (P present, L late 30, A absent, E excused, S present for a moment only). */
export async function sheet(
  app: Sql,
  w: World,
  at: number | string,
  letters: string,
  who: Staff = w.facilitator,
) {
  const marks: Record<string, [string, object]> = {
    P: ['PRESENT', {}],
    L: ['LATE', { late: 30 }],
    A: ['ABSENT', {}],
    E: ['EXCUSED', {}],
    S: ['LEFT_EARLY', { early: 100 }],
  }
  return send(app, who, {
    v: 1,
    sessionId: typeof at === 'number' ? w.sessionIds[at] : at,
    baseVersion: 99,
    ops: w.people.flatMap((p, i) => {
      const [code, more] = marks[letters[i] ?? ''] ?? []
      return code ? [mark(p.personId, code, more)] : []
    }),
    outcome: 'submit',
    acknowledged: ['W-ATT-05'],
  })
}

export async function tasksOf(owner: Sql, w: World, state = 'OPEN'): Promise<string[]> {
  const rows = await owner`
    select t.kind || coalesce(' ' || e.row_no, '') as line from app.task t left join app.enrolment e on e.id = t.enrolment_id
    where t.run_id = ${w.runId} and t.state = ${state} order by 1`
  return rows.map((row) => row.line)
}

export const as = <T>(who: Staff, work: Parameters<typeof reading<T>>[1]) =>
  reading({ userId: who.userId } as Scope, work)
