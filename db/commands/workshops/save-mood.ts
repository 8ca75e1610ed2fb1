import { sql } from 'drizzle-orm'
import { AppError } from '@/lib/shared/result'
import { FEWEST_FACES, SaveMood } from '@/lib/workshops/mood'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { placeOfScope } from '../programmes/load'

type Row = { scopeId: number; status: string; closed: boolean; started: boolean; most: number }

/**
 * How a session was, in three numbers. Sent again, it takes the place of what was sent: nobody can take the difference,
 * for whoever sends it is not shown it. E-FBK-01: too few to be kept. E-FBK-02: more than there were people.
 */
export async function saveMood(ctx: Context, input: SaveMood): Promise<{ answers: number }> {
  const { sessionId, happy, neutral, sad } = SaveMood.parse(input)
  const answers = happy + neutral + sad
  return inTransaction(ctx, async (db) => {
    const [row] = await db.execute<Row>(sql`
      select s.scope_id as "scopeId", s.status, r.status = 'CLOSED' or c.status = 'CLOSED' as closed, app.run_clock(r) >= s.starts_at as started,
        greatest(coalesce(s.head_count, 0), (select count(*) from app.enrolment e where e.cohort_id = s.cohort_id and e.registered_on <= s.day
          and coalesce(e.closed_on, s.day) >= s.day and e.status not in ('CANCELLED', 'WAITING')
          and (s.makes_up_id is null or app.makes_up_for(s.id, s.makes_up_id, s.visit, e.person_id)))
          + (select count(*) from app.session_guest g where g.session_id = s.id))::int as most
      from app.session s join app.run r on r.id = s.run_id join app.cohort c on c.id = s.cohort_id where s.id = ${sessionId}`)
    if (!row) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'record', await placeOfScope(db, row.scopeId))
    if (row.closed || row.status === 'CANCELLED' || row.status === 'RESCHEDULED')
      throw new AppError('E-SES-08')
    if (!row.started) throw new AppError('E-SES-05')
    if (answers < FEWEST_FACES) throw new AppError('E-FBK-01')
    if (answers > row.most) throw new AppError('E-FBK-02', { n: answers, max: row.most })
    await db.execute(sql`
      insert into app.session_mood (session_id, scope_id, happy, neutral, sad, entered_by, entered_at)
      values (${sessionId}, ${row.scopeId}, ${happy}, ${neutral}, ${sad}, app.me(), ${ctx.now.toISOString()}::timestamptz)
      on conflict (session_id) do update set happy = excluded.happy, neutral = excluded.neutral, sad = excluded.sad,
        entered_by = excluded.entered_by, entered_at = excluded.entered_at, version = app.session_mood.version + 1`)
    // Not the split: the audit is read by more people than the faces are.
    await audit(db, ctx, {
      action: 'session.mood',
      entity: 'session',
      entityId: sessionId,
      scopeId: row.scopeId,
      after: { answers },
    })
    return { answers }
  })
}
