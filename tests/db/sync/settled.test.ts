import { afterAll, beforeAll, expect, it } from 'vitest'
import { world } from '@/tests/support/factories'
import { kept, recounted, send } from '../workshops/register-sent'
import { type Field, openField } from './field'
import { markOp, newPhone, push, told, wholeSheet } from './phone'

let f: Field
beforeAll(async () => {
  f = await openField({ people: 5, sessions: 0 })
})
afterAll(() => f?.close())

/** What a sheet moves beside itself, without what names a world: hours, months, the group's state, what is to be done. */
async function moved(w: Awaited<ReturnType<typeof world>>) {
  const [row] = await f.owner`select
    (select jsonb_agg(jsonb_build_array(e.row_no, e.status, e.credited_minutes, e.activated_on) order by e.row_no) from app.enrolment e where e.run_id = ${w.runId}) as hours,
    (select jsonb_agg(to_jsonb(m) - array['run_id', 'scope_id', 'cohort_id'] order by m.month) from app.cohort_month m where m.run_id = ${w.runId}) as months,
    (select jsonb_build_array(c.status, c.running_since) from app.cohort c where c.id = ${w.cohortId}) as cohort,
    (select jsonb_agg(jsonb_build_array(t.kind, e.row_no, t.state) order by t.kind, e.row_no) from app.task t left join app.enrolment e on e.id = t.enrolment_id
      where t.run_id = ${w.runId} and t.state = 'OPEN') as tasks`
  return row
}

it('a batch of sheets moves hours, months, the group and its tasks as the desk does sheet by sheet', async () => {
  for (const [sessions, late] of [
    [6, 0],
    [30, 0],
    [6, 2],
  ] as const) {
    const options = { people: 5, sessions, firstDay: '2024-05-03', now: '2024-07-20T15:00:00Z', minutes: 120 }
    const [desk, batch] = [await world(f.owner, options), await world(f.owner, options)]
    for (const w of [desk, batch])
      await f.owner`update app.rule set value = '200'::jsonb where run_id = ${w.runId} and key = 'SESSION_BACKDATE_MAX_DAYS'`
    // One woman stays away after the second session, another never comes.
    const of = (w: typeof desk, s: number) =>
      wholeSheet(w, s).map((op) =>
        op.op.person === w.people[4]!.personId || (s > 1 && op.op.person === w.people[3]!.personId)
          ? { ...op, op: { ...op.op, code: 'ABSENT' } }
          : op,
      )
    for (let s = 0; s < sessions; s += 1) {
      const ops = of(desk, s)
        .slice(0, -1)
        .map((op) => op.op)
      const answer = await send(f.app, desk.facilitator, {
        v: 1,
        sessionId: desk.sessionIds[s],
        baseVersion: 1,
        ops,
        outcome: 'submit',
        acknowledged: ['W-ATT-05'],
      })
      expect(answer.status).toBe('applied')
    }
    const phone = await newPhone(batch.facilitator)
    // Some sheets come by themselves first, so that the batch also writes over what counts already.
    if (late > 0) await push(phone, of(batch, 0))
    const first = of(batch, 0)
    const all = Array.from({ length: sessions - (late ? 1 : 0) }, (_, s) =>
      of(batch, s + (late ? 1 : 0)),
    ).flat()
    if (late > 0) {
      const [held] =
        await f.owner`select op_id from app.attendance where session_id = ${batch.sessionIds[0]!} and person_id = ${batch.people[1]!.personId}`
      const absent = markOp(batch, 1, 'ABSENT', { supersedes: [held!.op_id] })
      const present = markOp(batch, 1, 'PRESENT', { supersedes: [absent.op.id] })
      expect(told(await push(phone, [absent]))).toEqual(['applied'])
      expect(new Set(told(await push(phone, [present, ...all])))).toEqual(new Set(['applied']))
    } else expect(new Set(told(await push(phone, all)))).toEqual(new Set(['applied']))
    expect(first.length).toBe(6)
    const byDesk = await moved(desk)
    expect(byDesk!.tasks.length).toBeGreaterThan(0)
    expect(await moved(batch)).toEqual(byDesk)
    expect(await kept(f.owner, batch)).toEqual(await recounted(f.owner, batch))
  }
})
