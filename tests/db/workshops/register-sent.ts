import type { Sql } from 'postgres'
import type { Staff, World } from '@/tests/support/factories'

type Answer = Record<string, unknown> & { status: string; code?: string; version?: number }

/** Sends a register through the hot door, as the front server does. */
export async function send(app: Sql, who: Staff, payload: object): Promise<Answer> {
  const [row] =
    await app`select app.save_register_by_session(${who.hash}, ${app.json(payload as never)}, 'test') as answer`
  return row!.answer as Answer
}

export async function review(
  app: Sql,
  who: Staff,
  sessionId: string,
  version: number,
  decision: string,
  reason = '',
): Promise<Answer> {
  return app.begin(async (sql) => {
    await sql`select set_config('app.user_id', ${who.userId}, true)`
    const [row] =
      await sql`select app.review_sheet(${sessionId}, ${version}, ${decision}, ${reason}, 'test') as answer`
    return row!.answer as Answer
  })
}

/** Everything a refused save could have touched, as one comparable text. */
export async function everything(owner: Sql, w: World): Promise<string> {
  const rows = await owner`
    select (select jsonb_agg(to_jsonb(s) order by s.id) from app.session s where run_id = ${w.runId}) sessions,
      (select jsonb_agg(to_jsonb(a) order by a.session_id, a.person_id) from app.attendance a where scope_id = ${w.cohortScope}) marks,
      (select jsonb_agg(to_jsonb(e) order by e.id) from app.enrolment e where run_id = ${w.runId}) enrolments,
      (select jsonb_agg(to_jsonb(m) order by m.month) from app.cohort_month m where run_id = ${w.runId}) months,
      (select count(*) from app.operation where scope_id = ${w.cohortScope}) operations,
      (select count(*) from app.session_guest where scope_id = ${w.cohortScope}) guests`
  return JSON.stringify(rows[0])
}

/** What the rollups would be if they were counted anew from the marks. */
export async function recounted(owner: Sql, w: World) {
  const [row] = await owner`
    with live as (select * from app.session where run_id = ${w.runId} and status in ('SUBMITTED', 'APPROVED')),
    marks as (select a.* from app.attendance a join live s on s.id = a.session_id)
    select
      (select coalesce(sum(credited_minutes), 0)::int from marks) minutes,
      (select count(*)::int from marks) as rows,
      (select count(*)::int from live) held,
      (select coalesce(sum(net_minutes), 0)::int from live) net,
      (select count(*)::int from marks where code < 4 and credited_minutes > 0) attended`
  return row
}

export async function kept(owner: Sql, w: World) {
  const [row] = await owner`
    select (select coalesce(sum(credited_minutes), 0)::int from app.enrolment where run_id = ${w.runId}) as minutes,
      coalesce(sum(rows), 0)::int as rows, coalesce(sum(held), 0)::int held, coalesce(sum(net_minutes), 0)::int net,
      coalesce(sum(attended), 0)::int attended from app.cohort_month where run_id = ${w.runId}`
  return row
}
