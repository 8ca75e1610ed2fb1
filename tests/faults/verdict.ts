import type { Sql } from 'postgres'
import type { Phone } from './field'

export type Verdict = {
  /** Acknowledged and not there, or there without its effect. */
  lost: number
  /** There more than once. */
  doubled: number
  /** Batches of which a part is there. */
  partial: number
  /** Whether the counters of sheets, people and months are what the marks add up to. */
  agrees: boolean
}

/** Batches of which some operations are stored and others not, as one look sees them. */
export async function partialBatches(sql: Sql): Promise<number> {
  const [row] = await sql<{ n: number }[]>`select count(*)::int n from (
    select from faults.intent i left join app.operation o on o.id = i.op group by i.batch having count(o.id) not in (0, count(*))) x`
  return row!.n
}

/** What was meant and acknowledged beside what is stored: each act once, its effect there, every sum as the marks say. */
export async function verdictOf(sql: Sql, phones: Phone[], acked: Set<string>): Promise<Verdict> {
  const meant = phones.flatMap(({ batches }) => batches.flatMap(({ ops }) => ops.map(({ op }) => op.id)))
  const told = [...acked]
  const [row] = await sql<{ lost: number; doubled: number }[]>`
    with meant as (
      select i.*, i.op = any(${told}::uuid[]) acked, (select count(*) from app.operation o where o.session_id = i.session and o.kind = i.kind
        and o.person_id is not distinct from i.person and o.device_id is not null) stored,
      case i.kind when 'mark' then exists (select from app.attendance a where a.session_id = i.session and a.person_id = i.person)
        when 'act' then (select s.status = 'SUBMITTED' from app.session s where s.id = i.session)
          and 1 = (select count(*) from audit.event e where e.entity_id = i.session::text and e.action = 'session.submit')
        else true end effect
      from faults.intent i where i.op = any(${meant}::uuid[]))
    select count(*) filter (where acked and (stored = 0 or not effect))::int lost, count(*) filter (where stored > 1)::int doubled from meant`
  const [sums] = await sql<{ agrees: boolean }[]>`
    select (select sum(credited_minutes)::bigint from app.enrolment) = m and (select sum(credited_minutes)::bigint from app.cohort_month) = m as agrees
    from (select sum(credited_minutes)::bigint m from app.attendance) x`
  return { ...row!, partial: await partialBatches(sql), agrees: sums!.agrees }
}
