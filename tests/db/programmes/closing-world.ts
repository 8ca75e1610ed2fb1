import type { Sql } from 'postgres'
import { closeCohort } from '@/db/commands/programmes/close-cohort'
import { moveRun } from '@/db/commands/programmes/move-run'
import { contextOf } from '@/tests/support/actors'
import { registerOf, type World, world } from '@/tests/support/factories'
import { review, send } from '../workshops/register-sent'

/** A group of four people and two sessions of two hours; its plan is what the two come to, unless another is asked for. */
export async function group(sql: Sql, planned = 240): Promise<World> {
  const w = await world(sql, { people: 4, sessions: 2 })
  await sql`update app.cohort set planned_minutes = ${planned} where id = ${w.cohortId}`
  return w
}

/** Sessions recorded and approved: the third woman misses the second one, the fourth never comes. */
export async function recorded(app: Sql, w: World, which: readonly number[] = [0, 1]): Promise<void> {
  for (const at of which) {
    const marks: Record<number, object> =
      at === 0 ? { 3: { code: 'ABSENT' } } : { 2: { code: 'ABSENT' }, 3: { code: 'ABSENT' } }
    await send(app, w.facilitator, registerOf(w, at, marks))
    await review(app, w.officer, w.sessionIds[at]!, 2, 'APPROVE')
  }
}

export async function closedRun(sql: Sql, app: Sql): Promise<World> {
  const w = await group(sql)
  await recorded(app, w)
  await closeCohort(await contextOf(w.officer), { cohortId: w.cohortId })
  const director = await contextOf(w.director)
  await moveRun(director, { runId: w.runId, to: 'CLOSING' })
  await moveRun(director, { runId: w.runId, to: 'CLOSED' })
  return w
}

/** Everything that belongs to a run, as one comparable text. */
export async function ofRun(sql: Sql, runId: string): Promise<string> {
  const tables = [
    'cohort',
    'session',
    'enrolment',
    'facilitator',
    'training_class',
    'cohort_month',
    'certificate',
    'run_target',
    'rule',
  ]
  const parts: unknown[] = [await sql`select to_jsonb(r) from app.run r where id = ${runId}`]
  for (const table of tables)
    parts.push(
      await sql.unsafe(
        `select jsonb_agg(to_jsonb(t) order by t.*::text) from app.${table} t where run_id = '${runId}'`,
      ),
    )
  parts.push(
    await sql`select jsonb_agg(to_jsonb(t) order by t.id) from app.cohort_facilitator t join app.cohort c on c.id = t.cohort_id
      where c.run_id = ${runId}`,
    await sql`select jsonb_agg(to_jsonb(t) order by t.session_id, t.person_id) from app.attendance t join app.session s on s.id = t.session_id
      where s.run_id = ${runId}`,
  )
  return JSON.stringify(parts)
}
